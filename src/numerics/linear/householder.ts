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
  const scale = new Float64Array(columns);
  const diagonal = new Float64Array(columns);
  const pivotRow = new Int32Array(columns).fill(-1);
  let rank = 0;
  for (let j = 0; j < columns; j++) {
    const column = r.subarray(j * rows, (j + 1) * rows);
    const length = norm(column, 0);
    scale[j] = length > 0 ? 1 / length : 0;
    for (let i = 0; i < rows; i++) column[i] *= scale[j];
  }
  for (let j = 0; j < columns; j++) {
    const start = rank;
    const column = r.subarray(j * rows, (j + 1) * rows);
    const length = norm(column, start);
    if (length <= DEPENDENT) continue;
    const alpha = column[start] > 0 ? -length : length;
    column[start] -= alpha;
    const factor = -1 / (alpha * column[start]); // 2 / vᵀv
    for (let k = j + 1; k < columns; k++) reflect(column, factor, r.subarray(k * rows, (k + 1) * rows), start);
    reflect(column, factor, y, start);
    diagonal[j] = alpha;
    pivotRow[j] = start;
    rank++;
  }
  const solution = new Float64Array(columns);
  for (let j = columns - 1; j >= 0; j--) {
    const row = pivotRow[j];
    if (row < 0) continue;
    let sum = y[row];
    for (let k = j + 1; k < columns; k++) if (pivotRow[k] >= 0) sum -= r[k * rows + row] * solution[k];
    solution[j] = sum / diagonal[j];
  }
  for (let j = 0; j < columns; j++) solution[j] *= scale[j];
  let residualSquares = 0;
  for (let i = rank; i < rows; i++) residualSquares += y[i] * y[i];
  return { solution, residualSquares, rank };
}

function norm(column: Float64Array, start: number): number {
  let sum = 0;
  for (let i = start; i < column.length; i++) sum += column[i] * column[i];
  return Math.sqrt(sum);
}

/** target ← (I − factor v vᵀ) target below `start`. */
function reflect(v: Float64Array, factor: number, target: Float64Array, start: number): void {
  let dot = 0;
  for (let i = start; i < v.length; i++) dot += v[i] * target[i];
  dot *= factor;
  for (let i = start; i < v.length; i++) target[i] -= dot * v[i];
}
