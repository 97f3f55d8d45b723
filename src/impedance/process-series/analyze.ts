import { DomainError } from "../../base/errors.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { elastanceBand, inductanceBand } from "./bands.ts";
import { ohmicAndPolarization } from "./beyond-window.ts";
import type { ScoredSeries } from "./choose-tracks.ts";
import { processSeriesMap } from "./map.ts";
import { determinedSweeps, findOnset, type OnsetSearch, untoldOnset } from "./onset.ts";
import type { PreparedSeries } from "./prepare.ts";
import { refineSeries } from "./refine.ts";
import type { ProcessSeries } from "./result.ts";
import { processTracks } from "./tracks.ts";
import { chooseWithUsable } from "./usable-frequencies.ts";
import { POOR_FIT, seriesInWords, toNoise } from "./words.ts";

/** Options of `analyzeProcessSeries`. */
export interface ProcessSeriesOptions {
  /** What was changed from sweep to sweep: current density in A/m², time in s, …; default the index of the sweep. */
  readonly position?: Float64Array;
  /** Most tracks; default 6. */
  readonly mostTracks?: number;
  /**
   * Points above this frequency in Hz are left out. Default: those at which Z' ≤ 0, and those at the upper end that no
   * tracks can follow while they follow the rest; Infinity: none.
   */
  readonly highestFrequency?: number;
}

/** Most tracks unless the options say otherwise. */
export const MOST_TRACKS = 6;

/**
 * Analyses a series of sweeps as one thing: processes R / (1 + (jωτ)^α)^β whose resistance, time and exponents change
 * smoothly from sweep to sweep, as many as the whole series supports, each with its identity; their map of γ(ln τ) with
 * bands; and the position at which the series leaves its regular behaviour, or null.
 *
 * @throws DomainError without a spectrum, for one with fewer than four points, or for positions of another length or not finite
 */
export function analyzeProcessSeries(
  spectra: readonly ImpedanceSpectrum[],
  options: ProcessSeriesOptions = {},
): ProcessSeries {
  const position = positionsOf(spectra.length, options.position);
  const { series, best, chosen, trials, highestFrequency } = chooseWithUsable(
    spectra,
    options.mostTracks ?? MOST_TRACKS,
    options.highestFrequency ?? null,
  );
  const fit = refineSeries(series, best, chosen);
  const { result, followed } = describedFit(fit, series, position, "tau");
  const counts = determinedSweeps(result.tracks, result.polarizationResistance);
  const onset = result.describes
    ? findOnset(fit, series.scale, position, options.position === undefined, { tracks: followed, counts })
    : untoldOnset(`the processes miss the series by ${toNoise(result.misfit)} times its noise`);
  const whole = { ...result, ...onset, trials, highestFrequency };
  return { ...whole, words: seriesInWords(whole) };
}

/** Everything that a fitted series tells without a search for an onset. */
export function describeFit(
  fit: ScoredSeries,
  series: Pick<PreparedSeries, "scale" | "noise">,
  position: Float64Array,
  order: "tau" | "found" = "tau",
): DescribedSeries {
  return describedFit(fit, series, position, order).result;
}

type DescribedSeries = Omit<ProcessSeries, keyof OnsetSearch | "trials" | "words" | "highestFrequency">;

/** The same, with the places in the layout of the tracks that are followed. */
function describedFit(
  fit: ScoredSeries,
  series: Pick<PreparedSeries, "scale" | "noise">,
  position: Float64Array,
  order: "tau" | "found",
): { readonly result: DescribedSeries; readonly followed: readonly number[] } {
  const { scale, noise } = series;
  const { smoother } = fit;
  const { tracks, faster, beyond, widened } = processTracks(fit, scale, noise, order);
  const { ohmic, polarization } = ohmicAndPolarization(fit, scale, faster, beyond);
  const result = {
    position,
    map: processSeriesMap(fit, scale, faster, beyond, widened),
    tracks,
    ohmicResistance: ohmic,
    fasterThanMeasured:
      faster.length === 0
        ? null
        : { processes: faster.length, tau: Math.min(...smoother.sweeps.map(({ times: [shortest] }) => shortest)) },
    inductance: inductanceBand(fit, scale),
    elastance: elastanceBand(fit, scale),
    polarizationResistance: polarization,
    rmsResidual: smoother.squares.map((sum, i) => {
      const points = smoother.sweeps[i].logOmega.length;
      const level = noise.length === points ? Math.sqrt(noise.reduce((s, v) => s + v * v, 0) / points) : noise[0];
      return level * Math.sqrt(sum / points);
    }),
    misfit: fit.noise,
    describes: fit.noise <= POOR_FIT,
    criterion: fit.criterion,
    effectiveParameters: smoother.effectiveParameters,
    converged: smoother.converged,
  };
  return { result, followed: [...smoother.layout.offsets.keys()].filter((k) => !faster.includes(k)) };
}

function positionsOf(sweeps: number, given: Float64Array | undefined): Float64Array {
  if (given === undefined) return Float64Array.from({ length: sweeps }, (_, i) => i);
  if (given.length !== sweeps) {
    throw new DomainError(`analyzeProcessSeries: ${given.length} positions for ${sweeps} spectra; give one for each.`);
  }
  const bad = given.findIndex((x) => !Number.isFinite(x));
  if (bad >= 0) throw new DomainError(`analyzeProcessSeries: position ${given[bad]} of spectrum ${bad} is not finite.`);
  return given;
}
