import { dot, fillColumn, fillRow } from "./border-fill-kernels.ts";
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
   * Works out C̃ and P.
   * @param factors blocks G, E, H of `CellElimination`
   * @returns false where a coupling is not finite
   */
  factor(jacobian: Float64Array, factors: Float64Array): boolean {
    const { columns, rows, unknowns: m } = this.#chain;
    let check = 0;
    let at = 0;
    for (const { cells, slot } of columns) {
      check += fillColumn(m, jacobian, slot, factors, cells, this.#columns, at);
      at += cells * m;
    }
    at = 0;
    for (const { cells, slot } of rows) {
      check += fillRow(m, jacobian, slot, factors, cells, this.#rows, at, this.#left);
      at += cells * m;
    }
    return check === 0;
  }

  /** Subtracts from S. @param places where entry (i, j) of S stands in `schur`, at i·border + j */
  subtract(schur: Float64Array, places: Int32Array): void {
    const { columns, rows, unknowns: m } = this.#chain;
    const columnFill = this.#columns;
    const rowFill = this.#rows;
    let p = 0;
    for (let r = 0; r < rows.length; r++) {
      const row = rows[r];
      let q = 0;
      for (let c = 0; c < columns.length; c++) {
        const column = columns[c];
        const end = Math.min(row.cells, column.cells) * m;
        schur[places[row.unknown * this.#border + column.unknown]] -= dot(rowFill, p, columnFill, q, end);
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
      b[row.unknown] -= dot(fill, p, b, first, end);
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
