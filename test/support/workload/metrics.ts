import { exactCumulative } from "./cumulative.ts";
import { type Element, exactGamma, exactPolarization, truePeaks } from "./elements.ts";

/** Accuracy of a recovered distribution, as the peers were measured. */
export interface DrtMetrics {
  /** ‖γ − γ*‖ / ‖γ*‖ over ln τ in the measured window; NaN where γ* is singular. */
  readonly eL2: number;
  /** ∫ |F − F*| d log₁₀τ / |R*| of the cumulative distributions: decades of misplaced area. */
  readonly emd: number;
  /** |∫γ − R*| / |R*| */
  readonly rp: number;
  /** Local maxima of |γ| above 2 % of the top, how many true peaks have one of their sign within 0.2 decade, and the true number. */
  readonly found: number;
  readonly hit: number;
  readonly truth: number;
  /** Mean |log₁₀ τ − log₁₀ τ*| over the true peaks, of the nearest found, at most 1 each. */
  readonly dpk: number;
}

/** Points of the comparison of γ, and of F. */
const GAMMA_POINTS = 4001;
const CUMULATIVE_POINTS = 8001;
const LEAST_HEIGHT = 0.02;
const NEAR = 0.2;

/** y at x between ascending nodes, linear; `left` and `right` outside. */
function interpolator(nodes: Float64Array, y: Float64Array, left: number, right: number): (x: number) => number {
  let i = 0;
  const last = nodes.length - 1;
  return (x) => {
    if (x < nodes[0]) return left;
    if (x >= nodes[last]) return x === nodes[last] ? y[last] : right;
    while (i > 0 && nodes[i] > x) i--;
    while (nodes[i + 1] <= x) i++;
    return y[i] + ((x - nodes[i]) / (nodes[i + 1] - nodes[i])) * (y[i + 1] - y[i]);
  };
}

/**
 * Compares γ on any grid of τ, in any order, with the exact distribution of the elements.
 *
 * @param f measured frequencies in Hz: they set the window
 * @param tau in s; γ in Ω, a density over ln τ
 */
export function drtMetrics(
  elements: readonly Element[],
  f: Float64Array,
  tau: Float64Array,
  gamma: Float64Array,
): DrtMetrics {
  const order = Array.from(tau.keys()).sort((a, b) => tau[a] - tau[b]);
  const nodes = Float64Array.from(order, (i) => Math.log(tau[i]));
  const values = Float64Array.from(order, (i) => gamma[i]);
  const lo = Math.log(1 / (2 * Math.PI * f.reduce((a, b) => Math.max(a, b))));
  const hi = Math.log(1 / (2 * Math.PI * f.reduce((a, b) => Math.min(a, b))));
  const at = interpolator(nodes, values, 0, 0);
  const y = new Float64Array(GAMMA_POINTS);
  const grid = y.map((_, i) => lo + ((hi - lo) * i) / (GAMMA_POINTS - 1));
  let difference = 0;
  let total = 0;
  for (let i = 0; i < GAMMA_POINTS; i++) {
    y[i] = at(grid[i]);
    const exact = exactGamma(elements, Math.exp(grid[i]));
    const weight = i === 0 || i === GAMMA_POINTS - 1 ? 0.5 : 1;
    difference += weight * (y[i] - exact) ** 2;
    total += weight * exact * exact;
  }
  const cumulative = new Float64Array(nodes.length);
  for (let i = 1; i < nodes.length; i++) {
    cumulative[i] = cumulative[i - 1] + ((values[i] + values[i - 1]) / 2) * (nodes[i] - nodes[i - 1]);
  }
  const area = cumulative[nodes.length - 1];
  const rp = exactPolarization(elements);
  const inside = truePeaks(elements).filter(([t]) => Math.log(t) >= lo && Math.log(t) <= hi);
  const maxima = maximaOf(grid, y);
  const distances = inside.map(([t, sign]) =>
    maxima.reduce((d, [x, s]) => (s === sign ? Math.min(d, Math.abs(x - Math.log(t)) / Math.LN10) : d), 1),
  );
  return {
    eL2: elements.some((e) => e[0] === "RC" || e[0] === "G") ? Number.NaN : Math.sqrt(difference / total),
    emd:
      misplaced(elements, nodes, cumulative, Math.min(lo, nodes[0]), Math.max(hi, nodes[nodes.length - 1])) /
      Math.abs(rp),
    rp: Math.abs(area - rp) / Math.abs(rp),
    found: maxima.length,
    hit: distances.filter((d) => d < NEAR).length,
    truth: inside.length,
    dpk: distances.length > 0 ? distances.reduce((a, b) => a + b, 0) / distances.length : Number.NaN,
  };
}

/** Local maxima of ±y above the least height, as [x, sign]. */
function maximaOf(grid: Float64Array, y: Float64Array): readonly (readonly [number, number])[] {
  const top = y.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
  const least = top > 0 ? LEAST_HEIGHT * top : 1;
  const maxima: (readonly [number, number])[] = [];
  for (const sign of [1, -1]) {
    for (let i = 1; i < y.length - 1; i++) {
      const height = sign * y[i];
      if (height > sign * y[i - 1] && height >= sign * y[i + 1] && height > least) maxima.push([grid[i], sign]);
    }
  }
  return maxima;
}

/** ∫ |F − F*| d log₁₀τ in Ω · decade. */
function misplaced(
  elements: readonly Element[],
  nodes: Float64Array,
  cumulative: Float64Array,
  from: number,
  to: number,
): number {
  const at = interpolator(nodes, cumulative, 0, cumulative[cumulative.length - 1]);
  const step = (to - from) / (CUMULATIVE_POINTS - 1);
  let sum = 0;
  for (let i = 0; i < CUMULATIVE_POINTS; i++) {
    const x = from + i * step;
    const part = Math.abs(at(x) - exactCumulative(elements, Math.exp(x)));
    sum += i === 0 || i === CUMULATIVE_POINTS - 1 ? part / 2 : part;
  }
  return (sum * step) / Math.LN10;
}
