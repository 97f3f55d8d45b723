import { formatNumber } from "../../figures/format-number.ts";
import type { SimulateDocument } from "../../study/simulate.ts";

/** `filament.length is 0.0015 m, above 0.0015 m: `, before what it means. */
const CROSSED = /\S+ is \S+ \S+, (?:above|below) \S+ \S+: /;
const MOMENT = / at \S+ s\.$/;

/** How a run ended, in the units of the ledger: mA/cm², and the time in s, min or h. */
export function endingText({ end, summary }: Pick<SimulateDocument, "end" | "summary">): string {
  if (end.message === null) return "Completed.";
  return end.message
    .replace(CROSSED, "")
    .replace(MOMENT, `, after ${timeText(summary.duration)}.`)
    .replaceAll("/cm2", "/cm²");
}

function timeText(seconds: number): string {
  const [size, unit] = seconds >= 7200 ? [3600, "h"] : seconds >= 120 ? [60, "min"] : [1, "s"];
  return `${formatNumber(seconds / size, { digits: 3 })} ${unit}`;
}
