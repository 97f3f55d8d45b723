import { exp, log } from "../../numerics/elementary/index.ts";
import { NORMAL_95 } from "../../numerics/probability/normal.ts";
import { measuredTimes } from "../measured-times.ts";
import { LARGEST_RELATIVE_ERROR } from "../process-series/beyond-window.ts";
import type { ProcessTrack } from "../process-series/result.ts";
import { processTop } from "../processes/process-top.ts";
import type { SeriesAnalysis } from "./analysis.ts";

/** One process at one sweep. */
export interface TrackPoint {
  /** Position of the sweep in `series.sweeps`. */
  readonly at: number;
  /** τ in s. */
  readonly tau: number;
  /** τ in s at which its γ is highest: `tau`, but of a skewed process. */
  readonly topTau: number;
  /** R in Ω. */
  readonly resistance: number;
  /** Standard error of R in Ω; null where there is none. */
  readonly error: number | null;
  /** Standard error of ln τ; null where there is none. */
  readonly logTauError: number | null;
  /** How many standard errors are told and drawn: 1 of an arc, 1.96 (95 %) of a peak or a process; left out: 1. */
  readonly told?: number;
  /** In F. */
  readonly capacitance: number;
  /** Ends of its interval of 95 %, the upper one infinite where R may be nothing; null where there is none. */
  readonly capacitanceEnds: readonly [lower: number, upper: number] | null;
  /**
   * Whether the data determine it: τ lies within what the used frequencies reach; the standard error of R is at most 30 % of it; of a
   * peak, its distribution tells it. A process that is followed and whose τ lies outside has no errors.
   */
  readonly determined: boolean;
}

/** A process followed through the sweeps of a series. */
export interface Track {
  /** `P1` of a series, `R1` of the circuit, or `peak 1` counted from short τ. */
  readonly name: string;
  /** From 1: its colour and its marker follow from it, and the peaks that belong to it carry it. */
  readonly number: number;
  readonly points: readonly TrackPoint[];
}

/** Where the tracks come from: arcs of the circuit, peaks of single sweeps, processes followed through the series. */
export type TrackSource = "arcs" | "peaks" | "series";

/** A peak is the same process as the last one of a track if its τ lies within this factor of it. */
const LARGEST_STEP = 6;
/** A track is kept if it is seen in this many sweeps, or in this part of them. */
const FEWEST = 2;
const SMALLEST_PART = 0.1;

interface Open {
  points: TrackPoint[];
}

function middleLogTau(points: readonly TrackPoint[]): number {
  return points.reduce((sum, p) => sum + log(p.tau), 0) / points.length;
}

/** Joins the points of successive sweeps, nearest in ln τ first. */
function link(sweeps: readonly (readonly TrackPoint[])[]): Open[] {
  const tracks: Open[] = [];
  for (const points of sweeps) {
    const pairs = tracks.flatMap((track, t) =>
      points.map((point, p) => {
        const last = track.points.at(-1) as TrackPoint;
        return { t, p, distance: Math.abs(log(point.tau / last.tau)), gap: point.at - last.at };
      }),
    );
    pairs.sort((a, b) => a.distance - b.distance);
    const [usedTracks, usedPoints] = [new Set<number>(), new Set<number>()];
    for (const { t, p, distance, gap } of pairs) {
      if (distance > log(LARGEST_STEP) || gap > 5 || usedTracks.has(t) || usedPoints.has(p)) continue;
      tracks[t]?.points.push(points[p] as TrackPoint);
      usedTracks.add(t);
      usedPoints.add(p);
    }
    for (const [p, point] of points.entries()) if (!usedPoints.has(p)) tracks.push({ points: [point] });
  }
  return tracks;
}

/** Width of an interval of 95 % in standard errors. */
const WIDTH_95 = 2 * NORMAL_95;

/** An interval; the upper end may be infinite. */
function endsOf(lower: number | null | undefined, upper: number | null | undefined): TrackPoint["capacitanceEnds"] {
  if (typeof lower !== "number" || typeof upper !== "number") return null;
  return Number.isFinite(lower) && !Number.isNaN(upper) ? [lower, upper] : null;
}

/** What the processes of a coupled series are where they are present; nothing without one. */
function seriesTracks({ processSeries }: SeriesAnalysis): readonly Track[] {
  if (!processSeries) return [];
  const { tracks, sweeps } = processSeries;
  return tracks.flatMap((track, place): Track[] => {
    const points = track.present.flatMap(({ from, to }) =>
      Array.from({ length: to - from + 1 }, (_, i): TrackPoint => {
        const k = from + i;
        const [tau, resistance] = [track.tau[k] as number, track.resistance[k] as number];
        const [low, high] = [track.tauLower[k] as number, track.tauUpper[k] as number];
        return {
          at: sweeps[k] as number,
          tau,
          topTau: topOf(track, k),
          resistance,
          error: known((track.resistanceUpper[k] as number) - (track.resistanceLower[k] as number)),
          logTauError: low > 0 ? known(log(high / low)) : null,
          told: NORMAL_95,
          capacitance: tau / resistance,
          capacitanceEnds: endsOf(track.capacitanceLower[k], track.capacitanceUpper[k]),
          determined: track.determined[k] as boolean,
        };
      }),
    );
    return points.length === 0 ? [] : [{ name: track.name, number: place + 1, points }];
  });
}

