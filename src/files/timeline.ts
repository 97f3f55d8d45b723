import type { Warning } from "../base/warnings.ts";
import type { Measurement } from "./measurement.ts";
import { type TimeSeries, timeSeriesOf } from "./time-series.ts";

/** A file of a sequence, with its place on the common clock. */
export interface TimelineSegment {
  /** Name of the file. */
  readonly file: string;
  readonly technique: string | null;
  /** Seconds to add to the file's own time to get the time since the timeline's origin. */
  readonly offset: number;
  readonly series: TimeSeries;
}

/** Files of one experiment on one clock. */
export interface Timeline {
  /** Name shared by the files of the sequence. */
  readonly name: string;
  /** Local time of the instrument's computer at time 0, ISO 8601 without zone. */
  readonly origin: string;
  /** In the order of their first rows. */
  readonly segments: readonly TimelineSegment[];
}

/** A warning about a file. */
export interface FileWarning extends Warning {
  readonly file: string;
}

export interface Timelines {
  readonly timelines: readonly Timeline[];
  readonly warnings: readonly FileWarning[];
}

/**
 * The name that files of one sequence share; null for a file that is no part of one. EC-Lab writes one file a technique and
 * appends its number, name and channel: `cell_02_GEIS_C01.mpr` belongs to `cell`.
 */
export function sequenceName(file: string): string | null {
  const match = /^(.+)_\d{2}_[A-Za-z]+(?:_C[A-Z]?\d+)?$/.exec(stemOf(file));
  return match?.[1] ?? null;
}

const stemOf = (file: string): string => file.replace(/\.[^.]*$/, "");

/** ISO local time without zone as milliseconds on a calendar without zones; NaN if it is none. */
function clockOf(local: string): number {
  return Date.parse(`${local}Z`);
}

/**
 * Joins files of one sequence (same name up to technique and channel, same instrument and channel) on the absolute clock.
 * A file without a time of day cannot be placed: it is left out with a warning if it has companions. Sequences of one file
 * are left out. Techniques in a loop take turns, so the rows of the files may interleave.
 */
export function joinTimelines(
  files: readonly { readonly name: string; readonly measurement: Measurement }[],
): Timelines {
  const groups = new Map<string, { name: string; measurement: Measurement }[]>();
  for (const file of files) {
    const { serialNumber, channel } = file.measurement.instrument;
    const name = sequenceName(file.name);
    if (name === null) continue;
    const key = JSON.stringify([name, serialNumber, channel]);
    const group = groups.get(key);
    // The text export beside its binary file is the same measurement.
    if (group?.some((other) => stemOf(other.name) === stemOf(file.name))) continue;
    if (group) group.push(file);
    else groups.set(key, [file]);
  }
  const warnings: FileWarning[] = [];
  const timelines: Timeline[] = [];
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    const placed: { file: string; technique: string | null; clock: number; local: string; series: TimeSeries }[] = [];
    for (const { name, measurement } of group) {
      const series = measurement.tables.map(timeSeriesOf).find((one) => one !== null);
      if (!series) continue;
      const { start } = measurement;
      const clock = start?.hasTimeOfDay ? clockOf(start.local) : Number.NaN;
      if (!start || !Number.isFinite(clock)) {
        warnings.push({
          file: name,
          code: "no-time-of-day",
          message: `${name} does not say at what time of day it began; it is left out of the timeline of its sequence.`,
        });
        continue;
      }
      placed.push({ file: name, technique: measurement.technique, clock, local: start.local, series });
    }
    const first = placed.reduce<(typeof placed)[number] | undefined>(
      (a, b) => (a && a.clock <= b.clock ? a : b),
      undefined,
    );
    if (!first || placed.length < 2) continue;
    const segments = placed
      .map(({ file, technique, clock, series }) => ({ file, technique, offset: (clock - first.clock) / 1000, series }))
      .sort((a, b) => beginning(a) - beginning(b));
    timelines.push({ name: sequenceName(first.file) ?? first.file, origin: first.local, segments });
  }
  return { timelines, warnings };
}

const beginning = (segment: TimelineSegment): number => segment.offset + (segment.series.time[0] as number);
