import type { DriftEstimate } from "../impedance/drift/result.ts";
import type { HintGeometry } from "../impedance/interpretation/capacitance-hints.ts";
import type { BandedSeries, ProcessOnset, ProcessTrack } from "../impedance/process-series/result.ts";
import type { DriftWindow, FollowedSeries, SeriesAnalysis, SeriesPosition } from "../impedance/series/analysis.ts";
import { hintOf } from "../impedance/series/interpret-peak.ts";

/** A process followed through the series, in SI; arrays run along `sweeps` of the series. */
export interface TrackEntry {
  readonly name: string;
  readonly shape: ProcessTrack["shape"];
  /** Numbers of the sweeps, from 0, from and to which the process is there. */
  readonly present: readonly { readonly from: number; readonly to: number }[];
  readonly birth: number | null;
  readonly death: number | null;
  /** Whether the data determine it, one a sweep: `ProcessTrack.determined`. */
  readonly determined: readonly boolean[];
  readonly tau: Float64Array;
  readonly tauLower: Float64Array;
  readonly tauUpper: Float64Array;
  readonly resistance: Float64Array;
  readonly resistanceLower: Float64Array;
  readonly resistanceUpper: Float64Array;
  /** τ/R in F with bounds of 95 %; NaN where the process is absent. */
  readonly capacitance: Float64Array;
  readonly capacitanceLower: Float64Array;
  readonly capacitanceUpper: Float64Array;
  readonly exponents: readonly BandedSeries[];
  readonly mergedWith: ProcessTrack["mergedWith"];
  /** Processes so near that a sweep hardly tells how both share their resistance: the intervals are widened for it. */
  readonly sideBySide: ProcessTrack["sideBySide"];
  /** What the process may be by its capacitance where it is largest, of the sweeps that determine it if any does. */
  readonly candidates: readonly string[];
  readonly hint: string;
}

/** Where the series leaves its regular behaviour. */
export interface OnsetEntry extends ProcessOnset {
  /** `A`, `s`, or `sweep` (index from 0). */
  readonly unit: "A" | "s" | "sweep";
  /** The same over the area in A/m², where the series runs along current and the area is known. */
  readonly density?: {
    readonly position: number;
    readonly lower: number;
    readonly upper: number;
    readonly unit: "A/m²";
  };
}

/** The sweeps followed as one series. */
export interface SeriesEntry {
  readonly along: SeriesPosition;
  readonly unit: OnsetEntry["unit"];
  /** Numbers of the sweeps that were followed, from 0, and the position of each. */
  readonly sweeps: readonly number[];
  readonly position: Float64Array;
  readonly ohmicResistance: BandedSeries;
  readonly inductance: BandedSeries | null;
  readonly polarizationResistance: BandedSeries;
  readonly fasterThanMeasured: FollowedSeries["fasterThanMeasured"];
  readonly rmsResidual: Float64Array;
  readonly misfit: number;
  readonly highestFrequency: number | null;
  readonly converged: boolean;
  /** Where there is no onset: that there is none, or why it cannot be told; null with an onset. */
  readonly withoutOnset: string | null;
  /** Whether an onset cannot be told, in all sweeps or in some. */
  readonly onsetUntold: boolean;
  readonly words: string;
}

/** Drift inside neighbouring sweeps, in SI. */
export interface DriftEntry {
  /** Numbers of the sweeps, from 0. */
  readonly sweeps: readonly number[];
  readonly significance: DriftWindow["analysis"]["significance"];
  readonly distinguishable: boolean;
  readonly confidence: number;
  readonly courses: DriftWindow["analysis"]["courses"];
  readonly total: DriftWindow["analysis"]["total"];
  /** R∞ first, then each process, at the start and the end of each sweep. */
  readonly perSweep: readonly {
    readonly sweep: number;
    readonly start: number;
    readonly end: number;
    readonly resistanceAtStart: readonly DriftEstimate[];
    readonly resistanceAtEnd: readonly DriftEstimate[];
    readonly rate: readonly DriftEstimate[];
  }[];
  readonly words: readonly string[];
}

/** What an entry says of the series as a whole: left out where there is no series, or drift was not analysed. */
export interface SeriesParts {
  /** `series`: the map is that of the tracks; `sweeps`: of each sweep by itself. */
  readonly mapFrom?: "series" | "sweeps";
  readonly series?: SeriesEntry;
  readonly tracks?: readonly TrackEntry[];
  readonly onset?: OnsetEntry | null;
  readonly drift?: readonly DriftEntry[];
}

