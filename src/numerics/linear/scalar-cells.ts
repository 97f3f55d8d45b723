import { type CellElimination, LOST } from "./cell-elimination.ts";
import type { ChainLayout } from "./layout.ts";

/** Cells with one unknown each: a tridiagonal matrix. */
export class ScalarCells implements CellElimination {
  readonly factors: Float64Array;
  readonly #chain: ChainLayout;

  constructor(chain: ChainLayout) {
    this.#chain = chain;
    this.factors = new Float64Array(3 * chain.cells);
  }

  factor(alpha: number, jacobian: Float64Array, mass: Float64Array): boolean {
    const { cells, first, diagonal, lower, upper } = this.#chain;
    const factors = this.factors;
    let pivot = 1;
    let reciprocal = 0;
    let product = 0; // Uₖ Lₖ₊₁
    let above = 0;
    for (let k = cells - 1; ; k--) {
      const entry = alpha * mass[first + k] - jacobian[diagonal + k];
      pivot = entry - product / pivot; // the reciprocal stays out of the chain of operations that wait for one another
      const size = Math.abs(pivot);
      if (!(size > LOST * Math.abs(entry) && size < Infinity)) return false;
      factors[3 * k] = above * reciprocal;
      reciprocal = 1 / pivot;
      factors[3 * k + 1] = reciprocal;
      if (k === 0) return true;
      const below = jacobian[lower + k];
      factors[3 * k + 2] = -below * reciprocal;
      above = -jacobian[upper + k - 1];
      product = -above * below;
    }
  }

  reduce(b: Float64Array): void {
    const { cells, first } = this.#chain;
    const factors = this.factors;
    let value = b[first + cells - 1];
    for (let k = cells - 2; k >= 0; k--) {
      value = b[first + k] - factors[3 * k] * value;
      b[first + k] = value;
    }
  }

  substitute(b: Float64Array): void {
    const { cells, first } = this.#chain;
    const factors = this.factors;
    let value = b[first] * factors[1];
    b[first] = value;
    for (let k = 1; k < cells; k++) {
      value = b[first + k] * factors[3 * k + 1] - factors[3 * k + 2] * value;
      b[first + k] = value;
    }
  }
}
