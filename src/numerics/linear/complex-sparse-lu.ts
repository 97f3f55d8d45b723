import { type EliminationOrder, eliminationOrder } from "./elimination-order.ts";
import { pairedEntryScales } from "./entry-scales.ts";
import { fits } from "./sparse-lu.ts";

/** A multiplier above this, rows scaled, is not taken, as in `SparseLu`. */
const GROWTH = 1e3;
/** A pivot that has lost all but this fraction of the largest entry of its column counts as zero, times the order. */
const LOST = 2 ** -52;
/** Orders of pivots after which no other is sought. */
const MOST_ORDERS = 20;

/**
 * `SparseLu` of A + jωM − … for one real A, diagonal M and two ω at a time, which share every index. Number e of `values` at
 * frequency 0 or 1 stands at 4 e + 2 · frequency, its imaginary part behind it.
 */
export class ComplexSparseLu {
  values: Float64Array;
  /** Where entry (i, j) stands in `values`, at i·n + j, in fours. */
  places: Int32Array;
  readonly #n: number;
  readonly #mass: Float64Array;
  readonly #full: Float64Array;
  readonly #everywhere: Int32Array;
  readonly #structure: Uint8Array;
  readonly #added: readonly number[];
  /** Of the two frequencies: of the rows, then of the columns. */
  readonly #scales: Float64Array;
  readonly #work: Float64Array;
  readonly #x: Float64Array;
  #entries: Float64Array = new Float64Array(0);
  /** A entry by entry. */
  #base: Float64Array = new Float64Array(0);
  #massEntries: Int32Array = new Int32Array(0);
  #known: EliminationOrder | undefined;
  #orders = 0;

  /**
   * @param mass diagonal of M
   * @param added places i·n + j at which something may be added to A + jωM
   */
  constructor(n: number, mass: Float64Array, added: readonly number[]) {
    this.#n = n;
    this.#mass = mass.slice(0, n);
    this.#full = new Float64Array(4 * n * n);
    this.#everywhere = Int32Array.from({ length: n * n }, (_, place) => place);
    this.#structure = new Uint8Array(n * n);
    this.#added = added;
    this.#scales = new Float64Array(4 * n);
    this.#work = new Float64Array(4 * n);
    this.#x = new Float64Array(4 * n);
    this.values = this.#full;
    this.places = this.#everywhere;
    this.forget();
  }

