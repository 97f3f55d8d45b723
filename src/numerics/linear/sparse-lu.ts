import { equilibratedWorkspace, factorEquilibrated, solveEquilibrated } from "./equilibrated-lu.ts";

/** A multiplier above this, rows scaled, is not taken: the order of pivots does not suit the matrix any more. */
const GROWTH = 1e3;
/** Of the pivots at least this part of the largest in their column, rows scaled, that with the least fill is taken. */
const FAIR = 0.05;
/** As in the full factorisation. */
const LOST = 2 ** -52;
/** Refused orders after which the full factorisation is kept to. */
const MOST_ORDERS = 20;

/**
 * LU of small matrices of one structure, most of whose entries are zero, again and again: the pivots are sought once, for little
 * fill (Markowitz; Duff, Erisman & Reid, Direct Methods for Sparse Matrices, 2nd ed., chapters 5 and 7), and what is to be
 * multiplied and subtracted is then a list. A matrix that has entries in new places, or that this order of pivots would let grow, is
 * factored in full by `factorEquilibrated`, and the next gets a new order.
 */
export class SparseLu {
  readonly #n: number;
  /** The matrix given, or the full factors of it. */
  readonly #values: Float64Array;
  readonly #order: Int32Array;
  readonly #work: Float64Array;
  readonly #scales: Float64Array;
  /** 1 where the structure has an entry, fill included. */
  readonly #filled: Uint8Array;
  readonly #rows: Int32Array;
  readonly #columns: Int32Array;
  /** Entries of the structure, row by row: what is scaled and looked through. */
  #entries: Int32Array = new Int32Array(0);
  #entryRows: Int32Array = new Int32Array(0);
  #empty: Int32Array = new Int32Array(0);
  /** Entries below pivot k: from #below[k] on, places and rows; updates of each: pairs of target and source from #updates on. */
  #below: Int32Array = new Int32Array(0);
  #belowPlaces: Int32Array = new Int32Array(0);
  #belowRows: Int32Array = new Int32Array(0);
  #updates: Int32Array = new Int32Array(0);
  #pairs: Int32Array = new Int32Array(0);
  /** Entries right of pivot k, places and columns. */
  #right: Int32Array = new Int32Array(0);
  #rightPlaces: Int32Array = new Int32Array(0);
  #rightColumns: Int32Array = new Int32Array(0);
  #known = false;
  #orders = 0;
  #sparse = false;

  constructor(n: number) {
    this.#n = n;
    this.#values = new Float64Array(n * n);
    this.#order = new Int32Array(n);
    this.#work = new Float64Array(equilibratedWorkspace(n));
    this.#scales = new Float64Array(2 * n);
    this.#filled = new Uint8Array(n * n);
    this.#rows = new Int32Array(n);
    this.#columns = new Int32Array(n);
  }

