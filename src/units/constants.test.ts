import { expect, it } from "vitest";
import { AVOGADRO, BOLTZMANN, BOLTZMANN_OVER_CHARGE, FARADAY } from "./constants.ts";

it("the derived constants are those of the CODATA table", () => {
  expect(FARADAY).toBeCloseTo(96485.33212, 5);
  expect(1 / BOLTZMANN_OVER_CHARGE).toBeCloseTo(11604.51812, 5);
  expect(BOLTZMANN * AVOGADRO).toBeCloseTo(8.314462618, 9);
});
