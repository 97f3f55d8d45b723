import { exp, log } from "../../numerics/elementary/index.ts";
import { NORMAL_95, normalQuantile } from "../../numerics/probability/normal.ts";
import { type Ends, whyUndetermined } from "../determined.ts";
import type { ResolvedPeak } from "../processes/result.ts";
import { basinsOf } from "./basins.ts";
import { discrepancyArea } from "./discrepancy.ts";
import { type DrawnCurves, drawnProcess } from "./functionals.ts";
import type { ModelDraws, PooledDraws } from "./pool.ts";
import { drawsFor, type Interval, interval } from "./quantiles.ts";
import type { BandedPeak } from "./result.ts";

/** Depth of a valley between two peaks over the lower of them; draws of a smooth distribution ripple by themselves. */
const VALLEY = 0.1;
const ROUGH_VALLEY = 0.5;
/** An upper end of a resistance that is so many times its median tells nothing of the median: it is next to nothing. */
const LARGEST_TOLD = 1000;
/** Share of the posterior in which a peak may be missing. */
const MOST_MISSING = 0.2;

const ABSENT =
  "Hardly any description that the data allow has a process here: too few draws have it for an interval of this level.";

/** Factors by which the intervals are wider than the posterior's, from calibration. */
export interface PeakWidening {
  readonly resistance: number;
  readonly tau: number;
}

/** What each draw says of one peak: R in Ω, ln τ of the top; NaN where the draw has no process there. */
export interface Drawn {
  readonly resistance: Float64Array;
  /**
   * |R| in Ω that is the peak's at least: in a draw that has no valley between it and a neighbour its own share only, by nearness in ln τ, where
   * `resistance` is that of both together. Left out: there is no such draw.
   */
  readonly least?: Float64Array;
  readonly logTau: Float64Array;
}

/**
 * The peaks of the averaged distribution, over all draws: in each draw the maximum of its own γ in whose basin the peak lies,
 * and Σ R of what has its top between the valleys beside it. Where the draws do not agree on a valley between two peaks, how they share
 * their resistance is open: the interval reaches from the share of the processes that are nearest to the peak to both together.
 */
export function bandedPeaks(
  peaks: readonly ResolvedPeak[],
  pool: PooledDraws,
  curves: DrawnCurves,
  tau: Float64Array,
  level: number,
  widening: PeakWidening,
): readonly BandedPeak[] {
  const count = pool.row.length;
  const logTau = tau.map(log);
  const drawn = peaks.map(
    (): Required<Drawn> => ({
      resistance: new Float64Array(count),
      least: new Float64Array(count),
      logTau: new Float64Array(count).fill(Number.NaN),
    }),
  );
  const places = peaks.map((peak) => log(peak.tau));
  const gamma = new Float64Array(tau.length);
  for (let d = 0; d < count; d++) {
    for (let i = 0; i < gamma.length; i++) gamma[i] = curves.gamma[i * count + d];
    const isSmooth = pool.draws[pool.model[d]].kind === "smooth";
    const basins = basinsOf(gamma, logTau, isSmooth ? ROUGH_VALLEY : VALLEY);
    const tops = drawnTops(pool, d);
    peaks.forEach((peak, p) => {
      const x = places[p];
      const sign = Math.sign(peak.resistance);
      const home = basins.find((b) => b.sign === sign && x >= b.from && x < b.to);
      if (home === undefined) return;
      const members = tops.filter(
        (t) => Math.sign(t.resistance) === sign && t.logTau >= home.from && t.logTau < home.to,
      );
      if (members.length === 0) return;
      for (const { resistance } of members) drawn[p].resistance[d] += resistance;
      const isExact = members.length === 1 && !isBent(pool.draws[pool.model[d]], pool.row[d]);
      drawn[p].resistance[d] += bentResistance(pool, d, home.from, home.to);
      const together = peaks.flatMap((other, q) =>
        Math.sign(other.resistance) === sign && places[q] >= home.from && places[q] < home.to ? [places[q]] : [],
      );
      const own =
        together.length === 1
          ? drawn[p].resistance[d]
          : members.reduce((sum, t) => (nearest(together, t.logTau) === x ? sum + t.resistance : sum), 0);
      drawn[p].least[d] = Math.min(sign * own, sign * drawn[p].resistance[d]);
      drawn[p].logTau[d] = isExact ? members[0].logTau : home.top;
    });
  }
  return peaks.map((peak, p) => banded(drawn[p], level, widening) ?? unknownPeak(peak.tau, peak.resistance, ABSENT));
}

/** The nearest of some places. */
function nearest(places: readonly number[], x: number): number {
  return places.reduce((best, place) => (Math.abs(place - x) < Math.abs(best - x) ? place : best));
}

/** R and ln τ of the top of everything in a draw. */
function drawnTops(pool: PooledDraws, d: number): readonly { readonly resistance: number; readonly logTau: number }[] {
  const draws = pool.draws[pool.model[d]];
  if (draws.kind === "smooth") {
    const from = pool.row[d] * draws.width + 2;
    return Array.from(draws.centres, (logTau, m) => ({ resistance: draws.x[from + m], logTau }));
  }
  const { model, layout } = draws.source;
  const from = pool.row[d] * layout.count;
  const exponents = new Float64Array(4);
  return model.processes.map((_, k) => {
    const { resistance, tau } = drawnProcess(model, layout, draws.x, from, k, exponents);
    return { resistance, logTau: log(tau) };
  });
}

