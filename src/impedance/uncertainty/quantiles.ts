/** Median and ends of an interval. */
export interface Interval {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

/**
 * The interval that holds `level` of the draws in the middle, by the ranks (n + 1) p with linear interpolation: a further draw
 * falls into it with probability `level` whatever the distribution. Then both distances from the median are multiplied by
 * `widening`. Sorts `values` in place.
 */
export function interval(values: Float64Array, level: number, widening: number): Interval {
  values.sort();
  const median = atRank(values, 0.5);
  const lower = atRank(values, (1 - level) / 2);
  const upper = atRank(values, (1 + level) / 2);
  return { median, lower: median - widening * (median - lower), upper: median + widening * (upper - median) };
}

/** Fewest draws of which the ranks (n + 1)(1 ± level)/2 are between the first and the last. */
export function drawsFor(level: number): number {
  return Math.ceil(2 / (1 - level) - 1 - 1e-9);
}

function atRank(sorted: Float64Array, p: number): number {
  const n = sorted.length;
  const rank = Math.min(Math.max((n + 1) * p - 1, 0), n - 1);
  const i = Math.min(Math.floor(rank), n - 2);
  if (n === 1) return sorted[0];
  return sorted[i] + (rank - i) * (sorted[i + 1] - sorted[i]);
}
