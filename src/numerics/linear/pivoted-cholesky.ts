/** A ≈ F Fᵀ with as few columns as a tolerance allows. */
export interface PivotedCholesky {
  /** Number r of columns. */
  readonly rank: number;
  /** F, n × r, row-major. */
  readonly factor: Float64Array;
  /** The rows in the order in which they were taken: F on these rows is lower triangular. */
  readonly pivots: Int32Array;
  /** Largest ratio of what was left of the diagonal to its tolerance before each pivot, ≥ 1. */
  readonly levels: Float64Array;
}

/**
 * Cholesky factorisation with pivoting of a symmetric positive semidefinite matrix (Higham, Accuracy and Stability of Numerical
 * Algorithms, 2nd ed., section 10.3). It ends where no diagonal element of A − FFᵀ exceeds its tolerance.
 *
 * @param a row-major n × n, full
 * @param tolerance of each diagonal element, > 0
 */
export function pivotedCholesky(a: Float64Array, n: number, tolerance: Float64Array): PivotedCholesky {
  const columns = new Float64Array(n * n); // column j of F at [j n … j n + n)
  const left = new Float64Array(n);
  for (let i = 0; i < n; i++) left[i] = a[i * (n + 1)];
  const pivots = new Int32Array(n);
  const levels = new Float64Array(n);
  let r = 0;
  for (; r < n; r++) {
    let pivot = -1;
    let level = 1;
    for (let i = 0; i < n; i++) {
      const share = left[i] / tolerance[i];
      if (share > level) [pivot, level] = [i, share];
    }
    if (pivot < 0) break;
    const to = r * n;
    for (let i = 0, row = pivot * n; i < n; i++) columns[to + i] = a[row + i];
    for (let k = 0; k < r; k++) {
      const from = k * n;
      const c = columns[from + pivot];
      for (let i = 0; i < n; i++) columns[to + i] -= c * columns[from + i];
    }
    const scale = 1 / Math.sqrt(left[pivot]);
    for (let k = 0; k < r; k++) columns[to + pivots[k]] = 0;
    for (let i = 0; i < n; i++) {
      const value = columns[to + i] * scale;
      columns[to + i] = value;
      left[i] = Math.max(0, left[i] - value * value);
    }
    left[pivot] = 0;
    pivots[r] = pivot;
    levels[r] = level;
  }
  const factor = new Float64Array(n * r);
  for (let j = 0; j < r; j++) for (let i = 0; i < n; i++) factor[i * r + j] = columns[j * n + i];
  return { rank: r, factor, pivots: pivots.subarray(0, r), levels: levels.subarray(0, r) };
}
