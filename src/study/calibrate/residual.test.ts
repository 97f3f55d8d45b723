// Oracles: the table of Φ (Abramowitz & Stegun 26.1), its expansion in the tail, differences.
import { describe, expect, it } from "vitest";
import type { Datum } from "./forward.ts";
import {
  FAILED_RESIDUAL,
  logCumulativeNormal,
  oneSidedResidual,
  oneSidedSlope,
  residualOf,
  residualSlope,
} from "./residual.ts";

const datum: Datum = {
  name: "capacity",
  experiment: "pulses",
  unit: "C/m2",
  value: 20,
  sigma: 2,
  bound: "at least",
  source: "made",
};

describe("one-sided data", () => {
  it("ln Φ agrees with the table and joins its expansion far below", () => {
    expect(logCumulativeNormal(0)).toBeCloseTo(-Math.LN2, 14);
    expect(Math.exp(logCumulativeNormal(1))).toBeCloseTo(0.841344746068543, 13);
    expect(logCumulativeNormal(-5)).toBeCloseTo(Math.log(2.866515718791939e-7), 12);
    expect(logCumulativeNormal(-30 + 1e-9) / logCumulativeNormal(-30)).toBeCloseTo(1, 9);
    expect(logCumulativeNormal(-1e3)).toBeCloseTo(-5e5 - Math.log(1e3 * Math.sqrt(2 * Math.PI)), 5);
    expect(logCumulativeNormal(10)).toBeLessThan(0);
  });

  it("are nothing far inside, √(2 ln 2) on the bound, a deviation far outside", () => {
    expect(oneSidedResidual(8)).toBeLessThan(1e-7);
    expect(oneSidedResidual(0)).toBeCloseTo(Math.sqrt(2 * Math.LN2), 14);
    expect(oneSidedResidual(-1000) / 1000).toBeCloseTo(1, 4);
  });

  it.each([-200, -31, -29, -3, -0.5, 0, 0.7, 3])("the slope at z = %f agrees with differences", (z) => {
    const h = 1e-4;
    const difference = (oneSidedResidual(z + h) - oneSidedResidual(z - h)) / (2 * h);
    expect(oneSidedSlope(z) / difference).toBeCloseTo(1, 5);
  });

  it("a run that fails is met on the allowed side, a large residual elsewhere", () => {
    const failed = (direction: -1 | 0 | 1) => ({
      name: "capacity",
      value: Number.NaN,
      failed: { reason: "stopped", direction },
    });
    expect(residualOf(datum, failed(1))).toBe(0);
    expect(residualOf(datum, failed(-1))).toBe(FAILED_RESIDUAL);
    expect(residualOf({ ...datum, bound: "at most" }, failed(-1))).toBe(0);
    expect(residualOf({ ...datum, bound: "value" }, failed(-1))).toBe(-FAILED_RESIDUAL);
    expect(residualOf({ ...datum, bound: "value" }, failed(0))).toBe(FAILED_RESIDUAL);
  });

  it("a bound at which the test was ended is met whole by a run that comes to it, and missed without a step below", () => {
    const ended: Datum = { ...datum, untilEnded: true };
    const r = (value: number): number => residualOf(ended, { name: "capacity", value });
    expect([r(20), r(25), r(18), r(16)]).toEqual([0, 0, -1, -2]);
    expect(Math.abs(r(20 - 1e-9))).toBeLessThan(1e-9);
    expect([residualSlope(ended, 20), residualSlope(ended, 19)]).toEqual([0, 0.5]);
    expect(residualOf(datum, { name: "capacity", value: 20 })).toBeCloseTo(1.1774, 4);
  });

  it.each(["value", "at least", "at most"] as const)("∂r/∂value of %s agrees with differences", (bound) => {
    const own = { ...datum, bound };
    const r = (value: number): number => residualOf(own, { name: "capacity", value });
    expect(residualSlope(own, 19)).toBeCloseTo((r(19.001) - r(18.999)) / 0.002, 6);
  });
});
