/** A pivot that has lost all but this fraction of the largest entry its column began with counts as zero, times the order. */
const LOST = 2 ** -52;

/**
 * P A = L U in place with scaled partial pivoting: rows are compared after division by their largest entry, so that rows of
 * different units may stand together (Golub & Van Loan, Matrix Computations, 4th ed., sections 3.4 and 3.5.2).
 *
 * @param a row-major n × n from `at`; L below the diagonal, above it U, on it the reciprocals of the pivots
 * @param order length ≥ n: the row of A that stands in row i of the factors
 * @param work length ≥ 2 n
 * @returns false where the matrix is singular to working precision or not finite
 */
export function factorEquilibrated(a: Float64Array, n: number, order: Int32Array, work: Float64Array): boolean {
  for (let j = 0; j < n; j++) work[n + j] = 0;
  for (let i = 0; i < n; i++) {
    let largest = 0;
    for (let j = 0; j < n; j++) largest = Math.max(largest, Math.abs(a[i * n + j]));
    if (!(largest > 0 && largest < Infinity)) return false;
    const scale = 1 / largest;
    work[i] = scale;
    order[i] = i;
    for (let j = 0; j < n; j++) work[n + j] = Math.max(work[n + j], Math.abs(a[i * n + j]) * scale);
  }
  for (let k = 0; k < n; k++) {
    let best = k;
    let size = -1;
    for (let i = k; i < n; i++) {
      const entry = Math.abs(a[i * n + k]) * work[i];
      if (entry > size) {
        size = entry;
        best = i;
      }
    }
    if (!(size > n * LOST * work[n + k])) return false;
    if (best !== k) swapRows(a, n, order, work, k, best);
    const row = k * n;
    const reciprocal = 1 / a[row + k];
    a[row + k] = reciprocal;
    for (let i = k + 1; i < n; i++) {
      const target = i * n;
      const factor = a[target + k] * reciprocal;
      a[target + k] = factor;
      if (factor !== 0) for (let j = k + 1; j < n; j++) a[target + j] -= factor * a[row + j];
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
