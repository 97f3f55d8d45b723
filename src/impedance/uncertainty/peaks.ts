import { normalQuantile } from "../../numerics/probability/normal.ts";
import type { ResolvedPeak } from "../processes/result.ts";
import { basinsOf } from "./basins.ts";
import { discrepancyArea } from "./discrepancy.ts";
import { type DrawnCurves, drawnProcess } from "./functionals.ts";
import type { PooledDraws } from "./pool.ts";
import { type Interval, interval } from "./quantiles.ts";
import type { BandedPeak } from "./result.ts";

/** Relative standard deviation of R, and standard deviation of log₁₀ τ, beyond which a peak is not identifiable. */
const MOST_RESISTANCE = 0.5;
const MOST_DECADES = 0.5;
/** Depth of a valley between two peaks over the lower of them; draws of a smooth distribution ripple by themselves. */
const VALLEY = 0.1;
const ROUGH_VALLEY = 0.5;
/** Fewest draws that keep to the shapes of their models for these alone to speak of the processes. */
const FEWEST = 40;
/** Share of the posterior in which a peak may be missing. */
const MOST_MISSING = 0.2;

/** Factors by which the intervals are wider than the posterior's, from calibration. */
export interface PeakWidening {
  readonly resistance: number;
  readonly tau: number;
}

/** What each draw says of one peak: R in Ω, ln τ of the top; NaN where the draw has no process there. */
interface Drawn {
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
  const logTau = tau.map(Math.log);
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
      const x = Math.log(peak.tau);
      const sign = Math.sign(peak.resistance);
      const home = basins.find((b) => b.sign === sign && x >= b.from && x < b.to);
      if (home === undefined) return;
      const members = tops.filter(
        (t) => Math.sign(t.resistance) === sign && t.logTau >= home.from && t.logTau < home.to,
      );
      if (members.length === 0) return;
      for (const { resistance } of members) drawn[p].resistance[d] += resistance;
      const isExact = members.length === 1 && !isBent(pool, d);
      drawn[p].resistance[d] += bentResistance(pool, d, home.from, home.to);
      drawn[p].logTau[d] = isExact ? members[0].logTau : home.top;
    });
  }
  return peaks.map((peak, p) => banded(drawn[p], level, widening) ?? unknownPeak(peak));
}

/**
 * The processes of the most probable model of processes, over the draws of models with as many processes of the same signs that
 * keep to the shapes of their models.
 */
export function bandedProcesses(pool: PooledDraws, level: number, widening: PeakWidening): readonly BandedPeak[] {
  const signs = pool.draws.map((draws) => {
    if (draws.kind === "smooth") return "";
    const processes = [...draws.source.model.processes].sort((a, b) => a.tau - b.tau);
    return processes.map((p) => Math.sign(p.resistance)).join();
  });
  let best = -1;
  signs.forEach((s, m) => {
    if (s !== "" && (best < 0 || pool.probability[m] > pool.probability[best])) best = m;
  });
  if (best < 0) return [];
  const wanted = signs[best];
  const alike = Array.from(pool.row.keys()).filter((d) => signs[pool.model[d]] === wanted);
  const straight = alike.filter((d) => !isBent(pool, d));
  const rows = straight.length >= FEWEST ? straight : alike;
  const exponents = new Float64Array(4);
  const drawn = wanted
    .split(",")
    .map((): Drawn => ({ resistance: new Float64Array(rows.length), logTau: new Float64Array(rows.length) }));
  rows.forEach((d, i) => {
    const draws = pool.draws[pool.model[d]];
    if (draws.kind === "smooth") return;
    const { model, layout } = draws.source;
    const from = pool.row[d] * layout.count;
    const found = model.processes.map((_, k) => drawnProcess(model, layout, draws.x, from, k, exponents));
    found.sort((a, b) => a.tau - b.tau);
    found.forEach((p, k) => {
      drawn[k].resistance[i] = p.resistance;
      drawn[k].logTau[i] = Math.log(p.tau);
    });
  });
  return drawn.flatMap((one) => {
    const peak = banded(one, level, widening);
    return peak === null ? [] : [peak];
  });
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
    return { resistance, logTau: Math.log(tau) };
  });
}

/** Whether a draw departs from the shapes of its model. */
function isBent(pool: PooledDraws, d: number): boolean {
  const draws = pool.draws[pool.model[d]];
  if (draws.kind === "smooth") return false;
  const { hats } = draws.discrepancy;
  const from = pool.row[d] * hats;
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

function unknownPeak({ tau, resistance, tauMin, tauMax }: ResolvedPeak): BandedPeak {
  return {
    tau,
    tauLower: tauMin,
    tauUpper: tauMax,
    resistance,
    resistanceLower: Math.min(0, 2 * resistance),
    resistanceUpper: Math.max(0, 2 * resistance),
    identifiable: false,
    reason: "Hardly any description that the data allow has a process here.",
  };
}

function banded({ resistance, logTau }: Drawn, level: number, widening: PeakWidening): BandedPeak | null {
  const present = logTau.filter((v) => !Number.isNaN(v));
  if (present.length < 8) return null;
  const missing = 1 - present.length / logTau.length;
  const r = interval(resistance.slice(), level, widening.resistance);
  const t = interval(present, level, widening.tau);
  const sign = Math.sign(r.median);
  // a resistance keeps its sign: the interval ends at 0
  const [lower, upper] = [sign > 0 ? Math.max(0, r.lower) : r.lower, sign < 0 ? Math.min(0, r.upper) : r.upper];
  const reason = whyNot(r, t, missing, level);
  return {
    tau: Math.exp(t.median),
    tauLower: Math.exp(t.lower),
    tauUpper: Math.exp(t.upper),
    resistance: r.median,
    resistanceLower: lower,
    resistanceUpper: upper,
    identifiable: reason === null,
    reason,
  };
}

function whyNot(r: Interval, t: Interval, missing: number, level: number): string | null {
  const relative = (r.upper - r.lower) / (2 * normalQuantile(0.5 * (1 + level))) / Math.abs(r.median);
  const decades = (t.upper - t.lower) / (2 * normalQuantile(0.5 * (1 + level))) / Math.LN10;
  if (relative > MOST_RESISTANCE)
    return `The resistance is known to ${Math.round(100 * relative)} % only (one standard deviation); at most ${100 * MOST_RESISTANCE} % counts as known.`;
  if (decades > MOST_DECADES)
    return `The relaxation time is known to ${decades.toFixed(2)} decade only (one standard deviation); at most ${MOST_DECADES} counts as known.`;
  if (missing > MOST_MISSING)
    return `Descriptions without this process explain the data too: they hold ${Math.round(100 * missing)} % of the probability.`;
  return null;
}
