import { LOST } from "./cell-elimination.ts";
import type { ComplexCellElimination } from "./complex-cell-elimination.ts";
import { factorComplexEquilibrated, solveComplexEquilibrated } from "./complex-equilibrated-lu.ts";
import type { ChainLayout } from "./layout.ts";

/** Cells with any number m of unknowns each, complex. */
export class ComplexBlockCells implements ComplexCellElimination {
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly #chain: ChainLayout;
  readonly #pivotRe: Float64Array;
  readonly #pivotIm: Float64Array;
  readonly #columnRe: Float64Array;
  readonly #columnIm: Float64Array;
  readonly #order: Int32Array;
  readonly #work: Float64Array;

  constructor(chain: ChainLayout) {
    const m = chain.unknowns;
    this.#chain = chain;
    this.re = new Float64Array(3 * chain.cells * m * m);
    this.im = new Float64Array(3 * chain.cells * m * m);
    this.#pivotRe = new Float64Array(m * m);
    this.#pivotIm = new Float64Array(m * m);
    this.#columnRe = new Float64Array(m);
    this.#columnIm = new Float64Array(m);
    this.#order = new Int32Array(m);
    this.#work = new Float64Array(2 * m);
  }

  factor(re: Float64Array, im: Float64Array): boolean {
    const { cells, unknowns: m, diagonal, lower, upper } = this.#chain;
    const fRe = this.re;
    const fIm = this.im;
    const pivotRe = this.#pivotRe;
    const pivotIm = this.#pivotIm;
    const block = m * m;
    for (let k = cells - 1; k >= 0; k--) {
      const g = 3 * k * block;
      for (let i = 0, at = diagonal + k * block; i < block; i++, at++) {
        pivotRe[i] = re[at];
        pivotIm[i] = im[at];
      }
      if (k < cells - 1) {
        multiplyBlocks(m, re, im, upper + k * block, fRe, fIm, g + 4 * block, fRe, fIm, g);
        subtractProduct(m, fRe, fIm, g, re, im, lower + (k + 1) * block, pivotRe, pivotIm);
      }
      if (!this.#invert(g + block)) return false;
      let growth = 0; // of the diagonal: what cancellation has taken from it
      for (let i = 0, at = diagonal + k * block; i < m; i++, at += m + 1) {
        const e = g + block + i * (m + 1);
        growth += (Math.abs(re[at]) + Math.abs(im[at])) * (Math.abs(fRe[e]) + Math.abs(fIm[e]));
      }
      if (!(growth < 1 / (cells * LOST))) return false;
      if (k > 0) multiplyBlocks(m, fRe, fIm, g + block, re, im, lower + k * block, fRe, fIm, g + 2 * block);
    }
    return true;
  }

  #invert(at: number): boolean {
    const m = this.#chain.unknowns;
    const columnRe = this.#columnRe;
    const columnIm = this.#columnIm;
    if (!factorComplexEquilibrated(this.#pivotRe, this.#pivotIm, m, this.#order, this.#work)) return false;
    for (let c = 0; c < m; c++) {
      for (let i = 0; i < m; i++) {
        columnRe[i] = i === c ? 1 : 0;
        columnIm[i] = 0;
      }
      solveComplexEquilibrated(this.#pivotRe, this.#pivotIm, m, this.#order, columnRe, columnIm, this.#work);
      for (let i = 0; i < m; i++) {
        this.re[at + i * m + c] = columnRe[i];
        this.im[at + i * m + c] = columnIm[i];
      }
    }
    return true;
  }

  reduce(real: Float64Array, imaginary: Float64Array): void {
    const { cells, unknowns: m, first } = this.#chain;
    const re = this.re;
    const im = this.im;
    for (let k = cells - 2; k >= 0; k--) {
      const cell = first + k * m;
      let at = 3 * k * m * m;
      for (let i = 0; i < m; i++) {
        let r = real[cell + i];
        let s = imaginary[cell + i];
        for (let j = cell + m; j < cell + 2 * m; j++, at++) {
          r -= re[at] * real[j] - im[at] * imaginary[j];
          s -= re[at] * imaginary[j] + im[at] * real[j];
        }
        real[cell + i] = r;
        imaginary[cell + i] = s;
      }
    }
  }

  substitute(real: Float64Array, imaginary: Float64Array): void {
    const { cells, unknowns: m, first } = this.#chain;
    const re = this.re;
    const im = this.im;
    const columnRe = this.#columnRe;
    const columnIm = this.#columnIm;
    for (let k = 0; k < cells; k++) {
      const cell = first + k * m;
      let e = (3 * k + 1) * m * m;
      let h = e + m * m;
      for (let i = 0; i < m; i++) {
        let r = 0;
        let s = 0;
        for (let j = cell; j < cell + m; j++, e++) {
          r += re[e] * real[j] - im[e] * imaginary[j];
          s += re[e] * imaginary[j] + im[e] * real[j];
        }
        if (k > 0) {
          for (let j = cell - m; j < cell; j++, h++) {
            r -= re[h] * real[j] - im[h] * imaginary[j];
            s -= re[h] * imaginary[j] + im[h] * real[j];
          }
        }
        columnRe[i] = r;
        columnIm[i] = s;
      }
      for (let i = 0; i < m; i++) {
        real[cell + i] = columnRe[i];
        imaginary[cell + i] = columnIm[i];
      }
    }
  }
}

/** C = A B of m × m blocks at the places given. */
function multiplyBlocks(
  m: number,
  aRe: Float64Array,
  aIm: Float64Array,
  a: number,
  bRe: Float64Array,
  bIm: Float64Array,
  b: number,
  cRe: Float64Array,
  cIm: Float64Array,
  c: number,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      let r = 0;
      let s = 0;
      for (let k = 0, p = a + i * m, q = b + j; k < m; k++, p++, q += m) {
        r += aRe[p] * bRe[q] - aIm[p] * bIm[q];
        s += aRe[p] * bIm[q] + aIm[p] * bRe[q];
      }
      cRe[c + i * m + j] = r;
      cIm[c + i * m + j] = s;
    }
  }
}

/** C ← C − A B of m × m blocks, A and B at the places given. */
function subtractProduct(
  m: number,
  aRe: Float64Array,
  aIm: Float64Array,
  a: number,
  bRe: Float64Array,
  bIm: Float64Array,
  b: number,
  cRe: Float64Array,
  cIm: Float64Array,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      let r = cRe[i * m + j];
      let s = cIm[i * m + j];
      for (let k = 0, p = a + i * m, q = b + j; k < m; k++, p++, q += m) {
        r -= aRe[p] * bRe[q] - aIm[p] * bIm[q];
        s -= aRe[p] * bIm[q] + aIm[p] * bRe[q];
      }
      cRe[i * m + j] = r;
      cIm[i * m + j] = s;
    }
  }
}
