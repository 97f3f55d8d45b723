import { expect, it } from "vitest";
import { driftOverPulses } from "../../../test/support/family-conservation.ts";

// Oracle: the amount at the start, and Faraday's law for i·t itself.
it("metal and charge of NaK50 on NASICON are conserved to 1e-12 over 5000 pulses", () => {
  const { drift, charge, end } = driftOverPulses(5000);
  expect(end).toBe("completed");
  expect(charge).toBe(12_500);
  expect(drift).toBeLessThan(1e-12);
});
