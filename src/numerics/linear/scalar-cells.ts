import { type CellElimination, LOST } from "./cell-elimination.ts";
import type { ChainLayout } from "./layout.ts";

/**
 * Cells with one unknown each: a tridiagonal matrix. A sweep is as slow as the chain of operations that wait for one another, so
 * each takes several cells in one stride:
 *
 * - factor: with p the pivot of cell k + 1, the continuants t₀ = p, t₁ = dₖ p − uₖlₖ₊₁, tᵢ₊₁ = d tᵢ − ul tᵢ₋₁ need no division,
 *   and the four pivots are tᵢ / tᵢ₋₁; only the last one is waited for;
 * - right-hand sides: b̃ₖ = (bₖ − gₖ bₖ₊₁) + (gₖ gₖ₊₁) b̃ₖ₊₂, where only the last product waits for b̃ₖ₊₂; x the same.
 *
 * Both are the plain recurrences with other parentheses: each entry is as if it had been given with a few rounding errors.
 */
export class ScalarCells implements CellElimination {
  readonly factors: Float64Array;
  readonly #chain: ChainLayout;

  constructor(chain: ChainLayout) {
    this.#chain = chain;
    this.factors = new Float64Array(3 * chain.cells);
  }

  factor(alpha: number, jacobian: Float64Array, mass: Float64Array): boolean {
    const { cells } = this.#chain;
    // Continuants of four cells overflow where entries exceed 1e60 or so: one cell at a time then decides.
    const rest = cells % 4;
    const top = cells - rest;
    if (rest > 0 && !this.#factorSingly(alpha, jacobian, mass, cells - 1, top)) return false;
    return (
      top === 0 ||
      this.#factorFours(alpha, jacobian, mass, top) ||
      this.#factorSingly(alpha, jacobian, mass, top - 1, 0)
    );
  }

  /** Cells from `from` down to `to`, the cell after `from` being done. */
  #factorSingly(alpha: number, jacobian: Float64Array, mass: Float64Array, from: number, to: number): boolean {
    const { cells, first, diagonal, lower, upper } = this.#chain;
    const factors = this.factors;
    for (let k = from; k >= to; k--) {
      const entry = alpha * mass[first + k] - jacobian[diagonal + k];
      let pivot = entry;
      if (k < cells - 1) {
        const g = -jacobian[upper + k] * factors[3 * k + 4];
        factors[3 * k] = g;
        pivot += g * jacobian[lower + k + 1];
      }
      const size = Math.abs(pivot);
      if (!(size > cells * LOST * Math.abs(entry) && size < Infinity)) return false;
      const reciprocal = 1 / pivot;
      factors[3 * k + 1] = reciprocal;
      if (k > 0) factors[3 * k + 2] = -jacobian[lower + k] * reciprocal;
    }
    return true;
  }

