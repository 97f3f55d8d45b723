/**
 * Symmetric band matrices, lower triangle by rows: element (i, j) with i − b ≤ j ≤ i stands at [i · (b + 1) + j − i + b].
 * Places left of column 0 are never read.
 */

import { log } from "../../numerics/elementary/index.ts";

/**
 * Cholesky factorisation A = L Lᵀ in place, n (b + 1)² / 2 multiplications.
 * @param a order n, half-bandwidth b
 * @returns −1, or the index of the first pivot that is not positive
 */
export function factorBand(a: Float64Array, n: number, b: number): number {
  const width = b + 1;
  for (let i = 0; i < n; i++) {
    const row = i * width + b - i; // (i, j) at row + j
    const first = i > b ? i - b : 0;
    for (let j = first; j < i; j++) {
      const other = j * width + b - j;
      const from = j - b > first ? j - b : first;
      let sum = a[row + j];
      for (let k = from; k < j; k++) sum -= a[row + k] * a[other + k];
      a[row + j] = sum / a[other + j];
    }
    let pivot = a[row + i];
    for (let k = first; k < i; k++) pivot -= a[row + k] * a[row + k];
    if (!(pivot > 0)) return i;
    a[row + i] = Math.sqrt(pivot);
  }
  return -1;
}

/** Solves L Lᵀ x = c in place of c, with L from `factorBand`. */
export function solveBand(l: Float64Array, n: number, b: number, c: Float64Array): void {
  const width = b + 1;
  for (let i = 0; i < n; i++) {
    const row = i * width + b - i;
    let sum = c[i];
    for (let k = i > b ? i - b : 0; k < i; k++) sum -= l[row + k] * c[k];
    c[i] = sum / l[row + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    const row = i * width + b - i;
    const x = c[i] / l[row + i];
    c[i] = x;
    for (let k = i > b ? i - b : 0; k < i; k++) c[k] -= l[row + k] * x;
  }
}

/** ln det A = 2 Σ ln L_ii. */
export function bandLogDeterminant(l: Float64Array, n: number, b: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += log(l[i * (b + 1) + b]);
  return 2 * sum;
}

/**
 * The part of A⁻¹ inside the band, without the rest (Takahashi, Fagan & Chin 1973; Erisman & Tinney, Comm. ACM 18 (1975) 177):
 * Z_ij = δ_ij / L_ii² − Σ_k>i L_ki Z_kj / L_ii.
 *
 * @param l from `factorBand`
 * @param inverse overwritten; both triangles by rows: (i, j) with |i − j| ≤ b at [i · (2b + 1) + j − i + b]
 */
export function invertInBand(l: Float64Array, n: number, b: number, inverse: Float64Array): void {
  const width = b + 1;
  const full = 2 * b + 1;
  const column = new Float64Array(b + 1);
  for (let i = n - 1; i >= 0; i--) {
    const last = i + b < n ? i + b : n - 1;
    const pivot = 1 / l[i * width + b];
    for (let k = i + 1; k <= last; k++) column[k - i] = l[k * width + i - k + b] * pivot;
    for (let j = last; j > i; j--) {
      const row = j * full + b - j;
      let sum = 0;
      for (let k = i + 1; k <= last; k++) sum -= column[k - i] * inverse[row + k];
      inverse[i * full + j - i + b] = sum;
      inverse[row + i] = sum;
    }
    let sum = pivot * pivot;
    const row = i * full + b - i;
    for (let k = i + 1; k <= last; k++) sum -= column[k - i] * inverse[row + k];
    inverse[row + i] = sum;
  }
}