  /** Forgets the structure and the order of pivots: what follows is the same to the bit as with a new one. */
  forget(): void {
    const n = this.#n;
    const structure = this.#structure.fill(0);
    for (const place of this.#added) structure[place] = 1;
    for (let i = 0; i < n; i++) if (this.#mass[i] !== 0) structure[i * (n + 1)] = 1;
    this.#known = undefined;
    this.#orders = 0;
  }

  /** Takes A = −J, whose numbers J starts with, row-major. @returns false where no order of pivots is known for it */
  prepare(jacobian: Float64Array): boolean {
    const known = this.#known;
    if (known === undefined || !fits(this.#n, known, jacobian)) {
      this.#known = undefined;
      return false;
    }
    const base = this.#base;
    const { places } = known;
    for (let e = 0; e < places.length; e = (e + 1) | 0) base[e] = -jacobian[places[e]];
    return true;
  }

  /** Writes A + jωM at two frequencies into `values`, to be added to. */
  begin(first: number, second: number): void {
    const values = this.#entries;
    const base = this.#base;
    for (let e = 0, at = 0; e < base.length; e = (e + 1) | 0, at = (at + 4) | 0) {
      const number = base[e];
      values[at] = number;
      values[(at + 1) | 0] = 0;
      values[(at + 2) | 0] = number;
      values[(at + 3) | 0] = 0;
    }
    this.#addMass(values, this.#massEntries, first, second);
    this.values = values;
    this.places = this.#known?.at ?? this.#everywhere;
  }

  /** The same in full, for `analyse`. */
  beginFull(jacobian: Float64Array, first: number, second: number): void {
    const full = this.#full;
    const n = this.#n;
    full.fill(0);
    for (let i = 0; i < n * n; i++) {
      full[4 * i] = -jacobian[i];
      full[4 * i + 2] = -jacobian[i];
    }
    const diagonal = Int32Array.from({ length: n }, (_, i) => i * (n + 1));
    this.#addMass(full, diagonal, first, second);
    this.values = full;
    this.places = this.#everywhere;
  }

  /** Seeks pivots that are fair in both full matrices. @returns false where there are none, or too many orders were refused */
  analyse(): boolean {
    if (this.#orders >= MOST_ORDERS) return false;
    this.#orders++;
    const n = this.#n;
    const full = this.#full;
    const structure = this.#structure;
    const samples = new Float64Array(4 * n * n);
    for (let i = 0; i < n * n; i++) {
      // What was there once stays in the structure.
      if (full[4 * i] !== 0) structure[i] = 1;
      samples[2 * i] = full[4 * i];
      samples[2 * i + 1] = full[4 * i + 1];
      samples[2 * (n * n + i)] = full[4 * i + 2];
      samples[2 * (n * n + i) + 1] = full[4 * i + 3];
    }
    const known = eliminationOrder(n, structure, samples);
    this.#known = known;
    if (known === undefined) return false;
    this.#base = new Float64Array(known.places.length);
    this.#entries = new Float64Array(4 * known.places.length);
    this.#massEntries = Int32Array.from({ length: n }, (_, i) => known.at[i * (n + 1)]);
    return true;
  }

  #addMass(values: Float64Array, entries: Int32Array, first: number, second: number): void {
    const mass = this.#mass;
    for (let i = 0; i < mass.length; i++) {
      if (mass[i] === 0) continue;
      const at = 4 * entries[i];
      values[at + 1] += first * mass[i];
      values[at + 3] += second * mass[i];
    }
  }

  /** Drops the order of pivots, which did not suit, unless too many did not. */
  refuse(): void {
    if (this.#orders < MOST_ORDERS) this.#known = undefined;
  }

  /** Factors both matrices. @returns bit 0 for the first, bit 1 for the second, where this order of pivots suits it and it is regular */
  factor(): number {
    const order = this.#known;
    if (order === undefined) return 0;
    const n = this.#n;
    const values = this.#entries;
    const scales = this.#scales;
    const { rows, columns, pivots, below, belowEntries, belowRows, updates, pairs } = order;
    let regular = pairedEntryScales(n, values, order, scales);
    for (let k = 0, e = 0, u = 0; k < n; k = (k + 1) | 0) {
      const place = pivots[k] << 2;
      const a = values[place];
      const b = values[(place + 1) | 0];
      const c = values[(place + 2) | 0];
      const d = values[(place + 3) | 0];
      const row = rows[k] << 1;
      const column = (n + columns[k]) << 1;
      const scaleFirst = scales[row];
      const scaleSecond = scales[(row + 1) | 0];
      if (!((Math.abs(a) + Math.abs(b)) * scaleFirst > n * LOST * scales[column])) regular &= ~1;
      if (!((Math.abs(c) + Math.abs(d)) * scaleSecond > n * LOST * scales[(column + 1) | 0])) regular &= ~2;
      const squareFirst = 1 / (a * a + b * b);
      const squareSecond = 1 / (c * c + d * d);
      // 0 where a square leaves the range of numbers.
      if (!(squareFirst > 0)) regular &= ~1;
      if (!(squareSecond > 0)) regular &= ~2;
      const p = a * squareFirst;
      const q = -b * squareFirst;
      const r = c * squareSecond;
      const s = -d * squareSecond;
      values[place] = p;
      values[(place + 1) | 0] = q;
      values[(place + 2) | 0] = r;
      values[(place + 3) | 0] = s;
      const mostFirst = GROWTH * scaleFirst;
      const mostSecond = GROWTH * scaleSecond;
      const end = below[(k + 1) | 0];
      for (; e < end; e = (e + 1) | 0) {
        const target = belowEntries[e] << 2;
        const owner = belowRows[e] << 1;
        const t = values[target];
        const v = values[(target + 1) | 0];
        const w = values[(target + 2) | 0];
        const x = values[(target + 3) | 0];
        const f = t * p - v * q;
        const g = t * q + v * p;
        const h = w * r - x * s;
        const i = w * s + x * r;
        values[target] = f;
        values[(target + 1) | 0] = g;
        values[(target + 2) | 0] = h;
        values[(target + 3) | 0] = i;
        if (!((Math.abs(f) + Math.abs(g)) * scales[owner] <= mostFirst)) regular &= ~1;
        if (!((Math.abs(h) + Math.abs(i)) * scales[(owner + 1) | 0] <= mostSecond)) regular &= ~2;
        const last = updates[(e + 1) | 0];
        for (; u < last; u = (u + 2) | 0) {
          const to = pairs[u] << 2;
          const from = pairs[(u + 1) | 0] << 2;
          const re = values[from];
          const im = values[(from + 1) | 0];
          const reSecond = values[(from + 2) | 0];
          const imSecond = values[(from + 3) | 0];
          values[to] -= f * re - g * im;
          values[(to + 1) | 0] -= f * im + g * re;
          values[(to + 2) | 0] -= h * reSecond - i * imSecond;
          values[(to + 3) | 0] -= h * imSecond + i * reSecond;
        }
      }
    }
    return regular;
  }

  /** Solves both for a real right-hand side b; x of frequency 0 and 1 stands in the result in fours, as `values` do. */
  solve(b: Float64Array): Float64Array {
    const x = this.#x;
    const order = this.#known;
    if (order === undefined) return x.fill(Number.NaN);
    const n = this.#n;
    const values = this.#entries;
    const work = this.#work;
    const { rows, columns, pivots, below, belowEntries, belowRows, right, rightEntries, rightColumns } = order;
    for (let i = 0, at = 0; i < n; i = (i + 1) | 0, at = (at + 4) | 0) {
      const number = b[i];
      work[at] = number;
      work[(at + 1) | 0] = 0;
      work[(at + 2) | 0] = number;
      work[(at + 3) | 0] = 0;
    }
    for (let k = 0, e = 0; k < n; k = (k + 1) | 0) {
      const from = rows[k] << 2;
      const re = work[from];
      const im = work[(from + 1) | 0];
      const reSecond = work[(from + 2) | 0];
      const imSecond = work[(from + 3) | 0];
      const end = below[(k + 1) | 0];
      if (re === 0 && im === 0 && reSecond === 0 && imSecond === 0) {
        e = end;
        continue;
      }
      for (; e < end; e = (e + 1) | 0) {
        const at = belowEntries[e] << 2;
        const to = belowRows[e] << 2;
        const f = values[at];
        const g = values[(at + 1) | 0];
        const h = values[(at + 2) | 0];
        const i = values[(at + 3) | 0];
        work[to] -= f * re - g * im;
        work[(to + 1) | 0] -= f * im + g * re;
        work[(to + 2) | 0] -= h * reSecond - i * imSecond;
        work[(to + 3) | 0] -= h * imSecond + i * reSecond;
      }
    }
    for (let k = (n - 1) | 0, e = (rightEntries.length - 1) | 0; k >= 0; k = (k - 1) | 0) {
      const from = rows[k] << 2;
      let re = work[from];
      let im = work[(from + 1) | 0];
      let reSecond = work[(from + 2) | 0];
      let imSecond = work[(from + 3) | 0];
      const start = right[k];
      for (; e >= start; e = (e - 1) | 0) {
        const at = rightEntries[e] << 2;
        const of = rightColumns[e] << 2;
        const f = values[at];
        const g = values[(at + 1) | 0];
        const h = values[(at + 2) | 0];
        const i = values[(at + 3) | 0];
        const y = x[of];
        const z = x[(of + 1) | 0];
        const ySecond = x[(of + 2) | 0];
        const zSecond = x[(of + 3) | 0];
        re -= f * y - g * z;
        im -= f * z + g * y;
        reSecond -= h * ySecond - i * zSecond;
        imSecond -= h * zSecond + i * ySecond;
      }
      const pivot = pivots[k] << 2;
      const to = columns[k] << 2;
      const p = values[pivot];
      const q = values[(pivot + 1) | 0];
      const r = values[(pivot + 2) | 0];
      const s = values[(pivot + 3) | 0];
      x[to] = re * p - im * q;
      x[(to + 1) | 0] = re * q + im * p;
      x[(to + 2) | 0] = reSecond * r - imSecond * s;
      x[(to + 3) | 0] = reSecond * s + imSecond * r;
    }
    return x;
  }
}
