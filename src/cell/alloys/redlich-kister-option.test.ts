// Redlich-Kister solutions as data. Oracles: the numbers over RT by hand; straight lines between points of the liquidus.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GAS_CONSTANT } from "../../units/constants.ts";
import { redlichKisterFromOption } from "./redlich-kister-option.ts";

const option = {
  kind: "redlich-kister",
  coefficients: [
    [2000, 1],
    [-500, 2],
  ],
  molarVolume: 2e-5,
  otherMolarVolume: 4e-5,
};
const at = (changes: object, temperature = 300) =>
  redlichKisterFromOption('alloy of "pool"', { ...option, ...changes }, temperature);

describe("a Redlich-Kister solution as data", () => {
  it("has ln γ = (1 − x)² [l₀ + l₁ (4x − 1)] of l = (a + bT)/RT, the odd ones turned where the other metal comes first", () => {
    for (const temperature of [300, 450]) {
      const thermal = GAS_CONSTANT * temperature;
      const [l0, l1] = [(2000 + temperature) / thermal, (-500 + 2 * temperature) / thermal];
      for (const [first, sign] of [
        ["metal", 1],
        ["other", -1],
      ] as const) {
        for (const x of [0.1, 0.5, 0.8]) {
          const logGamma = (1 - x) ** 2 * (l0 + sign * l1 * (4 * x - 1));
          expect(Math.log(at({ first }, temperature).activity(x) / x)).toBeCloseTo(logGamma, 12);
        }
      }
    }
  });

  it("refers its activity to the metal that is given: that of the pure liquid is e^{(a + bT)/RT}", () => {
    const pure = at({ pureReference: [500, -1] }, 310).activity(1);
    expect(Math.log(pure)).toBeCloseTo((500 - 310) / (GAS_CONSTANT * 310), 13);
    expect(at({}).activity(1)).toBeCloseTo(1, 14);
  });

  it("ends on straight lines between the points of its liquidus, with the activity that the liquid has there", () => {
    const points = [
      [280, 0.05],
      [300, 0.1],
      [360, 0.4],
    ] as const;
    fc.assert(
      fc.property(fc.double({ min: 280, max: 360, noNaN: true }), (temperature) => {
        const alloy = at({ saturation: { lower: { moleFraction: points, solid: "B2A" } } }, temperature);
        const expected =
          temperature <= 300 ? 0.05 + (0.05 * (temperature - 280)) / 20 : 0.1 + (0.3 * (temperature - 300)) / 60;
        const { lower, upper } = alloy.saturation ?? expect.fail("no saturation");
        expect(lower?.moleFraction).toBeCloseTo(expected, 13);
        expect(lower?.activity).toBe(alloy.activity(lower?.moleFraction ?? Number.NaN));
        expect([lower?.solid, upper]).toEqual(["B2A", undefined]);
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it("refuses a liquidus that does not reach the temperature, or has no points at all", () => {
    const lower = (moleFraction: unknown) => () => at({ saturation: { lower: { moleFraction } } });
    const line = [
      [310, 0.1],
      [320, 0.2],
    ];
    expect(lower(line)).toThrow("300 K lies outside of the points from 310 to 320 K");
    expect(lower(line.map(([t, x]) => [(t ?? 0) - 100, x]))).toThrow(
      "300 K lies outside of the points from 210 to 220 K",
    );
    expect(lower([])).toThrow(/lower, mole fraction: no points are given/);
    expect(lower([[300]])).toThrow("point 0 is [300]; a pair of K and mole fraction");
    expect(lower([[300, 1.5]])).toThrow(/mole fraction of point 0 is 1.5/);
  });

  it("refuses fields that it does not know and coefficients that are no pairs", () => {
    expect(() => at({ interaction: 1 })).toThrow('no option "interaction"');
    expect(() => at({ coefficients: undefined })).toThrow("missing; up to 4 pairs");
    expect(() => at({ pureReference: [1, Number.NaN] })).toThrow('Pure reference of the alloy of "pool"');
    expect(() => at({ saturation: { middle: {} } })).toThrow('no option "middle"');
  });
});
