import { hypot } from "../../numerics/elementary/index.ts";
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
/** Z' below minus this part of |Z| is no noise. */
const BEYOND_NOISE = 0.01;

/**
 * Chooses the tracks. A run of points with Z' < 0 from the highest frequency down, in most sweeps, is left out; and where the tracks miss the series by far,
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
    const highestFrequency = limit !== null && Number.isFinite(limit) ? limit : null;
    return { series, ...chooseTracks(series, most), highestFrequency };
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

/**
 * Where Z' < 0, which no passive cell has, from the highest frequency down without a gap, beyond the noise, in more than half
 * of the sweeps: the highest frequency below that run in the middle one of those sweeps. Null else: a single bad point is no lead.
 */
export function passiveLimit(spectra: readonly ImpedanceSpectrum[]): number | null {
  const ends: number[] = [];
  for (const { frequency, real, imaginary } of spectra) {
    const order = frequency.map((_, k) => k).sort((a, b) => frequency[b] - frequency[a]);
    const half = order.length >> 1;
    let length = 0;
    while (length < half) {
      const k = order[length];
      if (!(real[k] < -BEYOND_NOISE * hypot(real[k], imaginary[k]))) break;
      length++;
    }
    if (length > 0) ends.push(frequency[order[length]]);
  }
  if (!(2 * ends.length > spectra.length)) return null;
  ends.sort((a, b) => a - b);
  return ends[(ends.length - 1) >> 1];
}