  /** @param a row-major n × n; destroyed @returns false where the matrix is singular to working precision or not finite */
  factor(a: Float64Array): boolean {
    if (!this.#known && this.#orders < MOST_ORDERS) this.#known = this.#analyse(a);
    if (this.#known && this.#fits(a)) {
      this.#values.set(a);
      if (this.#factorSparse()) {
        this.#sparse = true;
        return true;
      }
    }
    this.#known = false;
    this.#sparse = false;
    this.#values.set(a);
    return factorEquilibrated(this.#values, this.#n, this.#order, this.#work);
  }

  /** Solves A x = b; b[0 … n − 1] is replaced by x. */
  solve(b: Float64Array): void {
    if (!this.#sparse) {
      solveEquilibrated(this.#values, this.#n, this.#order, b, this.#work);
      return;
    }
    const n = this.#n;
    const work = this.#work;
    const values = this.#values;
    const rows = this.#rows;
    const columns = this.#columns;
    const below = this.#below;
    const belowPlaces = this.#belowPlaces;
    const belowRows = this.#belowRows;
    const right = this.#right;
    const rightPlaces = this.#rightPlaces;
    const rightColumns = this.#rightColumns;
    for (let k = 0; k < n; k++) {
      const value = b[rows[k]];
      work[k] = value;
      const end = below[k + 1];
      for (let e = below[k]; e < end; e = (e + 1) | 0) b[belowRows[e]] -= values[belowPlaces[e]] * value;
    }
    for (let k = n - 1; k >= 0; k--) {
      let sum = work[k];
      const end = right[k + 1];
      for (let e = right[k]; e < end; e = (e + 1) | 0) sum -= values[rightPlaces[e]] * work[n + rightColumns[e]];
      work[n + columns[k]] = sum * values[rows[k] * n + columns[k]];
    }
    for (let i = 0; i < n; i++) b[i] = work[n + i];
  }

  /** Whether no entry stands outside of the structure. */
  #fits(a: Float64Array): boolean {
    const empty = this.#empty;
    let sum = 0;
    for (let e = 0; e < empty.length; e = (e + 1) | 0) sum += a[empty[e]] === 0 ? 0 : 1;
    return sum === 0;
  }

  /** @returns false where a multiplier is too large or a pivot is lost, in this order */
  #factorSparse(): boolean {
    const n = this.#n;
    const values = this.#values;
    const rows = this.#rows;
    const columns = this.#columns;
    const below = this.#below;
    const belowPlaces = this.#belowPlaces;
    const belowRows = this.#belowRows;
    const updates = this.#updates;
    const pairs = this.#pairs;
    const scales = this.#scales;
    if (!this.#measure()) return false;
    for (let k = 0; k < n; k++) {
      const row = rows[k];
      const place = row * n + columns[k];
      const pivot = values[place];
      if (!(Math.abs(pivot) > n * LOST * scales[n + columns[k]] * scales[row])) return false;
      const reciprocal = 1 / pivot;
      values[place] = reciprocal;
      const most = GROWTH / scales[row];
      const end = below[k + 1];
      for (let e = below[k]; e < end; e = (e + 1) | 0) {
        const target = belowPlaces[e];
        const factor = values[target] * reciprocal;
        values[target] = factor;
        if (!(Math.abs(factor) <= most * scales[belowRows[e]])) return false;
        const last = updates[e + 1];
        for (let u = updates[e]; u < last; u = (u + 2) | 0) values[pairs[u]] -= factor * values[pairs[(u + 1) | 0]];
      }
    }
    return true;
  }

  /** Largest entry of each row, and of each column after division by these. @returns false where one is zero or not finite */
  #measure(): boolean {
    const n = this.#n;
    const values = this.#values;
    const scales = this.#scales;
    const entries = this.#entries;
    const owners = this.#entryRows;
    for (let i = 0; i < n + n; i++) scales[i] = 0;
    let check = 0;
    for (let e = 0; e < entries.length; e = (e + 1) | 0) {
      const size = Math.abs(values[entries[e]]);
      check += size;
      if (size > scales[owners[e]]) scales[owners[e]] = size;
    }
    if (!(check < Number.POSITIVE_INFINITY)) return false;
    for (let i = 0; i < n; i++) if (scales[i] === 0) return false;
    for (let e = 0; e < entries.length; e = (e + 1) | 0) {
      const row = owners[e];
      const column = n + entries[e] - row * n;
      const size = Math.abs(values[entries[e]]) / scales[row];
      if (size > scales[column]) scales[column] = size;
    }
    return true;
  }

  /** Seeks an order of pivots for this matrix and writes the lists. @returns false where there is none */
  #analyse(a: Float64Array): boolean {
    this.#orders++;
    const n = this.#n;
    const filled = this.#filled;
    const values = this.#values;
    values.set(a);
    // What was there once stays in the structure.
    for (let i = 0; i < filled.length; i++) if (values[i] !== 0 || Number.isNaN(values[i])) filled[i] = 1;
    this.#listEntries();
    if (!this.#measure()) return false;
    const scale = Float64Array.from(this.#scales.subarray(0, n), (size) => 1 / size);
    const given = filled.slice();
    const rowDone = new Uint8Array(n);
    const columnDone = new Uint8Array(n);
    for (let k = 0; k < n; k++) {
      const place = markowitz(values, filled, scale, n, rowDone, columnDone);
      if (place < 0) {
        filled.set(given);
        return false;
      }
      const row = Math.floor(place / n);
      const column = place - row * n;
      this.#rows[k] = row;
      this.#columns[k] = column;
      rowDone[row] = 1;
      columnDone[column] = 1;
      for (let i = 0; i < n; i++) {
        if (rowDone[i] === 1 || filled[i * n + column] === 0) continue;
        const factor = values[i * n + column] / values[place];
        for (let j = 0; j < n; j++) {
          if (columnDone[j] === 1 || filled[row * n + j] === 0) continue;
          filled[i * n + j] = 1;
          values[i * n + j] -= factor * values[row * n + j];
        }
      }
    }
    this.#listEntries();
    this.#compile();
    filled.set(given);
    return true;
  }

  #listEntries(): void {
    const entries: number[] = [];
    const empty: number[] = [];
    this.#filled.forEach((there, place) => {
      (there === 1 ? entries : empty).push(place);
    });
    this.#entries = Int32Array.from(entries);
    this.#entryRows = this.#entries.map((place) => Math.floor(place / this.#n));
    this.#empty = Int32Array.from(empty);
  }

  #compile(): void {
    const n = this.#n;
    const filled = this.#filled;
    const below = [0];
    const belowPlaces: number[] = [];
    const belowRows: number[] = [];
    const updates: number[] = [];
    const pairs: number[] = [];
    const right = [0];
    const rightPlaces: number[] = [];
    const rightColumns: number[] = [];
    for (let k = 0; k < n; k++) {
      const row = this.#rows[k];
      const later = Array.from(this.#columns.subarray(k + 1)).filter((j) => filled[row * n + j] === 1);
      for (const j of later) {
        rightPlaces.push(row * n + j);
        rightColumns.push(j);
      }
      right.push(rightPlaces.length);
      for (const i of this.#rows.subarray(k + 1)) {
        const place = i * n + this.#columns[k];
        if (filled[place] === 0) continue;
        belowPlaces.push(place);
        belowRows.push(i);
        updates.push(pairs.length);
        for (const j of later) pairs.push(i * n + j, row * n + j);
      }
      below.push(belowPlaces.length);
    }
    updates.push(pairs.length);
    this.#below = Int32Array.from(below);
    this.#belowPlaces = Int32Array.from(belowPlaces);
    this.#belowRows = Int32Array.from(belowRows);
    this.#updates = Int32Array.from(updates);
    this.#pairs = Int32Array.from(pairs);
    this.#right = Int32Array.from(right);
    this.#rightPlaces = Int32Array.from(rightPlaces);
    this.#rightColumns = Int32Array.from(rightColumns);
  }
}

/** Place of the entry with the least product of others in its row and column among those that are large enough; −1: none. */
function markowitz(
  values: Float64Array,
  filled: Uint8Array,
  scale: Float64Array,
  n: number,
  rowDone: Uint8Array,
  columnDone: Uint8Array,
): number {
  const rowCount = new Int32Array(n);
  const columnCount = new Int32Array(n);
  const largest = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const place = i * n + j;
      if (rowDone[i] === 1 || columnDone[j] === 1 || filled[place] === 0) continue;
      rowCount[i]++;
      columnCount[j]++;
      largest[j] = Math.max(largest[j], Math.abs(values[place]) * scale[i]);
    }
  }
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  let bestSize = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const place = i * n + j;
      if (rowDone[i] === 1 || columnDone[j] === 1 || filled[place] === 0) continue;
      const size = Math.abs(values[place]) * scale[i];
      if (!(size > 0 && size >= FAIR * largest[j])) continue;
      const cost = (rowCount[i] - 1) * (columnCount[j] - 1);
      const relative = size / largest[j];
      if (cost < least || (cost === least && relative > bestSize)) {
        least = cost;
        best = place;
        bestSize = relative;
      }
    }
  }
  return best;
}
