import type { DriftAnalysis, ResistanceCourse } from "./result.ts";

const percent = (x: number): string => `${Number((100 * x).toPrecision(2))} %`;
const number = (x: number): string => String(Number(x.toPrecision(3))).replaceAll("-", "−");
const seconds = (s: number): string => {
  const [factor, unit] = s >= 1 ? [1, "s"] : s >= 1e-3 ? [1e3, "ms"] : s >= 1e-6 ? [1e6, "µs"] : [1e9, "ns"];
  return `${number(s * factor)} ${unit}`;
};
const nameOf = ({ process, shape }: ResistanceCourse): string =>
  shape === null ? "the series resistance" : `process ${process} (τ = ${seconds(shape.tau)})`;

/** What an analysis found, in sentences. */
export function driftWords(analysis: Omit<DriftAnalysis, "words">): string[] {
  const { courses, significance, distinguishable, sweeps, confidence } = analysis;
  const { probability, significant } = significance;
  const words: string[] = [];
  const chance = probability < 1e-4 ? "below 0.0001" : number(probability);
  if (!distinguishable) {
    words.push(
      "One sweep alone cannot tell a drift from the shape of a spectrum: it holds each frequency once. " +
        "Intervals are given instead of numbers; measure at least two sweeps without a pause.",
    );
    for (const course of courses) {
      const { lower, upper } = course;
      const last = lower.length - 1;
      words.push(
        `R of ${nameOf(course)} lies between ${number(lower[0] as number)} and ${number(upper[0] as number)} Ω at the start, ` +
          `between ${number(lower[last] as number)} and ${number(upper[last] as number)} Ω at the end (${percent(confidence)}).`,
      );
    }
    return words;
  }
  if (!significant) {
    words.push(
      `No drift is seen in ${sweeps.length} sweeps: noise alone gives such differences with a probability of ${chance}.`,
    );
    return words;
  }
  words.push(
    `The cell changed while the ${sweeps.length} sweeps ran: noise alone would do that with a probability of ${chance}.`,
  );
  for (const course of courses.filter(({ drifts }) => drifts)) {
    const { resistance, time, rate, link } = course;
    if (resistance === null) continue;
    const first = resistance[0] as number;
    const last = resistance[resistance.length - 1] as number;
    words.push(
      `R of ${nameOf(course)} goes from ${number(first)} Ω (${number(course.lower[0] as number)} to ${number(course.upper[0] as number)}) to ` +
        `${number(last)} Ω in ${number((time[time.length - 1] as number) - (time[0] as number))} s` +
        `, ${number(rate.lower)} to ${number(rate.upper)} Ω/s` +
        `${link === null ? "" : link === "capacitance" ? ", at constant capacitance" : ", at constant time constant"}.`,
    );
  }
  return words;
}
