import type { ChainLayout } from "./layout.ts";

/**
 * What the elimination of a chain leaves between its cells and the border, kept only for cells that are coupled:
 *
 *     C̃ₖ = Cₖ − Gₖ C̃ₖ₊₁        R̃ₖ = Rₖ − R̃ₖ₊₁ Hₖ₊₁        Pₖ = R̃ₖ Eₖ        S ← S − Σ Pₖ C̃ₖ
 *
 * A coupling with cell 0 only costs one cell's work.
 */
export class BorderFill {
  readonly #chain: ChainLayout;
  readonly #border: number;
  /** C̃ of each column, one after the other. */
  readonly #columns: Float64Array;
  /** P of each row. */
  readonly #rows: Float64Array;
  readonly #left: Float64Array;

  constructor(chain: ChainLayout, border: number) {
    const count = (couplings: ChainLayout["rows"]): number =>
      couplings.reduce((sum, { cells }) => sum + cells * chain.unknowns, 0);
    this.#chain = chain;
    this.#border = border;
    this.#columns = new Float64Array(count(chain.columns));
    this.#rows = new Float64Array(count(chain.rows));
    this.#left = new Float64Array(2 * chain.unknowns);
  }

  /**
   * Works out C̃ and P and subtracts from S.
   * @param factors blocks G, E, H of `CellElimination`
   * @returns false where a coupling is not finite
   */
  factor(jacobian: Float64Array, factors: Float64Array, schur: Float64Array): boolean {
    const { columns, rows, unknowns: m } = this.#chain;
    let check = 0;
    let at = 0;
    for (const { cells, slot } of columns) {
      check += this.#fillColumn(jacobian, factors, cells, slot, at);
      at += cells * m;
    }
    at = 0;
    for (const { cells, slot } of rows) {
      check += this.#fillRow(jacobian, factors, cells, slot, at);
      at += cells * m;
    }
    this.#subtract(schur);
    return check === 0;
  }

  /** @returns 0, or NaN where a number is not finite */
  #fillColumn(jacobian: Float64Array, factors: Float64Array, cells: number, slot: number, at: number): number {
    const m = this.#chain.unknowns;
    const column = this.#columns;
    const last = cells * m - m;
    let check = 0;
    for (let i = 0; i < m; i++) {
      const value = -jacobian[slot + last + i];
      column[at + last + i] = value;
      check += value * 0;
    }
    for (let k = cells - 2; k >= 0; k--) {
      const cell = at + k * m;
      const g = 3 * k * m * m;
      for (let i = 0; i < m; i++) {
        let sum = -jacobian[slot + k * m + i];
        for (let j = 0; j < m; j++) sum -= factors[g + i * m + j] * column[cell + m + j];
        column[cell + i] = sum;
        check += sum * 0;
      }
    }
    return check;
  }

  /** @returns 0, or NaN where a number is not finite */
  #fillRow(jacobian: Float64Array, factors: Float64Array, cells: number, slot: number, at: number): number {
    const m = this.#chain.unknowns;
    const row = this.#rows;
    const left = this.#left; // R̃ of this cell, and of the one before in the second half
    const block = m * m;
    let check = 0;
    for (let k = cells - 1; k >= 0; k--) {
      const e = (3 * k + 1) * block;
      const h = (3 * k + 5) * block;
      for (let j = 0; j < m; j++) {
        let sum = -jacobian[slot + k * m + j];
        if (k < cells - 1) for (let i = 0; i < m; i++) sum -= left[m + i] * factors[h + i * m + j];
        left[j] = sum;
        check += sum * 0;
      }
      for (let j = 0; j < m; j++) {
        let sum = 0;
        for (let i = 0; i < m; i++) sum += left[i] * factors[e + i * m + j];
        row[at + k * m + j] = sum;
      }
      for (let j = 0; j < m; j++) left[m + j] = left[j];
    }
    return check;
  }

  #subtract(schur: Float64Array): void {
    const { columns, rows, unknowns: m } = this.#chain;
    const fillColumn = this.#columns;
    const fillRow = this.#rows;
    let p = 0;
    for (let r = 0; r < rows.length; r++) {
      const row = rows[r];
      let q = 0;
      for (let c = 0; c < columns.length; c++) {
        const column = columns[c];
        const end = Math.min(row.cells, column.cells) * m;
        let sum = 0;
        for (let i = 0; i < end; i++) sum += fillRow[p + i] * fillColumn[q + i];
        schur[row.unknown * this.#border + column.unknown] -= sum;
        q += column.cells * m;
      }
      p += row.cells * m;
    }
  }

  /** Takes what the reduced cells contribute out of the border's right-hand side. */
  reduce(b: Float64Array): void {
    const { rows, unknowns: m, first } = this.#chain;
    const fill = this.#rows;
    let p = 0;
    for (let r = 0; r < rows.length; r++) {
      const row = rows[r];
      const end = row.cells * m;
      let sum = b[row.unknown];
      for (let i = 0; i < end; i++) sum -= fill[p + i] * b[first + i];
      b[row.unknown] = sum;
      p += end;
    }
  }

  /** Takes what the border contributes, solved by now, out of the cells' right-hand side. */
  substitute(b: Float64Array): void {
    const { columns, unknowns: m, first } = this.#chain;
    const fill = this.#columns;
    let p = 0;
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c];
      const end = column.cells * m;
      const value = b[column.unknown];
      for (let i = 0; i < end; i++) b[first + i] -= fill[p + i] * value;
      p += end;
    }
  }
}
