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
  const r = a.slice();
  const y = b.slice();
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
  return { solution, residualSquares: squaresBetween(y, rank, rows), rank };
}

/**
 * Turns A into R = QᵀA and b into Qᵀb in place. Column j of R has entries in rows 0 … pivotRow[j], or 0 … rank − 1 if it
 * depends on the columns before it (pivotRow[j] = −1); what stands below is not part of R. No memory is allocated, and
 * the arrays may be longer than needed.
 *
 * @param a column-major, rows × columns, rows ≥ columns
 * @param b length ≥ rows; from `rank` on it holds what no column reaches: ‖A x − b‖² is the sum of its squares
 * @param heights for each column the number of rows, never falling and above the column's index, below which it and the
 * columns before it are zero; all rows where not given
 * @returns the rank
 */
export function triangularize(
  a: Float64Array,
  rows: number,
  columns: number,
  b: Float64Array,
  pivotRow: Int32Array,
  heights?: Int32Array,
): number {
  let rank = 0;
  for (let j = 0; j < columns; j++) {
    const at = j * rows;
    const end = heights === undefined ? rows : heights[j];
    let above = 0;
    for (let i = 0; i < rank; i++) above += a[at + i] * a[at + i];
    const below = squaresBetween(a, at + rank, at + end);
    const length = Math.sqrt(below);
    // Reflections keep lengths: the root is the length of the column as it was given.
    if (!(length > DEPENDENT * Math.sqrt(above + below))) {
      pivotRow[j] = -1;
      continue;
    }
    const first = a[at + rank];
    const alpha = first > 0 ? -length : length;
    a[at + rank] = first - alpha;
    const factor = -1 / (alpha * (first - alpha)); // 2 / vᵀv
    const size = end - rank;
    let k = j + 1;
    for (; k + 1 < columns; k += 2) reflectTwo(a, at + rank, factor, k * rows + rank, (k + 1) * rows + rank, size);
    if (k < columns) reflect(a, at + rank, factor, a, k * rows + rank, size);
    reflect(a, at + rank, factor, b, rank, size);
    a[at + rank] = alpha;
    pivotRow[j] = rank;
    rank++;
  }
  return rank;
}

/** Σ b_i² for from ≤ i < to. */
function squaresBetween(b: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += b[i] * b[i];
  return sum;
}

/** t ← (I − factor v vᵀ) t for the `size` numbers of v from p and of t from q. */
function reflect(v: Float64Array, p: number, factor: number, t: Float64Array, q: number, size: number): void {
  let dot = 0;
  for (let i = 0; i < size; i++) dot += v[p + i] * t[q + i];
  dot *= factor;
  for (let i = 0; i < size; i++) t[q + i] -= dot * v[p + i];
}

/** `reflect` of two columns of the same matrix at once: v is read once, and neither sum waits for the other. */
function reflectTwo(a: Float64Array, p: number, factor: number, q: number, r: number, size: number): void {
  let first = 0;
  let second = 0;
  for (let i = 0; i < size; i++) {
    const v = a[p + i];
    first += v * a[q + i];
    second += v * a[r + i];
  }
  first *= factor;
  second *= factor;
  for (let i = 0; i < size; i++) {
    const v = a[p + i];
    a[q + i] -= first * v;
    a[r + i] -= second * v;
  }
}
