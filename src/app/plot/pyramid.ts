/** Points of the smallest block, and blocks of one level in a block of the next. */
const BLOCK = 16;

interface Level {
  /** Points in a block. */
  readonly size: number;
  /** Index of the smallest and of the largest value of each block; −1 where it holds none. */
  readonly low: Int32Array;
  readonly high: Int32Array;
}

/** Where the smallest and largest values of any stretch lie, found in a time that grows with its logarithm. */
export interface Pyramid {
  readonly values: Float64Array;
  readonly levels: readonly Level[];
}

/** Built once a trace; a tenth of the memory of its values. */
export function buildPyramid(values: Float64Array): Pyramid {
  const levels: Level[] = [];
  for (let size = BLOCK; size <= values.length; size *= BLOCK) {
    const below = levels[levels.length - 1];
    const count = Math.ceil(values.length / size);
    const low = new Int32Array(count).fill(-1);
    const high = new Int32Array(count).fill(-1);
    for (let b = 0; b < count; b++) {
      // Assigned one by one: this runs a million times before it is compiled for speed.
      let least = Number.POSITIVE_INFINITY;
      let most = Number.NEGATIVE_INFINITY;
      let leastAt = -1;
      let mostAt = -1;
      if (below === undefined) {
        for (let k = b * size, end = Math.min(values.length, k + size); k < end; k++) {
          const value = values[k] as number;
          // No number is neither; of equal values, and of infinite ones, the first stands.
          if (value < least || (leastAt < 0 && value === least)) {
            least = value;
            leastAt = k;
          }
          if (value > most || (mostAt < 0 && value === most)) {
            most = value;
            mostAt = k;
          }
        }
      } else {
        for (let k = b * BLOCK, end = Math.min(below.low.length, k + BLOCK); k < end; k++) {
          const small = below.low[k] as number;
          const large = below.high[k] as number;
          if (small < 0) continue;
          if (leastAt < 0 || (values[small] as number) < least) {
            least = values[small] as number;
            leastAt = small;
          }
          if (mostAt < 0 || (values[large] as number) > most) {
            most = values[large] as number;
            mostAt = large;
          }
        }
      }
      low[b] = leastAt;
      high[b] = mostAt;
    }
    levels.push({ size, low, high });
  }
  return { values, levels };
}

/** Indices of the smallest and largest value of from … to − 1, passing over gaps; −1 where there is none. */
export function extremes({ values, levels }: Pyramid, from: number, to: number): readonly [low: number, high: number] {
  let [low, high] = [-1, -1];
  const take = (index: number): void => {
    if (index < 0) return;
    const value = values[index] as number;
    if (Number.isNaN(value)) return;
    if (low < 0 || value < (values[low] as number)) low = index;
    if (high < 0 || value > (values[high] as number)) high = index;
  };
  for (let i = from; i < to; ) {
    let level = levels.length - 1;
    while (level >= 0) {
      const { size } = levels[level] as Level;
      if (i % size === 0 && i + size <= to) break;
      level--;
    }
    const block = levels[level];
    if (block === undefined) {
      take(i);
      i++;
      continue;
    }
    take(block.low[i / block.size] as number);
    take(block.high[i / block.size] as number);
    i += block.size;
  }
  return [low, high];
}
