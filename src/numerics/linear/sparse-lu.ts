import { type EliminationOrder, eliminationOrder } from "./elimination-order.ts";
import { entryScales } from "./entry-scales.ts";
import { equilibratedWorkspace, factorEquilibrated, solveEquilibrated } from "./equilibrated-lu.ts";

/** A multiplier above this, rows scaled, is not taken: the order of pivots does not suit the matrix any more. */
const GROWTH = 1e3;
/** As in the full factorisation. */
const LOST = 2 ** -52;
/** Orders after which none is sought any more: what the last one does not suit is factored in full. */
const MOST_ORDERS = 20;

/**
 * LU of small matrices of one structure, most of whose entries are zero, again and again: the pivots are sought once, for little
 * fill, and what is to be multiplied and subtracted is then a list. A matrix that has entries in new places, or that this order of
 * pivots would let grow, is given a new order, and factored in full by `factorEquilibrated` where there is none.
 *
 * A matrix may be given whole to `factor`, or in parts: `begin`, then numbers added to `values` by their `places`, then `finish`.
 */
export class SparseLu {
  /** Numbers of the matrix that is begun. */
  values: Float64Array;
  /** Where entry (i, j) stands in `values`, at i·n + j: valid where `begin` was given a number or the structure holds one. */
  places: Int32Array;
  readonly #n: number;
  /** The matrix in full, or the full factors of it. */
  readonly #full: Float64Array;
  readonly #everywhere: Int32Array;
  readonly #order: Int32Array;
  readonly #work: Float64Array;
  readonly #scales: Float64Array;
  /** 1 where an entry was seen, or may be added. */
  readonly #structure: Uint8Array;
  readonly #added: readonly number[];
  #entries: Float64Array = new Float64Array(0);
  #known: EliminationOrder | undefined;
  #orders = 0;
  #sparse = false;
  #refused = false;

  /** @param added places i·n + j at which something may be added to what `begin` is given */
  constructor(n: number, added: readonly number[] = []) {
    this.#n = n;
    this.#full = new Float64Array(n * n);
    this.#everywhere = Int32Array.from({ length: n * n }, (_, place) => place);
    this.#order = new Int32Array(n);
    this.#work = new Float64Array(equilibratedWorkspace(n));
    this.#scales = new Float64Array(2 * n);
    this.#structure = new Uint8Array(n * n);
    this.#added = added;
    this.values = this.#full;
    this.places = this.#everywhere;
    this.forget();
  }

