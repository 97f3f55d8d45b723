import { NormalStream } from "../../src/numerics/random/normal-stream.ts";
import { assess, prepare } from "../../src/thermo/assessment/assess.ts";
import type { Datum } from "../../src/thermo/assessment/datum.ts";
import { kNaAssessment, kNaCoefficients, kNaData } from "../../src/thermo/assessment/k-na-data.ts";
import { kNaDatabase } from "../../src/thermo/data/index.ts";

/** What many fits to data with known noise show. */
export interface NoisyFits {
  /** Share of all (coefficient, fit) whose truth lies within one and within two stated standard deviations. */
  readonly withinOne: number;
  readonly withinTwo: number;
  /** Stated covariance at the truth, and that of the fits, row-major. */
  readonly stated: Float64Array;
  readonly found: Float64Array;
  readonly meanChiSquare: number;
  readonly converged: number;
}

/** Weights of the data below, relative to those of the shipped fit: small enough for the problem to be linear. */
const QUIET = 0.1;

/**
 * Fits K-Na again and again to its own predictions with seeded normal noise: data known ten times better than the real
 * ones, without priors.
 */
export function noisyFits(fits: number, seed: number): NoisyFits {
  const truth = [2937, -1.06, -554, 7467, -1734, -396.1, -1.9604];
  const n = truth.length;
  const coefficients = kNaCoefficients.map(({ prior: _, ...coefficient }) => coefficient);
  const assessment = { ...kNaAssessment(kNaDatabase()), coefficients, leaveOneOut: false };
  const { predict } = prepare(assessment);
  const gradient = new Float64Array(n);
  const exact = kNaData.map((datum): Datum => {
    const value = predict(datum, new Float64Array(n), gradient);
    return { ...datum, value, uncertainty: QUIET * datum.uncertainty };
  });
  const stated = assess({ ...assessment, data: exact }).covariance;
  const stream = new NormalStream(seed);
  const found = new Float64Array(n * n);
  let [withinOne, withinTwo, chiSquare, converged] = [0, 0, 0, 0];
  for (let f = 0; f < fits; f++) {
    const data = exact.map((datum): Datum => ({ ...datum, value: datum.value + datum.uncertainty * stream.normal() }));
    const result = assess({ ...assessment, data });
    if (result.converged) converged++;
    chiSquare += result.chiSquare / fits;
    const error = result.coefficients.map(({ value }, k) => value - (truth[k] as number));
    for (let k = 0; k < n; k++) {
      const deviations = Math.abs(error[k] as number) / (result.coefficients[k]?.standardDeviation ?? 0);
      if (deviations < 1) withinOne += 1 / (fits * n);
      if (deviations < 2) withinTwo += 1 / (fits * n);
      for (let l = 0; l < n; l++) found[k * n + l] += ((error[k] as number) * (error[l] as number)) / fits;
    }
  }
  return { withinOne, withinTwo, stated, found, meanChiSquare: chiSquare, converged };
}
