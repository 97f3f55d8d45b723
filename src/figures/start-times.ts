import { log10 } from "../numerics/elementary/index.ts";
import { formatFixed } from "./format-number.ts";
import { timeUnit } from "./units.ts";

/** More decimals tell nothing of when a sweep began. */
const MOST_DECIMALS = 3;

/**
 * Times of a column in one unit, s, min or h by their span as on the axes of figures, with as many decimals as tell neighbours apart.
 *
 * @param times in s; null: not known
 */
export function startTimes(times: readonly (number | null)[]): {
  readonly unit: string;
  readonly cells: readonly string[];
} {
  const known = times.filter((time) => time !== null);
  const [first, last] = known.reduce(([a, b], t) => [Math.min(a, t), Math.max(b, t)], [Infinity, -Infinity]);
  const { seconds, unit } = timeUnit(known.length > 1 ? last - first : Math.abs(known[0] ?? 0));
  const steps = known.slice(1).map((time, k) => Math.abs(time - (known[k] as number)));
  const least = steps.filter((step) => step > 0).reduce((a, b) => Math.min(a, b), Infinity) / seconds;
  const decimals = least < 10 ? Math.min(MOST_DECIMALS, Math.max(0, 1 - Math.floor(log10(least)))) : 0;
  return { unit, cells: times.map((time) => (time === null ? "–" : formatFixed(time / seconds, decimals))) };
}
