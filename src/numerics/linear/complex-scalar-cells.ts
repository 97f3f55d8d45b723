import { LOST } from "./cell-elimination.ts";
import type { ComplexCellElimination } from "./complex-cell-elimination.ts";
import type { ChainLayout } from "./layout.ts";

/** Cells with one unknown each: a complex tridiagonal matrix. */
export class ComplexScalarCells implements ComplexCellElimination {
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly #chain: ChainLayout;

  constructor(chain: ChainLayout) {
    this.#chain = chain;
    this.re = new Float64Array(3 * chain.cells);
    this.im = new Float64Array(3 * chain.cells);
  }

  factor(re: Float64Array, im: Float64Array): boolean {
    const { cells, diagonal, lower, upper } = this.#chain;
    const factorRe = this.re;
    const factorIm = this.im;
    let inverseRe = 0;
    let inverseIm = 0;
    for (let k = cells - 1; k >= 0; k--) {
      const entryRe = re[diagonal + k];
      const entryIm = im[diagonal + k];
      let pivotRe = entryRe;
      let pivotIm = entryIm;
      if (k < cells - 1) {
        const uRe = re[upper + k];
        const uIm = im[upper + k];
        const gRe = uRe * inverseRe - uIm * inverseIm;
        const gIm = uRe * inverseIm + uIm * inverseRe;
        const lRe = re[lower + k + 1];
        const lIm = im[lower + k + 1];
        factorRe[3 * k] = gRe;
        factorIm[3 * k] = gIm;
        pivotRe -= gRe * lRe - gIm * lIm;
        pivotIm -= gRe * lIm + gIm * lRe;
      }
      const size = Math.abs(pivotRe) + Math.abs(pivotIm);
      if (!(size > cells * LOST * (Math.abs(entryRe) + Math.abs(entryIm)) && size < Infinity)) return false;
      const scale = 1 / size;
      const scaledRe = pivotRe * scale;
      const scaledIm = pivotIm * scale;
      const square = scale / (scaledRe * scaledRe + scaledIm * scaledIm);
      inverseRe = scaledRe * square;
      inverseIm = -scaledIm * square;
      factorRe[3 * k + 1] = inverseRe;
      factorIm[3 * k + 1] = inverseIm;
      if (k > 0) {
        const lRe = re[lower + k];
        const lIm = im[lower + k];
        factorRe[3 * k + 2] = inverseRe * lRe - inverseIm * lIm;
        factorIm[3 * k + 2] = inverseRe * lIm + inverseIm * lRe;
      }
    }
    return true;
  }

  reduce(real: Float64Array, imaginary: Float64Array): void {
    const { cells, first } = this.#chain;
    const re = this.re;
    const im = this.im;
    let r = real[first + cells - 1];
    let s = imaginary[first + cells - 1];
    for (let k = cells - 2; k >= 0; k--) {
      const gRe = re[3 * k];
      const gIm = im[3 * k];
      const held = real[first + k] - (gRe * r - gIm * s);
      s = imaginary[first + k] - (gRe * s + gIm * r);
      r = held;
      real[first + k] = r;
      imaginary[first + k] = s;
    }
  }

  substitute(real: Float64Array, imaginary: Float64Array): void {
    const { cells, first } = this.#chain;
    const re = this.re;
    const im = this.im;
    let r = 0;
    let s = 0;
    for (let k = 0; k < cells; k++) {
      const eRe = re[3 * k + 1];
      const eIm = im[3 * k + 1];
      const hRe = re[3 * k + 2]; // of cell 0 it stays 0
      const hIm = im[3 * k + 2];
      const bRe = real[first + k];
      const bIm = imaginary[first + k];
      const held = eRe * bRe - eIm * bIm - (hRe * r - hIm * s);
      s = eRe * bIm + eIm * bRe - (hRe * s + hIm * r);
      r = held;
      real[first + k] = r;
      imaginary[first + k] = s;
    }
  }
}
