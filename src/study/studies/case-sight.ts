import type { CellModel } from "../../cell/form/cell-model.ts";
import type { StoredState, Trajectory } from "../../cell/simulate/trajectory.ts";
import { type ShownProfile, shownProfiles } from "../profile-figures.ts";
import { DENSE, type SimulateDocument } from "../simulate.ts";
import type { ConservedAmount, Profile } from "../simulate-results.ts";
import { conservationOfRun } from "./conservation.ts";
import { type Comparison, withCharge } from "./measured/compare.ts";
import type { ObservedValue } from "./observables/observe.ts";
import { type RunRelaxation, spread } from "./relaxation.ts";
import type { CaseRun } from "./run-study.ts";
import type { RunFalsifier } from "./study-falsifiers.ts";

/** Where a case that is being run stands. */
export interface LiveProgress {
  /** Turns that were taken since the start of the case: the same count is the same place, to the bit. */
  readonly turns: number;
  /** s of the experiment. */
  readonly time: number;
  /** s of the whole protocol; 0 where it is not known beforehand. */
  readonly duration: number;
  /** Step of the protocol, without its passes: "2.1"; empty before the first. */
  readonly step: string;
  /** The step as it was understood. */
  readonly sentence: string;
  /** Of the innermost repetition; null outside of any. */
  readonly pass: { readonly number: number; readonly count: number } | null;
}

/** A case as far as it got, as plain data of bounded size: what is drawn while it runs, and after. */
export interface CaseSight {
  readonly name: string;
  readonly progress: LiveProgress;
  /** Whether the case has come to its end. */
  readonly ended: boolean;
  /** Segments and points thinned for drawing, without its profiles; all else as it is. */
  readonly document: SimulateDocument;
  /** Segments that were run. */
  readonly segments: number;
  /** Profiles at many instants, by time. */
  readonly profiles: readonly ShownProfile[];
  readonly relaxation: RunRelaxation | null;
  readonly comparison: Comparison | null;
  readonly observed: readonly ObservedValue[];
  readonly falsifiers: readonly RunFalsifier[];
  readonly conservation: readonly ConservedAmount[];
}

/** Points, and measured points, that are drawn; segments of many; instants of profiles. */
const MOST_POINTS = 4000;
const MOST_SEGMENTS = 1200;
const MOST_INSTANTS = 80;
/** Segments in a row that stay together, so that pulses stay beside their rests. */
const BLOCK = 16;

export function caseSight(
  run: CaseRun,
  profiles: readonly Profile[],
  progress: LiveProgress,
  ended: boolean,
): CaseSight {
  const { planned, document, relaxation, comparison, observed, falsifiers } = run;
  return {
    name: planned.case.name,
    progress,
    ended,
    document: { ...thinnedDocument(document), profiles: [] },
    segments: document.segments.length,
    profiles: shownProfiles(document, profiles),
    relaxation,
    comparison: comparison === null ? null : thinnedComparison(comparison, document),
    observed,
    falsifiers,
    conservation: conservationOfRun(document),
  };
}

/** Of many segments every so many-th block, with their ends; of few the points that show the voltage. */
export function thinnedDocument(document: SimulateDocument): SimulateDocument {
  const { segments, series, voltageParts } = document;
  const many = segments.length > DENSE;
  const kept = many ? keptSegments(segments.length) : segments.map((_, k) => k);
  const place = new Int32Array(segments.length).fill(-1);
  for (const [k, segment] of kept.entries()) place[segment] = k;
  const points = many
    ? endPoints(series.segment).filter((k) => (place[series.segment[k] as number] ?? -1) >= 0)
    : extremePoints(series.voltage, series.segment, MOST_POINTS);
  const pick = (values: Float64Array): Float64Array => Float64Array.from(points, (k) => values[k] ?? Number.NaN);
  const owners = Int32Array.from(points, (k) => place[series.segment[k] as number] ?? -1);
  return {
    ...document,
    segments: kept.map((k) => document.segments[k] as SimulateDocument["segments"][number]),
    series: {
      time: pick(series.time),
      current: pick(series.current),
      voltage: pick(series.voltage),
      charge: pick(series.charge),
      segment: owners,
      recorded: series.recorded.map((one) => ({ ...one, values: pick(one.values) })),
    },
    voltageParts: {
      time: pick(voltageParts.time),
      segment: owners,
      parts: voltageParts.parts.map((part) => ({ ...part, values: pick(part.values) })),
    },
  };
}

function keptSegments(count: number): number[] {
  const stride = Math.max(1, Math.ceil(count / MOST_SEGMENTS));
  return Array.from({ length: count }, (_, k) => k).filter(
    (k) => Math.floor(k / BLOCK) % stride === 0 || k >= count - BLOCK,
  );
}

/** First and last point of every segment. */
function endPoints(owners: Int32Array): number[] {
  const points: number[] = [];
  for (let k = 0; k < owners.length; k++) {
    if (owners[k - 1] !== owners[k] || owners[k + 1] !== owners[k]) points.push(k);
  }
  return points;
}

/** Of more points than `most` the least, the largest and the ends of each of so many pieces, and the ends of every segment. */
function extremePoints(values: Float64Array, owners: Int32Array, most: number): number[] {
  const count = values.length;
  if (count <= most) return Array.from({ length: count }, (_, k) => k);
  const pieces = Math.floor(most / 4);
  const chosen = new Set(endPoints(owners));
  for (let piece = 0; piece < pieces; piece++) {
    const [from, to] = [Math.floor((piece * count) / pieces), Math.floor(((piece + 1) * count) / pieces)];
    let [low, high] = [from, from];
    for (let k = from; k < to; k++) {
      if ((values[k] as number) < (values[low] as number)) low = k;
      if ((values[k] as number) > (values[high] as number)) high = k;
    }
    for (const k of [from, low, high, to - 1]) chosen.add(k);
  }
  return [...chosen].sort((a, b) => a - b);
}

function thinnedComparison(comparison: Comparison, document: SimulateDocument): Comparison {
  if (comparison.course === null) return comparison;
  const course = withCharge(document, comparison.course);
  if (course.time.length <= MOST_POINTS) return { ...comparison, course };
  const points = extremePoints(course.voltage, new Int32Array(course.time.length), MOST_POINTS);
  const pick = (values: Float64Array): Float64Array =>
    values.length === 0 ? values : Float64Array.from(points, (k) => values[k] as number);
  return {
    ...comparison,
    course: {
      time: pick(course.time),
      voltage: pick(course.voltage),
      current: pick(course.current),
      charge: pick(course.charge ?? new Float64Array(0)),
    },
  };
}

/** Profiles of every component of a chain at the kept states, by time, thinned evenly. */
export function instantProfiles(model: CellModel, { states }: Trajectory): Profile[] {
  const chosen = spread(
    states.filter(({ at }, k) => at !== "start" || k === 0),
    MOST_INSTANTS,
  );
  const values = ({ state }: StoredState, index: number, stride: number, cells: number): Float64Array =>
    Float64Array.from({ length: cells }, (_, k) => state[index + k * stride] ?? Number.NaN);
  return model.unknowns.flatMap(({ name, unit, description, index, stride, cells, mesh }): Profile[] =>
    mesh === undefined || cells < 2
      ? []
      : [
          {
            name,
            unit,
            description,
            position: mesh.centers,
            curves: chosen.map((one) => ({
              segment: one.segment,
              at: one.at,
              time: one.time,
              values: values(one, index, stride, cells),
            })),
          },
        ],
  );
}
