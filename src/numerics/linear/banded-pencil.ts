import { LOST } from "./cell-elimination.ts";
import type { BandedLayout } from "./layout.ts";
import { massEntries } from "./mass.ts";
import type { Mass, Pencil } from "./pencil.ts";

/**
 * Band LU with scaled partial pivoting (Golub & Van Loan, Matrix Computations, 4th ed., section 4.3.5): `below` further diagonals
 * of U are filled. Row i of the factors holds columns i − below … i + above + below; reciprocal pivots stand on the diagonal.
 */
export class BandedPencil implements Pencil {
  readonly layout: BandedLayout;
  readonly mass: Mass;
  readonly #mass: Float64Array;
  readonly #lu: Float64Array;
  readonly #pivots: Int32Array;
  /** Reciprocal of the largest entry of each row, then the largest scaled entry of each column. */
  readonly #scale: Float64Array;

  constructor(layout: BandedLayout, mass: Mass) {
    this.layout = layout;
    this.mass = mass;
    this.#mass = massEntries(layout, mass);
    this.#lu = new Float64Array(layout.size * (2 * layout.below + layout.above + 1));
    this.#pivots = new Int32Array(layout.size);
    this.#scale = new Float64Array(2 * layout.size);
  }

  factor(alpha: number, jacobian: Float64Array): boolean {
    if (!this.#shift(alpha, jacobian)) return false;
    const { size: n, below, above } = this.layout;
    const width = 2 * below + above + 1;
    const lu = this.#lu;
    const scale = this.#scale;
    for (let k = 0; k < n; k++) {
      const end = Math.min(n - 1, k + below);
      let best = k;
      let size = -1;
      for (let i = k, at = k * width + below; i <= end; i++, at += width - 1) {
        const entry = Math.abs(lu[at]) * scale[i];
        if (entry > size) {
          size = entry;
          best = i;
        }
      }
      if (!(size > n * LOST * scale[n + k])) return false;
      this.#pivots[k] = best;
      const count = Math.min(n - 1, k + below + above) - k; // entries of U beside the pivot
      const row = k * width + below;
      if (best !== k) this.#swap(row, best * width + below - (best - k), count);
      if (best !== k) scale[best] = scale[k];
      const reciprocal = 1 / lu[row];
      lu[row] = reciprocal;
      for (let i = k + 1, at = row + width - 1; i <= end; i++, at += width - 1) {
        const factor = lu[at] * reciprocal;
        lu[at] = factor;
        if (factor !== 0) for (let j = 1; j <= count; j++) lu[at + j] -= factor * lu[row + j];
      }
    }
    return true;
  }

  /** αM − J into the wider band, and its scales. @returns false where a row is zero or not finite */
  #shift(alpha: number, jacobian: Float64Array): boolean {
    const { size: n, below, above } = this.layout;
    const given = below + above + 1;
    const width = given + below;
    const lu = this.#lu;
    const mass = this.#mass;
    const scale = this.#scale;
    for (let j = 0; j < n; j++) scale[n + j] = 0;
    for (let i = 0; i < n; i++) {
      const first = Math.max(0, i - below);
      const last = Math.min(n - 1, i + above);
      const to = i * width + below - i;
      const from = i * given + below - i;
      for (let at = i * width; at < (i + 1) * width; at++) lu[at] = 0;
      let largest = 0;
      for (let j = first; j <= last; j++) {
        const value = alpha * mass[from + j] - jacobian[from + j];
        lu[to + j] = value;
        largest = Math.max(largest, Math.abs(value));
      }
      if (!(largest > 0 && largest < Infinity)) return false;
      const reciprocal = 1 / largest;
      scale[i] = reciprocal;
      for (let j = first; j <= last; j++) scale[n + j] = Math.max(scale[n + j], Math.abs(lu[to + j]) * reciprocal);
    }
    return true;
  }

  #swap(p: number, q: number, count: number): void {
    const lu = this.#lu;
    for (let j = 0; j <= count; j++) {
      const held = lu[p + j];
      lu[p + j] = lu[q + j];
      lu[q + j] = held;
    }
  }

  solve(b: Float64Array): void {
    const { size: n, below, above } = this.layout;
    const width = 2 * below + above + 1;
    const lu = this.#lu;
    const pivots = this.#pivots;
    for (let k = 0; k < n; k++) {
      const pivot = pivots[k];
      const value = b[pivot];
      b[pivot] = b[k];
      b[k] = value;
      const count = Math.min(n - 1 - k, below);
      for (let i = 1, at = (k + 1) * width + below - 1; i <= count; i++, at += width - 1) b[k + i] -= lu[at] * value;
    }
    for (let k = n - 1; k >= 0; k--) {
      const row = k * width + below;
      const count = Math.min(n - 1 - k, below + above);
      let sum = b[k];
      for (let j = 1; j <= count; j++) sum -= lu[row + j] * b[k + j];
      b[k] = sum * lu[row];
    }
  }
}
