import type { ImpedanceSpectrum } from "../spectrum.ts";
import { chooseTracks, type ScoredSeries, type TrackTrial } from "./choose-tracks.ts";
import { type PreparedSeries, prepareSeries } from "./prepare.ts";

/** The choice of tracks, and the points above which frequency were left out for it. */
export interface UsableChoice {
  readonly series: PreparedSeries;
  readonly best: ScoredSeries;
  readonly chosen: readonly number[];
  readonly trials: readonly TrackTrial[];
  /** Hz; null where every point was used. */
  readonly highestFrequency: number | null;
}

/** χ² over its degrees of freedom above which the highest frequencies are suspected. */
const SUSPICIOUS = 4;
/** Fewest points that a cut may leave. */
const FEWEST_POINTS = 12;
/** Parts of the points, from the highest frequency down, without which the choice is tried. */
const CUTS = [0.1, 0.2, 0.3];
/** The misfit must fall to this part of what it was; of several cuts the smallest within the factor of the best is taken. */
const WORTH = 0.25;
const AS_GOOD = 1.5;

/**
 * Chooses the tracks. Points at the highest frequencies with Z' ≤ 0 are left out; and where the tracks miss the series by far,
 * a tenth to three tenths of the points from the top if that mends it: leads and amplifiers are no processes.
 */
export function chooseWithUsable(
  spectra: readonly ImpedanceSpectrum[],
  most: number,
  highest: number | null,
): UsableChoice {
  const first = highest ?? passiveLimit(spectra);
  const attempt = (limit: number | null): UsableChoice => {
    const series = prepareSeries(below(spectra, limit));
    return { series, ...chooseTracks(series, most), highestFrequency: limit };
  };
  const whole = attempt(first);
  if (highest !== null || whole.best.noise < SUSPICIOUS) return whole;
  const sorted = below(spectra, first)[0].frequency.slice().sort().reverse();
  const tried = CUTS.map((part) => Math.ceil(part * sorted.length))
    .filter((cut) => sorted.length - cut >= FEWEST_POINTS)
    .map((cut) => attempt(sorted[cut]));
  const least = Math.min(...tried.map(({ best }) => best.noise));
  if (!(least < WORTH * whole.best.noise)) return whole;
  return tried.find(({ best }) => best.noise <= AS_GOOD * least) ?? whole;
}

/** Points at or below a frequency. */
export function below(spectra: readonly ImpedanceSpectrum[], limit: number | null): readonly ImpedanceSpectrum[] {
  if (limit === null) return spectra;
  return spectra.map(({ frequency, real, imaginary }) => {
    const kept = (_: number, k: number): boolean => frequency[k] <= limit * (1 + 1e-6);
    return { frequency: frequency.filter(kept), real: real.filter(kept), imaginary: imaginary.filter(kept) };
  });
}

/** The highest frequency below all in the upper half of the sweep at which some Z' ≤ 0, which no passive cell has. */
function passiveLimit(spectra: readonly ImpedanceSpectrum[]): number | null {
  let lowest = Number.POSITIVE_INFINITY;
  for (const { frequency, real } of spectra) {
    const middle = frequency.slice().sort()[frequency.length >> 1];
    for (let k = 0; k < frequency.length; k++)
      if (real[k] <= 0 && frequency[k] > middle) lowest = Math.min(lowest, frequency[k]);
  }
  if (!Number.isFinite(lowest)) return null;
  let limit = 0;
  for (const { frequency } of spectra)
    for (const f of frequency) if (f < lowest * (1 - 1e-6)) limit = Math.max(limit, f);
  return limit;
}
