import type { ArrowLayout } from "./layout.ts";

/** A pivot smaller than this part of its whole row and of its whole column, both scaled, is left to the factorisation behind. */
const FAIR = 1e-3;

/**
 * The border of αM − J without what α does not enter: unknowns without mass that no cell contains, in equations without mass that
 * contain no cell. With these eliminated once,
 *
 *     x_e = e − T x_k        (S_kk − S_ke S_ee⁻¹ S_ek + α M_kk) x_k = b_k − S_ke S_ee⁻¹ b_e,
 *
 * there is left a smaller matrix to be factored for each α. Real as J is, whatever α.
 */
export class AlgebraicBorder {
  /** Unknowns and equations that are left. */
  kept = 0;
  /** Where equation i stands among those left, and unknown j; −1: eliminated. */
  readonly rowPlace: Int32Array;
  readonly columnPlace: Int32Array;
  readonly #border: number;
  readonly #rowsFree: Uint8Array;
  readonly #columnsFree: Uint8Array;
  /** −J of the border, its eliminated part in Gauss-Jordan form. */
  readonly #matrix: Float64Array;
  readonly #right: Float64Array;
  /** Largest entry of each row, and of each column after division by these. */
  readonly #rowSize: Float64Array;
  readonly #columnSize: Float64Array;
  readonly #keptRows: Int32Array;
  readonly #keptColumns: Int32Array;
  readonly #counts: Int32Array;
  readonly #pivotRows: Int32Array;
  readonly #pivotColumns: Int32Array;
  #pivots = 0;

  /** @param mass diagonal of M, border first */
  constructor({ border, chains }: ArrowLayout, mass: Float64Array) {
    this.#border = border;
    this.#rowsFree = Uint8Array.from({ length: border }, (_, i) => (mass[i] === 0 ? 1 : 0));
    this.#columnsFree = this.#rowsFree.slice();
    for (const { rows, columns } of chains) {
      for (const { unknown } of rows) this.#rowsFree[unknown] = 0;
      for (const { unknown } of columns) this.#columnsFree[unknown] = 0;
    }
    this.#matrix = new Float64Array(border * border);
    this.#right = new Float64Array(border);
    this.#rowSize = new Float64Array(border);
    this.#columnSize = new Float64Array(border);
    this.rowPlace = new Int32Array(border);
    this.columnPlace = new Int32Array(border);
    this.#keptRows = new Int32Array(border);
    this.#keptColumns = new Int32Array(border);
    this.#counts = new Int32Array(border);
    this.#pivotRows = new Int32Array(border);
    this.#pivotColumns = new Int32Array(border);
  }

  /**
   * Eliminates what can be eliminated safely.
   * @param b right-hand side of the border
   */
  prepare(jacobian: Float64Array, b: Float64Array): void {
    const n = this.#border;
    const matrix = this.#matrix;
    for (let i = 0; i < matrix.length; i++) matrix[i] = -jacobian[i];
    for (let i = 0; i < n; i++) this.#right[i] = b[i];
    this.#measure();
    this.rowPlace.fill(0);
    this.columnPlace.fill(0);
    this.#pivots = 0;
    while (this.#nextPivot()) this.#eliminate();
    let row = 0;
    let column = 0;
    for (let i = 0; i < n; i++) {
      if (this.rowPlace[i] === 0) {
        this.#keptRows[row] = i;
        this.rowPlace[i] = row++;
      }
      if (this.columnPlace[i] === 0) {
        this.#keptColumns[column] = i;
        this.columnPlace[i] = column++;
      }
    }
    this.kept = row;
    this.#sortColumns();
  }

  /** Puts unknowns that stand in few of the equations that are left first: their elimination fills little. */
  #sortColumns(): void {
    const n = this.#border;
    const columns = this.#keptColumns;
    const counts = this.#counts;
    for (let k = 0; k < this.kept; k++) {
      const column = columns[k];
      let count = 0;
      for (let i = 0; i < this.kept; i++) if (this.#matrix[this.#keptRows[i] * n + column] !== 0) count++;
      let at = k;
      for (; at > 0 && counts[at - 1] > count; at--) {
        counts[at] = counts[at - 1];
        columns[at] = columns[at - 1];
      }
      counts[at] = count;
      columns[at] = column;
    }
    for (let k = 0; k < this.kept; k++) this.columnPlace[columns[k]] = k;
  }

  /** −J of what is left into `re`, its right-hand side into `right`; row-major, `kept` wide. */
  copyKept(re: Float64Array, right: Float64Array): void {
    const n = this.#border;
    const count = this.kept;
    for (let i = 0, at = 0; i < count; i++) {
      const row = this.#keptRows[i];
      right[i] = this.#right[row];
      for (let j = 0; j < count; j++, at++) re[at] = this.#matrix[row * n + this.#keptColumns[j]];
    }
  }

  /** The whole border's x from what was left, into `out` from `at` on. @param constant whether e belongs to this part, the real one */
  restore(kept: Float64Array, constant: boolean, out: Float64Array, at: number): void {
    const n = this.#border;
    const count = this.kept;
    const columns = this.#keptColumns;
    for (let j = 0; j < count; j++) out[at + columns[j]] = kept[j];
    for (let p = 0; p < this.#pivots; p++) {
      const row = this.#pivotRows[p];
      const column = this.#pivotColumns[p];
      const base = row * n;
      let sum = constant ? this.#right[row] : 0;
      for (let j = 0; j < count; j++) sum -= this.#matrix[base + columns[j]] * kept[j];
      out[at + column] = sum;
    }
  }

  #measure(): void {
    const n = this.#border;
    const matrix = this.#matrix;
    this.#columnSize.fill(0);
    for (let i = 0; i < n; i++) {
      let largest = 0;
      for (let j = 0; j < n; j++) largest = Math.max(largest, Math.abs(matrix[i * n + j]));
      this.#rowSize[i] = largest;
      if (largest === 0) continue;
      for (let j = 0; j < n; j++) {
        this.#columnSize[j] = Math.max(this.#columnSize[j], Math.abs(matrix[i * n + j]) / largest);
      }
    }
  }

