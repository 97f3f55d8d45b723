/** A pivot is fair that is at least this part of the largest entry in its column, rows scaled. */
const FAIR = 0.05;

/**
 * An order of pivots of a sparse matrix of order n and what is to be done in it, as lists. Entries of the structure, fill included,
 * are numbered row by row.
 */
export interface EliminationOrder {
  /** i·n + j of each entry, and its column; those of row i from rowStarts[i] on. */
  readonly places: Int32Array;
  readonly entryColumns: Int32Array;
  readonly rowStarts: Int32Array;
  /** Number of the entry at i·n + j; −1 where there is none. */
  readonly at: Int32Array;
  /** Row, column and entry of pivot k. */
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly pivots: Int32Array;
  /** Entries below pivot k, from below[k] on, and their rows. */
  readonly below: Int32Array;
  readonly belowEntries: Int32Array;
  readonly belowRows: Int32Array;
  /** Pairs of target and source to be worked on for each entry below a pivot, from updates[entry] on. */
  readonly updates: Int32Array;
  readonly pairs: Int32Array;
  /** Entries right of pivot k, from right[k] on, and their columns. */
  readonly right: Int32Array;
  readonly rightEntries: Int32Array;
  readonly rightColumns: Int32Array;
}

/**
 * Seeks pivots for little fill (Markowitz; Duff, Erisman & Reid, Direct Methods for Sparse Matrices, 2nd ed., chapters 5 and 7)
 * that are fair in each of some sample matrices, as far as there are such.
 *
 * @param structure n × n, 1 where an entry may stand
 * @param samples complex numbers of each sample, one after the other: those of place p of sample s at 2 (s n² + p); destroyed
 * @returns undefined where a sample is singular or not finite
 */
export function eliminationOrder(
  n: number,
  structure: Uint8Array,
  samples: Float64Array,
): EliminationOrder | undefined {
  const filled = structure.slice();
  const count = samples.length / (2 * n * n);
  const scales = new Float64Array(count * n);
  for (let i = 0; i < count * n; i++) {
    let largest = 0;
    for (let j = 0; j < n; j++) {
      const entry = size(samples, i * n + j);
      if (!(entry <= largest)) largest = entry;
    }
    if (!(largest > 0 && largest < Infinity)) return undefined;
    scales[i] = 1 / largest;
  }
  const rows = new Int32Array(n);
  const columns = new Int32Array(n);
  const search = new PivotSearch(n, count);
  const rowDone = new Uint8Array(n);
  const columnDone = new Uint8Array(n);
  for (let k = 0; k < n; k++) {
    const place = search.best(filled, samples, scales, rowDone, columnDone);
    if (place < 0) return undefined;
    const row = Math.floor(place / n);
    rows[k] = row;
    columns[k] = place - row * n;
    rowDone[row] = 1;
    columnDone[columns[k]] = 1;
    eliminate(n, filled, samples, row, columns[k], rowDone, columnDone);
  }
  return lists(n, filled, rows, columns);
}

/** |Re| + |Im| of number k. */
const size = (samples: Float64Array, k: number): number => Math.abs(samples[2 * k]) + Math.abs(samples[2 * k + 1]);

/** Seeks one pivot after the other among the entries that are left; its memory is taken once. */
class PivotSearch {
  readonly #n: number;
  readonly #count: number;
  /** Places that are left, row by row, and what stands there in each sample, rows scaled: that of sample s at count · e + s. */
  readonly #places: Int32Array;
  readonly #scaled: Float64Array;
  readonly #rowCount: Int32Array;
  readonly #columnCount: Int32Array;
  /** Largest scaled entry of column j in sample s, at count · j + s. */
  readonly #largest: Float64Array;

  /** @param count of samples */
  constructor(n: number, count: number) {
    this.#n = n;
    this.#count = count;
    this.#places = new Int32Array(n * n);
    this.#scaled = new Float64Array(count * n * n);
    this.#rowCount = new Int32Array(n);
    this.#columnCount = new Int32Array(n);
    this.#largest = new Float64Array(count * n);
  }

  /**
   * Place of the entry with the least product of others in its row and column among those that are fair in every sample; where none
   * is, that which comes nearest to it; −1 where all are zero in some sample.
   */
  best(
    filled: Uint8Array,
    samples: Float64Array,
    scales: Float64Array,
    rowDone: Uint8Array,
    columnDone: Uint8Array,
  ): number {
    const n = this.#n;
    const count = this.#count;
    const places = this.#places;
    const scaled = this.#scaled;
    const rowCount = this.#rowCount;
    const columnCount = this.#columnCount;
    const largest = this.#largest;
    const entries = this.#survey(filled, samples, scales, rowDone, columnDone);
    let best = -1;
    let least = Number.POSITIVE_INFINITY;
    let bestSize = 0;
    let fairest = -1;
    let largestPart = 0;
    for (let e = 0; e < entries; e++) {
      const place = places[e];
      const i = Math.floor(place / n);
      const j = place - i * n;
      const cost = (rowCount[i] - 1) * (columnCount[j] - 1);
      if (cost > least) continue;
      let relative = Number.POSITIVE_INFINITY;
      for (let s = 0; s < count; s++) {
        const entry = scaled[count * e + s];
        relative = Math.min(relative, entry > 0 ? entry / largest[count * j + s] : 0);
      }
      if (relative > largestPart) {
        largestPart = relative;
        fairest = place;
      }
      if (!(relative >= FAIR)) continue;
      if (cost < least || (cost === least && relative > bestSize)) {
        least = cost;
        best = place;
        bestSize = relative;
      }
    }
    return best < 0 ? fairest : best;
  }

