import { exp, log } from "../../numerics/elementary/index.ts";
import { arcIntervals } from "../circuit/arc-intervals.ts";
import { type Ends, endsOf, isDetermined, isOutOfReach } from "../determined.ts";
import type { ProcessTrack } from "../process-series/result.ts";
import { processTop } from "../processes/process-top.ts";
import type { SeriesAnalysis } from "./analysis.ts";

/** One process at one sweep, with intervals of 95 %; null where there are none. */
export interface TrackPoint {
  /** Position of the sweep in `series.sweeps`. */
  readonly at: number;
  /** Where the sweep stands among the others: its start time in s where all have one and it rises, else `at`. */
  readonly along: number;
  /** τ in s. */
  readonly tau: number;
  /** τ in s at which its γ is highest: `tau`, but of a skewed process. */
  readonly topTau: number;
  readonly tauEnds: Ends | null;
  /** R in Ω. */
  readonly resistance: number;
  readonly resistanceEnds: Ends | null;
  /** In F. */
  readonly capacitance: number;
  /** The upper end is infinite where R may be nothing. */
  readonly capacitanceEnds: Ends | null;
  /** Whether the data determine it: it is present, and `isDetermined`; of a peak without intervals, unless its distribution doubts it. */
  readonly determined: boolean;
}

/** A process followed through the sweeps of a series. */
export interface Track {
  /** `P1` of a series, `R1` of the circuit, or `peak 1` counted from short τ. */
  readonly name: string;
  /** From 1: its colour and its marker follow from it, and the peaks that belong to it carry it. */
  readonly number: number;
  /** Name of the arc of a circuit that was given, which its peaks carry in the place of the number. */
  readonly arc?: string;
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

/** What the processes of a coupled series are where they are present; nothing without one. */
function seriesTracks({ processSeries }: SeriesAnalysis, along: (at: number) => number): readonly Track[] {
  if (!processSeries) return [];
  const { tracks, sweeps } = processSeries;
  return tracks.flatMap((track, place): Track[] => {
    const points = track.present.flatMap(({ from, to }) =>
      Array.from({ length: to - from + 1 }, (_, i): TrackPoint => {
        const k = from + i;
        const [tau, resistance] = [track.tau[k] as number, track.resistance[k] as number];
        return {
          at: sweeps[k] as number,
          along: along(sweeps[k] as number),
          tau,
          topTau: topOf(track, k),
          tauEnds: endsOf(track.tauLower[k], track.tauUpper[k]),
          resistance,
          resistanceEnds: endsOf(track.resistanceLower[k], track.resistanceUpper[k]),
          capacitance: tau / resistance,
          capacitanceEnds: endsOf(track.capacitanceLower[k], track.capacitanceUpper[k]),
          determined: track.determined[k] as boolean,
        };
      }),
    );
    return points.length === 0 ? [] : [{ name: track.name, number: place + 1, points }];
  });
}

function topOf({ shape, tau, exponents }: ProcessTrack, k: number): number {
  return processTop({ shape, tau: tau[k] as number, exponents: exponents.map(({ value }) => value[k] as number) });
}

/** The coordinate along which a series is interpolated: its start times where all are known and rise, else the order of the sweeps. */
function coordinate({ sweeps }: SeriesAnalysis): (at: number) => number {
  const times = sweeps.map(({ sweep: { startTime } }) => startTime ?? Number.NaN);
  const rises = times.every((time, at) => (at === 0 ? Number.isFinite(time) : time > times[at - 1]));
  return rises ? (at) => times[at] as number : (at) => at;
}

/** Tracks of the arcs of the fitted circuits, told apart by their name; of the peaks, by nearness of ln τ. Ascending in τ. */
export function tracksOf(series: SeriesAnalysis, source: TrackSource): readonly Track[] {
  const along = coordinate(series);
  if (source === "series") return seriesTracks(series, along);
  if (source === "arcs") {
    const byName = new Map<string, TrackPoint[]>();
    series.sweeps.forEach(({ circuit }, at) => {
      if (circuit === null) return;
      for (const arc of circuit.arcs) {
        const points = byName.get(arc.name) ?? [];
        const { tau, resistance, capacitance } = arc;
        points.push({ at, along: along(at), tau, topTau: tau, resistance, capacitance, ...arcIntervals(arc, circuit) });
        byName.set(arc.name, points);
      }
    });
    return [...byName]
      .sort(([, a], [, b]) => middleLogTau(a) - middleLogTau(b))
      .map(([name, points], k) => ({
        name,
        number: k + 1,
        ...(series.circuit?.from === "given" ? { arc: name } : {}),
        points,
      }));
  }
  const sweeps = series.sweeps.map(({ drt }, at) =>
    (drt?.peaks ?? []).map((peak): TrackPoint => {
      const { tau, resistance, capacitance } = peak;
      const known = {
        tau,
        tauEnds: endsOf(peak.tauLower, peak.tauUpper),
        resistance,
        resistanceEnds: endsOf(peak.resistanceLower, peak.resistanceUpper),
        ...(drt === null ? {} : { measured: [drt.measuredTauMin, drt.measuredTauMax] as const }),
      };
      const isBare = known.resistanceEnds === null;
      return {
        at,
        along: along(at),
        tau,
        tauEnds: known.tauEnds,
        resistance,
        resistanceEnds: known.resistanceEnds,
        topTau: tau,
        capacitance,
        capacitanceEnds: endsOf(peak.capacitanceLower, peak.capacitanceUpper),
        determined:
          peak.identifiable !== false && !isOutOfReach(tau, known.measured) && (isBare || isDetermined(known)),
      };
    }),
  );
  const enough = series.sweeps.length === 1 ? 1 : Math.max(FEWEST, SMALLEST_PART * series.sweeps.length);
  return link(sweeps)
    .filter((track) => track.points.length >= enough)
    .sort((a, b) => middleLogTau(a.points) - middleLogTau(b.points))
    .map(({ points }, i) => ({ name: `peak ${i + 1}`, number: i + 1, points }));
}

/**
 * The arcs of a circuit that was asked for; else the processes followed through the series, the arcs of the circuit that was
 * chosen, the peaks: the first of which there are any. None as long as they have no names.
 */
export function processes(series: SeriesAnalysis): { readonly source: TrackSource; readonly tracks: readonly Track[] } {
  if (series.unnamed) return { source: "peaks", tracks: [] };
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
