import type { ResolvedPeak } from "../processes/result.ts";
import { type DrawnCurves, drawnProcess } from "./functionals.ts";
import type { PooledDraws } from "./pool.ts";
import { type Interval, interval } from "./quantiles.ts";
import type { BandedPeak } from "./result.ts";

/** Relative standard deviation of R, and standard deviation of log₁₀ τ, beyond which a peak is not identifiable. */
const MOST_RESISTANCE = 0.5;
const MOST_DECADES = 0.5;
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

/** The peaks of the averaged distribution, over all draws. */
export function bandedPeaks(
  peaks: readonly ResolvedPeak[],
  pool: PooledDraws,
  curves: DrawnCurves,
  tau: Float64Array,
  level: number,
  widening: PeakWidening,
): readonly BandedPeak[] {
  return peaks.map((peak, p) => {
    const basin: Basin = {
      sign: Math.sign(peak.resistance),
      from: p === 0 ? 0 : peak.tauMin,
      to: p === peaks.length - 1 ? Number.POSITIVE_INFINITY : peak.tauMax,
    };
    return banded(drawnInBasin(pool, curves, tau, basin), level, widening) ?? unknownPeak(peak);
  });
}

/** The processes of the most probable model of processes, over the draws of models with as many processes of the same signs. */
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
  const rows = Array.from(pool.row.keys()).filter((d) => signs[pool.model[d]] === wanted);
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

/** The range of τ that belongs to a peak. */
interface Basin {
  readonly sign: number;
  readonly from: number;
  readonly to: number;
}

function drawnInBasin(pool: PooledDraws, curves: DrawnCurves, tau: Float64Array, basin: Basin): Drawn {
  const count = pool.row.length;
  const resistance = new Float64Array(count);
  const logTau = new Float64Array(count).fill(Number.NaN);
  const exponents = new Float64Array(4);
  for (let d = 0; d < count; d++) {
    const draws = pool.draws[pool.model[d]];
    let members = 0;
    if (draws.kind === "smooth") {
      const from = pool.row[d] * draws.width + 2;
      draws.centres.forEach((centre, m) => {
        const weight = draws.x[from + m];
        if (weight === 0 || Math.exp(centre) < basin.from || Math.exp(centre) >= basin.to) return;
        resistance[d] += weight;
        members = 2;
      });
    } else {
      const { model, layout } = draws.source;
      const from = pool.row[d] * layout.count;
      for (let k = 0; k < layout.processes.length; k++) {
        const one = drawnProcess(model, layout, draws.x, from, k, exponents);
        if (Math.sign(one.resistance) !== basin.sign || one.tau < basin.from || one.tau >= basin.to) continue;
        resistance[d] += one.resistance;
        logTau[d] = Math.log(one.tau);
        members++;
      }
    }
    if (members > 1) logTau[d] = highest(curves, tau, d, basin);
  }
  return { resistance, logTau };
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

/** ln τ of the largest |γ| of a draw within a basin, by the parabola through the three highest points. */
function highest({ gamma, count }: DrawnCurves, tau: Float64Array, d: number, { sign, from, to }: Basin): number {
  let at = -1;
  for (let i = 1; i < tau.length - 1; i++) {
    if (tau[i] < from || tau[i] > to) continue;
    if (at < 0 || sign * gamma[i * count + d] > sign * gamma[at * count + d]) at = i;
  }
  if (at < 0) return Number.NaN;
  const [a, b, c] = [-1, 0, 1].map((o) => sign * gamma[(at + o) * count + d]);
  const [left, right] = [Math.log(tau[at - 1] / tau[at]), Math.log(tau[at + 1] / tau[at])];
  const [p, q] = [(a - b) / left, (c - b) / right];
  const curvature = (q - p) / (right - left);
  const shift = curvature < 0 ? -(p - left * curvature) / (2 * curvature) : 0;
  return Math.log(tau[at]) + Math.min(right, Math.max(left, shift));
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

/** Standard deviations in half an interval of that level, of a normal distribution. */
function deviationsIn(level: number): number {
  return level > 0.9 ? 1.96 : 1.645;
}

function whyNot(r: Interval, t: Interval, missing: number, level: number): string | null {
  const relative = (r.upper - r.lower) / (2 * deviationsIn(level)) / Math.abs(r.median);
  const decades = (t.upper - t.lower) / (2 * deviationsIn(level)) / Math.LN10;
  if (relative > MOST_RESISTANCE)
    return `The resistance is known to ${Math.round(100 * relative)} % only (one standard deviation); at most ${100 * MOST_RESISTANCE} % counts as known.`;
  if (decades > MOST_DECADES)
    return `The relaxation time is known to ${decades.toFixed(2)} decade only (one standard deviation); at most ${MOST_DECADES} counts as known.`;
  if (missing > MOST_MISSING)
    return `Descriptions without this process explain the data too: they hold ${Math.round(100 * missing)} % of the probability.`;
  return null;
}
