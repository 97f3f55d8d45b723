/** Smallest and largest of numbers, however many; [∞, −∞] of none. Values that are not numbers are passed over. */
export function extentOf(values: Iterable<number>): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const v of values) {
    if (v < low) low = v;
    if (v > high) high = v;
  }
  return [low, high];
}

/** As `extentOf`, of the finite numbers of a list; a million of them in some ms. */
export function finiteExtent(values: ArrayLike<number>): readonly [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let k = 0; k < values.length; k++) {
    const value = values[k] as number;
    if (value < low && value > Number.NEGATIVE_INFINITY) low = value;
    if (value > high && value < Number.POSITIVE_INFINITY) high = value;
  }
  return [low, high];
}

const kept = new WeakMap<Float64Array, readonly [number, number]>();

/** As `finiteExtent`, found once for a list that does not change: many ask for that of a long course. */
export function keptExtent(values: Float64Array): readonly [number, number] {
  const known = kept.get(values);
  if (known !== undefined) return known;
  const found = finiteExtent(values);
  kept.set(values, found);
  return found;
}

/** The values times a factor > 0, with their extent kept: rounding keeps the order of numbers, so that it is that of `values` times it. */
export function scaledWithExtent(values: Float64Array, factor: number): Float64Array {
  if (factor === 1) return values;
  const scaled = new Float64Array(values.length);
  for (let k = 0; k < values.length; k++) scaled[k] = (values[k] as number) * factor;
  const [low, high] = keptExtent(values);
  if (Number.isFinite(low * factor) && Number.isFinite(high * factor)) kept.set(scaled, [low * factor, high * factor]);
  return scaled;
}
