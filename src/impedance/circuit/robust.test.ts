import { describe, expect, it } from "vitest";
import {
  arcSpectrum,
  FIT_TRUTH,
  fitSpectrum,
  logFrequencies,
  normalPairs,
} from "../../../test/support/eis-workload.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { fitCircuit } from "./fit-circuit.ts";
import { noiseLaw } from "./noise-law.ts";
import type { CircuitFit } from "./result.ts";
import { type Loss, lossWeight, robustScale, robustVariance } from "./robust.ts";

const WORKLOAD = "R0-p(R1,CPE1)-p(R2,CPE2)-W";

/** The workload with some points moved by a part of |Z|. */
function spoilt(points: readonly number[], by: number): ReturnType<typeof fitSpectrum> {
  const { frequency, real, imaginary } = fitSpectrum();
  const moved = real.map((re, k) => (points.includes(k) ? re + by * Math.hypot(re, imaginary[k] as number) : re));
  return impedanceSpectrum(frequency, moved, imaginary);
}

/** Largest deviation from the truth in standard errors of a clean fit. */
function worst(fit: CircuitFit): number {
  const clean = fitCircuit(fitSpectrum(), WORKLOAD);
  return fit.parameters.reduce((most, { name, value }, k) => {
    const error = clean.parameters[k]?.standardError as number;
    return Math.max(most, Math.abs(value - (FIT_TRUTH[name] as number)) / error);
  }, 0);
}

describe("robust losses", () => {
  it.each([
    ["huber", 4],
    ["tukey", 3.5],
  ] as const)("%s is not bent by points that are 10 % and 30 % off, and names them", (loss, limit) => {
    const spectrum = spoilt([12, 33, 51], 0.1);
    expect(worst(fitCircuit(spectrum, WORKLOAD))).toBeGreaterThan(5);
    const fit = fitCircuit(spectrum, WORKLOAD, { loss });
    expect(fit.converged).toBe(true);
    expect(worst(fit)).toBeLessThan(limit);
    expect(fit.outliers?.map(({ index }) => index)).toEqual([12, 33, 51]);
    expect(fit.outliers?.[0]?.frequency).toBe(spectrum.frequency[12]);
    const far = fitCircuit(spoilt([20], 0.3), WORKLOAD, { loss });
    expect(far.outliers?.map(({ index }) => index)).toEqual([20]);
    expect(worst(far)).toBeLessThan(limit);
    if (loss === "tukey") expect(far.outliers?.[0]?.weight).toBe(0);
  });

  it("finds the same as squares on clean data, within a standard error, and no outlier", () => {
    const plain = fitCircuit(fitSpectrum(), WORKLOAD);
    for (const loss of ["huber", "tukey"] as const) {
      const fit = fitCircuit(fitSpectrum(), WORKLOAD, { loss });
      expect(fit.outliers).toEqual([]);
      fit.parameters.forEach(({ value, standardError }, k) => {
        const other = plain.parameters[k] as CircuitFit["parameters"][number];
        expect(Math.abs(value - other.value) / (other.standardError as number)).toBeLessThan(1);
        expect((standardError as number) / (other.standardError as number)).toBeCloseTo(1, 0);
      });
    }
    expect(fitCircuit(fitSpectrum(), WORKLOAD).outliers).toBeUndefined();
  });

  it("the variance factor is that of a location estimate: 95 % efficiency of tukey, 10⁵ normal points", () => {
    const pair = normalPairs(4);
    const values = new Float64Array(2e5);
    for (let i = 0; i < values.length; i += 2) values.set(pair(), i);
    expect(robustScale(values, 0)).toBeCloseTo(1, 2);
    expect(1 / robustVariance("tukey", values, 1, 0)).toBeCloseTo(0.95, 2);
    expect(1 / robustVariance("huber", values, 1, 0)).toBeGreaterThan(0.95);
    expect(robustVariance("squares", values, 1, 0)).toBeCloseTo(1, 2);
  });

  it("weights fall with the deviation and never rise", () => {
    for (const loss of ["squares", "huber", "tukey"] satisfies Loss[]) {
      for (let d = 0; d < 10; d += 0.1) {
        expect(lossWeight(loss, d + 0.1)).toBeLessThanOrEqual(lossWeight(loss, d));
        expect(lossWeight(loss, d)).toBeGreaterThanOrEqual(0);
      }
    }
  });
});

