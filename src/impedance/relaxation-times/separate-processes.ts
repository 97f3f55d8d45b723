import { exp } from "../../numerics/elementary/index.ts";
import { isUniform, trapezoidWeights } from "./grid.ts";

/**
 * Standard deviation in decades of the Gaussian that γ is smoothed with. Regularisation breaks the wing of a depressed arc
 * into ripples 0.6 … 1 decade apart; smoothed, a wing falls steadily, and what still rises is a process of its own.
 */
const SMOOTHING = 0.35;
/** The Gaussian is cut here, in standard deviations. */
const REACH = 4;
/** Least height over the largest maximum, and least prominence over the height, both of smoothed γ. */
const HEIGHT = 0.02;
const PROMINENCE = 0.2;

/**
 * Indices of the highest γ of each process that stands apart: smoothed by a Gaussian of 0.35 decades, γ has a maximum there
 * of at least 2 % of the largest that falls by a fifth of its height on both sides, and the area between the valleys beside it
 * is at least what noise lets one see.
 *
 * @param logTau ln τ of the grid, ascending, uniform or not
 * @param leastResistance in Ω, at a grid index
 */
export function separateProcesses(
  logTau: Float64Array,
  gamma: Float64Array,
  leastResistance: (index: number) => number,
): readonly number[] {
  const weights = trapezoidWeights(logTau);
  const areas = gamma.map((g, i) => g * weights[i]);
  const s = smooth(logTau, areas, SMOOTHING * Math.LN10);
  const n = s.length;
  const top = s.reduce((a, b) => Math.max(a, b), 0);
  const found: number[] = [];
  for (let i = 1; i < n - 1; i++) {
    if (!(s[i] > s[i - 1] && s[i] >= s[i + 1] && s[i] >= HEIGHT * top)) continue;
    if (prominenceAt(s, i) < PROMINENCE * s[i]) continue;
    let from = i;
    let to = i;
    while (from > 0 && s[from - 1] < s[from]) from--;
    while (to < n - 1 && s[to + 1] < s[to]) to++;
    let at = i;
    let area = 0;
    for (let j = from; j <= to; j++) {
      area += areas[j];
      if (gamma[j] > gamma[at]) at = j;
    }
    if (area >= leastResistance(at)) found.push(at);
  }
  return found;
}

/** How far values fall, on the higher of both sides, before they exceed values[i] or end. */
export function prominenceAt(values: Float64Array, i: number): number {
  let key = Number.NEGATIVE_INFINITY;
  for (const direction of [-1, 1]) {
    let low = values[i];
    for (let j = i + direction; j >= 0 && j < values.length && values[j] <= values[i]; j += direction) {
      low = Math.min(low, values[j]);
    }
    key = Math.max(key, low);
  }
  return values[i] - key;
}

/** Convolution of areas at ascending x with a Gaussian of standard deviation `width` and height 1. */
function smooth(x: Float64Array, areas: Float64Array, width: number): Float64Array {
  const n = x.length;
  const reach = REACH * width;
  const step = isUniform(x) ? (x[n - 1] - x[0]) / (n - 1) : 0;
  const table =
    step > 0
      ? Float64Array.from({ length: Math.floor(reach / step) + 2 }, (_, d) => exp(-0.5 * ((d * step) / width) ** 2))
      : undefined;
  const smoothed = new Float64Array(n);
  let first = 0;
  let last = 0;
  for (let j = 0; j < n; j++) {
    while (x[first] < x[j] - reach) first++;
    while (last < n && x[last] <= x[j] + reach) last++;
    const area = areas[j];
    if (area === 0) continue;
    for (let i = first; i < last; i++) {
      smoothed[i] += area * (table ? table[Math.abs(i - j)] : exp(-0.5 * ((x[j] - x[i]) / width) ** 2));
    }
  }
  return smoothed;
}
