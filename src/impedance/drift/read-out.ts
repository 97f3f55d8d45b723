import { exp } from "../../numerics/elementary/index.ts";
import type { CourseReader, Functional } from "./functionals.ts";
import type { InstantCorrector } from "./instant.ts";
import type { SweepRange } from "./joint-data.ts";
import type { JointFit } from "./joint-fit.ts";
import { type DriftLink, resistanceAt } from "./joint-model.ts";
import type { LoneSweep } from "./lone-sweep.ts";
import type { DriftEstimate, InstantSpectrum, ResistanceCourse, SweepDrift, TotalCourse } from "./result.ts";
import type { Screened } from "./screening.ts";

/** What the read-out of one analysis needs. */
export interface ReadOutContext {
  readonly reader: CourseReader;
  readonly fit: JointFit;
  readonly ranges: readonly SweepRange[];
  readonly significant: boolean;
  /** Where there is one sweep only. */
  readonly lone: LoneSweep | null;
  readonly screened: Screened;
  readonly settings: { readonly instants: number; readonly confidence: number };
}

/** A functional as an estimate: median and interval, for one sweep alone the interval of its profile likelihood. */
function estimate({ reader, lone, settings }: ReadOutContext, functional: Functional): DriftEstimate {
  if (lone) return { value: null, ...lone.interval(functional, settings.confidence) };
  return reader.read(functional);
}

/** The course of one resistance over the record. */
export function courseOf(which: number, context: ReadOutContext): ResistanceCourse {
  const { fit, ranges, significant, lone, screened, settings } = context;
  const { structure } = fit.model;
  const place = structure.drifting.indexOf(which);
  const time = instantsOf(ranges, lone ? 2 : settings.instants);
  const resistance = new Float64Array(time.length);
  const lower = new Float64Array(time.length);
  const upper = new Float64Array(time.length);
  for (let i = 0; i < time.length; i++) {
    if (i > 0 && place < 0) {
      resistance[i] = resistance[0] as number;
      lower[i] = lower[0] as number;
      upper[i] = upper[0] as number;
      continue;
    }
    const read = estimate(context, { which, at: time[i] as number });
    resistance[i] = read.value ?? 0;
    lower[i] = read.lower;
    upper[i] = read.upper;
  }
  const p = resistanceAt(which);
  const highest = screened.logEvidence;
  let total = 0;
  let drifting = 0;
  for (const set of screened.sets) {
    const weight = exp(set.logEvidence - highest);
    total += weight;
    if (set.drifting.includes(which)) drifting += weight;
  }
  const drifts = place >= 0 && significant && lone === null;
  return {
    process: which,
    shape:
      which === 0
        ? null
        : {
            tau: exp(fit.x[p + 1] as number),
            exponent: fit.x[p + 2] as number,
            skew: fit.x[p + 3] as number,
          },
    drifts,
    probability: drifting / total,
    link: drifts && which > 0 ? linkOf(structure.links[place]) : null,
    time,
    resistance: lone ? null : resistance,
    lower,
    upper,
    rate: estimate(context, { which, from: time[0] as number, to: time[time.length - 1] as number }),
  };
}

/** The course of the sum of all resistances. */
export function totalOf({ reader, ranges, settings }: ReadOutContext): TotalCourse {
  const time = instantsOf(ranges, settings.instants);
  const read = Array.from(time, (at) => reader.read({ which: "total", at }));
  return {
    time,
    resistance: Float64Array.from(read, ({ value }) => value),
    lower: Float64Array.from(read, ({ lower }) => lower),
    upper: Float64Array.from(read, ({ upper }) => upper),
  };
}

const linkOf = (link: DriftLink | "free" | undefined): DriftLink | null =>
  link === undefined || link === "free" ? null : link;

/** Start and end of one sweep. */
export function sweepOf(
  { from, to, start, end }: SweepRange,
  courses: readonly ResistanceCourse[],
  context: ReadOutContext,
  corrector: InstantCorrector,
): SweepDrift {
  const at = (instant: number): DriftEstimate[] =>
    courses.map(({ process, time, resistance, lower, upper }) => {
      const i = time.indexOf(instant);
      return i < 0
        ? estimate(context, { which: process, at: instant })
        : { value: resistance?.[i] ?? null, lower: lower[i] as number, upper: upper[i] as number };
    });
  const [atStart, atMiddle, atEnd] = corrector.at([start, 0.5 * (start + end), end], from, to) as [
    InstantSpectrum,
    InstantSpectrum,
    InstantSpectrum,
  ];
  return {
    start,
    end,
    resistanceAtStart: at(start),
    resistanceAtEnd: at(end),
    rate: context.lone
      ? courses.map(({ rate }) => rate)
      : courses.map(({ process }) => estimate(context, { which: process, from: start, to: end })),
    atStart,
    atMiddle,
    atEnd,
  };
}

/** Evenly spaced instants of each sweep with its start and end, ascending, each once. */
function instantsOf(ranges: readonly SweepRange[], perSweep: number): Float64Array {
  const times = ranges.flatMap(({ start, end }) =>
    Array.from({ length: perSweep }, (_, k) =>
      k === perSweep - 1 ? end : start + ((end - start) * k) / (perSweep - 1),
    ),
  );
  return Float64Array.from(new Set(times)).sort();
}
