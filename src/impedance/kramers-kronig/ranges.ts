import type { FittedNetwork } from "./network.ts";
import type { FrequencyRange } from "./result.ts";

/** Points of the sliding window, and the mean square over it, in units of the noise, that counts as a failure (χ² with 14 degrees of freedom, 99.5 %). */
const WINDOW = 7;
const LIMIT = 2.24;

/**
 * Stretches of frequencies where the residuals, averaged over seven neighbouring points, exceed the noise; the whole
 * range if the failure is spread so thinly that no window stands out. `noise` is the standard deviation of one part of Z
 * over |Z|, of all points or of each; a point with infinite noise takes no part.
 */
export function failingRanges(
  frequency: Float64Array,
  network: Pick<FittedNetwork, "residualReal" | "residualImaginary">,
  noise: number | Float64Array,
): readonly FrequencyRange[] {
  const order = Array.from(frequency.keys()).sort((a, b) => frequency[a] - frequency[b]);
  const n = order.length;
  const inUnits = (residual: Float64Array, k: number): number =>
    residual[k] / (typeof noise === "number" ? noise : noise[k]);
  const flagged = new Uint8Array(n);
  const width = Math.min(WINDOW, n);
  for (let first = 0; first + width <= n; first++) {
    let squares = 0;
    for (let i = first; i < first + width; i++) {
      squares += inUnits(network.residualReal, order[i]) ** 2 + inUnits(network.residualImaginary, order[i]) ** 2;
    }
    if (squares > LIMIT * 2 * width) flagged[first + Math.floor(width / 2)] = 1;
  }
  const reach = Math.floor(width / 2);
  const ranges: { min: number; max: number }[] = [];
  let lastIndex = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < n; i++) {
    if (!flagged[i]) continue;
    const atStart = i === reach;
    const atEnd = i === n - 1 - (width - 1 - reach);
    const min = frequency[order[atStart ? 0 : i]];
    const max = frequency[order[atEnd ? n - 1 : i]];
    const current = ranges[ranges.length - 1];
    if (current !== undefined && i - lastIndex <= 2) current.max = max;
    else ranges.push({ min, max });
    lastIndex = i;
  }
  return ranges.length > 0 ? ranges : [{ min: frequency[order[0]], max: frequency[order[n - 1]] }];
}

/** "below 40 Hz", "above 2 MHz", "between 1 Hz and 40 Hz and above 2 MHz", "over the whole range". */
export function rangeInWords(ranges: readonly FrequencyRange[], frequency: Float64Array): string {
  const lowest = frequency.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const highest = frequency.reduce((a, b) => Math.max(a, b), 0);
  return ranges
    .map(({ min, max }) => {
      if (min <= lowest && max >= highest) return "over the whole range";
      if (min <= lowest) return `below ${hertz(max)}`;
      if (max >= highest) return `above ${hertz(min)}`;
      return min === max ? `near ${hertz(min)}` : `between ${hertz(min)} and ${hertz(max)}`;
    })
    .join(" and ");
}

const UNITS: readonly (readonly [number, string])[] = [
  [1e6, "MHz"],
  [1e3, "kHz"],
  [1, "Hz"],
  [1e-3, "mHz"],
  [1e-6, "µHz"],
];

/** A frequency to two digits: "4.7 kHz". */
export function hertz(f: number): string {
  const [factor, unit] = UNITS.find(([size]) => f >= size) ?? [1e-6, "µHz"];
  return `${Number((f / factor).toPrecision(2))} ${unit}`;
}
