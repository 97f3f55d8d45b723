import { DomainError } from "../../base/errors.ts";
import { triangularize } from "../linear/householder.ts";
import { singularValues } from "../linear/singular-values.ts";

/**
 * Singular value of the Jacobian with columns of unit length, relative to the largest, below which a combination of
 * the variables counts as not determined by the data.
 */
export const RANK_TOLERANCE = 1e-7;
/** Part of an undetermined combination (a unit vector) from which a variable counts as belonging to it. */
export const NULL_SPACE_PART = 0.01;

/** Part of a column that is orthogonal to those before it, below which it counts as nearly dependent. */
const NEARLY_DEPENDENT = 1e-6;

export interface LeastSquaresCovariance {
  /** n × n, row-major. Rows and columns of variables that are not determined are zero. */
  readonly covariance: Float64Array;
  /** 1 where the data determine the variable, 0 where it takes part in an undetermined combination. */
  readonly determined: Uint8Array;
  /** Number of determined combinations. */
  readonly rank: number;
  /**
   * Largest over smallest singular value of the Jacobian with unit columns, Infinity if the smallest is 0; where that is
   * small, an upper bound within a factor n.
   */
  readonly condition: number;
}

/**
 * Covariance s² (JᵀJ)⁻¹ of the variables at a least-squares optimum, s² = F / (m − rank) the reduced χ²: the errors
 * are taken from the scatter about the fit, the weights need only be right relative to each other.
 *
 * @param jacobian m × n, column by column, of the weighted residuals; not changed
 * @param sumOfSquares F = Σ r² at the optimum
 * @throws DomainError if m ≤ n: nothing is left to take the scatter from
 *
 * G. A. F. Seber, C. J. Wild, Nonlinear Regression (1989), eq. 2.23 and section 2.1.4.
 */
export function leastSquaresCovariance(
  jacobian: Float64Array,
  residuals: number,
  variables: number,
  sumOfSquares: number,
): LeastSquaresCovariance {
  const m = residuals;
  const n = variables;
  if (m <= n) throw new DomainError(`leastSquaresCovariance: ${m} residuals do not determine ${n} variables.`);
  const scaled = jacobian.slice();
  const length = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let sum = 0;
    for (let i = k * m; i < (k + 1) * m; i++) sum += (scaled[i] as number) ** 2;
    length[k] = Math.sqrt(sum);
    if (sum > 0) for (let i = k * m; i < (k + 1) * m; i++) scaled[i] = (scaled[i] as number) / (length[k] as number);
  }
  const small = triangle(scaled, m, n);
  const direct = small === null ? null : wellConditioned(small, n, sumOfSquares / (m - n), length);
  if (direct !== null) return direct;
  const { values, right } = small === null ? singularValues(scaled, m, n) : singularValues(small, n, n);
  const determined = new Uint8Array(n).fill(1);
  let rank = 0;
  for (let s = 0; s < n; s++) {
    if ((values[s] as number) > RANK_TOLERANCE * (values[0] as number)) {
      rank++;
      continue;
    }
    for (let k = 0; k < n; k++) if (Math.abs(right[s * n + k] as number) > NULL_SPACE_PART) determined[k] = 0;
  }
  const variance = sumOfSquares / (m - rank);
  const covariance = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    for (let l = 0; l <= k; l++) {
      if (determined[k] === 0 || determined[l] === 0) continue;
      let sum = 0;
      for (let s = 0; s < rank; s++) {
        sum += ((right[s * n + k] as number) * (right[s * n + l] as number)) / (values[s] as number) ** 2;
      }
      const entry = (variance * sum) / ((length[k] as number) * (length[l] as number));
      covariance[k * n + l] = entry;
      covariance[l * n + k] = entry;
    }
  }
  const smallest = n > 0 ? (values[n - 1] as number) : 1;
  return { covariance, determined, rank, condition: n > 0 ? (values[0] as number) / smallest : 1 };
}

/**
 * R of A = QR, n × n, column by column: it has the singular values and right vectors of A and is sooner decomposed. Null
 * where a column of unit length nearly depends on those before it: what is left of it is rounding, on which Jacobi
 * rotations of so few rows need not end.
 */
function triangle(a: Float64Array, m: number, n: number): Float64Array | null {
  const reduced = a.slice();
  const pivotRow = new Int32Array(n);
  triangularize(reduced, m, n, new Float64Array(m), pivotRow);
  const r = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    if (pivotRow[k] !== k || Math.abs(reduced[k * m + k] as number) < NEARLY_DEPENDENT) return null;
    r.set(reduced.subarray(k * m, k * m + k + 1), k * n);
  }
  return r;
}

/** Condition number below which s² R⁻¹R⁻ᵀ is taken without a singular value decomposition. */
const WELL_CONDITIONED = 1e5;

/** The covariance from R of the columns of unit length; null where ‖R‖‖R⁻¹‖ (Frobenius) is large. */
function wellConditioned(
  r: Float64Array,
  n: number,
  variance: number,
  length: Float64Array,
): LeastSquaresCovariance | null {
  const inverse = new Float64Array(n * n); // R⁻¹, column by column
  let norm = 0;
  let inverseNorm = 0;
  for (let k = 0; k < n; k++) {
    for (let i = k; i >= 0; i--) {
      norm += r[k * n + i] ** 2;
      let sum = i === k ? 1 : 0;
      for (let l = i + 1; l <= k; l++) sum -= r[l * n + i] * inverse[k * n + l];
      inverse[k * n + i] = sum / r[i * n + i];
      inverseNorm += inverse[k * n + i] ** 2;
    }
  }
  const condition = Math.sqrt(norm * inverseNorm);
  if (!(condition < WELL_CONDITIONED)) return null;
  const covariance = new Float64Array(n * n);
  for (let k = 0; k < n; k++) {
    for (let l = 0; l <= k; l++) {
      let sum = 0;
      for (let i = k; i < n; i++) sum += inverse[i * n + k] * inverse[i * n + l];
      const entry = (variance * sum) / (length[k] * length[l]);
      covariance[k * n + l] = entry;
      covariance[l * n + k] = entry;
    }
  }
  return { covariance, determined: new Uint8Array(n).fill(1), rank: n, condition };
}
