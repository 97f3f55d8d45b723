/**
 * Thins a curve for drawing: the first, last, smallest and largest point of each of `buckets` equal stretches of
 * the index, so that no extreme is lost. Values that are not finite are dropped.
 */
export function thinMinMax(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  buckets = 400,
): { readonly x: number[]; readonly y: number[] } {
  const good: number[] = [];
  for (let i = 0; i < x.length; i++) if (Number.isFinite(x[i]) && Number.isFinite(y[i])) good.push(i);
  const kept: number[] = [];
  if (good.length <= 4 * buckets) kept.push(...good);
  else {
    for (let b = 0; b < buckets; b++) {
      const from = Math.floor((b * good.length) / buckets);
      const to = Math.floor(((b + 1) * good.length) / buckets);
      let [low, high] = [from, from];
      for (let k = from; k < to; k++) {
        const value = y[good[k] as number] as number;
        if (value < (y[good[low] as number] as number)) low = k;
        if (value > (y[good[high] as number] as number)) high = k;
      }
      for (const k of [...new Set([from, low, high, to - 1])].sort((p, q) => p - q)) kept.push(good[k] as number);
    }
  }
  return { x: kept.map((i) => x[i] as number), y: kept.map((i) => y[i] as number) };
}
