import type { RelaxationPeak } from "./result.ts";
import { prominenceAt, separateProcesses } from "./separate-processes.ts";

/**
 * When a maximum of γ counts as a peak, both relative to the largest γ. The defaults leave out what regularisation makes of
 * noise: on 12 synthetic spectra with 0.5 % noise, maxima of 1 % show 2 to 4 false peaks each, maxima of 10 % almost none.
 */
export interface PeakRule {
  /** Least height; default 0.1. */
  readonly height?: number;
  /** Least prominence: how far γ falls on both sides before it rises above the peak; default 0.05. */
  readonly prominence?: number;
}

export const PEAK_RULE: Required<PeakRule> = { height: 0.1, prominence: 0.05 };

/** Times between which maxima count as peaks, in s. */
export interface PeakWindow {
  readonly from: number;
  readonly to: number;
  /** Factor ≥ 1 by which a maximum must lie inside either end: the resolution of γ. Default 1. */
  readonly edge?: number;
  /**
   * Least resistance in Ω that can be told from noise at a τ in s. Given it, a maximum below the rule counts too if it stands
   * apart (`separateProcesses`). Default: none does.
   */
  readonly leastResistance?: (tau: number) => number;
}

const EVERYWHERE: PeakWindow = { from: 0, to: Number.POSITIVE_INFINITY };

/**
 * Decades from an end of the window within which a peak takes in a lower crest at that end. The flank of a depressed arc
 * that leaves the window is known by its area only, which γ heaps up where the functions end.
 */
const FLANK = 1;

/**
 * The maxima of γ(ln τ) that rise over their surroundings, ascending in τ: by `rule`, or because they stand apart
 * (`separateProcesses`), which lets a small process be seen that lies a decade and a half or more from a large one, and
 * keeps its resistance out of the large one. What does neither is a ripple in the wing of a peak and belongs to that peak.
 *
 * A maximum at an end of the grid, or outside the window, is none: it belongs to something that was not measured, like the
 * crest in which the tail of a blocking electrode ends. It sets no threshold either, but it bounds its neighbour; only a
 * crest at the edge of the window that is lower than a peak within a decade of that edge counts as the flank of that peak.
 *
 * A peak reaches to the lowest point between it and the next maximum, or to the end of the grid; its resistance is the area
 * between. What of it lies outside the window is part of it, since a depressed arc near the edge has its wing there, and is
 * told apart as `extrapolatedResistance`. Its position is the vertex of the parabola in ln τ through the three highest points.
 *
 * @param tau uniform in ln τ, ascending
 */
export function findPeaks(
  tau: Float64Array,
  gamma: Float64Array,
  rule: PeakRule = {},
  window?: PeakWindow,
): readonly RelaxationPeak[] {
  const n = tau.length;
  if (n < 3) return [];
  const { height, prominence } = { ...PEAK_RULE, ...rule };
  const isMaximum = (i: number): boolean =>
    (i === 0 || gamma[i] > gamma[i - 1]) && (i === n - 1 || gamma[i] >= gamma[i + 1]) && gamma[i] > 0;
  const { from: fastest, to: slowest, edge = 1, leastResistance } = window ?? EVERYWHERE;
  const counts = (i: number): boolean => i > 0 && i < n - 1 && tau[i] >= fastest * edge && tau[i] <= slowest / edge;
  const candidates = Array.from(gamma.keys()).filter(isMaximum);
  const top = candidates.filter(counts).reduce((a, i) => Math.max(a, gamma[i]), 0);
  const step = Math.log(tau[n - 1] / tau[0]) / (n - 1);
  const apart = leastResistance ? separateProcesses(gamma, step, (i) => leastResistance(tau[i])) : [];
  const risen = candidates.filter(
    (i) => (gamma[i] >= height * top && prominenceAt(gamma, i) >= prominence * top) || apart.includes(i),
  );
  const isFlank = (i: number, peak: number | undefined, end: number): boolean =>
    peak !== undefined &&
    !counts(i) &&
    counts(peak) &&
    Math.abs(Math.log(tau[i] / end)) <= Math.log(edge) &&
    Math.abs(Math.log10(tau[peak] / end)) <= FLANK &&
    gamma[i] < gamma[peak];
  const maxima = risen.filter((i, k) => !isFlank(i, risen[k + 1], fastest) && !isFlank(i, risen[k - 1], slowest));
  const bounds = [0, ...maxima.slice(1).map((right, k) => lowest(gamma, maxima[k], right)), n - 1];
  return maxima.flatMap((i, k) => {
    if (!counts(i)) return [];
    const from = bounds[k];
    const to = bounds[k + 1];
    let area = 0;
    let outside = 0;
    for (let j = from; j < to; j++) {
      const cell = (gamma[j] + gamma[j + 1]) / 2;
      area += cell;
      const middle = Math.sqrt(tau[j] * tau[j + 1]);
      if (middle < fastest || middle > slowest) outside += cell;
    }
    const resistance = area * step;
    const curvature = gamma[i - 1] - 2 * gamma[i] + gamma[i + 1];
    const slope = (gamma[i + 1] - gamma[i - 1]) / 2;
    const shift = curvature < 0 ? -slope / curvature : 0;
    const at = tau[i] * Math.exp(shift * step);
    const peak: RelaxationPeak = {
      tau: at,
      resistance,
      capacitance: at / resistance,
      height: gamma[i] + (slope * shift) / 2,
      tauMin: tau[from],
      tauMax: tau[to],
      ...(window === undefined ? {} : { extrapolatedResistance: outside * step }),
    };
    return [peak];
  });
}

function lowest(gamma: Float64Array, from: number, to: number): number {
  let at = from;
  for (let j = from; j <= to; j++) if (gamma[j] < gamma[at]) at = j;
  return at;
}