  /** Forgets the structure and the order of pivots: what follows is the same to the bit as with a new one. */
  forget(): void {
    this.#structure.fill(0);
    for (const place of this.#added) this.#structure[place] = 1;
    this.#known = undefined;
    this.#refused = false;
    this.#orders = 0;
  }

  /** @param a row-major n × n @returns false where the matrix is singular to working precision or not finite */
  factor(a: Float64Array): boolean {
    this.begin(a, 1);
    if (this.finish()) return true;
    if (!this.refused) return false;
    this.begin(a, 1);
    return this.finish();
  }

  /** Takes sign · a as the matrix so far. @param a starts with n × n numbers, row-major */
  begin(a: Float64Array, sign: number): void {
    const known = this.#known;
    this.#sparse = known !== undefined && !this.#refused && fits(this.#n, known, a);
    this.#refused = false;
    if (known === undefined || !this.#sparse) {
      this.values = this.#full;
      this.places = this.#everywhere;
      const full = this.#full;
      for (let i = 0; i < full.length; i = (i + 1) | 0) full[i] = sign * a[i];
      return;
    }
    const { places } = known;
    const entries = this.#entries;
    for (let e = 0; e < entries.length; e = (e + 1) | 0) entries[e] = sign * a[places[e]];
    this.values = entries;
    this.places = known.at;
  }

  /** Factors what is in `values`. @returns false where the matrix is singular, not finite or `refused` */
  finish(): boolean {
    if (this.#sparse && this.#known !== undefined) {
      if (this.#factorSparse(this.#known)) return true;
      this.#refused = true;
      return false;
    }
    const full = this.#full;
    if (this.#orders < MOST_ORDERS && this.#analyse()) {
      const { places } = this.#known as EliminationOrder;
      for (let e = 0; e < places.length; e++) this.#entries[e] = full[places[e]];
      this.#sparse = this.#factorSparse(this.#known as EliminationOrder);
      if (this.#sparse) return true;
    }
    return factorEquilibrated(full, this.#n, this.#order, this.#work);
  }

  /** Whether the last order did not suit the matrix: to be begun again. */
  get refused(): boolean {
    return this.#refused;
  }

  /** Solves A x = b; b[0 … n − 1] is replaced by x. */
  solve(b: Float64Array): void {
    const known = this.#known;
    if (!this.#sparse || known === undefined) {
      solveEquilibrated(this.#full, this.#n, this.#order, b, this.#work);
      return;
    }
    const n = this.#n;
    const work = this.#work;
    const values = this.#entries;
    const { rows, columns, pivots, below, belowEntries, belowRows, right, rightEntries, rightColumns } = known;
    for (let k = 0, e = 0; k < n; k = (k + 1) | 0) {
      const value = b[rows[k]];
      work[k] = value;
      const end = below[(k + 1) | 0];
      for (; e < end; e = (e + 1) | 0) b[belowRows[e]] -= values[belowEntries[e]] * value;
    }
    for (let k = (n - 1) | 0, e = (rightEntries.length - 1) | 0; k >= 0; k = (k - 1) | 0) {
      let sum = work[k];
      const start = right[k];
      for (; e >= start; e = (e - 1) | 0) sum -= values[rightEntries[e]] * b[rightColumns[e]];
      b[columns[k]] = sum * values[pivots[k]];
    }
  }

  /** @returns false where a multiplier is too large or a pivot is lost, in this order */
  #factorSparse(order: EliminationOrder): boolean {
    const n = this.#n;
    const values = this.#entries;
    const scales = this.#scales;
    const { rows, columns, pivots, below, belowEntries, belowRows, updates, pairs } = order;
    if (!entryScales(n, values, order, scales)) return false;
    for (let k = 0, e = 0, u = 0; k < n; k = (k + 1) | 0) {
      const place = pivots[k];
      const pivot = values[place];
      const scale = scales[rows[k]];
      if (!(Math.abs(pivot) * scale > n * LOST * scales[(n + columns[k]) | 0])) return false;
      const reciprocal = 1 / pivot;
      values[place] = reciprocal;
      const most = GROWTH * scale;
      const end = below[(k + 1) | 0];
      for (; e < end; e = (e + 1) | 0) {
        const target = belowEntries[e];
        const factor = values[target] * reciprocal;
        values[target] = factor;
        if (!(Math.abs(factor) * scales[belowRows[e]] <= most)) return false;
        const last = updates[(e + 1) | 0];
        for (; u < last; u = (u + 2) | 0) values[pairs[u]] -= factor * values[pairs[(u + 1) | 0]];
      }
    }
    return true;
  }

  /** Seeks an order of pivots for the full matrix. @returns false where there is none */
  #analyse(): boolean {
    this.#orders++;
    const full = this.#full;
    const structure = this.#structure;
    const sample = new Float64Array(2 * full.length);
    // What was there once stays in the structure.
    for (let i = 0; i < full.length; i++) {
      if (full[i] !== 0) structure[i] = 1;
      sample[2 * i] = full[i];
    }
    this.#known = eliminationOrder(this.#n, structure, sample);
    if (this.#known === undefined) return false;
    this.#entries = new Float64Array(this.#known.places.length);
    return true;
  }
}

/** Whether none of the first n × n numbers stands outside of a structure: counted in order, which is faster than to visit what is empty. */
export function fits(n: number, { places }: EliminationOrder, a: Float64Array): boolean {
  const total = Math.min(n * n, a.length);
  const fours = total & ~3;
  let count = 0;
  for (let i = 0; i < fours; i = (i + 4) | 0) {
    if (a[i] !== 0) count = (count + 1) | 0;
    if (a[(i + 1) | 0] !== 0) count = (count + 1) | 0;
    if (a[(i + 2) | 0] !== 0) count = (count + 1) | 0;
    if (a[(i + 3) | 0] !== 0) count = (count + 1) | 0;
  }
  for (let i = fours; i < total; i = (i + 1) | 0) if (a[i] !== 0) count = (count + 1) | 0;
  for (let e = 0; e < places.length; e = (e + 1) | 0) if (a[places[e]] !== 0) count = (count - 1) | 0;
  return count === 0;
}
