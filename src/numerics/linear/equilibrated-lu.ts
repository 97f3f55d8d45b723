/** A pivot that has lost all but this fraction of the largest entry its column began with counts as zero, times the order. */
const LOST = 2 ** -52;

/** Numbers of workspace that `factorEquilibrated` asks for. */
export const equilibratedWorkspace = (n: number): number => n * (n + 2);

/**
 * P A = L U in place with scaled partial pivoting: rows are compared after division by their largest entry, so that rows of
 * different units may stand together (Golub & Van Loan, Matrix Computations, 4th ed., sections 3.4 and 3.5.2). Where a matrix
 * looks singular so, its columns are scaled first and it is looked at again: one steep column in several rows, as of a surface
 * that is nearly exhausted, makes all other entries of these rows look like nothing.
 *
 * @param a row-major n × n; L below the diagonal, above it U, on it the reciprocals of the pivots
 * @param order length ≥ n: the row of A that stands in row i of the factors
 * @param work length ≥ `equilibratedWorkspace(n)`
 * @returns false where the matrix is singular to working precision or not finite
 */
export function factorEquilibrated(a: Float64Array, n: number, order: Int32Array, work: Float64Array): boolean {
  const total = (n * n) | 0;
  for (let k = 0, kept = 2 * n; k < total; k = (k + 1) | 0, kept = (kept + 1) | 0) work[kept] = a[k];
  if (!scaleRows(a, n, order, work)) return false;
  if (eliminate(a, n, order, work)) return true;
  for (let k = 0, kept = 2 * n; k < total; k = (k + 1) | 0, kept = (kept + 1) | 0) a[k] = work[kept];
  return scaleColumnsThenRows(a, n, order, work) && eliminate(a, n, order, work);
}

/** work[i] = 1 / largest of row i; work[n + j] = largest entry of column j so scaled. */
function scaleRows(a: Float64Array, n: number, order: Int32Array, work: Float64Array): boolean {
  for (let j = 0; j < n; j++) work[n + j] = 0;
  for (let i = 0, row = 0; i < n; i++, row = (row + n) | 0) {
    const end = (row + n) | 0;
    let largest = 0;
    let check = 0;
    for (let j = row; j < end; j = (j + 1) | 0) {
      const entry = Math.abs(a[j]);
      check += entry;
      if (entry > largest) largest = entry;
    }
    const scale = 1 / largest;
    if (!(check < Infinity && scale < Infinity)) return false;
    work[i] = scale;
    order[i] = i;
    for (let j = row, c = n; j < end; j = (j + 1) | 0, c = (c + 1) | 0) {
      const entry = Math.abs(a[j]) * scale;
      if (entry > work[c]) work[c] = entry;
    }
  }
  return true;
}

/** The same with rows divided by their largest entry after division of each column by its largest; for a finite matrix. */
function scaleColumnsThenRows(a: Float64Array, n: number, order: Int32Array, work: Float64Array): boolean {
  for (let j = 0; j < n; j++) {
    let largest = 0;
    for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(a[i * n + j]));
    if (!(1 / largest < Infinity)) return false;
    work[n + j] = largest;
  }
  for (let i = 0; i < n; i++) {
    let largest = 0;
    for (let j = 0; j < n; j++) largest = Math.max(largest, Math.abs(a[i * n + j]) / work[n + j]);
    work[i] = 1 / largest;
    order[i] = i;
    if (!(work[i] < Infinity)) return false;
  }
  // Divided by its column and then by its row, the largest entry of each column is at least 1.
  return true;
}

/** The elimination, with scales of rows in work[0 … n) and sizes of columns behind. */
function eliminate(a: Float64Array, n: number, order: Int32Array, work: Float64Array): boolean {
  const total = (n * n) | 0;
  for (let k = 0, row = 0; k < n; k++, row = (row + n) | 0) {
    const diagonal = (row + k) | 0;
    let best = k;
    let size = -1;
    for (let i = k, at = diagonal; i < n; i = (i + 1) | 0, at = (at + n) | 0) {
      const entry = Math.abs(a[at]) * work[i];
      if (entry > size) {
        size = entry;
        best = i;
      }
    }
    if (!(size > n * LOST * work[n + k])) return false;
    if (best !== k) swapRows(a, n, order, work, k, best);
    const reciprocal = 1 / a[diagonal];
    const end = (row + n) | 0;
    a[diagonal] = reciprocal;
    for (let target = (diagonal + n) | 0; target < total; target = (target + n) | 0) {
      const entry = a[target];
      if (entry === 0) continue;
      const factor = entry * reciprocal;
      a[target] = factor;
      for (let j = (diagonal + 1) | 0, t = (target + 1) | 0; j < end; j = (j + 1) | 0, t = (t + 1) | 0) {
        a[t] -= factor * a[j];
      }
    }
  }
  return true;
}

function swapRows(a: Float64Array, n: number, order: Int32Array, scale: Float64Array, k: number, best: number): void {
  for (let j = 0, p = k * n, q = best * n; j < n; j++, p++, q++) {
    const held = a[p];
    a[p] = a[q];
    a[q] = held;
  }
  const heldOrder = order[k];
  order[k] = order[best];
  order[best] = heldOrder;
  const heldScale = scale[k];
  scale[k] = scale[best];
  scale[best] = heldScale;
}

/**
 * Solves A x = b with the factors of `factorEquilibrated`; b[0 … n − 1] is replaced by x.
 * @param work length ≥ n
 */
export function solveEquilibrated(
  lu: Float64Array,
  n: number,
  order: Int32Array,
  b: Float64Array,
  work: Float64Array,
): void {
  for (let i = 0; i < n; i++) {
    const row = i * n;
    let sum = b[order[i]];
    for (let j = 0; j < i; j++) sum -= lu[row + j] * work[j];
    work[i] = sum;
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = i * n;
    let sum = work[i];
    for (let j = i + 1; j < n; j++) sum -= lu[row + j] * b[j];
    b[i] = sum * lu[row + i];
  }
}
