import { log } from "../elementary/index.ts";

/**
 * Cholesky factorisation A = L Lᵀ of a symmetric positive definite matrix, in place.
 *
 * @param a row-major n × n; only the lower triangle is read and overwritten by L
 * @returns −1, or the index of the first pivot that is not positive (the matrix is not positive definite)
 */
export function factorCholesky(a: Float64Array, n: number): number {
  // Four rows by two columns at a time: six numbers that are read serve eight products. The first n mod 4 rows go one by one.
  const single = n % 4;
  for (let j = 0; j < single; j++) {
    const p = j * n;
    for (let i = 0; i < j; i++) {
      let sum = a[p + i];
      for (let k = 0; k < i; k++) sum -= a[p + k] * a[i * n + k];
      a[p + i] = sum / a[i * n + i];
    }
    let pivot = a[p + j];
    for (let k = 0; k < j; k++) pivot -= a[p + k] * a[p + k];
    if (!(pivot > 0)) return j;
    a[p + j] = Math.sqrt(pivot);
  }
  for (let j = single; j < n; j += 4) {
    reduceRows(a, n, j);
    const failed = factorBlock(a, n, j);
    if (failed >= 0) return failed;
  }
  return -1;
}

/** Entries of rows j … j + 3 left of column j. */
function reduceRows(a: Float64Array, n: number, j: number): void {
  const p = j * n;
  const q = p + n;
  const r = q + n;
  const s = r + n;
  let i = 0;
  if (j % 2 === 1) {
    a[p] /= a[0];
    a[q] /= a[0];
    a[r] /= a[0];
    a[s] /= a[0];
    i = 1;
  }
  for (; i < j; i += 2) {
    const u = i * n;
    const v = u + n;
    let pu = a[p + i];
    let qu = a[q + i];
    let ru = a[r + i];
    let su = a[s + i];
    let pv = a[p + i + 1];
    let qv = a[q + i + 1];
    let rv = a[r + i + 1];
    let sv = a[s + i + 1];
    for (let k = 0; k < i; k++) {
      const au = a[u + k];
      const av = a[v + k];
      const ap = a[p + k];
      pu -= ap * au;
      pv -= ap * av;
      const aq = a[q + k];
      qu -= aq * au;
      qv -= aq * av;
      const ar = a[r + k];
      ru -= ar * au;
      rv -= ar * av;
      const as = a[s + k];
      su -= as * au;
      sv -= as * av;
    }
    const pivot = a[u + i];
    const below = a[v + i];
    const next = a[v + i + 1];
    pu /= pivot;
    qu /= pivot;
    ru /= pivot;
    su /= pivot;
    a[p + i] = pu;
    a[q + i] = qu;
    a[r + i] = ru;
    a[s + i] = su;
    a[p + i + 1] = (pv - pu * below) / next;
    a[q + i + 1] = (qv - qu * below) / next;
    a[r + i + 1] = (rv - ru * below) / next;
    a[s + i + 1] = (sv - su * below) / next;
  }
}

/** The 4 × 4 block on the diagonal at j. @returns −1, or the index of a pivot that is not positive */
function factorBlock(a: Float64Array, n: number, j: number): number {
  const p = j * n;
  const q = p + n;
  const r = q + n;
  const s = r + n;
  let pp = a[p + j];
  let qp = a[q + j];
  let qq = a[q + j + 1];
  let rp = a[r + j];
  let rq = a[r + j + 1];
  let rr = a[r + j + 2];
  let sp = a[s + j];
  let sq = a[s + j + 1];
  let sr = a[s + j + 2];
  let ss = a[s + j + 3];
  for (let k = 0; k < j; k++) {
    const ap = a[p + k];
    const aq = a[q + k];
    const ar = a[r + k];
    const as = a[s + k];
    pp -= ap * ap;
    qp -= aq * ap;
    qq -= aq * aq;
    rp -= ar * ap;
    rq -= ar * aq;
    rr -= ar * ar;
    sp -= as * ap;
    sq -= as * aq;
    sr -= as * ar;
    ss -= as * as;
  }
  if (!(pp > 0)) return j;
  pp = Math.sqrt(pp);
  qp /= pp;
  rp /= pp;
  sp /= pp;
  qq -= qp * qp;
  if (!(qq > 0)) return j + 1;
  qq = Math.sqrt(qq);
  rq = (rq - rp * qp) / qq;
  sq = (sq - sp * qp) / qq;
  rr -= rp * rp + rq * rq;
  if (!(rr > 0)) return j + 2;
  rr = Math.sqrt(rr);
  sr = (sr - sp * rp - sq * rq) / rr;
  ss -= sp * sp + sq * sq + sr * sr;
  if (!(ss > 0)) return j + 3;
  a[p + j] = pp;
  a[q + j] = qp;
  a[q + j + 1] = qq;
  a[r + j] = rp;
  a[r + j + 1] = rq;
  a[r + j + 2] = rr;
  a[s + j] = sp;
  a[s + j + 1] = sq;
  a[s + j + 2] = sr;
  a[s + j + 3] = Math.sqrt(ss);
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
  for (let i = 0; i < n; i++) sum += log(l[i * n + i]);
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
