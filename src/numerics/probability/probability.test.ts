// Oracles: Abramowitz & Stegun, tables 6.1, 7.1, 26.1, 26.8, 26.9; the e-Handbook of NIST, 1.3.6.7; closed forms.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exceedsChiSquare } from "./chi-square.ts";
import { exceedsF } from "./f-distribution.ts";
import { incompleteBeta } from "./incomplete-beta.ts";
import { logGamma } from "./log-gamma.ts";
import {
  complementaryErrorFunction,
  cumulativeNormal,
  NORMAL_95,
  normalProbability,
  normalQuantile,
} from "./normal.ts";
import { studentFactor, studentTail } from "./student.ts";

describe("logGamma", () => {
  it("agrees with factorials, Γ(½) = √π and the table", () => {
    expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 13);
    expect(logGamma(6)).toBeCloseTo(Math.log(120), 13);
    expect(logGamma(11)).toBeCloseTo(Math.log(3628800), 12);
    expect(Math.exp(logGamma(1.25))).toBeCloseTo(0.9064024771, 10);
    expect(Math.exp(logGamma(1.75))).toBeCloseTo(0.9190625268, 10);
  });

  it("follows Γ(x + 1) = x Γ(x) and Legendre's duplication", () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-3, max: 500, noNaN: true }), (x) => {
        const size = Math.max(1, Math.abs(logGamma(2 * x)));
        expect(Math.abs(logGamma(x + 1) - logGamma(x) - Math.log(x)) / size).toBeLessThan(1e-13);
        const twice = logGamma(x) + logGamma(x + 0.5) + (2 * x - 1) * Math.LN2 - 0.5 * Math.log(Math.PI);
        expect(Math.abs(twice - logGamma(2 * x)) / size).toBeLessThan(1e-13);
      }),
      { seed: 11, numRuns: 200 },
    );
  });
});

describe("incompleteBeta", () => {
  it("agrees with closed forms", () => {
    expect(incompleteBeta(0.3, 1, 1)).toBeCloseTo(0.3, 14);
    expect(incompleteBeta(0.8, 2, 3)).toBeCloseTo(0.9728, 13);
    // I_x(a, 1) = x^a, I_x(1, b) = 1 − (1 − x)^b, I_x(½, ½) = 2/π arcsin √x
    expect(incompleteBeta(0.2, 40, 1) / 0.2 ** 40).toBeCloseTo(1, 11);
    expect(incompleteBeta(0.01, 1, 500)).toBeCloseTo(1 - 0.99 ** 500, 13);
    expect(incompleteBeta(0.7, 0.5, 0.5)).toBeCloseTo((2 / Math.PI) * Math.asin(Math.sqrt(0.7)), 13);
  });

  it("is one with its mirror image", () => {
    const parameter = fc.double({ min: 0.5, max: 2000, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), parameter, parameter, (x, a, b) => {
        expect(incompleteBeta(x, a, b) + incompleteBeta(1 - x, b, a, x)).toBeCloseTo(1, 11);
      }),
      { seed: 12, numRuns: 200 },
    );
  });
});

describe("the normal distribution", () => {
  it("agrees with published values", () => {
    expect(complementaryErrorFunction(0.5)).toBeCloseTo(1 - 0.520499877813, 11);
    expect(complementaryErrorFunction(-1)).toBeCloseTo(1.84270079295, 10);
    expect(complementaryErrorFunction(2) / 0.00467773498105).toBeCloseTo(1, 10);
    expect(complementaryErrorFunction(2.5 - 1e-13) / complementaryErrorFunction(2.5)).toBeCloseTo(1, 10);
    expect(complementaryErrorFunction(5) / 1.5374597944280349e-12).toBeCloseTo(1, 12);
    expect(cumulativeNormal(1)).toBeCloseTo(0.841344746068543, 14);
    expect(cumulativeNormal(2)).toBeCloseTo(0.977249868051821, 14);
    expect(cumulativeNormal(-5) / 2.866515718791939e-7).toBeCloseTo(1, 12);
    expect(normalProbability(7, 8) / (1.279812543885835e-12 - 6.220960574271785e-16)).toBeCloseTo(1, 10);
  });

  it("has the quantiles of the table", () => {
    expect(normalQuantile(0.975)).toBeCloseTo(NORMAL_95, 14);
    expect(normalQuantile(0.9)).toBeCloseTo(1.2815515655446, 12);
    expect(normalQuantile(0.995)).toBeCloseTo(2.5758293035489, 12);
    expect(normalQuantile(1e-6)).toBeCloseTo(-4.753424308823, 11);
    expect(normalQuantile(0.5)).toBeCloseTo(0, 15);
    expect(() => normalQuantile(1)).toThrow(/p = 1/);
  });

  it("quantile and distribution function undo one another", () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 5, noNaN: true }), (x) => {
        expect(normalQuantile(cumulativeNormal(x))).toBeCloseTo(x, 9);
      }),
      { seed: 13, numRuns: 200 },
    );
  });
});

it.each([
  // Upper 5 % and 1 % points (NIST 1.3.6.7.3, three decimals)
  [161.448, 1, 1, 0.05],
  [9.277, 3, 3, 0.05],
  [3.326, 5, 10, 0.05],
  [5.636, 5, 10, 0.01],
  [2.866, 4, 20, 0.05],
  [4.431, 4, 20, 0.01],
  [2.978, 10, 10, 0.05],
] as const)("F exceeds %f with %i and %i degrees of freedom in %f of all cases", (f, d1, d2, probability) => {
  expect(Math.abs(exceedsF(f, d1, d2) / probability - 1)).toBeLessThan(1e-3);
});

it.each([
  // Upper points (NIST 1.3.6.7.4, three decimals; A&S 26.8)
  [3.841, 1, 0.05],
  [9.488, 4, 0.05],
  [18.307, 10, 0.05],
  [124.342, 100, 0.05],
  [0.711, 4, 0.95],
  [6.635, 1, 0.01],
  [29.588, 10, 0.001],
] as const)("χ² exceeds %f with %i degrees of freedom in %f of all cases", (x, degrees, probability) => {
  expect(Math.abs(exceedsChiSquare(x, degrees) / probability - 1)).toBeLessThan(5e-4);
});

it("F is known in closed form for two degrees of freedom above", () => {
  expect(exceedsF(4, 2, 10)).toBeCloseTo((1 + (2 * 4) / 10) ** -5, 13); // (1 + 2f/d₂)^(−d₂/2)
  expect(exceedsF(0, 3, 5)).toBe(1);
});

it("the distributions agree where they meet: t² is F, χ² of 1 is a normal square, of 2 an exponential", () => {
  for (const x of [0.1, 1, 2.5, 6]) {
    for (const degrees of [1, 4, 37.5]) expect(studentTail(x, degrees)).toBeCloseTo(exceedsF(x * x, 1, degrees), 13);
    expect(exceedsChiSquare(x * x, 1) / complementaryErrorFunction(x * Math.SQRT1_2)).toBeCloseTo(1, 12);
    expect(exceedsChiSquare(x, 2)).toBeCloseTo(Math.exp(-x / 2), 14);
  }
});

it("t with few degrees of freedom has the two-sided 95 % points of the table", () => {
  const table = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];
  table.forEach((t, k) => {
    expect(studentFactor(0.95, k + 1)).toBeCloseTo(t, 3);
  });
});
