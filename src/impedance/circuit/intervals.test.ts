import { describe, expect, it } from "vitest";
import { COVERAGE_CASES, coverageOf, randomStart, WORKLOAD } from "../../../test/support/circuit-studies.ts";
import { arcSpectrum, fitSpectrum, logFrequencies, withNoise } from "../../../test/support/eis-workload.ts";
import { type LeastSquaresProblem, levenbergMarquardt } from "../../numerics/least-squares/levenberg-marquardt.ts";
import { profileLimiter } from "../../numerics/least-squares/profile-limit.ts";
import { studentFactor } from "../../numerics/probability/student.ts";
import { fitCircuit } from "./fit-circuit.ts";
import type { CircuitFit, ConfidenceInterval, FittedParameter } from "./result.ts";

const find = (fit: CircuitFit, name: string): FittedParameter =>
  fit.parameters.find((one) => one.name === name) as FittedParameter;

/** The profile interval of a parameter or of an arc; fails where there is none. */
function profileOf(interval: ConfidenceInterval | undefined): readonly [number, number] {
  if (!interval?.profile) throw new Error("no profile interval");
  return interval.profile;
}

function waldOf(interval: ConfidenceInterval | undefined): readonly [number, number] {
  if (!interval?.wald) throw new Error("no Wald interval");
  return interval.wald;
}

describe("profileLimiter", () => {
  it("gives x̂ ± t SE in a linear problem: a straight line", () => {
    const t = [0, 1, 2, 3, 4, 5];
    const y = [0.1, 0.9, 2.2, 2.8, 4.1, 5.2];
    const problem: LeastSquaresProblem = {
      variables: 2,
      residuals: 6,
      evaluate: (x, r, j) => {
        t.forEach((at, i) => {
          r[i] = (x[0] as number) + (x[1] as number) * at - (y[i] as number);
          j[i] = 1;
          j[6 + i] = at;
        });
      },
    };
    const { x, sumOfSquares } = levenbergMarquardt(problem, Float64Array.of(0, 0));
    // (JᵀJ)⁻¹ of the line through 0 … 5
    const inverse = Float64Array.of(55 / 105, -15 / 105, -15 / 105, 6 / 105);
    const variance = sumOfSquares / 4;
    const covariance = inverse.map((one) => one * variance);
    const limit = profileLimiter(problem, { x, sumOfSquares, variance, covariance });
    const factor = studentFactor(0.95, 4);
    for (const [v, side] of [
      [0, -1],
      [0, 1],
      [1, -1],
      [1, 1],
    ] as const) {
      const expected = (x[v] as number) + side * factor * Math.sqrt(covariance[3 * v] as number);
      const found = limit(v, side, factor);
      expect(found.reached).toBe(true);
      expect(found.value).toBeCloseTo(expected, 5);
    }
  });

  it("finds where F rises by t² s² in a curved problem: exp(−k t), one variable, by bisection", () => {
    const t = [0.5, 1, 2, 4];
    const y = [0.75, 0.3, 0.2, 0.05];
    const sum = (k: number): number => t.reduce((s, at, i) => s + (Math.exp(-k * at) - (y[i] as number)) ** 2, 0);
    const problem: LeastSquaresProblem = {
      variables: 1,
      residuals: 4,
      evaluate: (x, r, j) => {
        t.forEach((at, i) => {
          r[i] = Math.exp(-(x[0] as number) * at) - (y[i] as number);
          j[i] = -at * Math.exp(-(x[0] as number) * at);
        });
      },
    };
    const { x, sumOfSquares } = levenbergMarquardt(problem, Float64Array.of(1));
    const variance = sumOfSquares / 3;
    const limit = profileLimiter(problem, { x, sumOfSquares, variance, covariance: Float64Array.of(0.01) });
    for (const side of [-1, 1] as const) {
      let [inside, outside] = [x[0] as number, (x[0] as number) + side * 0.6];
      for (let k = 0; k < 80; k++) {
        const middle = (inside + outside) / 2;
        if (sum(middle) - sumOfSquares < 4 * variance) inside = middle;
        else outside = middle;
      }
      expect(Math.abs(limit(0, side, 2).value - inside)).toBeLessThan(2e-3 * Math.abs(inside - (x[0] as number)));
    }
  });
});

