import { DomainError } from "../../base/errors.ts";

/** A column whose largest remaining entry is not above this counts as zero. */
const SINGULAR = 1e-300;

/**
 * Factors a square matrix as P A = L U in place, with row pivoting (Golub & Van Loan, Matrix Computations, 4th ed.,
 * algorithm 3.4.1); no memory is allocated.
 *
 * @param a row-major, order × order; replaced by L (below the diagonal, unit diagonal) and U
 * @param pivots length ≥ order: row taken at each step
 * @returns false where the matrix is singular to working precision
 * @throws DomainError where the lengths disagree
 */
export function factorLu(a: Float64Array, order: number, pivots: Int32Array): boolean {
  if (a.length < order * order || pivots.length < order) {
    throw new DomainError(`factorLu: order ${order}, ${a.length} entries and room for ${pivots.length} pivots.`);
  }
  for (let k = 0; k < order; k++) {
    let best = k;
    let size = Math.abs(a[k * order + k] as number);
    for (let i = k + 1; i < order; i++) {
      const entry = Math.abs(a[i * order + k] as number);
      if (entry > size) {
        best = i;
        size = entry;
      }
    }
    pivots[k] = best;
    if (!(size > SINGULAR)) return false;
    if (best !== k) {
      for (let j = 0; j < order; j++) {
        const held = a[k * order + j] as number;
        a[k * order + j] = a[best * order + j] as number;
        a[best * order + j] = held;
      }
    }
    const pivot = a[k * order + k] as number;
    for (let i = k + 1; i < order; i++) {
      const factor = (a[i * order + k] as number) / pivot;
      a[i * order + k] = factor;
      if (factor === 0) continue;
      for (let j = k + 1; j < order; j++) {
        a[i * order + j] = (a[i * order + j] as number) - factor * (a[k * order + j] as number);
      }
    }
  }
  return true;
}

/**
 * Solves A x = b with the factors of `factorLu`; b is replaced by x.
 * @throws DomainError where the lengths disagree
 */
export function solveLu(lu: Float64Array, order: number, pivots: Int32Array, b: Float64Array): void {
  if (lu.length < order * order || pivots.length < order || b.length < order) {
    throw new DomainError(`solveLu: order ${order}, right-hand side ${b.length}.`);
  }
  for (let k = 0; k < order; k++) {
    const row = pivots[k] as number;
    if (row !== k) {
      const held = b[k] as number;
      b[k] = b[row] as number;
      b[row] = held;
    }
  }
  for (let i = 1; i < order; i++) {
    let sum = b[i] as number;
    for (let j = 0; j < i; j++) sum -= (lu[i * order + j] as number) * (b[j] as number);
    b[i] = sum;
  }
  for (let i = order - 1; i >= 0; i--) {
    let sum = b[i] as number;
    for (let j = i + 1; j < order; j++) sum -= (lu[i * order + j] as number) * (b[j] as number);
    b[i] = sum / (lu[i * order + i] as number);
  }
}
