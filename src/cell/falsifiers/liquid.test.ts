// A liquid by numbers. Oracles: the limits of its mixing law, a central difference, and the law that an interval holds the numbers of
// all that lies in the intervals it was made of.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Interval } from "./interval.ts";
import { endOf, type LiquidNumbers, liquidFromNumbers } from "./liquid.ts";

const given: LiquidNumbers = {
  name: "A-B",
  temperature: 300,
  chargeNumber: 1,
  interdiffusion: 1e-9,
  molarVolume: 2e-5,
  otherMolarVolume: 4e-5,
  flow: { molarMass: 0.023, otherMolarMass: 0.039, viscosity: 5e-4, surfaceTension: 0.1 },
  sources: ["made up"],
};
const flowOf = (change: Partial<LiquidNumbers>) =>
  liquidFromNumbers({ ...given, ...change }).flow ?? expect.fail("none");

describe("a liquid by numbers", () => {
  it("is the pure metals at its ends, and has the slope of its density", () => {
    const { density, densitySlope } = flowOf({});
    expect(density(1).value).toBeCloseTo(0.023 / 2e-5, 9);
    expect(density(0).value).toBeCloseTo(0.039 / 4e-5, 9);
    for (const x of [0, 0.3, 1]) {
      const h = 1e-4;
      const slope = (density(x + h).value - density(x - h).value) / (2 * h);
      expect(densitySlope(x).value / slope).toBeCloseTo(1, 6);
    }
  });

  it("holds the slopes of the density of all volumes in their intervals, also where the slope turns within them", () => {
    const volume = fc.double({ min: 5e-6, max: 5e-5, noNaN: true });
    const mass = fc.double({ min: 0.005, max: 0.25, noNaN: true });
    const part = fc.double({ min: 0, max: 1, noNaN: true });
    const wide = (a: number, b: number): Interval => ({
      lower: Math.min(a, b),
      value: 0.5 * (a + b),
      upper: Math.max(a, b),
    });
    fc.assert(
      fc.property(volume, volume, volume, volume, mass, mass, part, part, part, (a, b, c, d, m, n, s, t, x) => {
        const [v, w] = [wide(a, b), wide(c, d)];
        const flow = { molarMass: m, otherMolarMass: n, viscosity: 1e-3, surfaceTension: 0.1 };
        const { lower, upper, value } = flowOf({ molarVolume: v, otherMolarVolume: w, flow }).densitySlope(x);
        const [one, other] = [v.lower + s * (v.upper - v.lower), w.lower + t * (w.upper - w.lower)];
        const inside = flowOf({ molarVolume: one, otherMolarVolume: other, flow }).densitySlope(x).value;
        const slack = 1e-12 * (Math.abs(lower) + Math.abs(upper));
        for (const slope of [inside, value]) {
          expect(slope).toBeGreaterThanOrEqual(lower - slack);
          expect(slope).toBeLessThanOrEqual(upper + slack);
        }
      }),
      { seed: 12, numRuns: 2000 },
    );
  });

  it("ends where another phase appears; stripping, at the latest where the metal is gone", () => {
    const open = liquidFromNumbers(given);
    expect(endOf(open, "plate")).toBeNull();
    expect(endOf(open, "strip")?.moleFraction).toEqual({ value: 0, lower: 0, upper: 0 });
    const closed = liquidFromNumbers({
      ...given,
      lowerSaturation: { moleFraction: 0.1, phase: "solid B" },
      upperSaturation: { moleFraction: { value: 0.8, lower: 0.7, upper: 0.9 }, phase: "solid A" },
    });
    expect(endOf(closed, "strip")?.phase).toBe("solid B");
    expect(endOf(closed, "plate")?.moleFraction).toEqual({ value: 0.8, lower: 0.7, upper: 0.9 });
    const beyond = { moleFraction: { value: 0.9, lower: 0.8, upper: 1.1 }, phase: "A" };
    expect(() => liquidFromNumbers({ ...given, upperSaturation: beyond })).toThrow("mole fractions 0.8 to 1.1");
  });

  it("widens a ratio of activities by its accuracy to either side alike", () => {
    const { value, lower, upper } = liquidFromNumbers({ ...given, activityAccuracy: 0.25 }).activityRatio(0.6, 0.2);
    expect(value).toBeCloseTo(3, 14);
    expect(lower).toBeCloseTo(3 / 1.25, 14);
    expect(upper).toBeCloseTo(3 * 1.25, 14);
  });
});
