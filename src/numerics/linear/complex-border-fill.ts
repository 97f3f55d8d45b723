import type { BorderCoupling, ChainLayout } from "./layout.ts";

/** `BorderFill` for complex α. */
export class ComplexBorderFill {
  readonly #chain: ChainLayout;
  readonly #border: number;
  readonly #columnRe: Float64Array;
  readonly #columnIm: Float64Array;
  readonly #rowRe: Float64Array;
  readonly #rowIm: Float64Array;
  readonly #left: Float64Array;

  constructor(chain: ChainLayout, border: number) {
    const count = (couplings: readonly BorderCoupling[]): number =>
      couplings.reduce((sum, { cells }) => sum + cells * chain.unknowns, 0);
    this.#chain = chain;
    this.#border = border;
    this.#columnRe = new Float64Array(count(chain.columns));
    this.#columnIm = new Float64Array(count(chain.columns));
    this.#rowRe = new Float64Array(count(chain.rows));
    this.#rowIm = new Float64Array(count(chain.rows));
    this.#left = new Float64Array(4 * chain.unknowns);
  }

  /**
   * Works out C̃ and P and subtracts Σ Pₖ C̃ₖ from S.
   * @param re real part of αM − J
   * @param factorsRe blocks G, E, H of the cells
   * @returns false where a coupling is not finite
   */
  factor(
    re: Float64Array,
    im: Float64Array,
    factorsRe: Float64Array,
    factorsIm: Float64Array,
    schurRe: Float64Array,
    schurIm: Float64Array,
  ): boolean {
    const { columns, rows, unknowns: m } = this.#chain;
    let check = 0;
    let at = 0;
    for (const column of columns) {
      check += this.#fillColumn(re, im, factorsRe, factorsIm, column, at);
      at += column.cells * m;
    }
    at = 0;
    for (const row of rows) {
      check += this.#fillRow(re, im, factorsRe, factorsIm, row, at);
      at += row.cells * m;
    }
    this.#subtract(schurRe, schurIm);
    return check === 0;
  }

  /** @returns 0, or NaN where a number is not finite */
  #fillColumn(
    re: Float64Array,
    im: Float64Array,
    factorsRe: Float64Array,
    factorsIm: Float64Array,
    { cells, slot }: BorderCoupling,
    at: number,
  ): number {
    const m = this.#chain.unknowns;
    const columnRe = this.#columnRe;
    const columnIm = this.#columnIm;
    let check = 0;
    for (let k = cells - 1; k >= 0; k--) {
      const cell = at + k * m;
      let g = 3 * k * m * m;
      for (let i = 0; i < m; i++) {
        let r = re[slot + k * m + i];
        let s = im[slot + k * m + i];
        if (k < cells - 1) {
          for (let j = cell + m; j < cell + 2 * m; j++, g++) {
            r -= factorsRe[g] * columnRe[j] - factorsIm[g] * columnIm[j];
            s -= factorsRe[g] * columnIm[j] + factorsIm[g] * columnRe[j];
          }
        }
        columnRe[cell + i] = r;
        columnIm[cell + i] = s;
        check += (r + s) * 0;
      }
    }
    return check;
  }

  /** @returns 0, or NaN where a number is not finite */
  #fillRow(
    re: Float64Array,
    im: Float64Array,
    factorsRe: Float64Array,
    factorsIm: Float64Array,
    { cells, slot }: BorderCoupling,
    at: number,
  ): number {
    const m = this.#chain.unknowns;
    const rowRe = this.#rowRe;
    const rowIm = this.#rowIm;
    const left = this.#left; // R̃ of this cell and of the one before, real and imaginary
    const block = m * m;
    let check = 0;
    for (let k = cells - 1; k >= 0; k--) {
      for (let j = 0; j < m; j++) {
        let r = re[slot + k * m + j];
        let s = im[slot + k * m + j];
        if (k < cells - 1) {
          for (let i = 0, h = (3 * k + 5) * block + j; i < m; i++, h += m) {
            r -= left[2 * m + i] * factorsRe[h] - left[3 * m + i] * factorsIm[h];
            s -= left[2 * m + i] * factorsIm[h] + left[3 * m + i] * factorsRe[h];
          }
        }
        left[j] = r;
        left[m + j] = s;
        check += (r + s) * 0;
      }
      for (let j = 0; j < m; j++) {
        let r = 0;
        let s = 0;
        for (let i = 0, e = (3 * k + 1) * block + j; i < m; i++, e += m) {
          r += left[i] * factorsRe[e] - left[m + i] * factorsIm[e];
          s += left[i] * factorsIm[e] + left[m + i] * factorsRe[e];
        }
        rowRe[at + k * m + j] = r;
        rowIm[at + k * m + j] = s;
      }
      for (let j = 0; j < 2 * m; j++) left[2 * m + j] = left[j];
    }
    return check;
  }

  #subtract(schurRe: Float64Array, schurIm: Float64Array): void {
    const { columns, rows, unknowns: m } = this.#chain;
    const columnRe = this.#columnRe;
    const columnIm = this.#columnIm;
    const rowRe = this.#rowRe;
    const rowIm = this.#rowIm;
    let p = 0;
    for (const row of rows) {
      let q = 0;
      for (const column of columns) {
        const end = Math.min(row.cells, column.cells) * m;
        let r = 0;
        let s = 0;
        for (let i = 0; i < end; i++) {
          r += rowRe[p + i] * columnRe[q + i] - rowIm[p + i] * columnIm[q + i];
          s += rowRe[p + i] * columnIm[q + i] + rowIm[p + i] * columnRe[q + i];
        }
        schurRe[row.unknown * this.#border + column.unknown] -= r;
        schurIm[row.unknown * this.#border + column.unknown] -= s;
        q += column.cells * m;
      }
      p += row.cells * m;
    }
  }

  /** Takes what the reduced cells contribute out of the border's right-hand side. */
  reduce(real: Float64Array, imaginary: Float64Array): void {
    const { rows, unknowns: m, first } = this.#chain;
    const re = this.#rowRe;
    const im = this.#rowIm;
    let p = 0;
    for (const row of rows) {
      let r = real[row.unknown];
      let s = imaginary[row.unknown];
      for (let j = first; j < first + row.cells * m; j++, p++) {
        r -= re[p] * real[j] - im[p] * imaginary[j];
        s -= re[p] * imaginary[j] + im[p] * real[j];
      }
      real[row.unknown] = r;
      imaginary[row.unknown] = s;
    }
  }

  /** Takes what the border contributes, solved by now, out of the cells' right-hand side. */
  substitute(real: Float64Array, imaginary: Float64Array): void {
    const { columns, unknowns: m, first } = this.#chain;
    const re = this.#columnRe;
    const im = this.#columnIm;
    let p = 0;
    for (const column of columns) {
      const r = real[column.unknown];
      const s = imaginary[column.unknown];
      for (let j = first; j < first + column.cells * m; j++, p++) {
        real[j] -= re[p] * r - im[p] * s;
        imaginary[j] -= re[p] * s + im[p] * r;
      }
    }
  }
}
