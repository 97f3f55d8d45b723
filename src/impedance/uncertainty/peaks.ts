import { type Basin, basinsOf } from "./basins.ts";
import type { DrawnCurves } from "./functionals.ts";
import { drawnProcess } from "./functionals.ts";
import type { NoisySpectrum } from "./linearized.ts";
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

export function bandedPeaks(
  pool: PooledDraws,
  curves: DrawnCurves,
  tau: Float64Array,
  noisy: NoisySpectrum,
  level: number,
  widening: PeakWidening,
): readonly BandedPeak[] {
  const best = mostProbable(pool);
  const { processes } = pool.draws[best].source.model;
  const basins = basinsOf(processes, noisy.logTauMin, noisy.logTauMax);
  return basins.flatMap((basin) => {
    const drawn = drawnInBasin(pool, curves, tau, basin);
    const peak = banded(drawn, level, widening);
    return peak === null ? [] : [peak];
  });
}

/** The processes of the most probable model, over the draws of models with as many processes of the same signs. */
export function bandedProcesses(pool: PooledDraws, level: number, widening: PeakWidening): readonly BandedPeak[] {
  const best = mostProbable(pool);
  const reference = pool.draws[best].source.model.processes;
  const signs = (processes: readonly { readonly resistance: number; readonly tau: number }[]): string =>
    [...processes]
      .sort((a, b) => a.tau - b.tau)
      .map((p) => Math.sign(p.resistance))
      .join();
  const wanted = signs(reference);
  const alike = pool.draws.map(({ source }) => signs(source.model.processes) === wanted);
  const rows = Array.from(pool.row.keys()).filter((d) => alike[pool.model[d]]);
  const exponents = new Float64Array(4);
  const drawn = reference.map(
    (): Drawn => ({ resistance: new Float64Array(rows.length), logTau: new Float64Array(rows.length) }),
  );
  rows.forEach((d, i) => {
    const { source, x } = pool.draws[pool.model[d]];
    const { model, layout } = source;
    const from = pool.row[d] * layout.count;
    const found = model.processes.map((_, k) => drawnProcess(model, layout, x, from, k, exponents));
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

export function mostProbable({ probability }: PooledDraws): number {
  let best = 0;
  for (let m = 1; m < probability.length; m++) if (probability[m] > probability[best]) best = m;
  return best;
}

function drawnInBasin(pool: PooledDraws, curves: DrawnCurves, tau: Float64Array, basin: Basin): Drawn {
  const count = pool.row.length;
  const resistance = new Float64Array(count);
  const logTau = new Float64Array(count).fill(Number.NaN);
  const exponents = new Float64Array(4);
  for (let d = 0; d < count; d++) {
    const { source, x } = pool.draws[pool.model[d]];
    const { model, layout } = source;
    const from = pool.row[d] * layout.count;
    let members = 0;
    for (let k = 0; k < layout.processes.length; k++) {
      const one = drawnProcess(model, layout, x, from, k, exponents);
      if (Math.sign(one.resistance) !== basin.sign || one.tau < basin.from || one.tau >= basin.to) continue;
      resistance[d] += one.resistance;
      logTau[d] = Math.log(one.tau);
      members++;
    }
    if (members > 1) logTau[d] = highest(curves, tau, d, basin);
  }
  return { resistance, logTau };
}

/** ln τ of the largest |γ| of a draw within a basin, by the parabola through the three highest points. */
function highest({ gamma, count }: DrawnCurves, tau: Float64Array, d: number, { sign, from, to }: Basin): number {
  let at = -1;
  for (let i = 1; i < tau.length - 1; i++) {
    if (tau[i] < from || tau[i] > to) continue;
    if (at < 0 || sign * gamma[i * count + d] > sign * gamma[at * count + d]) at = i;
  }
  if (at < 0) return Number.NaN;
  const [a, b, c] = [gamma[(at - 1) * count + d], gamma[at * count + d], gamma[(at + 1) * count + d]];
  const curvature = a - 2 * b + c;
  const shift = sign * curvature < 0 ? Math.min(1, Math.max(-1, (a - c) / 2 / curvature)) : 0;
  return Math.log(tau[at]) + shift * Math.log(tau[at + 1] / tau[at]);
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