  /** Cells `top` − 1 down to 0, four at a time. @returns false also where a continuant leaves the range of numbers */
  #factorFours(alpha: number, jacobian: Float64Array, mass: Float64Array, top: number): boolean {
    const { cells, first, diagonal, lower, upper } = this.#chain;
    const factors = this.factors;
    const follows = top < cells;
    const largest = 1 / (cells * LOST);
    let r = follows ? factors[3 * top + 1] : 0;
    let p = follows ? 1 / r : 1;
    let below = follows ? jacobian[lower + top] : 0; // lower entry of the cell after these four
    let u3 = follows ? jacobian[upper + top - 1] : 0;
    // Indices are kept as unsigned words: V8 then neither tests for overflow nor extends a sign.
    let m = (first + top - 4) >>> 0;
    let d = (diagonal + top - 4) >>> 0;
    let l = (lower + top - 4) >>> 0;
    let u = (upper + top - 4) >>> 0;
    let f = (3 * top - 12) >>> 0;
    for (let fours = top >>> 2; fours > 0; fours--) {
      const u2 = jacobian[(u + 2) >>> 0];
      const u1 = jacobian[(u + 1) >>> 0];
      const u0 = jacobian[u];
      const l3 = jacobian[(l + 3) >>> 0];
      const l2 = jacobian[(l + 2) >>> 0];
      const l1 = jacobian[(l + 1) >>> 0];
      const d3 = alpha * mass[(m + 3) >>> 0] - jacobian[(d + 3) >>> 0];
      const t1 = d3 * p - u3 * below;
      const d2 = alpha * mass[(m + 2) >>> 0] - jacobian[(d + 2) >>> 0];
      const t2 = d2 * t1 - u2 * l3 * p;
      const d1 = alpha * mass[(m + 1) >>> 0] - jacobian[(d + 1) >>> 0];
      const t3 = d1 * t2 - u1 * l2 * t1;
      const d0 = alpha * mass[m] - jacobian[d];
      const t4 = d0 * t3 - u0 * l1 * t2;
      factors[(f + 9) >>> 0] = -u3 * r;
      r = p / t1;
      p = t4 / t3;
      factors[(f + 10) >>> 0] = r;
      factors[(f + 11) >>> 0] = -l3 * r;
      let growth = Math.abs(d3 * r);
      factors[(f + 6) >>> 0] = -u2 * r;
      r = t1 / t2;
      factors[(f + 7) >>> 0] = r;
      factors[(f + 8) >>> 0] = -l2 * r;
      growth += Math.abs(d2 * r);
      factors[(f + 3) >>> 0] = -u1 * r;
      r = t2 / t3;
      factors[(f + 4) >>> 0] = r;
      factors[(f + 5) >>> 0] = -l1 * r;
      growth += Math.abs(d1 * r);
      factors[f] = -u0 * r;
      r = t3 / t4;
      below = jacobian[l];
      factors[(f + 1) >>> 0] = r;
      factors[(f + 2) >>> 0] = -below * r;
      growth += Math.abs(d0 * r);
      if (!(growth < largest && Math.abs(p) < Infinity)) return false;
      if (fours > 1) u3 = jacobian[(u - 1) >>> 0];
      m = (m - 4) >>> 0;
      d = (d - 4) >>> 0;
      l = (l - 4) >>> 0;
      u = (u - 4) >>> 0;
      f = (f - 12) >>> 0;
    }
    return true;
  }

  reduce(b: Float64Array): void {
    const { cells, first } = this.#chain;
    const factors = this.factors;
    let j = (first + cells - 1) | 0;
    let f = (3 * cells - 6) | 0;
    let value = b[j];
    j = (j - 1) | 0;
    for (; j > first; j = (j - 2) | 0, f = (f - 6) | 0) {
      const upper = b[j];
      const gUpper = factors[f];
      const g = factors[(f - 3) | 0];
      const ready = b[(j - 1) | 0] - g * upper;
      b[j] = upper - gUpper * value;
      value = ready + g * gUpper * value;
      b[(j - 1) | 0] = value;
    }
    if (j === first) b[j] -= factors[0] * value;
  }

  substitute(b: Float64Array): void {
    const { cells, first } = this.#chain;
    const factors = this.factors;
    const last = (first + cells - 1) | 0;
    let value = b[first] * factors[1];
    b[first] = value;
    let j = (first + 1) | 0;
    let f = 3;
    for (; j < last; j = (j + 2) | 0, f = (f + 6) | 0) {
      const own = b[j] * factors[(f + 1) | 0];
      const h = factors[(f + 2) | 0];
      const hNext = factors[(f + 5) | 0];
      const ready = b[(j + 1) | 0] * factors[(f + 4) | 0] - hNext * own;
      b[j] = own - h * value;
      value = ready + hNext * h * value;
      b[(j + 1) | 0] = value;
    }
    if (j === last) b[j] = b[j] * factors[f + 1] - factors[f + 2] * value;
  }
}
