import { DomainError } from "../../base/errors.ts";

/** Solution of min ‖A x − b‖₂. */
export interface LinearLeastSquares {
  readonly solution: Float64Array;
  /** ‖A x − b‖² */
  readonly residualSquares: number;
  /** Number of columns that were linearly independent to rounding; the coefficient of any other column is 0. */
  readonly rank: number;
}

/** A column whose part orthogonal to the columns before it is smaller than this fraction of it counts as dependent. */
const DEPENDENT = 1e-15;

/**
 * min ‖A x − b‖₂ by Householder reflections of the columns scaled to unit length
 * (Golub & Van Loan, Matrix Computations, 4th ed., section 5.3.2).
 *
 * @param a column-major, rows × columns, rows ≥ columns; not changed
 * @param b right-hand side; not changed
 * @throws DomainError if there are fewer rows than columns or lengths disagree
 */
export function linearLeastSquares(
  a: Float64Array,
  rows: number,
  columns: number,
  b: Float64Array,
): LinearLeastSquares {
  if (rows < columns || a.length !== rows * columns || b.length !== rows) {
    throw new DomainError(
      `linearLeastSquares: ${rows} rows, ${columns} columns, ${a.length} coefficients and a right-hand side of ${b.length}.`,
    );
  }
  const r = Float64Array.from(a);
  const y = Float64Array.from(b);
  const pivotRow = new Int32Array(columns);
  const rank = triangularize(r, rows, columns, y, pivotRow);
  const solution = new Float64Array(columns);
  for (let j = columns - 1; j >= 0; j--) {
    const row = pivotRow[j];
    if (row < 0) continue;
    let sum = y[row];
    for (let k = j + 1; k < columns; k++) if (pivotRow[k] >= 0) sum -= r[k * rows + row] * solution[k];
    solution[j] = sum / r[j * rows + row];
  }
  return { solution, residualSquares: squaresBelow(y, rank, rows), rank };
}

/**
 * Turns A into R = QᵀA and b into Qᵀb in place. Column j of R has entries in rows 0 … pivotRow[j], or 0 … rank − 1 if it
 * depends on the columns before it (pivotRow[j] = −1); what stands below is not part of R. No memory is allocated, and
 * the arrays may be longer than needed.
 *
 * @param a column-major, rows × columns, rows ≥ columns
 * @param b length ≥ rows; from `rank` on it holds what no column reaches: ‖A x − b‖² is the sum of its squares
 * @returns the rank
 */
export function triangularize(
  a: Float64Array,
  rows: number,
  columns: number,
  b: Float64Array,
  pivotRow: Int32Array,
): number {
  let rank = 0;
  for (let j = 0; j < columns; j++) {
    const at = j * rows;
    let above = 0;
    for (let i = 0; i < rank; i++) above += a[at + i] * a[at + i];
    let below = 0;
    for (let i = rank; i < rows; i++) below += a[at + i] * a[at + i];
    const length = Math.sqrt(below);
    // Reflections keep lengths: this is the length of the column as it was given.
    if (!(length > DEPENDENT * Math.sqrt(above + below))) {
      pivotRow[j] = -1;
      continue;
    }
    const first = a[at + rank];
    const alpha = first > 0 ? -length : length;
    a[at + rank] = first - alpha;
    const factor = -1 / (alpha * (first - alpha)); // 2 / vᵀv
    for (let k = j + 1; k < columns; k++) reflect(a, at, factor, a, k * rows, rank, rows);
    reflect(a, at, factor, b, 0, rank, rows);
    a[at + rank] = alpha;
    pivotRow[j] = rank;
    rank++;
  }
  return rank;
}

/** Σ b_i² for from ≤ i < to. */
export function squaresBelow(b: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += b[i] * b[i];
  return sum;
}

/** target ← (I − factor v vᵀ) target in rows start … rows − 1; v begins at v[p], the target at target[q]. */
function reflect(
  v: Float64Array,
  p: number,
  factor: number,
  target: Float64Array,
  q: number,
  start: number,
  rows: number,
): void {
  // Two sums: neither waits for the other.
  let even = 0;
  let odd = 0;
  let i = start;
  for (; i + 1 < rows; i += 2) {
    even += v[p + i] * target[q + i];
    odd += v[p + i + 1] * target[q + i + 1];
  }
  if (i < rows) even += v[p + i] * target[q + i];
  const dot = (even + odd) * factor;
  for (i = start; i < rows; i++) target[q + i] -= dot * v[p + i];
}
