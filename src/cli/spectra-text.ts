import type { Warning } from "../base/warnings.ts";
import { currentUnit } from "../figures/current-unit.ts";
import { formatDuration, formatNumber, formatQuantity, formatRange, ohmPrefix } from "../figures/format-number.ts";
import { startTimes } from "../figures/start-times.ts";
import type { AnalyzeEntry } from "../study/analyze.ts";
import type { SweepFacts } from "../study/sweep-entry.ts";
import { withOption } from "./option-words.ts";
import { figure, plain } from "./terminal.ts";
import { marked, type TextColumn } from "./text-table.ts";

/** Of up to this many sweeps each is shown in full. */
export const FEW = 3;
/** Sweeps of a longer series listed one by one up to this number; of more, the first and last few. */
const MANY = 24;

/**
 * Ω as they are, or Ω cm² where the area is known: factor from Ω, and the unit; MΩ and GΩ where the largest value asks for it.
 *
 * @param values in Ω, all that share the unit
 */
export function resistanceUnit(
  area: number | null,
  values: Iterable<number | null | undefined> = [],
): readonly [scale: number, unit: string] {
  const [scale, unit] = area === null ? ([1, "Ω"] as const) : ([area * 1e4, "Ω cm²"] as const);
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value ?? 0));
  const { factor, prefix } = ohmPrefix(largest * scale, unit);
  return [scale / factor, prefix + unit];
}

/** F as they are, or F cm⁻². */
export function capacitanceUnit(area: number | null): readonly [scale: number, unit: string] {
  return area === null ? [1, "F"] : [1 / (area * 1e4), "F cm⁻²"];
}

/** The first line about a file: its name, area, number of sweeps. */
export function fileHead({ file, cell }: Pick<AnalyzeEntry, "file" | "cell">, sweeps: number): string {
  const area =
    cell.area === null
      ? "area not entered"
      : `area ${figure(cell.area * 1e4)} cm² (${cell.areaFrom === "file" ? "from the file" : "given"})`;
  return marked("", `${plain(file)}: ${sweeps} sweep${sweeps === 1 ? "" : "s"}, ${area}`, "");
}

/** What and when a sweep measured, in a line. */
export function sweepHead(sweep: SweepFacts, sweeps: number, area: number | null): string {
  const facts = [
    `${sweep.points} points`,
    formatRange(sweep.frequencyMin, sweep.frequencyMax, "Hz"),
    ...(sweep.startTime === null ? [] : [`at ${formatDuration(sweep.startTime)}`]),
    ...(sweep.dcCurrent === null || sweep.dcCurrent === 0 ? [] : [currentText(sweep.dcCurrent, area)]),
    ...(sweep.dcVoltage === null ? [] : [formatQuantity(sweep.dcVoltage, "V", 4)]),
  ];
  return marked("", `${sweeps === 1 ? "" : `Sweep ${sweep.index + 1} of ${sweeps}: `}${facts.join(", ")}`);
}

/** ✓ passes, × fails, – not tested. */
export function glyph(verdict: string): string {
  return verdict === "passes" ? "✓" : verdict === "fails" ? "×" : "–";
}

/** Currents that differ by less than this part are one current. */
const CONSTANT = 0.02;

/** The columns that open a table of sweeps: number, current or else start, verdict. */
export function sweepColumns(
  sweeps: readonly (SweepFacts & { readonly verdict: string })[],
  area: number | null,
): TextColumn[] {
  const currents = sweeps.map(({ dcCurrent }) => dcCurrent ?? 0);
  const [least, most] = [Math.min(...currents), Math.max(...currents)];
  const varies = most - least > CONSTANT * Math.max(Math.abs(least), Math.abs(most));
  const byCurrent = varies || sweeps.every(({ startTime }) => startTime === null);
  return [
    { head: "sweep", cells: sweeps.map(({ index }) => String(index + 1)) },
    byCurrent
      ? currentColumn(
          sweeps.map(({ dcCurrent }) => dcCurrent),
          area,
        )
      : startColumn(sweeps),
    { head: "KK", cells: sweeps.map(({ verdict }) => glyph(verdict)) },
  ];
}

/** When the sweeps began, all in one unit. */
function startColumn(sweeps: readonly SweepFacts[]): TextColumn {
  const { unit, cells } = startTimes(sweeps.map(({ startTime }) => startTime));
  return { head: `start / ${unit}`, cells };
}

/** Currents, or current densities, of all sweeps under one prefix. */
function currentColumn(currents: readonly (number | null)[], area: number | null): TextColumn {
  const { factor, unit } = currentUnit(currents, area);
  return {
    head: `${area === null ? "I" : "j"} / ${unit}`,
    cells: currents.map((current) => (current === null ? "–" : formatNumber(current * factor, { digits: 3 }))),
  };
}

/** The first and last few of many sweeps, and how many were left out between. */
export function shownSweeps<Sweep>(sweeps: readonly Sweep[]): readonly [shown: readonly Sweep[], leftOut: number] {
  if (sweeps.length <= MANY) return [sweeps, 0];
  const part = MANY / 2;
  return [[...sweeps.slice(0, part), ...sweeps.slice(-part)], sweeps.length - MANY];
}

/** Where the ellipsis stands in a table of the sweeps shown. */
export function gapOf(shown: readonly unknown[], leftOut: number): number | undefined {
  return leftOut === 0 ? undefined : shown.length / 2;
}

/** Says that sweeps were left out of a table. */
export function leftOutLine(leftOut: number): string {
  return leftOut === 0 ? "" : marked("", `${leftOut} sweeps between are left out here; --json and --out give all.`);
}

/** Warnings of a file, one sentence each. */
export function warningLines(warnings: readonly Pick<Warning, "message" | "needs">[]): string {
  return warnings.map((warning) => marked("!", plain(withOption(warning)))).join("");
}

/** The verdicts on all sweeps in a sentence. */
export function validityLine(sweeps: readonly { readonly verdict: string }[]): string {
  const tested = sweeps.filter(({ verdict }) => verdict !== "not tested");
  const failing = tested.filter(({ verdict }) => verdict === "fails").length;
  if (tested.length === 0) return "Kramers-Kronig was not tested.";
  const of = tested.length === sweeps.length ? `${tested.length}` : `the ${tested.length} of ${sweeps.length}`;
  return failing === 0
    ? `Kramers-Kronig holds in all ${of} sweeps${tested.length === sweeps.length ? "" : " that could be tested"}.`
    : `Kramers-Kronig fails in ${failing} of ${tested.length} sweeps tested (marked ×).`;
}

/** Current, or current density where the area is known (m²). */
export function currentText(current: number | null, area: number | null): string {
  if (current === null) return "–";
  const { factor, unit } = currentUnit([current], area);
  return `${formatNumber(current * factor, { digits: 3 })} ${unit}`;
}
