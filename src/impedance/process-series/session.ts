import { DomainError } from "../../base/errors.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { additions } from "./additions.ts";
import { analyzeProcessSeries, describeFit, MOST_TRACKS } from "./analyze.ts";
import { badPoints } from "./bad-points.ts";
import { chooseTracks, extend, fitAndScore, LEAST_FALL, PROMISE, type ScoredSeries } from "./choose-tracks.ts";
import { leaveFirst } from "./leave-first.ts";
import type { EntryPrior } from "./penalty.ts";
import { type PreparedSeries, prepareSeries, prepareSweep } from "./prepare.ts";
import type { ProcessSeries } from "./result.ts";
import { SeriesSmoother } from "./smoother.ts";
import { startVariances, updateVariances } from "./step-variances.ts";
import { below } from "./usable-frequencies.ts";

/** Options of `processSeriesSession`. */
export interface ProcessSessionOptions {
  /** Sweeps that a new one may still correct; default 8. Older ones are kept as what they say of these. */
  readonly lag?: number;
  readonly mostTracks?: number;
  /** Points above this frequency in Hz are left out; default none. */
  readonly highestFrequency?: number;
}

/** The last sweeps of a running series: tracks are named in the order in which they were found. */
export interface ProcessSeriesUpdate
  extends Omit<
    ProcessSeries,
    "onset" | "withoutOnset" | "onsetUntold" | "trials" | "words" | "criterion" | "highestFrequency"
  > {
  /** Index in the series of the first sweep here; all arrays begin with it and end with the sweep just added. */
  readonly from: number;
  /** Names of tracks that this sweep brought. */
  readonly born: readonly string[];
}

/** A running series. */
export interface ProcessSeriesSession {
  /** Takes the next sweep. @throws DomainError for fewer than four points or a position that is not finite */
  add(spectrum: ImpedanceSpectrum, position?: number): ProcessSeriesUpdate;
  /** The whole series so far, analysed as `analyzeProcessSeries` does. */
  result(): ProcessSeries;
}

const LAG = 8;
/** While the series is at most this long the number of tracks is chosen again with every sweep. */
const STARTING = 3;
/** Least standard deviations of second differences while the series runs: what comes next is not known. */
const LEAST_RESISTANCE_STEP = 3e-3;
const LEAST_LOG_TAU_STEP = 5e-3;
const LEAST_EXPONENT_STEP = 3e-4;
/** Rounds of fit and step variances a sweep, and for a model with a new track. */
const ROUNDS = 2;
const BIRTH_ROUNDS = 3;

/**
 * Follows a series while it is measured: after each sweep a fit of the last few, with a Gaussian for what earlier ones said
 * of the first two (fixed-lag smoother, linearised where a sweep leaves). A new track is taken up when the last sweeps
 * support it.
 */
export function processSeriesSession(options: ProcessSessionOptions = {}): ProcessSeriesSession {
  const lag = options.lag ?? LAG;
  if (!(Number.isInteger(lag) && lag >= 4 && lag <= 100)) {
    throw new DomainError(`processSeriesSession: lag ${options.lag}; it is a whole number from 4 to 100.`);
  }
  const most = options.mostTracks ?? MOST_TRACKS;
  const spectra: ImpedanceSpectrum[] = [];
  const positions: number[] = [];
  let prepared: PreparedSeries | null = null;
  let fit: ScoredSeries | null = null;

  const follow = (series: PreparedSeries, last: ScoredSeries, spectrum: ImpedanceSpectrum): ScoredSeries => {
    const old = last.smoother;
    const sweep = prepareSweep(spectrum, series.scale, series.noise, badPoints([spectrum])[0]);
    const leaving = old.sweeps.length >= lag;
    const entry: EntryPrior | null = leaving ? leaveFirst(old) : old.entry;
    const first = leaving ? 1 : 0;
    const sweeps = [...old.sweeps.slice(first), sweep];
    const n = sweeps.length;
    const p = old.layout.size;
    const state = new Float64Array(n * p);
    state.set(old.state.subarray(first * p));
    for (let u = 0; u < p; u++) state[(n - 1) * p + u] = state[(n - 2) * p + u];
    const variances = startVariances(old.layout, n);
    variances.variance.set(old.variances.variance);
    const m = old.sweeps.length - 2;
    for (let u = 0; u < p; u++)
      for (let i = first; i < m; i++) variances.weight[u * (n - 2) + i - first] = old.variances.weight[u * m + i];
    const next = fitAndScore(new SeriesSmoother(sweeps, old.layout, state, variances, series.window, entry), ROUNDS);
    keepOpen(next.smoother);
    return next;
  };

  /** The model with one more track, if the sweeps of the window support it. What was before the window is then let go. */
  const withBirth = (last: ScoredSeries): ScoredSeries => {
    const { smoother } = last;
    const n = smoother.sweeps.length;
    if (smoother.layout.shapes.length >= most) return last;
    const promise = additions(smoother, Math.max(1, last.noise)).find(
      ({ kind, gain }) => kind === "track" && gain > n + 2 * PROMISE * Math.sqrt(2 * n),
    );
    if (promise === undefined) return last;
    const free = fitAndScore(
      new SeriesSmoother(smoother.sweeps, smoother.layout, smoother.state.slice(), smoother.variances, smoother.window),
      1,
    );
    const extended = fitAndScore(extend(smoother, promise, smoother.sweeps), BIRTH_ROUNDS);
    return extended.criterion < free.criterion - LEAST_FALL ? extended : last;
  };

  return {
    add: (spectrum, position) => {
      const at = position ?? spectra.length;
      if (!Number.isFinite(at)) throw new DomainError(`processSeriesSession: position ${position} is not finite.`);
      const [used] = below([spectrum], options.highestFrequency ?? null);
      if (used.frequency.length < 4) {
        throw new DomainError(
          `processSeriesSession: a sweep with ${used.frequency.length} points; at least 4 are needed.`,
        );
      }
      spectra.push(used);
      positions.push(at);
      let born: readonly string[] = [];
      if (prepared === null || fit === null || spectra.length <= STARTING) {
        prepared = prepareSeries(spectra);
        fit = chooseTracks(prepared, most).best;
        keepOpen(fit.smoother);
      } else {
        const before = fit.smoother.layout.shapes.length;
        fit = withBirth(follow(prepared, fit, used));
        if (fit.smoother.layout.shapes.length > before) born = [`P${before + 1}`];
      }
      const from = spectra.length - fit.smoother.sweeps.length;
      return { ...describeFit(fit, prepared, Float64Array.from(positions.slice(from)), "found"), from, born };
    },
    result: () =>
      analyzeProcessSeries(spectra, {
        position: Float64Array.from(positions),
        mostTracks: most,
        ...(options.highestFrequency === undefined ? {} : { highestFrequency: options.highestFrequency }),
      }),
  };
}

/** Step variances of the next fit: as the window has them, but not below what the next sweep may bring. */
function keepOpen(smoother: SeriesSmoother): void {
  updateVariances(smoother);
  const { layout, variances } = smoother;
  const least = new Float64Array(layout.size).fill(LEAST_RESISTANCE_STEP ** 2);
  layout.offsets.forEach((at, k) => {
    least[at + 1] = LEAST_LOG_TAU_STEP ** 2;
    least[at + 2] = LEAST_EXPONENT_STEP ** 2;
    if (layout.shapes[k] === "havriliak-negami") least[at + 3] = LEAST_EXPONENT_STEP ** 2;
  });
  for (let u = 0; u < layout.size; u++) variances.variance[u] = Math.max(variances.variance[u], least[u]);
}
