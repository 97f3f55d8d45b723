import { invertBlock } from "./block-inverse.ts";
import { type CellElimination, LOST } from "./cell-elimination.ts";
import { equilibratedWorkspace } from "./equilibrated-lu.ts";
import type { ChainLayout } from "./layout.ts";

/** Cells with any number m of unknowns each. */
export class BlockCells implements CellElimination {
  readonly factors: Float64Array;
  readonly #chain: ChainLayout;
  readonly #pivot: Float64Array;
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;
  readonly #scale: Float64Array;
  readonly #order: Int32Array;
  readonly #held: Float64Array;

  constructor(chain: ChainLayout) {
    const m = chain.unknowns;
    this.#chain = chain;
    this.factors = new Float64Array(3 * chain.cells * m * m);
    this.#pivot = new Float64Array(m * m);
    this.#lower = new Float64Array(m * m);
    this.#upper = new Float64Array(m * m);
    this.#scale = new Float64Array(equilibratedWorkspace(m));
    this.#order = new Int32Array(m);
    this.#held = new Float64Array(m);
  }

  factor(alpha: number, jacobian: Float64Array, mass: Float64Array): boolean {
    const { cells, unknowns: m, first, diagonal, lower, upper } = this.#chain;
    const factors = this.factors;
    const pivot = this.#pivot;
    const below = this.#lower;
    const above = this.#upper;
    const held = this.#held;
    const block = m * m;
    for (let k = cells - 1; k >= 0; k--) {
      const g = 3 * k * block;
      const e = g + block;
      const h = e + block;
      for (let i = 0, at = diagonal + k * block; i < block; i++, at++) pivot[i] = -jacobian[at];
      for (let i = 0; i < m; i++) {
        const entry = pivot[i * (m + 1)] + alpha * mass[first + k * m + i];
        pivot[i * (m + 1)] = entry;
        held[i] = entry;
      }
      let growth = 0; // of the diagonal: what cancellation has taken from it
      if (k < cells - 1) {
        for (let i = 0, at = upper + k * block; i < block; i++, at++) above[i] = -jacobian[at];
        multiplyBlocks(m, above, 0, factors, g + 4 * block, factors, g);
        subtractProduct(m, factors, g, below, pivot);
      }
      if (!invertBlock(m, pivot, factors, e, this.#order, this.#scale)) return false;
      for (let i = 0; i < m; i++) growth += Math.abs(held[i] * factors[e + i * (m + 1)]);
      if (!(growth < 1 / (cells * LOST))) return false;
      if (k > 0) {
        for (let i = 0, at = lower + k * block; i < block; i++, at++) below[i] = -jacobian[at];
        multiplyBlocks(m, factors, e, below, 0, factors, h);
      }
    }
    return true;
  }

  reduce(b: Float64Array): void {
    const { cells, unknowns: m, first } = this.#chain;
    const factors = this.factors;
    for (let k = cells - 2; k >= 0; k--) {
      const cell = first + k * m;
      const next = cell + m;
      let at = 3 * k * m * m;
      for (let i = 0; i < m; i++) {
        let sum = b[cell + i];
        for (let j = 0; j < m; j++) sum -= factors[at++] * b[next + j];
        b[cell + i] = sum;
      }
    }
  }

  substitute(b: Float64Array): void {
    const { cells, unknowns: m, first } = this.#chain;
    const factors = this.factors;
    const held = this.#held;
    const block = m * m;
    for (let k = 0; k < cells; k++) {
      const cell = first + k * m;
      const e = (3 * k + 1) * block;
      const h = e + block;
      for (let i = 0; i < m; i++) {
        let sum = 0;
        for (let j = 0; j < m; j++) sum += factors[e + i * m + j] * b[cell + j];
        if (k > 0) for (let j = 0; j < m; j++) sum -= factors[h + i * m + j] * b[cell - m + j];
        held[i] = sum;
      }
      for (let i = 0; i < m; i++) b[cell + i] = held[i];
    }
  }
}

/** C = A B of m × m blocks at the places given. */
function multiplyBlocks(
  m: number,
  a: Float64Array,
  atA: number,
  b: Float64Array,
  atB: number,
  c: Float64Array,
  atC: number,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      let sum = 0;
      for (let k = 0; k < m; k++) sum += a[atA + i * m + k] * b[atB + k * m + j];
      c[atC + i * m + j] = sum;
    }
  }
}

/** C ← C − A B of m × m blocks, A at the place given. */
function subtractProduct(m: number, a: Float64Array, atA: number, b: Float64Array, c: Float64Array): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      let sum = c[i * m + j];
      for (let k = 0; k < m; k++) sum -= a[atA + i * m + k] * b[k * m + j];
      c[i * m + j] = sum;
    }
  }
}