/** What is in the positions of a series. */
export const UNIT_ALONG: Readonly<Record<SeriesPosition, OnsetEntry["unit"]>> = {
  current: "A",
  time: "s",
  index: "sweep",
};

/** The printed form of what a series shows as a whole. */
export function seriesParts(analysis: SeriesAnalysis | null, cell: HintGeometry): SeriesParts {
  if (analysis === null) return {};
  const { processSeries, drift, map, mapFrom } = analysis;
  const numberOf = (place: number): number => analysis.sweeps[place]?.sweep.index ?? place;
  return {
    ...(map && mapFrom ? { mapFrom } : {}),
    ...(processSeries
      ? {
          series: seriesEntry(processSeries, numberOf),
          tracks: processSeries.tracks.map((track) => trackEntry(track, processSeries, numberOf, cell)),
          onset: processSeries.onset && onsetEntry(processSeries.onset, processSeries, cell.area ?? null),
        }
      : {}),
    ...(drift ? { drift: drift.map((window) => driftEntry(window, numberOf)) } : {}),
  };
}

function seriesEntry(series: FollowedSeries, numberOf: (place: number) => number): SeriesEntry {
  const { along, sweeps, position, ohmicResistance, inductance, polarizationResistance, rmsResidual } = series;
  const { misfit, fasterThanMeasured, highestFrequency, converged, withoutOnset, onsetUntold, words } = series;
  return {
    along,
    unit: UNIT_ALONG[along],
    sweeps: sweeps.map(numberOf),
    position,
    ohmicResistance,
    inductance,
    polarizationResistance,
    fasterThanMeasured,
    rmsResidual,
    misfit,
    highestFrequency,
    converged,
    withoutOnset,
    onsetUntold,
    words,
  };
}

function trackEntry(
  track: ProcessTrack,
  { sweeps }: FollowedSeries,
  numberOf: (place: number) => number,
  cell: HintGeometry,
): TrackEntry {
  const number = (k: number): number => numberOf(sweeps[k] ?? k);
  const ranged = ({ from, to }: { readonly from: number; readonly to: number }): { from: number; to: number } => ({
    from: number(from),
    to: number(to),
  });
  const largest = largestAt(track);
  const { present, birth, death, mergedWith, sideBySide, ...arrays } = track;
  const { candidates, hint } = hintOf(track.tau[largest] / track.resistance[largest], cell);
  return {
    ...arrays,
    present: present.map(ranged),
    birth: birth === null ? null : number(birth),
    death: death === null ? null : number(death),
    mergedWith: mergedWith.map(({ name, range }) => ({ name, range: ranged(range) })),
    sideBySide: sideBySide.map(({ name, range }) => ({ name, range: ranged(range) })),
    candidates: candidates.map(({ name }) => name),
    hint,
  };
}

/** Place of the sweep in which a track is largest, of those that determine it; of all where none does. */
export function largestAt({ resistance, determined }: Pick<ProcessTrack, "resistance" | "determined">): number {
  const told = determined.some(Boolean);
  let top = -1;
  resistance.forEach((r, k) => {
    if (told && !determined[k]) return;
    if (top < 0 || r > resistance[top] || Number.isNaN(resistance[top])) top = k;
  });
  return Math.max(0, top);
}

function onsetEntry(onset: ProcessOnset, { along }: FollowedSeries, area: number | null): OnsetEntry {
  const { position, lower, upper } = onset;
  return {
    ...onset,
    unit: UNIT_ALONG[along],
    ...(along === "current" && area !== null && area > 0
      ? { density: { position: position / area, lower: lower / area, upper: upper / area, unit: "A/m²" } }
      : {}),
  };
}

function driftEntry({ sweeps, analysis }: DriftWindow, numberOf: (place: number) => number): DriftEntry {
  const { significance, distinguishable, confidence, courses, total, words } = analysis;
  return {
    sweeps: sweeps.map(numberOf),
    significance,
    distinguishable,
    confidence,
    courses,
    total,
    perSweep: analysis.sweeps.map(({ start, end, resistanceAtStart, resistanceAtEnd, rate }, k) => ({
      sweep: numberOf(sweeps[k] ?? k),
      start,
      end,
      resistanceAtStart,
      resistanceAtEnd,
      rate,
    })),
    words,
  };
}
