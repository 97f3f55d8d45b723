import { formatQuantity, formatRange } from "../figures/format-number.ts";
import type { Fault, FaultKind, FrequencyRange } from "../impedance/kramers-kronig/result.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { capital, list, sweepNumbers } from "./words.ts";

/** What each fault says about the sweeps that show it; `they` and `was` agree in number. */
const SAID: Readonly<Partial<Record<FaultKind, (one: boolean) => string>>> = {
  drift: (one) => `the cell changed while ${one ? "it" : "they"} ran (a response that is not linear can look the same)`,
  "high-frequency-artefact": () => "leads or reference electrode show at the highest frequencies as no cell does",
  "range-switch": () => "Z steps where the instrument switched its range; the step was taken out of the test",
  mains: () => "points at a line of the mains are disturbed and were left out of the test",
  "disturbed-points": () => "single points far outside the noise were left out of the test",
};
const UNTOLD = (one: boolean): string =>
  `the cell changed while ${one ? "it" : "they"} ran, the response was not linear, or points are disturbed: the data cannot tell`;

/**
 * What is at fault in rejected sweeps, by kind: "In sweeps 55–61 the cell changed while they ran." Null where no test named a
 * fault.
 */
export function faultsInWords(failed: readonly SweepAnalysis[]): string | null {
  if (failed.every(({ kramersKronig }) => (kramersKronig?.faults ?? []).length === 0)) return null;
  const byKind = new Map<FaultKind, SweepAnalysis[]>();
  for (const sweep of failed) {
    const kinds = new Set((sweep.kramersKronig?.faults ?? []).map(({ kind }) => kind));
    for (const kind of kinds.size > 0 ? kinds : (["inconsistent"] as const)) {
      byKind.set(kind, [...(byKind.get(kind) ?? []), sweep]);
    }
  }
  const sentences = [...byKind]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([kind, sweeps]) => {
      const one = sweeps.length === 1;
      const said = (SAID[kind] ?? UNTOLD)(one);
      if (sweeps.length === failed.length) return `${capital(said)}${placesOf(kind, sweeps)}.`;
      return `In ${sweepNumbers(sweeps.map(({ sweep }) => sweep.index + 1))} ${said}${placesOf(kind, sweeps)}.`;
    });
  return sentences.join(" ");
}

/** Where a fault lies, of those that lie at single frequencies in one sweep. */
function placesOf(kind: FaultKind, sweeps: readonly SweepAnalysis[]): string {
  if (sweeps.length > 1 || kind === "drift" || kind === "inconsistent") return "";
  const faults = (sweeps[0]?.kramersKronig?.faults ?? []).filter((fault: Fault) => fault.kind === kind);
  const ranges = faults.flatMap((fault) => fault.ranges);
  return ranges.length === 0 ? "" : ` (${list(ranges.slice(0, 4).map(rangeText))})`;
}

function rangeText({ min, max }: FrequencyRange): string {
  return min === max ? formatQuantity(min, "Hz", 3) : formatRange(min, max, "Hz", 3);
}