/** A standard error from the width of an interval of 95 %; null where there is none. */
function known(width: number): number | null {
  return Number.isFinite(width) ? width / WIDTH_95 : null;
}

function topOf({ shape, tau, exponents }: ProcessTrack, k: number): number {
  return processTop({ shape, tau: tau[k] as number, exponents: exponents.map(({ value }) => value[k] as number) });
}

/** Tracks of the arcs of the fitted circuits, told apart by their name; of the peaks, by nearness of ln τ. Ascending in τ. */
export function tracksOf(series: SeriesAnalysis, source: TrackSource): readonly Track[] {
  if (source === "series") return seriesTracks(series);
  const times = series.sweeps.map(({ sweep }) =>
    measuredTimes(sweep.spectrum.frequency, series.highestFrequency ?? undefined),
  );
  if (source === "arcs") {
    const byName = new Map<string, TrackPoint[]>();
    series.sweeps.forEach(({ circuit }, at) => {
      const [shortest, longest] = times[at];
      for (const arc of circuit?.arcs ?? []) {
        const points = byName.get(arc.name) ?? [];
        const { tau, resistance, capacitance, logTauError, logCapacitanceError } = arc;
        const factor = logCapacitanceError === null ? null : exp(NORMAL_95 * logCapacitanceError);
        points.push({
          at,
          tau,
          topTau: tau,
          resistance,
          error: arc.resistanceError,
          logTauError,
          capacitance,
          capacitanceEnds: factor === null ? null : endsOf(capacitance / factor, capacitance * factor),
          determined:
            tau >= shortest &&
            tau <= longest &&
            arc.resistanceError !== null &&
            arc.resistanceError <= LARGEST_RELATIVE_ERROR * resistance,
        });
        byName.set(arc.name, points);
      }
    });
    return [...byName]
      .sort(([, a], [, b]) => middleLogTau(a) - middleLogTau(b))
      .map(([name, points], k) => ({ name, number: k + 1, points }));
  }
  const sweeps = series.sweeps.map(({ drt }, at) => {
    const [shortest, longest] = times[at];
    return (drt?.peaks ?? []).map((peak): TrackPoint => {
      const { tau, resistance, capacitance } = peak;
      const [lower, upper] = [peak.tauLower ?? Number.NaN, peak.tauUpper ?? Number.NaN];
      return {
        at,
        tau,
        topTau: tau,
        resistance,
        error: known((peak.resistanceUpper ?? Number.NaN) - (peak.resistanceLower ?? Number.NaN)),
        logTauError: known(log(upper / lower)),
        told: NORMAL_95,
        capacitance,
        capacitanceEnds: endsOf(peak.capacitanceLower, peak.capacitanceUpper),
        determined: peak.identifiable !== false && tau >= shortest && tau <= longest,
      };
    });
  });
  const enough = series.sweeps.length === 1 ? 1 : Math.max(FEWEST, SMALLEST_PART * series.sweeps.length);
  return link(sweeps)
    .filter((track) => track.points.length >= enough)
    .sort((a, b) => middleLogTau(a.points) - middleLogTau(b.points))
    .map(({ points }, i) => ({ name: `peak ${i + 1}`, number: i + 1, points }));
}

/**
 * The arcs of a circuit that was asked for; else the processes followed through the series, the arcs of the circuit that was
 * chosen, the peaks: the first of which there are any.
 */
export function processes(series: SeriesAnalysis): { readonly source: TrackSource; readonly tracks: readonly Track[] } {
  const order: readonly TrackSource[] =
    series.circuit?.from === "given" ? ["arcs", "series", "peaks"] : ["series", "arcs", "peaks"];
  for (const source of order) {
    const tracks = tracksOf(series, source);
    if (tracks.length > 0) return { source, tracks };
  }
  return { source: "peaks", tracks: [] };
}

/** The points of a track that the data determine. */
export function determinedPoints({ points }: Pick<Track, "points">): readonly TrackPoint[] {
  return points.filter(({ determined }) => determined);
}

/** Geometric mean τ in s of a track over the points that the data determine; over all where they determine none. */
export function middleTau(track: Pick<Track, "points">): number {
  const determined = determinedPoints(track);
  return exp(middleLogTau(determined.length > 0 ? determined : track.points));
}
