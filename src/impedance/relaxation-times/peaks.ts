import { exp, log, log10 } from "../../numerics/elementary/index.ts";
import { logarithms } from "./grid.ts";
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
 * Where γ < 0 (inductive loops), its minima are peaks by the same rules with the sign turned; a threshold is a share of the
 * largest |γ|. Resistance, height and capacitance of such a peak are negative.
 *
 * @param tau ascending, uniform in ln τ or not
 */
export function findPeaks(
  tau: Float64Array,
  gamma: Float64Array,
  rule: PeakRule = {},
  window?: PeakWindow,
): readonly RelaxationPeak[] {
  if (tau.length < 3) return [];
  if (!gamma.some((g) => g < 0)) return peaksAbove(tau, gamma, rule, window, 0);
  const above = gamma.map((g) => Math.max(0, g));
  const below = gamma.map((g) => Math.max(0, -g));
  const top = Math.max(highestMaximum(tau, above, window), highestMaximum(tau, below, window));
  const turned = peaksAbove(tau, below, rule, window, top).map(turnedOver);
  return [...peaksAbove(tau, above, rule, window, top), ...turned].sort((a, b) => a.tau - b.tau);
}

function turnedOver(peak: RelaxationPeak): RelaxationPeak {
  const { resistance, capacitance, height, extrapolatedResistance: outside } = peak;
  return {
    ...peak,
    resistance: -resistance,
    capacitance: -capacitance,
    height: -height,
    ...(outside === undefined ? {} : { extrapolatedResistance: -outside }),
  };
}

function isMaximum(gamma: Float64Array, i: number): boolean {
  const last = gamma.length - 1;
  return (i === 0 || gamma[i] > gamma[i - 1]) && (i === last || gamma[i] >= gamma[i + 1]) && gamma[i] > 0;
}

/** Whether a maximum lies inside the grid and, by the width of a function, inside the window. */
function isInside(tau: Float64Array, i: number, { from, to, edge = 1 }: PeakWindow): boolean {
  return i > 0 && i < tau.length - 1 && tau[i] >= from * edge && tau[i] <= to / edge;
}

function highestMaximum(tau: Float64Array, gamma: Float64Array, window: PeakWindow = EVERYWHERE): number {
  let top = 0;
  for (let i = 0; i < gamma.length; i++) {
    if (gamma[i] > top && isMaximum(gamma, i) && isInside(tau, i, window)) top = gamma[i];
  }
  return top;
}

/** Peaks of γ ≥ 0; thresholds are shares of the highest maximum, or of `atLeast` if that is more. */
function peaksAbove(
  tau: Float64Array,
  gamma: Float64Array,
  rule: PeakRule,
  window: PeakWindow | undefined,
  atLeast: number,
): readonly RelaxationPeak[] {
  const n = tau.length;
  const { height, prominence } = { ...PEAK_RULE, ...rule };
  const { from: fastest, to: slowest, edge = 1, leastResistance } = window ?? EVERYWHERE;
  const logTau = logarithms(tau);
  const counts = (i: number): boolean => isInside(tau, i, window ?? EVERYWHERE);
  const candidates: number[] = [];
  for (let i = 0; i < n; i++) if (isMaximum(gamma, i)) candidates.push(i);
  const top = Math.max(atLeast, highestMaximum(tau, gamma, window));
  const apart = leastResistance ? separateProcesses(logTau, gamma, (i) => leastResistance(tau[i])) : [];
  const risen = candidates.filter(
    (i) => (gamma[i] >= height * top && prominenceAt(gamma, i) >= prominence * top) || apart.includes(i),
  );
  const isFlank = (i: number, peak: number | undefined, end: number): boolean =>
    peak !== undefined &&
    !counts(i) &&
    counts(peak) &&
    Math.abs(log(tau[i] / end)) <= log(edge) &&
    Math.abs(log10(tau[peak] / end)) <= FLANK &&
    gamma[i] < gamma[peak];
  const maxima = risen.filter((i, k) => !isFlank(i, risen[k + 1], fastest) && !isFlank(i, risen[k - 1], slowest));
  const bounds = [0, ...maxima.slice(1).map((right, k) => lowest(gamma, maxima[k], right)), n - 1];
  return maxima.flatMap((i, k) => {
    if (!counts(i)) return [];
    const from = bounds[k];
    const to = bounds[k + 1];
    let resistance = 0;
    let outside = 0;
    for (let j = from; j < to; j++) {
      const cell = ((gamma[j] + gamma[j + 1]) / 2) * (logTau[j + 1] - logTau[j]);
      resistance += cell;
      const middle = Math.sqrt(tau[j] * tau[j + 1]);
      if (middle < fastest || middle > slowest) outside += cell;
    }
    const { shift, rise } = vertex(logTau, gamma, i);
    const at = tau[i] * exp(shift);
    const peak: RelaxationPeak = {
      tau: at,
      resistance,
      capacitance: at / resistance,
      height: gamma[i] + rise,
      tauMin: tau[from],
      tauMax: tau[to],
      ...(window === undefined ? {} : { extrapolatedResistance: outside }),
    };
    return [peak];
  });
}

/** The vertex of the parabola through a maximum and its neighbours: how far in ln τ, and how much higher. */
function vertex(x: Float64Array, y: Float64Array, i: number): { readonly shift: number; readonly rise: number } {
  const left = x[i] - x[i - 1];
  const right = x[i + 1] - x[i];
  const before = (y[i] - y[i - 1]) / left;
  const after = (y[i + 1] - y[i]) / right;
  const slope = (before * right + after * left) / (left + right);
  const curvature = (2 * (after - before)) / (left + right);
  const shift = curvature < 0 ? -slope / curvature : 0;
  return { shift, rise: (slope * shift) / 2 };
}

function lowest(gamma: Float64Array, from: number, to: number): number {
  let at = from;
  for (let j = from; j <= to; j++) if (gamma[j] < gamma[at]) at = j;
  return at;
}
