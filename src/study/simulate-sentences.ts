import { formatDuration, formatFixed, formatNumber } from "../figures/format-number.ts";
import type { SimulateDocument } from "./simulate.ts";

/** What was run: the cell, the protocol in numbers. */
export function runSentence({ cell, protocol }: SimulateDocument): string {
  const title = cell.title === cell.name ? "" : ` (${cell.title})`;
  return `${cell.name}${title} at ${formatNumber(cell.temperature, { digits: 6 })} K; ${protocol.totals.summary}`;
}

/** How it ended. */
export function endSentence({ end, summary, segments }: SimulateDocument): string {
  if (end.message !== null) return end.message;
  return `Completed: ${formatFixed(segments.length, 0)} ${segments.length === 1 ? "segment" : "segments"}, ${formatDuration(summary.duration)}.`;
}

/** Steps, evaluations, factorizations. */
export function workSentence({ work, options }: SimulateDocument): string {
  const { steps, rejectedSteps, evaluations, factorizations, starts } = work;
  const count = (n: number): string => formatFixed(n, 0);
  return `${count(steps)} steps (${count(rejectedSteps)} rejected), ${count(starts)} ${starts === 1 ? "start" : "starts"}, ${count(evaluations)} evaluations and ${count(factorizations)} factorizations; ${options.method}, relative tolerance ${formatNumber(options.relativeTolerance, { digits: 3 })}.`;
}