it.each(["modulus", "proportional", "unit", "model", "estimated"] as const)(
  "an exact spectrum is fitted exactly, without outliers or numbers that are not finite: %s weights",
  (weighting) => {
    const exact = arcSpectrum(10, [[50, 1e-2, 0.9]], logFrequencies(1e5, 1e-1, 40));
    for (const loss of ["squares", "huber", "tukey"] as const) {
      const fit = fitCircuit(exact, "R0-p(R1,CPE1)", { weighting, loss, intervals: "profile" });
      expect(fit.rmsResidual).toBeLessThan(1e-6);
      expect(fit.parameters.map(({ status }) => status)).toEqual(["free", "free", "free", "free"]);
      for (const { value, standardError } of fit.parameters) {
        expect(Number.isFinite(value)).toBe(true);
        if (standardError !== null) expect(standardError).toBeLessThan(1e-4 * value);
      }
      expect(fit.outliers ?? []).toEqual([]);
    }
  },
);

describe("noiseLaw", () => {
  const points = 400;
  /** Root mean square of the normal numbers drawn, close to 1. */
  let drawn = 0;
  const make = (sigma: (modulus: number) => number, seed = 10): readonly [Float64Array, Float64Array] => {
    const pair = normalPairs(seed);
    const z = new Float64Array(2 * points);
    const measured = new Float64Array(2 * points);
    drawn = 0;
    for (let i = 0; i < points; i++) {
      const modulus = 10 ** ((3 * i) / points);
      const [a, b] = pair();
      drawn = Math.sqrt(drawn ** 2 + (a * a + b * b) / (2 * points));
      z.set([modulus * Math.SQRT1_2, -modulus * Math.SQRT1_2], 2 * i);
      measured[2 * i] = (z[2 * i] as number) + sigma(modulus) * a;
      measured[2 * i + 1] = (z[2 * i + 1] as number) + sigma(modulus) * b;
    }
    return [z, measured];
  };
  const count = new Float64Array(points).fill(1);

  it("finds relative noise, constant noise, and both: oracle the law that made them", () => {
    const relative = noiseLaw(...make((z) => 0.01 * z), count, 0);
    expect(relative.relative / 0.01).toBeCloseTo(drawn, 9);
    expect(relative.floor).toBe(0);
    const constant = noiseLaw(...make(() => 0.3), count, 0);
    expect(constant.floor / 0.3).toBeCloseTo(drawn, 9);
    expect(Math.abs(drawn - 1)).toBeLessThan(4 / Math.sqrt(4 * points));
    expect(constant.relative).toBe(0);
    const both = noiseLaw(...make((z) => Math.hypot(0.01 * z, 0.3)), count, 0);
    expect(Math.abs(both.relative / 0.01 - 1)).toBeLessThan(0.12);
    expect(Math.abs(both.floor / 0.3 - 1)).toBeLessThan(0.12);
  });

  it("takes up a second part that is not there in at most 5 % of spectra: 200 seeds", () => {
    let wrong = 0;
    for (let seed = 1; seed <= 200; seed++) if (noiseLaw(...make((z) => 0.01 * z, seed), count, 0).floor > 0) wrong++;
    expect(wrong).toBeLessThanOrEqual(16); // 10 expected, 16 is two standard deviations above
  });
});

describe("weights that follow the fit", () => {
  it("estimated says the noise it found: 0.5 % relative", () => {
    const fit = fitCircuit(fitSpectrum(), WORKLOAD, { weighting: "estimated" });
    expect(fit.converged).toBe(true);
    expect(fit.noise?.floor).toBe(0);
    expect(Math.abs((fit.noise?.relative as number) / 0.005 - 1)).toBeLessThan(0.2);
    // With σ from the residuals χ² is the number of degrees of freedom.
    expect(fit.chiSquared / 132).toBeCloseTo(1, 2);
  });

  it("model weighs by the fit itself: χ² = Σ |Z − Ẑ|²/|Ẑ|²", () => {
    const spectrum = fitSpectrum();
    const { fitted, chiSquared } = fitCircuit(spectrum, WORKLOAD, { weighting: "model" });
    let sum = 0;
    fitted.real.forEach((re, k) => {
      const im = fitted.imaginary[k] as number;
      const [a, b] = [(spectrum.real[k] as number) - re, (spectrum.imaginary[k] as number) - im];
      sum += (a * a + b * b) / (re * re + im * im);
    });
    expect(chiSquared / sum).toBeCloseTo(1, 6);
  });
});
