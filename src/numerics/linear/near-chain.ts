import { LOST } from "./cell-elimination.ts";
import type { NearElimination } from "./complex-near-blocks.ts";
import type { ChainLayout } from "./layout.ts";

/** Continuants are scaled back to a size of 1 where they leave [1/LARGE, LARGE]; four cells later they are still finite. */
const LARGE = 1e60;

/**
 * A chain of one unknown per cell that touches the border with cell 0 only, at two frequencies at a time. The border needs no
 * more of it than the last pivot, t_N / t_{N−1} with the continuants
 *
 *     tₖ₊₁ = (d + jωM) tₖ − u l tₖ₋₁        t₀ = 1, t₋₁ = 0, from the last cell to cell 0
 *
 * in which u l is real and nothing is divided; the two frequencies do not wait for one another.
 */
export class NearChain implements NearElimination {
  readonly #chain: ChainLayout;
  /** Of each cell, the last one first: −J on the diagonal, M, product of the off-diagonal entries towards the cell before. */
  readonly #cells: Float64Array;
  /** Reciprocal of the last pivot at the two frequencies: re, im, re, im; NaN where it is lost. */
  readonly #inverse: Float64Array;
  /** ω, t and p of a frequency, handed on without boxing. */
  readonly #last: Float64Array;

  constructor(chain: ChainLayout) {
    this.#chain = chain;
    this.#cells = new Float64Array(3 * chain.cells);
    this.#inverse = new Float64Array(4);
    this.#last = new Float64Array(5);
  }

  prepare(jacobian: Float64Array, mass: Float64Array): void {
    const { cells, first, diagonal, lower, upper } = this.#chain;
    const data = this.#cells;
    for (let k = cells - 1, at = 0; k >= 0; k--, at += 3) {
      data[at] = -jacobian[diagonal + k];
      data[at + 1] = mass[first + k];
      data[at + 2] = k < cells - 1 ? jacobian[upper + k] * jacobian[lower + k + 1] : 0;
    }
  }

  sweep(omegas: Float64Array, one: number, other: number): void {
    const first = omegas[one];
    const second = omegas[other];
    const data = this.#cells;
    const end = data.length | 0;
    let tRe = 1;
    let tIm = 0;
    let pRe = 0;
    let pIm = 0;
    let vRe = 1;
    let vIm = 0;
    let qRe = 0;
    let qIm = 0;
    let limit = 0;
    let size = 0;
    let sizeSecond = 0;
    for (let at = 0; at < end; ) {
      limit = Math.min(end, (at + 12) | 0) | 0;
      for (; at < limit; at = (at + 3) | 0) {
        const d = data[at];
        const m = data[(at + 1) | 0];
        const w = data[(at + 2) | 0];
        const a = first * m;
        const re = d * tRe - w * pRe - a * tIm;
        const im = d * tIm - w * pIm + a * tRe;
        const b = second * m;
        const reSecond = d * vRe - w * qRe - b * vIm;
        const imSecond = d * vIm - w * qIm + b * vRe;
        pRe = tRe;
        pIm = tIm;
        tRe = re;
        tIm = im;
        qRe = vRe;
        qIm = vIm;
        vRe = reSecond;
        vIm = imSecond;
      }
      size = Math.abs(tRe) + Math.abs(tIm);
      if (!(size < LARGE && size > 1 / LARGE)) {
        const scale = 1 / (size + Math.abs(pRe) + Math.abs(pIm));
        tRe *= scale;
        tIm *= scale;
        pRe *= scale;
        pIm *= scale;
      }
      sizeSecond = Math.abs(vRe) + Math.abs(vIm);
      if (!(sizeSecond < LARGE && sizeSecond > 1 / LARGE)) {
        const scale = 1 / (sizeSecond + Math.abs(qRe) + Math.abs(qIm));
        vRe *= scale;
        vIm *= scale;
        qRe *= scale;
        qIm *= scale;
      }
    }
    const last = this.#last;
    last[0] = first;
    last[1] = tRe;
    last[2] = tIm;
    last[3] = pRe;
    last[4] = pIm;
    this.#keep(0);
    last[0] = second;
    last[1] = vRe;
    last[2] = vIm;
    last[3] = qRe;
    last[4] = qIm;
    this.#keep(2);
  }

  /** p / t, unless cell 0 has lost its pivot. */
  #keep(at: number): void {
    const data = this.#cells;
    const last = data.length - 3;
    const omega = this.#last[0];
    const tRe = this.#last[1];
    const tIm = this.#last[2];
    const pRe = this.#last[3];
    const pIm = this.#last[4];
    const inverse = this.#inverse;
    const given = this.#chain.cells * LOST * (Math.abs(data[last]) + Math.abs(omega * data[last + 1]));
    const square = tRe * tRe + tIm * tIm;
    const before = pRe * pRe + pIm * pIm;
    if (square > given * given * before && square < Infinity) {
      inverse[at] = (pRe * tRe + pIm * tIm) / square;
      inverse[at + 1] = (pIm * tRe - pRe * tIm) / square;
    } else {
      inverse[at] = Number.NaN;
      inverse[at + 1] = Number.NaN;
    }
  }

  /** S ← S − R C / pivot at the first (0) or second (1) frequency of the last sweep. @returns false where the pivot is lost */
  subtract(jacobian: Float64Array, which: number, values: Float64Array, places: Int32Array, width: number): boolean {
    const { columns, rows } = this.#chain;
    const inverseRe = this.#inverse[2 * which];
    const inverseIm = this.#inverse[2 * which + 1];
    for (let r = 0; r < rows.length; r++) {
      const row = rows[r];
      const entry = jacobian[row.slot];
      for (let c = 0; c < columns.length; c++) {
        const column = columns[c];
        const product = entry * jacobian[column.slot];
        const at = 4 * places[row.unknown * width + column.unknown] + 2 * which;
        values[at] -= product * inverseRe;
        values[at + 1] -= product * inverseIm;
      }
    }
    return inverseRe * 0 === 0 && inverseIm * 0 === 0;
  }
}
