/**
 * Cholesky factorisation A = L Lᵀ of a symmetric positive definite matrix, in place.
 *
 * @param a row-major n × n; only the lower triangle is read and overwritten by L
 * @returns −1, or the index of the first pivot that is not positive (the matrix is not positive definite)
 */
export function factorCholesky(a: Float64Array, n: number): number {
  // Two rows by two columns at a time: each number that is read serves two products.
  for (let j = 0; j < n; j += 2) {
    const p = j * n;
    const q = j + 1 < n ? p + n : p; // a last row without a partner is computed twice over
    for (let i = 0; i < j; i += 2) {
      const u = i * n;
      const v = u + n;
      let pu = a[p + i];
      let qu = a[q + i];
      let pv = a[p + i + 1];
      let qv = a[q + i + 1];
      for (let k = 0; k < i; k++) {
        const ap = a[p + k];
        const aq = a[q + k];
        const au = a[u + k];
        const av = a[v + k];
        pu -= ap * au;
        qu -= aq * au;
        pv -= ap * av;
        qv -= aq * av;
      }
      pu /= a[u + i];
      qu /= a[u + i];
      const below = a[v + i];
      const pivot = a[v + i + 1];
      a[p + i] = pu;
      a[q + i] = qu;
      a[p + i + 1] = (pv - pu * below) / pivot;
      a[q + i + 1] = (qv - qu * below) / pivot;
    }
    let first = a[p + j];
    for (let k = 0; k < j; k++) first -= a[p + k] * a[p + k];
    if (!(first > 0)) return j;
    first = Math.sqrt(first);
    a[p + j] = first;
    if (q === p) break;
    let cross = a[q + j];
    let second = a[q + j + 1];
    for (let k = 0; k < j; k++) {
      const aq = a[q + k];
      cross -= aq * a[p + k];
      second -= aq * aq;
    }
    cross /= first;
    second -= cross * cross;
    if (!(second > 0)) return j + 1;
    a[q + j] = cross;
    a[q + j + 1] = Math.sqrt(second);
  }
  return -1;
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
