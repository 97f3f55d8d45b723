/**
 * Shortest and longest τ in s that frequencies in Hz reach, 1/(2π f_max) and 1/(2π f_min); those above `highest` do not count.
 */
export function measuredTimes(
  frequency: Float64Array,
  highest: number = Number.POSITIVE_INFINITY,
): readonly [shortest: number, longest: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const f of frequency) {
    if (f > highest) continue;
    low = Math.min(low, f);
    high = Math.max(high, f);
  }
  return [1 / (2 * Math.PI * high), 1 / (2 * Math.PI * low)];
}
