import { formatDuration, formatNumber } from "../../../figures/format-number.ts";
import { formatVoltage } from "../../../figures/format-voltage.ts";
import type { PageTable } from "../../../report/figure-page.ts";
import { baseName } from "../../file-names.ts";
import { parameterTables } from "../../simulate-page-tables.ts";
import { chargeWords, endSentence, voltageTexts } from "../../simulate-sentences.ts";
import { unitInTables, type WrittenUnits } from "../../table-units.ts";
import { conservationOfRun } from "../conservation.ts";
import type { CaseRun } from "../run-study.ts";
import type { Written } from "../study.ts";
import { computedText, offText, publishedText } from "../study-sentences.ts";
import { cellTable, mechanismTable, setTable } from "./cell-tables.ts";

/** The tables of a study: numbers against given ones, cases, misfit, conservation, mechanisms, parameters. */
export function studyPageTables(runs: readonly CaseRun[]): PageTable[] {
  return [
    observedTable(runs),
    caseTable(runs),
    misfitTable(runs),
    spectrumMisfitTable(runs),
    conservationTable(runs),
    cellTable(runs),
    mechanismTable(runs),
    setTable(runs),
    ...cellTables(runs),
  ].filter((table) => table !== null);
}

function observedTable(runs: readonly CaseRun[]): PageTable | null {
  const all = runs.flatMap(({ observed }) => observed);
  if (all.length === 0) return null;
  return {
    title: "Observables",
    caption:
      "Computed numbers beside those that the study gives, measured or published; off: computed less given over the standard deviation of the given one (of an end, ≥ or ≤, only where it is passed), of a yes or no whether both agree. A dash: the run gives no number, for the reason beside it.",
    columns: [
      { head: "observable", cells: all.map(({ name }) => name) },
      { head: "case", cells: all.map((one) => one.case), words: "short" },
      { head: "what", cells: all.map(({ what, asked }) => `${what}${askedWords(asked)}`), words: "long" },
      { head: "computed", cells: all.map(computedText) },
      { head: "given", cells: all.map(publishedText) },
      {
        head: "off / σ",
        cells: all.map(offText),
      },
      { head: "remark", cells: all.map(({ reason, remark }) => reason ?? remark ?? ""), words: "long" },
      { head: "source", cells: all.map(({ published }) => published?.source ?? ""), words: "long" },
    ],
  };
}

function askedWords(asked: Readonly<Record<string, Written | undefined>>): string {
  const words = Object.entries(asked).map(([name, value]) => `${name} ${String(value)}`);
  return words.length === 0 ? "" : `, ${words.join(", ")}`;
}

function caseTable(runs: readonly CaseRun[]): PageTable {
  const let_ = runs.map(({ planned }) => Object.entries(planned.case.let).map(([name, value]) => `${name} = ${value}`));
  return {
    title: "Cases",
    caption: "What was done in each, and how it ended.",
    columns: [
      { head: "case", cells: runs.map(({ planned }) => planned.case.name) },
      {
        head: "with",
        cells: runs.map(({ planned }, k) =>
          [planned.cell.composition ?? "", ...(let_[k] ?? [])].filter((text) => text !== "").join("; "),
        ),
        words: "long",
      },
      { head: "time", cells: runs.map(({ document }) => formatDuration(document.summary.duration)) },
      { head: "passed", cells: runs.map(({ document }) => chargeWords(document.summary)), words: "short" },
      { head: "E end", cells: voltageTexts(runs.map(({ document }) => document.summary.endVoltage)) },
      { head: "spectra", cells: runs.map(({ document }) => String(document.spectra.length)) },
      { head: "how it ended", cells: runs.map(({ document }) => endSentence(document)), words: "long" },
    ],
  };
}

function misfitTable(runs: readonly CaseRun[]): PageTable | null {
  const rows = runs.flatMap(({ planned, comparison }) =>
    comparison?.voltage == null
      ? []
      : [{ name: planned.case.name, file: baseName(comparison.file), ...comparison.voltage }],
  );
  if (rows.length === 0) return null;
  return {
    title: "Measured voltage",
    caption: "Computed less measured, over the measured points within the time of the run.",
    columns: [
      { head: "case", cells: rows.map(({ name }) => name) },
      { head: "file", cells: rows.map(({ file }) => file), words: "short" },
      { head: "points", cells: rows.map(({ points }) => String(points)) },
      { head: "rms", cells: rows.map(({ rms }) => formatVoltage(rms, 3)) },
      { head: "mean", cells: rows.map(({ mean }) => formatVoltage(mean, 3)) },
      { head: "largest", cells: rows.map(({ largest }) => formatVoltage(largest, 3)) },
      { head: "at", cells: rows.map(({ largestAt }) => formatDuration(largestAt)) },
    ],
  };
}

