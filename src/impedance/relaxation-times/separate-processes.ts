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
 * @param step of the uniform grid, in ln τ
 * @param leastResistance in Ω, at a grid index
 */
export function separateProcesses(
  gamma: Float64Array,
  step: number,
  leastResistance: (index: number) => number,
): readonly number[] {
  const s = smooth(gamma, (SMOOTHING * Math.LN10) / step);
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
      area += gamma[j];
      if (gamma[j] > gamma[at]) at = j;
    }
    if (area * step >= leastResistance(at)) found.push(at);
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

/** Convolution with a Gaussian of so many grid cells; values are 0 beyond the ends. */
function smooth(values: Float64Array, cells: number): Float64Array {
  const reach = Math.ceil(REACH * cells);
  const kernel = Float64Array.from({ length: reach + 1 }, (_, d) => Math.exp(-0.5 * (d / cells) ** 2));
  return values.map((_, i) => {
    let sum = 0;
    for (let j = Math.max(0, i - reach); j <= Math.min(values.length - 1, i + reach); j++) {
      sum += kernel[Math.abs(i - j)] * values[j];
    }
    return sum;
  });
}
