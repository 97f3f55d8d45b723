import { exp, log, pow } from "../../numerics/elementary/index.ts";
import { normalQuantile } from "../../numerics/probability/normal.ts";
import type { ResolvedPeak } from "../processes/result.ts";
import { basinsOf } from "./basins.ts";
import { discrepancyArea } from "./discrepancy.ts";
import { type DrawnCurves, drawnProcess } from "./functionals.ts";
import type { ModelDraws, PooledDraws } from "./pool.ts";
import { drawsFor, type Interval, interval } from "./quantiles.ts";
import type { BandedPeak } from "./result.ts";

/** Relative standard deviation of R, and standard deviation of log₁₀ τ, beyond which a peak is not identifiable. */
const MOST_RESISTANCE = 0.5;
const MOST_DECADES = 0.5;
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
  readonly logTau: Float64Array;
}

/**
 * The peaks of the averaged distribution, over all draws: in each draw the maximum of its own γ in whose basin the peak lies,
 * and Σ R of what has its top between the valleys beside it. Where the draws do not agree on a valley between two peaks, the
 * resistance of both together is part of the interval.
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
    (): Drawn => ({ resistance: new Float64Array(count), logTau: new Float64Array(count).fill(Number.NaN) }),
  );
  const gamma = new Float64Array(tau.length);
  for (let d = 0; d < count; d++) {
    for (let i = 0; i < gamma.length; i++) gamma[i] = curves.gamma[i * count + d];
    const isSmooth = pool.draws[pool.model[d]].kind === "smooth";
    const basins = basinsOf(gamma, logTau, isSmooth ? ROUGH_VALLEY : VALLEY);
    const tops = drawnTops(pool, d);
    peaks.forEach((peak, p) => {
      const x = log(peak.tau);
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
      drawn[p].logTau[d] = isExact ? members[0].logTau : home.top;
    });
  }
  return peaks.map((peak, p) => banded(drawn[p], level, widening) ?? unknownPeak(peak.tau, peak.resistance, ABSENT));
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
export function banded({ resistance, logTau }: Drawn, level: number, widening: PeakWidening): BandedPeak | null {
  const present = logTau.filter((v) => !Number.isNaN(v));
  if (present.length < drawsFor(level)) return null;
  const missing = 1 - present.length / logTau.length;
  const r = interval(resistance.slice(), level, widening.resistance);
  const t = interval(present, level, widening.tau);
  const sign = Math.sign(r.median);
  // a resistance keeps its sign: the interval ends at 0
  const [lower, upper] = [sign > 0 ? Math.max(0, r.lower) : r.lower, sign < 0 ? Math.min(0, r.upper) : r.upper];
  const reason = whyNot(r, t, missing, level);
  const [least, most] =
    sign > 0
      ? drawnCapacitance({ resistance, logTau }, level, Math.max(widening.resistance, widening.tau))
      : [null, null];
  return {
    tau: exp(t.median),
    tauLower: exp(t.lower),
    tauUpper: exp(t.upper),
    resistance: r.median,
    resistanceLower: lower,
    resistanceUpper: upper,
    capacitanceLower: least,
    capacitanceUpper: most,
    identifiable: reason === null,
    reason,
  };
}

/**
 * Ends of the interval of C = τ/R: of ln C, in which τ is spread and is widened, where every draw has the process; else of 1/C, which is
 * 0 in a draw without it. There C may have no upper end.
 */
function drawnCapacitance(
  { resistance, logTau }: Drawn,
  level: number,
  widening: number,
): readonly [lower: number, upper: number] {
  if (logTau.every((x, d) => !Number.isNaN(x) && resistance[d] > 0)) {
    const logC = interval(
      logTau.map((x, d) => x - log(resistance[d])),
      level,
      widening,
    );
    return [exp(logC.lower), exp(logC.upper)];
  }
  const elastance = interval(
    logTau.map((x, d) => (Number.isNaN(x) ? 0 : resistance[d] / exp(x))),
    level,
    widening,
  );
  return [1 / elastance.upper, elastance.lower > 0 ? 1 / elastance.lower : Number.POSITIVE_INFINITY];
}

function whyNot(r: Interval, t: Interval, missing: number, level: number): string | null {
  const relative = (r.upper - r.lower) / (2 * normalQuantile(0.5 * (1 + level))) / Math.abs(r.median);
  const decades = (t.upper - t.lower) / (2 * normalQuantile(0.5 * (1 + level))) / Math.LN10;
  const without = `${Math.round(100 * missing)} %`;
  const size = Math.max(Math.abs(r.lower), Math.abs(r.upper)) / Math.abs(r.median);
  if (missing >= 0.5 || !(size < LARGEST_TOLD))
    return `The data do not tell whether there is a process here: of the descriptions that they allow ${missing > 0 ? `${without} have none` : "most have next to none"}.`;
  if (relative > 1)
    return `The resistance is not known: it may be ${r.lower * r.upper <= 0 ? "nothing" : "a small part"}, or ${Number(size.toPrecision(2))} times the value given.`;
  if (relative > MOST_RESISTANCE)
    return `The resistance is known to ${Math.round(100 * relative)} % only (one standard deviation); at most ${100 * MOST_RESISTANCE} % counts as known.`;
  if (decades > MOST_DECADES)
    return `The relaxation time is known to a factor of ${Number(pow(10, decades).toPrecision(2))} only (one standard deviation); at most ${Number(pow(10, MOST_DECADES).toPrecision(2))} counts as known.`;
  if (missing > MOST_MISSING)
    return `Descriptions without this process explain the data too: they hold ${without} of the probability.`;
  return null;
}
