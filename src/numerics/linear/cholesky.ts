/**
 * Cholesky factorisation A = L Lᵀ of a symmetric positive definite matrix, in place.
 *
 * @param a row-major n × n; only the lower triangle is read and overwritten by L
 * @returns −1, or the index of the first pivot that is not positive (the matrix is not positive definite)
 */
export function factorCholesky(a: Float64Array, n: number): number {
  for (let j = 0; j < n; j++) {
    const rowJ = j * n;
    for (let i = 0; i < j; i++) {
      const rowI = i * n;
      a[rowJ + i] = (a[rowJ + i] - product(a, rowJ, rowI, i)) / a[rowI + i];
    }
    const pivot = a[rowJ + j] - product(a, rowJ, rowJ, j);
    if (!(pivot > 0)) return j;
    a[rowJ + j] = Math.sqrt(pivot);
  }
  return -1;
}

/** Σ a[p + k] a[q + k] for k < length, in four interleaved sums that the processor can overlap. */
function product(a: Float64Array, p: number, q: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let k = 0;
  for (; k + 3 < length; k += 4) {
    s0 += a[p + k] * a[q + k];
    s1 += a[p + k + 1] * a[q + k + 1];
    s2 += a[p + k + 2] * a[q + k + 2];
    s3 += a[p + k + 3] * a[q + k + 3];
  }
  for (; k < length; k++) s0 += a[p + k] * a[q + k];
  return s0 + s1 + (s2 + s3);
}

/** Solves L Lᵀ x = b in place of b, with L (row-major n × n) from `factorCholesky`. */
export function solveCholesky(l: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i];
    for (let k = 0; k < i; k++) sum -= l[i * n + k] * b[k];
    b[i] = sum / l[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    const x = b[i] / l[i * n + i];
    b[i] = x;
    for (let k = 0; k < i; k++) b[k] -= l[i * n + k] * x;
  }
}

/** ln det A = 2 Σ ln L_ii of the factorised matrix. */
export function logDeterminant(l: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.log(l[i * n + i]);
  return 2 * sum;
}

/** A⁻¹ = L⁻ᵀ L⁻¹, the full symmetric matrix, row-major. */
export function invertCholesky(l: Float64Array, n: number): Float64Array {
  const inverse = new Float64Array(n * n); // rows of L⁻¹, then of the product
  for (let i = 0; i < n; i++) {
    const rowI = i * n;
    for (let k = 0; k < i; k++) {
      const factor = l[rowI + k];
      for (let j = 0; j <= k; j++) inverse[rowI + j] -= factor * inverse[k * n + j];
    }
    const pivot = l[rowI + i];
    for (let j = 0; j < i; j++) inverse[rowI + j] /= pivot;
    inverse[rowI + i] = 1 / pivot;
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < n; k++) sum += inverse[k * n + i] * inverse[k * n + j];
      inverse[j * n + i] = sum; // on and above the diagonal: column j of L⁻¹ is read only below row i from here on
    }
  }
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) inverse[i * n + j] = inverse[j * n + i];
  return inverse;
}
