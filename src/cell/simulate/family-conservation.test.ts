import { expect, it } from "vitest";
import { driftOverPulses } from "../../../test/support/family-conservation.ts";

// Oracle: the amount at the start, and Faraday's law for i·t itself.
it("metal and charge of NaK50 on NASICON are conserved to 1e-12 over 200 pulses", () => {
  const { drift, charge, end } = driftOverPulses(200);
  expect(end).toBe("completed");
  expect(charge).toBe(500);
  expect(drift).toBeLessThan(1e-12);
});