/** Whether a draw departs from the shapes of its model. */
export function isBent(draws: ModelDraws, row: number): boolean {
  if (draws.kind === "smooth") return false;
  const { hats } = draws.discrepancy;
  const from = row * hats;
  for (let j = 0; j < hats; j++) if (draws.bumps[from + j] !== 0) return true;
  return false;
}

/** What the departure of a draw from the shapes of its model adds between two ln τ, in Ω. */
function bentResistance(pool: PooledDraws, d: number, from: number, to: number): number {
  const draws = pool.draws[pool.model[d]];
  if (draws.kind === "smooth") return 0;
  const at = pool.row[d] * draws.discrepancy.hats;
  const area = (x: number): number => discrepancyArea(draws.discrepancy, draws.bumps, at, x);
  return area(to) - area(from);
}

/** A peak or process of which the draws say nothing. */
export function unknownPeak(tau: number, resistance: number, reason: string): BandedPeak {
  return {
    tau,
    tauLower: null,
    tauUpper: null,
    resistance,
    resistanceLower: null,
    resistanceUpper: null,
    capacitanceLower: null,
    capacitanceUpper: null,
    identifiable: false,
    reason,
  };
}

/**
 * Medians and intervals over the draws; null where fewer draws have the peak than its level needs.
 */
export function banded({ resistance, least, logTau }: Drawn, level: number, widening: PeakWidening): BandedPeak | null {
  const present = logTau.filter((v) => !Number.isNaN(v));
  if (present.length < drawsFor(level)) return null;
  const missing = 1 - present.length / logTau.length;
  const whole = interval(resistance.slice(), level, widening.resistance);
  const sign = Math.sign(whole.median);
  const r = least === undefined ? whole : spanning(whole, interval(least.slice(), level, widening.resistance), sign);
  const t = interval(present, level, widening.tau);
  // a resistance keeps its sign: the interval ends at 0
  const [lower, upper] = [sign > 0 ? Math.max(0, r.lower) : r.lower, sign < 0 ? Math.min(0, r.upper) : r.upper];
  const reason = whyNot({ ...r, lower, upper }, t, missing, level);
  const [fewest, most] =
    sign > 0
      ? drawnCapacitance(
          { resistance, least: least ?? resistance, logTau },
          level,
          Math.max(widening.resistance, widening.tau),
        )
      : [null, null];
  return {
    tau: exp(t.median),
    tauLower: exp(t.lower),
    tauUpper: exp(t.upper),
    resistance: r.median,
    resistanceLower: lower,
    resistanceUpper: upper,
    capacitanceLower: fewest,
    capacitanceUpper: most,
    identifiable: reason === null,
    reason,
  };
}

/** From the lower end of what is the peak's at least to the upper end of what it may hold; the median is that of its own share. */
function spanning(whole: Interval, least: Interval, sign: number): Interval {
  const inner = sign * least.lower;
  return sign > 0
    ? { median: least.median, lower: Math.min(inner, whole.lower), upper: whole.upper }
    : { median: -least.median, lower: whole.lower, upper: Math.max(inner, whole.upper) };
}

/**
 * Ends of the interval of C = τ/R: of ln C, in which τ is spread and is widened, where every draw has the process; else of 1/C, which is
 * 0 in a draw without it. There C may have no upper end.
 */
function drawnCapacitance(
  { resistance, least, logTau }: Required<Drawn>,
  level: number,
  widening: number,
): readonly [lower: number, upper: number] {
  if (logTau.every((x, d) => !Number.isNaN(x) && least[d] > 0)) {
    const logC = (of: Float64Array): Interval =>
      interval(
        logTau.map((x, d) => x - log(of[d])),
        level,
        widening,
      );
    return [exp(logC(resistance).lower), exp(logC(least).upper)];
  }
  const elastance = (of: Float64Array): Interval =>
    interval(
      logTau.map((x, d) => (Number.isNaN(x) ? 0 : of[d] / exp(x))),
      level,
      widening,
    );
  const [most, fewest] = [elastance(resistance).upper, elastance(least).lower];
  return [1 / most, fewest > 0 ? 1 / fewest : Number.POSITIVE_INFINITY];
}

/** Why a peak is not told: it may not be there, else by the one rule for all processes. */
function whyNot(r: Interval, t: Interval, missing: number, level: number): string | null {
  const without = `${Math.round(100 * missing)} %`;
  const size = Math.max(Math.abs(r.lower), Math.abs(r.upper)) / Math.abs(r.median);
  if (missing >= 0.5 || !(size < LARGEST_TOLD))
    return `The data do not tell whether there is a process here: of the descriptions that they allow ${missing > 0 ? `${without} have none` : "most have next to none"}.`;
  // the rule is one of intervals of 95 %
  const scale = NORMAL_95 / normalQuantile(0.5 * (1 + level));
  const at95 = (lower: number, median: number, upper: number): Ends => [
    median - scale * (median - lower),
    median + scale * (upper - median),
  ];
  const [least, most] = at95(t.lower, t.median, t.upper);
  const why = whyUndetermined({
    resistance: r.median,
    resistanceEnds: at95(r.lower, r.median, r.upper),
    tau: exp(t.median),
    tauEnds: [exp(least), exp(most)],
  });
  if (why !== null) return why;
  if (missing > MOST_MISSING)
    return `Descriptions without this process explain the data too: they hold ${without} of the probability.`;
  return null;
}
