import { invertBlock } from "./block-inverse.ts";
import { type CellElimination, LOST, SAFE_DETERMINANT } from "./cell-elimination.ts";
import { equilibratedWorkspace } from "./equilibrated-lu.ts";
import type { ChainLayout } from "./layout.ts";

/**
 * Cells with three unknowns each, written out. Blocks are inverted by cofactors where their determinant is free of cancellation,
 * by LU with pivoting elsewhere.
 */
export class TripleCells implements CellElimination {
  readonly factors: Float64Array;
  readonly #chain: ChainLayout;
  readonly #block: Float64Array;
  readonly #work: Float64Array;
  readonly #order: Int32Array;

  constructor(chain: ChainLayout) {
    this.#chain = chain;
    this.factors = new Float64Array(27 * chain.cells);
    this.#block = new Float64Array(9);
    this.#work = new Float64Array(equilibratedWorkspace(3));
    this.#order = new Int32Array(3);
  }

  factor(alpha: number, jacobian: Float64Array, mass: Float64Array): boolean {
    const { cells, first, diagonal, lower, upper } = this.#chain;
    const factors = this.factors;
    const largest = 1 / (cells * LOST);
    let e00 = 0;
    let e01 = 0;
    let e02 = 0;
    let e10 = 0;
    let e11 = 0;
    let e12 = 0;
    let e20 = 0;
    let e21 = 0;
    let e22 = 0;
    for (let k = cells - 1; k >= 0; k--) {
      const f = (27 * k) | 0;
      const d = (diagonal + 9 * k) | 0;
      const s = (first + 3 * k) | 0;
      let a00 = alpha * mass[s] - jacobian[d];
      let a01 = -jacobian[(d + 1) | 0];
      let a02 = -jacobian[(d + 2) | 0];
      let a10 = -jacobian[(d + 3) | 0];
      let a11 = alpha * mass[(s + 1) | 0] - jacobian[(d + 4) | 0];
      let a12 = -jacobian[(d + 5) | 0];
      let a20 = -jacobian[(d + 6) | 0];
      let a21 = -jacobian[(d + 7) | 0];
      let a22 = alpha * mass[(s + 2) | 0] - jacobian[(d + 8) | 0];
      const d0 = a00;
      const d1 = a11;
      const d2 = a22;
      if (k < cells - 1) {
        const u = (upper + 9 * k) | 0;
        const l = (lower + 9 * k + 9) | 0;
        const l00 = jacobian[l];
        const l01 = jacobian[(l + 1) | 0];
        const l02 = jacobian[(l + 2) | 0];
        const l10 = jacobian[(l + 3) | 0];
        const l11 = jacobian[(l + 4) | 0];
        const l12 = jacobian[(l + 5) | 0];
        const l20 = jacobian[(l + 6) | 0];
        const l21 = jacobian[(l + 7) | 0];
        const l22 = jacobian[(l + 8) | 0];
        const u00 = jacobian[u];
        const u01 = jacobian[(u + 1) | 0];
        const u02 = jacobian[(u + 2) | 0];
        const g00 = -(u00 * e00 + u01 * e10 + u02 * e20);
        const g01 = -(u00 * e01 + u01 * e11 + u02 * e21);
        const g02 = -(u00 * e02 + u01 * e12 + u02 * e22);
        factors[f] = g00;
        factors[(f + 1) | 0] = g01;
        factors[(f + 2) | 0] = g02;
        a00 += g00 * l00 + g01 * l10 + g02 * l20;
        a01 += g00 * l01 + g01 * l11 + g02 * l21;
        a02 += g00 * l02 + g01 * l12 + g02 * l22;
        const u10 = jacobian[(u + 3) | 0];
        const u11 = jacobian[(u + 4) | 0];
        const u12 = jacobian[(u + 5) | 0];
        const g10 = -(u10 * e00 + u11 * e10 + u12 * e20);
        const g11 = -(u10 * e01 + u11 * e11 + u12 * e21);
        const g12 = -(u10 * e02 + u11 * e12 + u12 * e22);
        factors[(f + 3) | 0] = g10;
        factors[(f + 4) | 0] = g11;
        factors[(f + 5) | 0] = g12;
        a10 += g10 * l00 + g11 * l10 + g12 * l20;
        a11 += g10 * l01 + g11 * l11 + g12 * l21;
        a12 += g10 * l02 + g11 * l12 + g12 * l22;
        const u20 = jacobian[(u + 6) | 0];
        const u21 = jacobian[(u + 7) | 0];
        const u22 = jacobian[(u + 8) | 0];
        const g20 = -(u20 * e00 + u21 * e10 + u22 * e20);
        const g21 = -(u20 * e01 + u21 * e11 + u22 * e21);
        const g22 = -(u20 * e02 + u21 * e12 + u22 * e22);
        factors[(f + 6) | 0] = g20;
        factors[(f + 7) | 0] = g21;
        factors[(f + 8) | 0] = g22;
        a20 += g20 * l00 + g21 * l10 + g22 * l20;
        a21 += g20 * l01 + g21 * l11 + g22 * l21;
        a22 += g20 * l02 + g21 * l12 + g22 * l22;
      }
      const p0 = a11 * a22;
      const q0 = a12 * a21;
      const p1 = a12 * a20;
      const q1 = a10 * a22;
      const p2 = a10 * a21;
      const q2 = a11 * a20;
      const c0 = p0 - q0;
      const c1 = p1 - q1;
      const c2 = p2 - q2;
      const determinant = a00 * c0 + a01 * c1 + a02 * c2;
      const sum =
        Math.abs(a00) * (Math.abs(p0) + Math.abs(q0)) +
        Math.abs(a01) * (Math.abs(p1) + Math.abs(q1)) +
        Math.abs(a02) * (Math.abs(p2) + Math.abs(q2));
      if (Math.abs(determinant) > SAFE_DETERMINANT * sum && sum < Infinity) {
        const reciprocal = 1 / determinant;
        e00 = c0 * reciprocal;
        e10 = c1 * reciprocal;
        e20 = c2 * reciprocal;
        e01 = (a02 * a21 - a01 * a22) * reciprocal;
        e11 = (a00 * a22 - a02 * a20) * reciprocal;
        e21 = (a01 * a20 - a00 * a21) * reciprocal;
        e02 = (a01 * a12 - a02 * a11) * reciprocal;
        e12 = (a02 * a10 - a00 * a12) * reciprocal;
        e22 = (a00 * a11 - a01 * a10) * reciprocal;
        factors[(f + 9) | 0] = e00;
        factors[(f + 10) | 0] = e01;
        factors[(f + 11) | 0] = e02;
        factors[(f + 12) | 0] = e10;
        factors[(f + 13) | 0] = e11;
        factors[(f + 14) | 0] = e12;
        factors[(f + 15) | 0] = e20;
        factors[(f + 16) | 0] = e21;
        factors[(f + 17) | 0] = e22;
      } else {
        const block = this.#block;
        block[0] = a00;
        block[1] = a01;
        block[2] = a02;
        block[3] = a10;
        block[4] = a11;
        block[5] = a12;
        block[6] = a20;
        block[7] = a21;
        block[8] = a22;
        if (!invertBlock(3, block, factors, f + 9, this.#order, this.#work)) return false;
        e00 = factors[(f + 9) | 0];
        e01 = factors[(f + 10) | 0];
        e02 = factors[(f + 11) | 0];
        e10 = factors[(f + 12) | 0];
        e11 = factors[(f + 13) | 0];
        e12 = factors[(f + 14) | 0];
        e20 = factors[(f + 15) | 0];
        e21 = factors[(f + 16) | 0];
        e22 = factors[(f + 17) | 0];
      }
      if (!(Math.abs(d0 * e00) + Math.abs(d1 * e11) + Math.abs(d2 * e22) < largest)) return false;
      if (k > 0) {
        const l = (lower + 9 * k) | 0;
        const l00 = jacobian[l];
        const l10 = jacobian[(l + 3) | 0];
        const l20 = jacobian[(l + 6) | 0];
        factors[(f + 18) | 0] = -(e00 * l00 + e01 * l10 + e02 * l20);
        factors[(f + 21) | 0] = -(e10 * l00 + e11 * l10 + e12 * l20);
        factors[(f + 24) | 0] = -(e20 * l00 + e21 * l10 + e22 * l20);
        const l01 = jacobian[(l + 1) | 0];
        const l11 = jacobian[(l + 4) | 0];
        const l21 = jacobian[(l + 7) | 0];
        factors[(f + 19) | 0] = -(e00 * l01 + e01 * l11 + e02 * l21);
        factors[(f + 22) | 0] = -(e10 * l01 + e11 * l11 + e12 * l21);
        factors[(f + 25) | 0] = -(e20 * l01 + e21 * l11 + e22 * l21);
        const l02 = jacobian[(l + 2) | 0];
        const l12 = jacobian[(l + 5) | 0];
        const l22 = jacobian[(l + 8) | 0];
        factors[(f + 20) | 0] = -(e00 * l02 + e01 * l12 + e02 * l22);
        factors[(f + 23) | 0] = -(e10 * l02 + e11 * l12 + e12 * l22);
        factors[(f + 26) | 0] = -(e20 * l02 + e21 * l12 + e22 * l22);
      }
    }
    return true;
  }

  reduce(b: Float64Array): void {
    const { cells, first } = this.#chain;
    const factors = this.factors;
    let s = (first + 3 * cells - 3) | 0;
    let y0 = b[s];
    let y1 = b[(s + 1) | 0];
    let y2 = b[(s + 2) | 0];
    for (let f = (27 * cells - 54) | 0; f >= 0; f = (f - 27) | 0) {
      s = (s - 3) | 0;
      const n0 = b[s] - (factors[f] * y0 + factors[(f + 1) | 0] * y1 + factors[(f + 2) | 0] * y2);
      const n1 = b[(s + 1) | 0] - (factors[(f + 3) | 0] * y0 + factors[(f + 4) | 0] * y1 + factors[(f + 5) | 0] * y2);
      const n2 = b[(s + 2) | 0] - (factors[(f + 6) | 0] * y0 + factors[(f + 7) | 0] * y1 + factors[(f + 8) | 0] * y2);
      y0 = n0;
      y1 = n1;
      y2 = n2;
      b[s] = y0;
      b[(s + 1) | 0] = y1;
      b[(s + 2) | 0] = y2;
    }
  }

  substitute(b: Float64Array): void {
    const { cells, first } = this.#chain;
    const factors = this.factors;
    let x0 = 0;
    let x1 = 0;
    let x2 = 0;
    let s = first | 0;
    const end = (first + 3 * cells) | 0;
    for (let f = 9; s < end; f = (f + 27) | 0, s = (s + 3) | 0) {
      const y0 = b[s];
      const y1 = b[(s + 1) | 0];
      const y2 = b[(s + 2) | 0];
      const n0 =
        factors[f] * y0 +
        factors[(f + 1) | 0] * y1 +
        factors[(f + 2) | 0] * y2 -
        (factors[(f + 9) | 0] * x0 + factors[(f + 10) | 0] * x1 + factors[(f + 11) | 0] * x2);
      const n1 =
        factors[(f + 3) | 0] * y0 +
        factors[(f + 4) | 0] * y1 +
        factors[(f + 5) | 0] * y2 -
        (factors[(f + 12) | 0] * x0 + factors[(f + 13) | 0] * x1 + factors[(f + 14) | 0] * x2);
      const n2 =
        factors[(f + 6) | 0] * y0 +
        factors[(f + 7) | 0] * y1 +
        factors[(f + 8) | 0] * y2 -
        (factors[(f + 15) | 0] * x0 + factors[(f + 16) | 0] * x1 + factors[(f + 17) | 0] * x2);
      x0 = n0;
      x1 = n1;
      x2 = n2;
      b[s] = x0;
      b[(s + 1) | 0] = x1;
      b[(s + 2) | 0] = x2;
    }
  }
}
