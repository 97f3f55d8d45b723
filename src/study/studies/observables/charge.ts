import { formatDuration } from "../../../figures/format-number.ts";
import type { SimulateDocument } from "../../simulate.ts";
import { type Moment, momentOf, momentsOfStep, valueAt } from "./moment.ts";
import { type FinishedRun, type ObservableKind, type Observed, unobserved } from "./observable.ts";

const UNTIL = "until this moment; default the end of the run";

/** Charge of one sign up to a moment, C/m². */
function passed(document: SimulateDocument, moment: Moment, sign: 1 | -1): number {
  const { segments, series } = document;
  let sum = 0;
  for (let k = 0; k < moment.segment; k++) sum += Math.max(0, sign * (segments[k]?.charge ?? 0));
  const first = series.segment.indexOf(moment.segment);
  const here = valueAt(document, series.charge, moment) - (series.charge[first] ?? 0);
  return sum + Math.max(0, sign * here);
}

function untilMoment(run: FinishedRun, at: string | undefined, of: (moment: Moment) => number): Observed {
  const moment = momentOf(run.document, at ?? "end");
  return moment === null ? unobserved(notReached(run, at ?? "end")) : { value: of(moment) };
}

/** Why a moment is not there. */
export function notReached({ document }: FinishedRun, at: string): string {
  const { end, summary } = document;
  const moments = momentsOfStep(document, at);
  if (moments !== null && end.kind === "completed") return `the run has no moment "${at}": ${moments}`;
  const there = moments === null ? "" : `; ${moments}`;
  return `the run ended after ${formatDuration(summary.duration)}, before "${at}"${end.message === null ? "" : `: ${end.message}`}${there}`;
}

const charge = (name: string, sign: 1 | -1): ObservableKind => ({
  name,
  description: `Charge per area that ${sign === 1 ? "stripped" : "plated"} the working electrode.`,
  unit: "C/m2",
  asks: { at: UNTIL },
  grows: true,
  observe: (run, { at }) => untilMoment(run, at, (moment) => passed(run.document, moment, sign)),
});

/** Index of the first point from which a course is at or beyond a level, and the part of the way from the point before. */
function crossing(values: Float64Array, level: number): { readonly point: number; readonly part: number } | null {
  for (let k = 0; k < values.length; k++) {
    const here = Math.abs(values[k] as number);
    if (!(here >= level)) continue;
    const before = k > 0 ? Math.abs(values[k - 1] as number) : here;
    return { point: k, part: here > before ? (level - before) / (here - before) : 1 };
  }
  return null;
}

function atCrossing(course: Float64Array, { point, part }: { readonly point: number; readonly part: number }): number {
  const [from, to] = [course[Math.max(0, point - 1)] as number, course[point] as number];
  return from + part * (to - from);
}

const atVoltage = (
  name: string,
  what: string,
  unit: string,
  of: (document: SimulateDocument) => Float64Array,
): ObservableKind => ({
  name,
  description: `${what} when the amount of the voltage first reaches a level.`,
  unit,
  asks: { level: "the voltage" },
  needs: ["level"],
  levelUnit: "V",
  observe({ document }, _, level = Number.NaN) {
    const course = of(document);
    const found = crossing(document.series.voltage, level);
    if (found !== null) return { value: atCrossing(course, found) - (course[0] ?? 0) };
    const highest = document.series.voltage.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
    return unobserved(
      `the voltage stays below ${Number(highest.toPrecision(4))} V`,
      1,
      (course.at(-1) ?? 0) - (course[0] ?? 0),
    );
  },
});

export const chargeObservables: readonly ObservableKind[] = [
  charge("stripped charge", 1),
  charge("plated charge", -1),
  {
    name: "net charge",
    description: "Charge per area, stripped less plated.",
    unit: "C/m2",
    asks: { at: UNTIL },
    observe: (run, { at }) =>
      untilMoment(
        run,
        at,
        (moment) => valueAt(run.document, run.document.series.charge, moment) - (run.document.series.charge[0] ?? 0),
      ),
  },
  {
    name: "duration",
    description: "Time from the start of the run.",
    unit: "s",
    asks: { at: UNTIL },
    grows: true,
    observe: (run, { at }) => untilMoment(run, at, ({ time }) => time - (run.document.series.time[0] ?? 0)),
  },
  atVoltage("charge at voltage", "Net charge passed", "C/m2", ({ series }) => series.charge),
  atVoltage("time at voltage", "Time", "s", ({ series }) => series.time),
];