  /** Finds the largest pivot, scaled, and keeps its place. @returns whether there is one that lets nothing grow */
  #nextPivot(): boolean {
    const n = this.#border;
    const matrix = this.#matrix;
    let best = 0;
    let bestRow = -1;
    let bestColumn = -1;
    for (let i = 0; i < n; i++) {
      if (this.#rowsFree[i] === 0 || this.rowPlace[i] < 0) continue;
      for (let j = 0; j < n; j++) {
        if (this.#columnsFree[j] === 0 || this.columnPlace[j] < 0 || matrix[i * n + j] === 0) continue;
        const size = Math.abs(matrix[i * n + j]) / (this.#rowSize[i] * this.#columnSize[j]);
        if (size > best) {
          best = size;
          bestRow = i;
          bestColumn = j;
        }
      }
    }
    if (bestRow < 0 || !this.#isFair(bestRow, bestColumn)) return false;
    this.rowPlace[bestRow] = -1;
    this.columnPlace[bestColumn] = -1;
    this.#pivotRows[this.#pivots] = bestRow;
    this.#pivotColumns[this.#pivots] = bestColumn;
    this.#pivots++;
    return true;
  }

  /** Whether no entry grows by more than 1/FAIR where this one is the pivot. */
  #isFair(row: number, column: number): boolean {
    const n = this.#border;
    const matrix = this.#matrix;
    let inRow = 0;
    let inColumn = 0;
    for (let j = 0; j < n; j++) {
      if (this.#columnSize[j] > 0) inRow = Math.max(inRow, Math.abs(matrix[row * n + j]) / this.#columnSize[j]);
      if (this.#rowSize[j] > 0) inColumn = Math.max(inColumn, Math.abs(matrix[j * n + column]) / this.#rowSize[j]);
    }
    const pivot = Math.abs(matrix[row * n + column]);
    return pivot >= FAIR * inRow * this.#columnSize[column] || pivot >= FAIR * inColumn * this.#rowSize[row];
  }

  /** Takes the last pivot's unknown out of all other equations. */
  #eliminate(): void {
    const n = this.#border;
    const matrix = this.#matrix;
    const right = this.#right;
    const row = this.#pivotRows[this.#pivots - 1];
    const column = this.#pivotColumns[this.#pivots - 1];
    const pivot = matrix[row * n + column];
    for (let j = 0; j < n; j++) matrix[row * n + j] /= pivot;
    right[row] /= pivot;
    for (let i = 0; i < n; i++) {
      const factor = matrix[i * n + column];
      if (i === row || factor === 0) continue;
      matrix[i * n + column] = 0;
      for (let j = 0; j < n; j++) if (j !== column) matrix[i * n + j] -= factor * matrix[row * n + j];
      right[i] -= factor * right[row];
    }
  }
}
