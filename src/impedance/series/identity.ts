import { exp, log } from "../../numerics/elementary/index.ts";
import type { DistributionPeak } from "../distribution/result.ts";
import type { SeriesAnalysis, SweepAnalysis } from "./analysis.ts";
import { processes, type Track, type TrackPoint, tracksOf } from "./tracks.ts";

/** A maximum of γ or a process: τ in s, R in Ω. */
export interface Located {
  readonly tau: number;
  readonly resistance: number;
}

/** A peak half a decade from a process with the resistance of that process is no longer it … */
const FARTHEST = log(10) / 2;
/** … nor is one at its τ with a resistance that differs by this factor. */
const LARGEST_RATIO = 100;

/** How well a peak suits a process: 1 where both are equal, 0 or less where they are not the same. */
function likeness(a: Located, b: Located): number {
  if (!(a.resistance * b.resistance > 0)) return 0;
  const apart = Math.abs(log(a.tau / b.tau)) / FARTHEST;
  const unequal = Math.abs(log(a.resistance / b.resistance)) / log(LARGEST_RATIO);
  return 1 - apart - unequal;
}

/**
 * Which process each peak belongs to: at most one peak a process, in the order of τ on both sides, with the largest sum of likenesses.
 * An inductive loop (R < 0) belongs to an inductive one only.
 *
 * @param peaks ascending in τ
 * @param followed ascending in τ
 * @returns for each peak the place in `followed`, or null
 */
export function matchedProcesses(peaks: readonly Located[], followed: readonly Located[]): readonly (number | null)[] {
  const width = followed.length + 1;
  // best[i · width + j]: largest sum over the peaks from i on and the processes from j on
  const best = new Float64Array((peaks.length + 1) * width);
  const at = (i: number, j: number): number => best[i * width + j];
  const paired = (i: number, j: number): number => {
    const alike = likeness(peaks[i], followed[j]);
    return alike > 0 ? alike + at(i + 1, j + 1) : 0;
  };
  for (let i = peaks.length - 1; i >= 0; i--)
    for (let j = followed.length - 1; j >= 0; j--)
      best[i * width + j] = Math.max(at(i + 1, j), at(i, j + 1), paired(i, j));
  const found: (number | null)[] = peaks.map(() => null);
  for (let i = 0, j = 0; i < peaks.length && j < followed.length; ) {
    if (at(i, j) > 0 && at(i, j) === paired(i, j)) found[i++] = j++;
    else if (at(i, j) === at(i + 1, j)) i++;
    else j++;
  }
  return found;
}

/** The peaks of a distribution of sweep `place`, each with the number of the process of the series that it belongs to. */
export function identifiedPeaks<Peak extends DistributionPeak>(
  peaks: readonly Peak[],
  place: number,
  tracks: readonly Track[],
): readonly Peak[] {
  if (tracks.length === 0) return peaks;
  const here = tracks
    .flatMap((track) => {
      const located = locatedAt(track, place);
      return located === null ? [] : [{ number: track.number, arc: track.arc, ...located }];
    })
    .sort((a, b) => a.tau - b.tau);
  const found = matchedProcesses(peaks, here);
  return peaks.map((peak, k) => {
    const which = found[k];
    const { number = null, arc = undefined } = which === null ? {} : here[which];
    const named = arc === undefined && peak.processName === undefined ? {} : { processName: arc };
    return { ...peak, process: number, ...named };
  });
}

/**
 * Where a process is in a sweep; null where it is absent. Where the data do not determine it, on the line (in ln τ and ln R against the
 * time at which each sweep began, else their order) between the nearest sweeps on either side that do, or as in the only such sweep: a
 * fit that knows nothing of a process in one sweep may put it anywhere.
 */
function locatedAt({ points }: Track, place: number): Located | null {
  const own = points.find(({ at }) => at === place);
  if (own === undefined) return null;
  const before = points.findLast(({ at, determined }) => at < place && determined);
  const after = points.find(({ at, determined }) => at > place && determined);
  const [from, to] = own.determined ? [own, own] : [before ?? after ?? own, after ?? before ?? own];
  const share = to.along > from.along ? (own.along - from.along) / (to.along - from.along) : 0;
  const between = (of: (point: TrackPoint) => number): number => exp((1 - share) * log(of(from)) + share * log(of(to)));
  return {
    tau: between(({ topTau }) => topTau),
    resistance: Math.sign(own.resistance) * between(({ resistance }) => Math.abs(resistance)),
  };
}

/**
 * The series with one identity for every process: each peak of a sweep carries the number of the process that is followed through the
 * series (else of the arc of the circuit, else of the peaks joined from sweep to sweep) and that it belongs to, or null.
 */
export function withIdentities(series: SeriesAnalysis): SeriesAnalysis {
  const { tracks } = processes(series);
  return {
    ...series,
    sweeps: series.sweeps.map((sweep, place): SweepAnalysis => identifiedSweep(sweep, place, tracks)),
  };
}

/** A series that is not followed yet: its peaks belong to no process, and nothing is called what it may not be called in the end. */
export function withoutIdentities(series: SeriesAnalysis): SeriesAnalysis {
  return {
    ...series,
    unnamed: true,
    sweeps: series.sweeps.map(unnamedSweep),
  };
}

/** A sweep of a series that is not followed yet: its peaks belong to no process. */
export function unnamedSweep(sweep: SweepAnalysis): SweepAnalysis {
  if (sweep.drt === null) return sweep;
  const peaks = sweep.drt.peaks.map((peak) => ({ ...peak, process: null }));
  return { ...sweep, drt: { ...sweep.drt, peaks } };
}

/**
 * A series that is not followed yet, with the processes that its spectra were followed with before: these depend on the spectra alone, not
 * on λ, basis, sign or part. A circuit that was given names them otherwise; where none was followed, names wait.
 */
export function withIdentitiesOf(series: SeriesAnalysis, before: SeriesAnalysis): SeriesAnalysis {
  const { processSeries } = before;
  if (!series.unnamed || !processSeries || before.circuit?.from === "given") return series;
  if (tracksOf(before, "series").length === 0) return series;
  const { unnamed: _, ...named } = series;
  return withIdentities({ ...named, processSeries });
}

/** A sweep whose peaks carry the numbers of these tracks. */
export function identifiedSweep(sweep: SweepAnalysis, place: number, tracks: readonly Track[]): SweepAnalysis {
  if (sweep.drt === null) return sweep;
  return { ...sweep, drt: { ...sweep.drt, peaks: identifiedPeaks(sweep.drt.peaks, place, tracks) } };
}

/**
 * Number of the process of a peak, from 1; null: it belongs to none of the series. Peaks that were never held against processes are
 * counted in the order of τ.
 */
export function processNumber({ process }: Pick<DistributionPeak, "process">, place: number): number | null {
  return process === undefined ? place + 1 : process;
}

/** What the process of a peak is called: `R1` of a circuit that was given, else `P2`; null: it belongs to none of the series. */
export function peakProcessName(peak: Pick<DistributionPeak, "process" | "processName">, place: number): string | null {
  const number = processNumber(peak, place);
  return number === null ? null : (peak.processName ?? `P${number}`);
}