  /** Counts and scales what is left. @returns how many entries that is */
  #survey(
    filled: Uint8Array,
    samples: Float64Array,
    scales: Float64Array,
    rowDone: Uint8Array,
    columnDone: Uint8Array,
  ): number {
    const n = this.#n;
    const count = this.#count;
    const largest = this.#largest.fill(0);
    const columnCount = this.#columnCount.fill(0);
    let entries = 0;
    for (let i = 0; i < n; i++) {
      if (rowDone[i] === 1) continue;
      const before = entries;
      for (let j = 0; j < n; j++) {
        const place = i * n + j;
        if (columnDone[j] === 1 || filled[place] === 0) continue;
        for (let s = 0; s < count; s++) {
          const entry = size(samples, s * n * n + place) * scales[s * n + i];
          this.#scaled[count * entries + s] = entry;
          largest[count * j + s] = Math.max(largest[count * j + s], entry);
        }
        columnCount[j]++;
        this.#places[entries++] = place;
      }
      this.#rowCount[i] = entries - before;
    }
    return entries;
  }
}

/** Takes a pivot out of the rows that are left, in every sample, and marks the fill. */
function eliminate(
  n: number,
  filled: Uint8Array,
  samples: Float64Array,
  row: number,
  column: number,
  rowDone: Uint8Array,
  columnDone: Uint8Array,
): void {
  const count = samples.length / (2 * n * n);
  const across: number[] = [];
  for (let j = 0; j < n; j++) if (columnDone[j] === 0 && filled[row * n + j] === 1) across.push(j);
  for (let i = 0; i < n; i++) {
    if (rowDone[i] === 1 || filled[i * n + column] === 0) continue;
    for (let a = 0; a < across.length; a++) filled[i * n + across[a]] = 1;
    for (let s = 0; s < count; s++) {
      const base = 2 * s * n * n;
      const pivot = base + 2 * (row * n + column);
      const target = base + 2 * (i * n + column);
      const norm = Math.abs(samples[pivot]) + Math.abs(samples[pivot + 1]);
      const p = samples[pivot] / norm;
      const q = samples[pivot + 1] / norm;
      const divisor = (p * p + q * q) * norm;
      const factorRe = (samples[target] * p + samples[target + 1] * q) / divisor;
      const factorIm = (samples[target + 1] * p - samples[target] * q) / divisor;
      for (let a = 0; a < across.length; a++) {
        const from = base + 2 * (row * n + across[a]);
        const to = base + 2 * (i * n + across[a]);
        samples[to] -= factorRe * samples[from] - factorIm * samples[from + 1];
        samples[to + 1] -= factorRe * samples[from + 1] + factorIm * samples[from];
      }
    }
  }
}

function lists(n: number, filled: Uint8Array, rows: Int32Array, columns: Int32Array): EliminationOrder {
  const places: number[] = [];
  const at = new Int32Array(n * n).fill(-1);
  const rowStarts = new Int32Array(n + 1);
  for (let i = 0; i < n; i++) {
    for (let place = i * n; place < (i + 1) * n; place++) {
      if (filled[place] === 1) at[place] = places.push(place) - 1;
    }
    rowStarts[i + 1] = places.length;
  }
  const below = [0];
  const belowEntries: number[] = [];
  const belowRows: number[] = [];
  const updates: number[] = [];
  const pairs: number[] = [];
  const right = [0];
  const rightEntries: number[] = [];
  const rightColumns: number[] = [];
  for (let k = 0; k < n; k++) {
    const row = rows[k];
    const first = rightEntries.length;
    for (let m = k + 1; m < n; m++) {
      const j = columns[m];
      if (filled[row * n + j] === 0) continue;
      rightEntries.push(at[row * n + j]);
      rightColumns.push(j);
    }
    right.push(rightEntries.length);
    for (let m = k + 1; m < n; m++) {
      const i = rows[m];
      const entry = at[i * n + columns[k]];
      if (entry < 0) continue;
      belowEntries.push(entry);
      belowRows.push(i);
      updates.push(pairs.length);
      for (let e = first; e < rightEntries.length; e++) pairs.push(at[i * n + rightColumns[e]], rightEntries[e]);
    }
    below.push(belowEntries.length);
  }
  updates.push(pairs.length);
  return {
    places: Int32Array.from(places),
    entryColumns: Int32Array.from(places, (place) => place % n),
    rowStarts,
    at,
    rows,
    columns,
    pivots: rows.map((row, k) => at[row * n + columns[k]]),
    below: Int32Array.from(below),
    belowEntries: Int32Array.from(belowEntries),
    belowRows: Int32Array.from(belowRows),
    updates: Int32Array.from(updates),
    pairs: Int32Array.from(pairs),
    right: Int32Array.from(right),
    rightEntries: Int32Array.from(rightEntries),
    rightColumns: Int32Array.from(rightColumns),
  };
}
