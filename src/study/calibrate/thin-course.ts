import { DomainError } from "../../base/errors.ts";

/**
 * Points of a curve that stand for it: `count` of them, evenly along its length, time and value both measured by their ranges, so that
 * steep parts have their share. Neighbouring samples of an instrument share their noise's low part: points so far apart
 * count as independent.
 *
 * @returns indices, rising; all where there are no more than `count`
 */
export function thinCourse(time: Float64Array, values: Float64Array, count: number): number[] {
  if (!(count >= 2)) throw new DomainError(`A curve is thinned to at least 2 points, not ${count}.`);
  const usable = Array.from(time, (_, i) => i).filter((i) => Number.isFinite(time[i]) && Number.isFinite(values[i]));
  if (usable.length <= count) return usable;
  const range = (of: Float64Array): number => {
    let [low, high] = [Infinity, -Infinity];
    for (const i of usable) {
      low = Math.min(low, of[i]);
      high = Math.max(high, of[i]);
    }
    return high > low ? high - low : 1;
  };
  const [width, height] = [range(time), range(values)];
  const length = new Float64Array(usable.length);
  for (let k = 1; k < usable.length; k++) {
    const [a, b] = [usable[k - 1], usable[k]];
    length[k] = length[k - 1] + Math.abs(time[b] - time[a]) / width + Math.abs(values[b] - values[a]) / height;
  }
  const kept: number[] = [];
  let k = 0;
  for (let n = 0; n < count; n++) {
    const wanted = (length[usable.length - 1] * n) / (count - 1);
    while (k < usable.length - 1 && length[k] < wanted) k++;
    if (kept.at(-1) !== usable[k]) kept.push(usable[k]);
  }
  return kept;
}
