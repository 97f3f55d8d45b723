import type { Form } from "./form.ts";

/** What is in series with the processes, besides R∞ which always is. */
export interface SeriesTerms {
  readonly inductance: boolean;
  readonly capacitance: boolean;
}

/** A spectrum divided by its noise: rows Re, Im of each point in turn. */
export interface WeightedSpectrum {
  readonly frequency: Float64Array;
  /** 1/σ in 1/Ω, length 2m (Re and Im of a point alike). */
  readonly weight: Float64Array;
  /** Z/σ, length 2m. */
  readonly data: Float64Array;
}

/** Least squares over all resistances, L, 1/C (linear) and ln τ, exponents (nonlinear). */
export interface FittedModel {
  readonly forms: readonly Form[];
  readonly series: SeriesTerms;
  /** R∞, then L in H and 1/C in 1/F if they are fitted, then the R of the processes in Ω. */
  readonly linear: Float64Array;
  /** ln τ₀ and fitted exponents of each process in turn. */
  readonly theta: Float64Array;
  /** Σ of squared weighted residuals. */
  readonly squares: number;
  readonly iterations: number;
  readonly converged: boolean;
}

/** Σ a_i b_i over `count` numbers. */
export function dot(a: Float64Array, from: number, b: Float64Array, at: number, count: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < count; i += 4) {
    s0 += a[from + i] * b[at + i];
    s1 += a[from + i + 1] * b[at + i + 1];
    s2 += a[from + i + 2] * b[at + i + 2];
    s3 += a[from + i + 3] * b[at + i + 3];
  }
  for (; i < count; i++) s0 += a[from + i] * b[at + i];
  return s0 + s1 + s2 + s3;
}
