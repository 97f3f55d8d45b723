import { describe, expect, it } from "vitest";
import { kNaDatabase } from "../data/index.ts";
import { type Assessment, assess, prepare } from "./assess.ts";
import type { Datum } from "./datum.ts";
import { kNaAssessment, kNaCoefficients, kNaData } from "./k-na-data.ts";
import { assessedUncertainty } from "./k-na-uncertainty.ts";

const assessment = kNaAssessment(kNaDatabase());
const result = assess(assessment);
const n = kNaCoefficients.length;
const withoutPriors = kNaCoefficients.map(({ prior: _, ...coefficient }) => coefficient);

describe("the assessment of K-Na", () => {
  it("finds the shipped coefficients again within a tenth of their standard deviations", () => {
    expect(result.converged).toBe(true);
    expect(result.isDetermined).toBe(true);
    for (const { value, before, standardDeviation } of result.coefficients) {
      expect(Math.abs(value - before)).toBeLessThan(0.1 * (standardDeviation as number));
    }
  });

  it("has the standard deviations with which the fit was recorded", () => {
    const recorded = [159, 0.86, 91, 330, 237, 1067, 3.6];
    for (const [k, { standardDeviation }] of result.coefficients.entries()) {
      expect((standardDeviation as number) / (recorded[k] as number)).toBeCloseTo(1, 1);
    }
  });

  it("has the covariance that is kept with the database", () => {
    const { covariance, values } = assessedUncertainty();
    for (let k = 0; k < n; k++) {
      expect(values[k]).toBe(result.coefficients[k]?.before);
      for (let l = 0; l < n; l++) {
        const scale = Math.sqrt((covariance[k * n + k] as number) * (covariance[l * n + l] as number));
        const difference = (result.covariance[k * n + l] as number) - (covariance[k * n + l] as number);
        expect(Math.abs(difference) / scale).toBeLessThan(1e-6);
      }
    }
  });

  it("finds the same from another start", () => {
    const coefficients = kNaCoefficients.map((coefficient, k) => ({
      ...coefficient,
      start: (result.coefficients[k]?.value as number) + ([100, -0.3, 50, -200, 150, 300, 1][k] as number),
    }));
    const again = assess({ ...assessment, coefficients, leaveOneOut: false });
    for (const [k, { value, standardDeviation }] of again.coefficients.entries()) {
      expect(Math.abs(value - (result.coefficients[k]?.value as number))).toBeLessThan(
        1e-5 * (standardDeviation as number),
      );
    }
  });

  it("leaves the database as it is and hands out another", () => {
    expect(assessment.database).toBe(kNaDatabase());
    const again = prepare({ ...assessment, database: result.database });
    for (const [k, { value }] of result.coefficients.entries()) expect(again.base[k]).toBe(value);
    const gradient = new Float64Array(n);
    for (const { datum, prediction } of result.residuals) {
      // The database that was found, through its own models, says what the fit says.
      expect(again.predict(datum, new Float64Array(n), gradient) / prediction).toBeCloseTo(1, 9);
    }
  });

  it("has leverages that add up, with the weight of the priors, to the number of coefficients", () => {
    let sum = 0;
    for (const { leverage } of result.residuals) sum += leverage;
    for (const [k, { prior }] of result.coefficients.entries()) {
      if (prior !== null) sum += (result.covariance[k * n + k] as number) / prior.uncertainty ** 2;
    }
    expect(sum).toBeCloseTo(n, 8);
  });

  it("predicts a datum that is left out as a fit without it does", () => {
    for (const id of ["peritectic x", "mixing enthalpy"]) {
      const data = kNaData.filter((datum) => datum.id !== id);
      const { database, covariance } = assess({ ...assessment, data, leaveOneOut: false });
      const gradient = new Float64Array(n);
      const datum = kNaData.find((one) => one.id === id) as Datum;
      const prediction = prepare({ ...assessment, database }).predict(datum, new Float64Array(n), gradient);
      const left = result.residuals.find((one) => one.datum.id === id)?.leftOut;
      expect((left?.prediction ?? 0) / prediction).toBeCloseTo(1, 7);
      let variance = 0;
      for (let k = 0; k < n; k++) {
        for (let l = 0; l < n; l++) {
          variance += (gradient[k] as number) * (covariance[k * n + l] as number) * (gradient[l] as number);
        }
      }
      expect((left?.standardDeviation ?? 0) ** 2 / variance).toBeCloseTo(1, 5);
    }
  });
});

describe("a fit to made-up data", () => {
  const truth = [2900, -0.9, -500, 7600, -1700, -350, -2.1];
  const { predict, base } = prepare(assessment);
  const shift = Float64Array.from(truth, (value, k) => value - (base[k] as number));
  const gradient = new Float64Array(n);
  const exact = kNaData.map((datum): Datum => ({ ...datum, value: predict(datum, shift, gradient) }));
  const refit = (data: readonly Datum[]): ReturnType<typeof assess> =>
    assess({ ...assessment, coefficients: withoutPriors, data, leaveOneOut: false } satisfies Assessment);

  it("finds coefficients from exact data to 1e-8 of their standard deviations", () => {
    const found = refit(exact);
    expect(found.chiSquare).toBeLessThan(1e-12);
    for (const [k, { value, standardDeviation }] of found.coefficients.entries()) {
      expect(Math.abs(value - (truth[k] as number)) / (standardDeviation as number)).toBeLessThan(1e-8);
    }
  });

  it("has half the variance from every datum twice", () => {
    const once = refit(exact);
    const twice = refit([...exact, ...exact.map((datum) => ({ ...datum, id: `${datum.id} again` }))]);
    for (let k = 0; k < n * n; k++) {
      expect((twice.covariance[k] as number) / (once.covariance[k] as number)).toBeCloseTo(0.5, 5);
    }
  });
});
