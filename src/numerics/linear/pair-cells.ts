import { invertBlock } from "./block-inverse.ts";
import { type CellElimination, LOST, SAFE_DETERMINANT } from "./cell-elimination.ts";
import { equilibratedWorkspace } from "./equilibrated-lu.ts";
import type { ChainLayout } from "./layout.ts";

/** `TripleCells` with two unknowns each. */
export class PairCells implements CellElimination {
  readonly factors: Float64Array;
  readonly #chain: ChainLayout;
  readonly #block: Float64Array;
  readonly #work: Float64Array;
  readonly #order: Int32Array;

  constructor(chain: ChainLayout) {
    this.#chain = chain;
    this.factors = new Float64Array(12 * chain.cells);
    this.#block = new Float64Array(4);
    this.#work = new Float64Array(equilibratedWorkspace(2));
    this.#order = new Int32Array(2);
  }

  factor(alpha: number, jacobian: Float64Array, mass: Float64Array): boolean {
    const { cells, first, diagonal, lower, upper } = this.#chain;
    const factors = this.factors;
    const largest = 1 / (cells * LOST);
    let e00 = 0;
    let e01 = 0;
    let e10 = 0;
    let e11 = 0;
    for (let k = cells - 1; k >= 0; k--) {
      const f = (12 * k) | 0;
      const d = (diagonal + 4 * k) | 0;
      const s = (first + 2 * k) | 0;
      let a00 = alpha * mass[s] - jacobian[d];
      let a01 = -jacobian[(d + 1) | 0];
      let a10 = -jacobian[(d + 2) | 0];
      let a11 = alpha * mass[(s + 1) | 0] - jacobian[(d + 3) | 0];
      const d0 = a00;
      const d1 = a11;
      if (k < cells - 1) {
        const u = (upper + 4 * k) | 0;
        const l = (lower + 4 * k + 4) | 0;
        const l00 = jacobian[l];
        const l01 = jacobian[(l + 1) | 0];
        const l10 = jacobian[(l + 2) | 0];
        const l11 = jacobian[(l + 3) | 0];
        const u00 = jacobian[u];
        const u01 = jacobian[(u + 1) | 0];
        const g00 = -(u00 * e00 + u01 * e10);
        const g01 = -(u00 * e01 + u01 * e11);
        factors[f] = g00;
        factors[(f + 1) | 0] = g01;
        a00 += g00 * l00 + g01 * l10;
        a01 += g00 * l01 + g01 * l11;
        const u10 = jacobian[(u + 2) | 0];
        const u11 = jacobian[(u + 3) | 0];
        const g10 = -(u10 * e00 + u11 * e10);
        const g11 = -(u10 * e01 + u11 * e11);
        factors[(f + 2) | 0] = g10;
        factors[(f + 3) | 0] = g11;
        a10 += g10 * l00 + g11 * l10;
        a11 += g10 * l01 + g11 * l11;
      }
      const p = a00 * a11;
      const q = a01 * a10;
      const determinant = p - q;
      if (Math.abs(determinant) > SAFE_DETERMINANT * (Math.abs(p) + Math.abs(q)) && Math.abs(determinant) < Infinity) {
        const reciprocal = 1 / determinant;
        e00 = a11 * reciprocal;
        e01 = -a01 * reciprocal;
        e10 = -a10 * reciprocal;
        e11 = a00 * reciprocal;
        factors[(f + 4) | 0] = e00;
        factors[(f + 5) | 0] = e01;
        factors[(f + 6) | 0] = e10;
        factors[(f + 7) | 0] = e11;
      } else {
        const block = this.#block;
        block[0] = a00;
        block[1] = a01;
        block[2] = a10;
        block[3] = a11;
        if (!invertBlock(2, block, factors, f + 4, this.#order, this.#work)) return false;
        e00 = factors[(f + 4) | 0];
        e01 = factors[(f + 5) | 0];
        e10 = factors[(f + 6) | 0];
        e11 = factors[(f + 7) | 0];
      }
      if (!(Math.abs(d0 * e00) + Math.abs(d1 * e11) < largest)) return false;
      if (k > 0) {
        const l = (lower + 4 * k) | 0;
        const l00 = jacobian[l];
        const l10 = jacobian[(l + 2) | 0];
        factors[(f + 8) | 0] = -(e00 * l00 + e01 * l10);
        factors[(f + 10) | 0] = -(e10 * l00 + e11 * l10);
        const l01 = jacobian[(l + 1) | 0];
        const l11 = jacobian[(l + 3) | 0];
        factors[(f + 9) | 0] = -(e00 * l01 + e01 * l11);
        factors[(f + 11) | 0] = -(e10 * l01 + e11 * l11);
      }
    }
    return true;
  }

  reduce(b: Float64Array): void {
    const { cells, first } = this.#chain;
    const factors = this.factors;
    let s = (first + 2 * cells - 2) | 0;
    let y0 = b[s];
    let y1 = b[(s + 1) | 0];
    for (let f = (12 * cells - 24) | 0; f >= 0; f = (f - 12) | 0) {
      s = (s - 2) | 0;
      const n0 = b[s] - (factors[f] * y0 + factors[(f + 1) | 0] * y1);
      const n1 = b[(s + 1) | 0] - (factors[(f + 2) | 0] * y0 + factors[(f + 3) | 0] * y1);
      y0 = n0;
      y1 = n1;
      b[s] = y0;
      b[(s + 1) | 0] = y1;
    }
  }

  substitute(b: Float64Array): void {
    const { cells, first } = this.#chain;
    const factors = this.factors;
    let x0 = 0;
    let x1 = 0;
    let s = first | 0;
    const end = (first + 2 * cells) | 0;
    for (let f = 4; s < end; f = (f + 12) | 0, s = (s + 2) | 0) {
      const y0 = b[s];
      const y1 = b[(s + 1) | 0];
      const n0 = factors[f] * y0 + factors[(f + 1) | 0] * y1 - (factors[(f + 4) | 0] * x0 + factors[(f + 5) | 0] * x1);
      const n1 =
        factors[(f + 2) | 0] * y0 + factors[(f + 3) | 0] * y1 - (factors[(f + 6) | 0] * x0 + factors[(f + 7) | 0] * x1);
      x0 = n0;
      x1 = n1;
      b[s] = x0;
      b[(s + 1) | 0] = x1;
    }
  }
}
