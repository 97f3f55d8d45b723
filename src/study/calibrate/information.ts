import { euclideanNorm } from "../../numerics/elementary/index.ts";
import { singularValues } from "../../numerics/linear/singular-values.ts";

/** Change of a datum, in standard deviations, over the whole way between a parameter's bounds below which it counts as none. */
export const NO_EFFECT = 0.05;
/**
 * Standard deviation of a combination, as a part of its way between the bounds, from which on it is not determined: the bounds alone,
 * as an even distribution, know it to 1/√12 = 0.29.
 */
export const UNDETERMINED = 0.29;
/** From here on it is determined weakly: the data halve what the bounds know. */
export const WEAK = 0.145;

/** A combination of parameters: a direction in the places u between their bounds, of length 1. */
export interface Combination {
  /** One number a parameter; 0 for those that are not free. */
  readonly direction: Float64Array;
  /** Standard deviation along it, a part of the way between the bounds; Infinity where no datum sees it. */
  readonly deviation: number;
  readonly verdict: "determined" | "weakly determined" | "not determined";
}

/** What the data know of the parameters at an optimum, to first order. */
export interface Information {
  /** Parameters that are free: at no bound, with an effect on a datum. */
  readonly free: readonly number[];
  /** Parameters that no datum sees. */
  readonly unseen: readonly number[];
  /** (JᵀJ)⁻¹ in u, n × n, row-major; zero for parameters that are not free, Infinity on the diagonal where nothing is known. */
  readonly covariance: Float64Array;
  /** (JᵀJ + 12)⁻¹: the same where the bounds, each as wide as an even distribution, count as knowledge. Always finite. */
  readonly boundedCovariance: Float64Array;
  /** Of all free parameters, from the best determined to the worst. */
  readonly combinations: readonly Combination[];
  /** Largest over smallest singular value of J in u. */
  readonly condition: number;
}

/** Singular value below which a combination is not known at all, relative to the longest column. */
const RANK = 3e-7;
/** Rows below the slopes, relative to the longest column: what is left of dependent columns is then not mere rounding. */
const FLOOR = 1e-7;

/**
 * Singular value decomposition J = U Σ Vᵀ of the slopes ∂r/∂u of m residuals in units of their standard deviations: along v_k the
 * data leave a standard deviation 1/σ_k. u runs from 0 to 1 between the bounds of a parameter, so that 1/σ_k is told as a
 * part of them.
 *
 * @param jacobian m × n, column by column
 * @param bound ≠ 0 for parameters at a bound: they are taken as known
 * @param data rows that are data; the rest are priors, which do not make a parameter seen
 */
export function informationOf(jacobian: Float64Array, m: number, bound: Int8Array, data: number): Information {
  const n = bound.length;
  const unseen: number[] = [];
  const free: number[] = [];
  for (let k = 0; k < n; k++) {
    let largest = 0;
    for (let i = 0; i < data; i++) largest = Math.max(largest, Math.abs(jacobian[k * m + i]));
    if (largest < NO_EFFECT) unseen.push(k);
    let known = largest >= NO_EFFECT;
    for (let i = data; i < m && !known; i++) known = jacobian[k * m + i] !== 0;
    if (known && bound[k] === 0) free.push(k);
  }
  const p = free.length;
  const covariance = new Float64Array(n * n);
  const boundedCovariance = new Float64Array(n * n);
  if (p === 0) return { free, unseen, covariance, boundedCovariance, combinations: [], condition: 1 };
  const rows = m + p;
  const matrix = new Float64Array(rows * p);
  let longest = 0;
  free.forEach((k, j) => {
    const column = jacobian.subarray(k * m, (k + 1) * m);
    matrix.set(column, j * rows);
    longest = Math.max(longest, euclideanNorm(column));
  });
  for (let j = 0; j < p; j++) matrix[j * rows + m + j] = FLOOR * longest;
  const { values, right } = singularValues(matrix, rows, p);
  const combinations = Array.from(values, (value, s): Combination => {
    const direction = new Float64Array(n);
    free.forEach((k, j) => {
      direction[k] = right[s * p + j];
    });
    const deviation = value > RANK * values[0] ? 1 / value : Infinity;
    const verdict =
      deviation >= UNDETERMINED ? "not determined" : deviation >= WEAK ? "weakly determined" : "determined";
    return { direction, deviation, verdict };
  });
  for (const { direction, deviation } of combinations) {
    const bounded = 1 / (1 / deviation ** 2 + 12);
    for (const k of free) {
      for (const l of free) {
        const product = direction[k] * direction[l];
        boundedCovariance[k * n + l] += product * bounded;
        // Of a combination without knowledge only parameters outside of it stay finite.
        covariance[k * n + l] +=
          deviation < Infinity
            ? product * deviation ** 2
            : Math.abs(product) > 1e-12
              ? Math.sign(product) * Infinity
              : 0;
      }
    }
  }
  return { free, unseen, covariance, boundedCovariance, combinations, condition: values[0] / values[p - 1] };
}

/** Correlation of two parameters, −1 … 1; 0 where one is not free, of one sign with an infinite covariance. */
export function correlation(covariance: Float64Array, n: number, k: number, l: number): number {
  const own = covariance[k * n + k] * covariance[l * n + l];
  if (!(own > 0)) return 0;
  const shared = covariance[k * n + l];
  if (!Number.isFinite(own)) return Number.isFinite(shared) ? 0 : Math.sign(shared);
  return Math.max(-1, Math.min(1, shared / Math.sqrt(own)));
}
