import type { ChainLayout } from "./layout.ts";

/** A chain that touches the border with cell 0 only, eliminated at two frequencies. */
export interface NearElimination {
  /** Takes J and the diagonal of M. */
  prepare(jacobian: Float64Array, mass: Float64Array): void;
  /** Eliminates the chain at two of many frequencies in rad/s; by their index, as a number would be boxed. */
  sweep(omegas: Float64Array, first: number, second: number): void;
  /**
   * S ← S − R C̃ at the first (0) or second (1) frequency of the last sweep.
   * @param values numbers of S at both frequencies in fours: re, im, re, im
   * @param places which four entry (i, j) of S is, at i·width + j
   * @returns false where the chain cannot be eliminated so
   */
  subtract(jacobian: Float64Array, which: number, values: Float64Array, places: Int32Array, width: number): boolean;
}

/**
 * Eliminates the cells from the last one to cell 0, D̃ₖ = Dₖ + jωMₖ − Uₖ D̃ₖ₊₁⁻¹ Lₖ₊₁, and leaves D̃₀⁻¹.
 *
 * @param data of each cell, the last one first: D = −J, row-major, the diagonal of M, U of the cell and L of the one before in
 * this order (both 0 in the first), from J, whose signs cancel
 * @param omegas ω in rad/s, of which number `frequency` is meant
 * @param inverse D̃₀⁻¹ row-major from `out` on, its imaginary parts m² numbers behind
 * @returns false where a determinant is not free of cancellation, or a pivot is lost, or a number leaves the range of its squares
 */
export type NearKernel = (
  data: Float64Array,
  omegas: Float64Array,
  frequency: number,
  inverse: Float64Array,
  out: number,
) => boolean;

/** A chain of m unknowns per cell of which the border needs no more than D̃₀⁻¹: nothing is kept of the other cells. */
export class NearBlocks implements NearElimination {
  readonly #chain: ChainLayout;
  readonly #kernel: NearKernel;
  readonly #data: Float64Array;
  readonly #inverse: Float64Array;

  constructor(chain: ChainLayout, kernel: NearKernel) {
    const m = chain.unknowns;
    this.#chain = chain;
    this.#kernel = kernel;
    this.#data = new Float64Array(chain.cells * (3 * m * m + m));
    this.#inverse = new Float64Array(4 * m * m);
  }

  prepare(jacobian: Float64Array, mass: Float64Array): void {
    const { cells, unknowns: m, first, diagonal, lower, upper } = this.#chain;
    const data = this.#data;
    const block = m * m;
    let at = 0;
    for (let k = cells - 1; k >= 0; k--) {
      for (let i = 0; i < block; i++) data[at++] = -jacobian[diagonal + k * block + i];
      for (let i = 0; i < m; i++) data[at++] = mass[first + k * m + i];
      for (let i = 0; i < block; i++) data[at++] = k < cells - 1 ? jacobian[upper + k * block + i] : 0;
      for (let i = 0; i < block; i++) data[at++] = k < cells - 1 ? jacobian[lower + (k + 1) * block + i] : 0;
    }
  }

  sweep(omegas: Float64Array, first: number, second: number): void {
    const inverse = this.#inverse;
    const half = inverse.length / 2;
    if (!this.#kernel(this.#data, omegas, first, inverse, 0)) inverse.fill(Number.NaN, 0, half);
    if (!this.#kernel(this.#data, omegas, second, inverse, half)) inverse.fill(Number.NaN, half);
  }

  subtract(jacobian: Float64Array, which: number, values: Float64Array, places: Int32Array, width: number): boolean {
    const { unknowns: m, columns, rows } = this.#chain;
    const inverse = this.#inverse;
    const block = m * m;
    const from = which * 2 * block;
    for (let r = 0; r < rows.length; r++) {
      const row = rows[r];
      for (let c = 0; c < columns.length; c++) {
        const column = columns[c];
        let sumRe = 0;
        let sumIm = 0;
        for (let i = 0, at = from; i < m; i++) {
          const entry = jacobian[row.slot + i];
          for (let j = 0; j < m; j++, at++) {
            const product = entry * jacobian[column.slot + j];
            sumRe += product * inverse[at];
            sumIm += product * inverse[at + block];
          }
        }
        const to = 4 * places[row.unknown * width + column.unknown] + 2 * which;
        values[to] -= sumRe;
        values[to + 1] -= sumIm;
      }
    }
    let check = 0;
    for (let i = from; i < from + 2 * block; i++) check += inverse[i] * 0;
    return check === 0;
  }
}