describe("intervals of a circuit fit", () => {
  it("both kinds hold the estimate and agree where the problem is nearly linear: 0.5 % noise", () => {
    const fit = fitCircuit(fitSpectrum(), WORKLOAD, { intervals: "profile" });
    for (const { name, value, interval, standardError } of fit.parameters) {
      const [low, high] = profileOf(interval);
      const [waldLow, waldHigh] = waldOf(interval);
      expect(low < value && value < high, name).toBe(true);
      expect(interval?.note).toBeNull();
      const width = waldHigh - waldLow;
      expect(width / (2 * studentFactor(0.95, 132) * (standardError as number))).toBeCloseTo(1, 2);
      expect(Math.abs(low - waldLow)).toBeLessThan(0.15 * width);
      expect(Math.abs(high - waldHigh)).toBeLessThan(0.15 * width);
    }
    for (const { tau, tauInterval } of fit.arcs) {
      const [low, high] = profileOf(tauInterval);
      expect(low < tau && tau < high).toBe(true);
      const [waldLow, waldHigh] = waldOf(tauInterval);
      expect(Math.log(high / low) / Math.log(waldHigh / waldLow)).toBeCloseTo(1, 1);
    }
  });

  it("widens with the level", () => {
    const width = (level: number): number => {
      const fit = fitCircuit(fitSpectrum(), WORKLOAD, { intervals: "profile", level });
      const [low, high] = profileOf(find(fit, "R2").interval);
      return Math.log(high / low);
    };
    expect(width(0.5)).toBeLessThan(width(0.9));
    expect(width(0.9)).toBeLessThan(width(0.99));
  });

  it("is one-sided for a parameter at its bound, and says so", () => {
    const ideal = withNoise(arcSpectrum(10, [[50, 1e-2, 1]], logFrequencies(1e4, 1e-1, 30)), 0.01, 4);
    const fit = fitCircuit(ideal, "R0-p(R1,CPE1)", { intervals: "profile" });
    const n = find(fit, "CPE1.n");
    if (n.status === "at bound") {
      expect(n.interval?.profile?.[1]).toBe(1);
      expect(n.interval?.profile?.[0] as number).toBeLessThan(1);
      expect(n.interval?.note).toMatch(/no upper limit of CPE1.n/);
    } else expect(n.interval?.profile?.[0] as number).toBeLessThan(1);
  });

  it("says that only a limit is known of a capacitor that the frequencies do not reach", () => {
    // τ = 10 ns, far beyond 1 kHz: only C < … is known.
    const spectrum = withNoise(arcSpectrum(10, [[50, 1e-8, 1]], logFrequencies(1e3, 1, 20)), 0.01, 2);
    const fit = fitCircuit(spectrum, "R0-p(R1,C1)", { fixed: { R0: 10 }, intervals: "profile" });
    const c = find(fit, "C1");
    expect(["not identifiable", "at bound"]).toContain(c.status);
    if (c.status === "not identifiable") expect(c.reason).toMatch(/do not fix|does not depend|changes Z by less/);
    expect(c.standardError).toBeNull();
    const [low, high] = profileOf(c.interval);
    expect(low).toBeLessThan(1e-15);
    expect(high).toBeLessThan(1e-4);
    expect(c.interval?.note).toMatch(/no lower limit of C1/);
  });

  it("gives no ± and no interval for a fit that did not converge", () => {
    const fit = fitCircuit(fitSpectrum(), WORKLOAD, {
      start: randomStart(3),
      starts: 1,
      maximumIterations: 2,
      intervals: "profile",
    });
    expect(fit.converged).toBe(false);
    for (const { standardError, interval } of fit.parameters) {
      expect(standardError).toBeNull();
      expect(interval).toBeUndefined();
    }
    expect(fit.arcs.every(({ logTauError }) => logTauError === null)).toBe(true);
  });

  it.each([
    ["workload, 0.5 % noise, `model`", 50],
    ["workload, 0.3 % and 0.1 Ω, `estimated`", 40],
    ["12 points, one arc, 2 %, `model`", 150],
  ])("hold the truth as often as they say: %s, %i of the draws of the long test", (name, draws) => {
    const study = COVERAGE_CASES[name];
    if (study === undefined) throw new Error(name);
    const { wald, profile, fits } = coverageOf(study, draws, 5_000_000);
    expect(fits).toBe(draws);
    // Parameters of one fit are correlated: about a third of them count as independent.
    const spread = 3 * Math.sqrt((0.05 * 0.95) / (2.5 * draws));
    expect(Math.abs(wald - 0.95)).toBeLessThan(spread);
    expect(Math.abs(profile - 0.95)).toBeLessThan(spread);
  });
});

describe("starts", () => {
  it("leads to the right minimum from 40 starts up to a decade off", () => {
    const spectrum = fitSpectrum(70, 0.005, 5077);
    const best = fitCircuit(spectrum, WORKLOAD).chiSquared;
    for (let k = 0; k < 40; k++) {
      const fit = fitCircuit(spectrum, WORKLOAD, { start: randomStart(9_000_000 + k) });
      expect(fit.chiSquared).toBeLessThan(best * 1.0001);
    }
  });

  it("says how it searched", () => {
    const one = fitCircuit(fitSpectrum(), WORKLOAD, { starts: 1 });
    expect(one.search).toEqual({ followed: 1, minima: 1, agreeing: 1, rule: "first fit without run of residuals" });
    const many = fitCircuit(fitSpectrum(), WORKLOAD, { starts: 8 });
    expect(many.search?.followed).toBeGreaterThanOrEqual(8);
    expect(many.search?.agreeing).toBeGreaterThan(1);
    expect(many.chiSquared).toBeCloseTo(one.chiSquared, 9);
  });
});
