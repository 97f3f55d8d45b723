import { formatDuration, formatFixed, formatNumber } from "../figures/format-number.ts";
import { voltageUnit } from "../figures/format-voltage.ts";
import type { SimulateDocument } from "./simulate.ts";

/** What was run: the cell, the protocol in numbers. */
export function runSentence({ cell, protocol }: SimulateDocument): string {
  const title = cell.title === cell.name ? "" : ` (${cell.title})`;
  return `${cell.name}${title} at ${formatNumber(cell.temperature, { digits: 6 })} K; ${protocol.totals.summary}`;
}

/** How it ended. */
export function endSentence({
  end,
  summary,
  segments,
}: Pick<SimulateDocument, "end" | "summary" | "segments">): string {
  if (end.message !== null) return readable(end.message);
  return `Completed: ${formatFixed(segments.length, 0)} ${segments.length === 1 ? "segment" : "segments"}, ${formatDuration(summary.duration)}.`;
}

/** `pool.surface concentration is 42016.9 mol/m3, above 42016.8 mol/m3: `, before what that means. */
const CROSSED = /[\w .]+ is \S+ \S+, (?:above|below) \S+ \S+: /;
/** A number of s: of the experiment, or of a step. */
const SECONDS = /(?<=\bat |, )(\d[\d.e+-]*) s(?=\.$|\. | into it)/g;

/** A sentence of the run for reading: what a bound means without the numbers that only tell that it was met, times in min and h. */
function readable(message: string): string {
  return message
    .replace(CROSSED, " ")
    .replace(/: {2}/, ": ")
    .replace(SECONDS, (_, seconds: string) => formatDuration(Number(seconds)));
}

/** Steps, evaluations, factorizations. */
export function workSentence({ work, options }: SimulateDocument): string {
  const { steps, rejectedSteps, evaluations, factorizations, starts } = work;
  const count = (n: number): string => formatFixed(n, 0);
  return `${count(steps)} steps (${count(rejectedSteps)} rejected), ${count(starts)} ${starts === 1 ? "start" : "starts"}, ${count(evaluations)} evaluations and ${count(factorizations)} factorizations; ${options.method}, relative tolerance ${formatNumber(options.relativeTolerance, { digits: 3 })}.`;
}

/** C/m² in mAh/cm² */
const capacity = (value: number): string => `${formatNumber(value / 36_000)} mAh/cm²`;

/** "0.01 mAh/cm² stripped, 0.02 mAh/cm² plated": what was passed. */
export function chargeWords({ stripped, plated }: SimulateDocument["summary"]): string {
  const parts = [
    ...(stripped > 0 ? [`${capacity(stripped)} stripped`] : []),
    ...(plated > 0 ? [`${capacity(plated)} plated`] : []),
  ];
  return parts.length === 0 ? "no charge passed" : parts.join(", ");
}

/** Voltages in the unit of the largest of them: "0.013 V", "3 V". */
export function voltageTexts(values: readonly number[]): string[] {
  const { factor, unit } = voltageUnit(Math.max(0, ...values.map(Math.abs).filter(Number.isFinite)));
  return values.map((value) => (Number.isFinite(value) ? `${formatNumber(value * factor)} ${unit}` : "–"));
}

/** "0.013 V to 3 V" of a run. */
export function voltageSpan({ lowestVoltage, highestVoltage }: SimulateDocument["summary"], joint: string): string {
  return voltageTexts([lowestVoltage, highestVoltage]).join(joint);
}

/** The unit of a column of voltages of a run, and its numbers. */
export function voltageColumn({ lowestVoltage, highestVoltage }: SimulateDocument["summary"]): {
  readonly unit: "mV" | "V";
  text(value: number): string;
} {
  const { factor, unit } = voltageUnit(Math.max(Math.abs(lowestVoltage), Math.abs(highestVoltage)));
  return { unit, text: (value) => formatFixed(factor * value, unit === "V" ? 4 : 2) };
}
