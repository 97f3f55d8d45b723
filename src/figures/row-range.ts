import type { StackedRow } from "./stacked-rows.ts";

/** Values closer to one another than this part of them are drawn as constant. */
const FLAT = 1e-9;

/** The values that the axis of a row spans: those of its curves and error bars, with some room. */
export function rangeOf({ curves, log }: StackedRow): readonly [number, number] {
  const [low, high] = extent(
    curves.flatMap(({ y, error }) =>
      error === undefined
        ? [y]
        : [-1, 1].map((sign) => error.map((e, i) => (y[i] as number) + sign * (Number.isFinite(e) ? e : 0))),
    ),
  );
  if (log === true && low > 0) return [low / 1.2, high * 1.2];
  const size = Math.max(Math.abs(low), Math.abs(high));
  const height = high - low > FLAT * size ? high - low : size || 1;
  const middle = (low + high) / 2;
  return [middle - 0.57 * height, middle + 0.57 * height];
}

/** Smallest and largest value of lists. */
export function extent(lists: readonly ArrayLike<number>[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) {
      const value = list[i] as number;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return [low, high];
}