function spectrumMisfitTable(runs: readonly CaseRun[]): PageTable | null {
  const rows = runs.flatMap(({ planned, comparison }) =>
    (comparison?.spectra ?? []).map((one) => ({ name: planned.case.name, ...one })),
  );
  if (rows.length === 0) return null;
  return {
    title: "Measured spectra",
    caption: "√ of the mean |Z computed − Z measured|²/|Z measured|² of each pair, and where it is largest.",
    columns: [
      { head: "case", cells: rows.map(({ name }) => name) },
      { head: "sweep", cells: rows.map(({ sweep }) => String(sweep + 1)) },
      { head: "at", cells: rows.map(({ time }) => formatDuration(time)) },
      { head: "points", cells: rows.map(({ points }) => String(points)) },
      { head: "residual / %", cells: rows.map((one) => formatNumber(100 * one.relativeResidual, { digits: 3 })) },
      { head: "largest / %", cells: rows.map(({ largest }) => formatNumber(100 * largest, { digits: 3 })) },
      { head: "at f / Hz", cells: rows.map(({ largestAt }) => formatNumber(largestAt, { digits: 3 })) },
    ],
  };
}

function conservationTable(runs: readonly CaseRun[]): PageTable | null {
  const rows = runs.flatMap(({ planned, document }) =>
    conservationOfRun(document).map((one) => ({ name: planned.case.name, ...one })),
  );
  if (rows.length === 0) return null;
  const shown = rows.map(({ unit }) => unitInTables(unit));
  const cells = (of: (one: (typeof rows)[number]) => number): string[] =>
    rows.map((one, k) => formatNumber(of(one) * (shown[k]?.factor ?? 1), { digits: 6 }));
  return {
    title: "Conservation",
    caption:
      "What each cell holds against what the charge passed makes of it; the drift is the largest one of the kept states. Charge: the integral of the current against i · t of the segments. The other metal of an alloy pool does not cross its surface: it is the coordinate of the mesh, and cannot drift.",
    columns: [
      { head: "case", cells: rows.map(({ name }) => name) },
      { head: "amount", cells: rows.map(({ amount }) => amount), words: "short" },
      { head: "unit", cells: shown.map(({ unit }) => unit) },
      { head: "at the start", cells: cells(({ initial }) => initial) },
      { head: "at the end", cells: cells(({ final }) => final) },
      {
        head: "change by charge",
        cells: cells(({ expectedChange }) => expectedChange),
      },
      { head: "drift over amount", cells: rows.map(({ relativeDrift }) => formatNumber(relativeDrift, { digits: 2 })) },
    ],
  };
}

/** Parameters as they were computed with, and equations: of the first case; of the others what differs. */
function cellTables(runs: readonly CaseRun[]): PageTable[] {
  const [first, ...others] = runs;
  if (first === undefined) return [];
  const written: WrittenUnits = new Map(first.planned.cell.parameters.map(({ name, unit }) => [name, unit] as const));
  const own = parameterTables(first.document, written);
  const valuesOf = ({ document }: CaseRun): Map<string, { readonly value: number; readonly unit: string }> =>
    new Map(
      document.cell.submodels.flatMap(({ name, parameters }) =>
        parameters.map((one) => [`${name}.${one.name}`, { value: one.value, unit: one.unit }] as const),
      ),
    );
  const base = valuesOf(first);
  const different = others.flatMap((run) =>
    [...valuesOf(run)]
      .filter(([name, { value }]) => base.get(name)?.value !== value)
      .map(([name, { value, unit }]) => ({
        name: run.planned.case.name,
        parameter: name,
        value,
        first: base.get(name)?.value,
        shown: unitInTables(unit, written.get(name)),
      })),
  );
  return [
    ...own.map((table) =>
      others.length === 0 ? table : { ...table, caption: `Of the case "${first.planned.case.name}". ${table.caption}` },
    ),
    ...(different.length === 0
      ? []
      : [
          {
            title: "Parameters of the other cases",
            caption: `What differs from "${first.planned.case.name}".`,
            columns: [
              { head: "case", cells: different.map(({ name }) => name) },
              { head: "parameter", cells: different.map(({ parameter }) => parameter), words: "short" as const },
              { head: "value", cells: different.map(({ value, shown }) => formatNumber(value * shown.factor)) },
              {
                head: "in the first",
                cells: different.map((one) =>
                  one.first === undefined ? "–" : formatNumber(one.first * one.shown.factor),
                ),
              },
              { head: "unit", cells: different.map(({ shown }) => shown.unit) },
            ],
          },
        ]),
  ];
}
