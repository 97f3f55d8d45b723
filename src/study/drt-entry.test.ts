import { describe, expect, it } from "vitest";
import type { DistributionOfRelaxationTimes, DistributionPeak } from "../impedance/distribution/result.ts";
import { drtNumbers } from "./drt-entry.ts";

const unknown = { tauLower: null, tauUpper: null, resistanceLower: null, resistanceUpper: null };
const peak = (tau: number, resistance: number): DistributionPeak => ({
  ...unknown,
  tau,
  resistance,
  capacitance: tau / resistance,
  height: resistance,
  tauMin: tau / 2,
  tauMax: tau * 2,
  identifiable: true,
  reason: null,
});

const drt: DistributionOfRelaxationTimes = {
  tau: Float64Array.of(1e-3, 1),
  gamma: Float64Array.of(-1, 1),
  lambda: 1e-3,
  lambdaFrom: "fixed",
  ohmicResistance: 1,
  inductance: 0,
  capacitance: 2,
  polarizationResistance: 1,
  rmsResidual: 1e-3,
  peaks: [peak(1e-3, -2), peak(1, 4)],
  fitted: { frequency: Float64Array.of(1), real: Float64Array.of(1), imaginary: Float64Array.of(0) },
  measuredTauMin: 1e-3,
  measuredTauMax: 1,
  method: "tikhonov",
  words: "",
  processes: [],
  models: [],
};

describe("drtNumbers (oracle: an inductive loop has no capacitance)", () => {
  it("calls a negative peak an inductive loop and gives it no capacitance", () => {
    const [loop, arc] = drtNumbers(drt, {}, null).peaks;
    expect(loop?.capacitance).toBeNull();
    expect(loop?.effectiveCapacitance.layer).toBeNull();
    expect(loop?.hint).toMatch(/inductive loop/);
    expect(arc?.capacitance).toBe(0.25);
  });

  it("carries the capacitance of a blocking electrode", () => {
    expect(drtNumbers(drt, {}, null).blockingCapacitance).toBe(2);
  });
});
