import { analyzeProcessSeries } from "../process-series/analyze.ts";
import { restsOn } from "../process-series/onset.ts";
import type { ProcessOnset } from "../process-series/result.ts";
import type { RelaxationMap } from "../relaxation-times/result.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { FollowedSeries, SeriesPosition } from "./analysis.ts";
import { type SeriesPositions, seriesPositions } from "./positions.ts";
import type { ImpedanceSweep } from "./sweep.ts";

/** Fewest sweeps that make a series, and points of each. */
export const FEWEST_SWEEPS = 4;
const FEWEST_POINTS = 8;
/** A series whose misfit is above this is not described by its processes within its noise: its map is that of single sweeps. */
export const LARGEST_MISFIT = 2;

/** A sweep of a series: its place among all sweeps, and the points of it that are used. */
export interface UsedSweep {
  readonly place: number;
  readonly sweep: ImpedanceSweep;
  readonly used: ImpedanceSpectrum;
}

/**
 * The sweeps followed as one series, along current where that rises or falls, else along time, else in their order. Null with
 * fewer than four sweeps of eight points.
 *
 * @param keepHighFrequencies no points at the upper end are left out
 */
export function followSeries(all: readonly UsedSweep[], keepHighFrequencies = false): FollowedSeries | null {
  const sweeps = all.filter(({ used }) => used.frequency.length >= FEWEST_POINTS);
  if (sweeps.length < FEWEST_SWEEPS) return null;
  const positions = seriesPositions(sweeps.map(({ sweep }) => sweep));
  const series = analyzeProcessSeries(
    sweeps.map(({ used }) => used),
    { position: positions.rising, ...(keepHighFrequencies ? { highestFrequency: Number.POSITIVE_INFINITY } : {}) },
  );
  const { along, position } = positions;
  const onset = series.onset && placedOnset(series.onset, positions);
  return {
    ...series,
    position,
    along,
    sweeps: sweeps.map(({ place }) => place),
    onset,
    words: series.onset && onset ? series.words.replace(series.onset.words, onset.words) : series.words,
  };
}

/** An onset in the positions of the series, with words that name their unit. */
function placedOnset(onset: ProcessOnset, { along, direction }: SeriesPositions): ProcessOnset {
  const ends = [direction * onset.lower, direction * onset.upper];
  const placed = { position: direction * onset.position, lower: Math.min(...ends), upper: Math.max(...ends) };
  return {
    ...onset,
    ...placed,
    words:
      `Onset at ${inWords(placed.position, along)} (95 % interval ${inWords(placed.lower, along)} … ${inWords(placed.upper, along)}): ` +
      `the resistance rises by ${short(onset.resistance)} Ω beyond its trend${restsOn(onset.leftOut)}.`,
  };
}

/** A position of a series with its unit: 0.346 mA, 2410 s, sweep 10.5 (counted from 1). */
function inWords(value: number, along: SeriesPosition): string {
  if (along === "time") return `${Number(value.toPrecision(5))} s`;
  if (along === "index") return `sweep ${short(value + 1)}`;
  const size = Math.abs(value);
  const [scale, unit] = size >= 1 ? [1, "A"] : size >= 1e-3 ? [1e3, "mA"] : size >= 1e-6 ? [1e6, "µA"] : [1e9, "nA"];
  return `${short(value * scale)} ${unit}`;
}

function short(value: number): string {
  return String(Number(value.toPrecision(3)));
}

/** The map of a followed series with a row for each of `sweeps` sweeps: NaN where one was not followed. */
export function mapOfSeries({ map, sweeps: places }: FollowedSeries, sweeps: number): RelaxationMap {
  const width = map.tau.length;
  const gamma = new Float64Array(sweeps * width).fill(Number.NaN);
  places.forEach((place, k) => {
    gamma.set(map.gamma.subarray(k * width, (k + 1) * width), place * width);
  });
  return { tau: map.tau, gamma, sweeps };
}
