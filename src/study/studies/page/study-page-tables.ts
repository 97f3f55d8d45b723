import { formatDuration, formatNumber } from "../../../figures/format-number.ts";
import { shownUnit } from "../../../figures/simulated-course.ts";
import type { PageTable } from "../../../report/figure-page.ts";
import { chargeWords, simulationPage, voltageText } from "../../simulate-page.ts";
import { endSentence } from "../../simulate-sentences.ts";
import { conservationOfRun } from "../conservation.ts";
import type { CaseRun } from "../run-study.ts";
import type { Written } from "../study.ts";
import { observedText, publishedText } from "../study-sentences.ts";

/** The tables of a study: numbers against published ones, cases, misfit, conservation, mechanisms, parameters. */
export function studyPageTables(runs: readonly CaseRun[]): PageTable[] {
  return [
    observedTable(runs),
    falsifierTable(runs),
    caseTable(runs),
    misfitTable(runs),
    spectrumMisfitTable(runs),
    conservationTable(runs),
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
      "Computed numbers beside published ones; off: computed less published over the standard deviation of the published one (of an end, ≥ or ≤, only where it is passed). A dash: the run gives no number, for the reason beside it.",
    columns: [
      { head: "observable", cells: all.map(({ name }) => name) },
      { head: "case", cells: all.map((one) => one.case), words: "short" },
      { head: "what", cells: all.map(({ what, asked }) => `${what}${askedWords(asked)}`), words: "long" },
      { head: "computed", cells: all.map(({ value, unit }) => observedText(value, unit)) },
      { head: "published", cells: all.map(publishedText) },
      {
        head: "off / σ",
        cells: all.map(({ residual }) => (residual === null ? "–" : formatNumber(residual, { digits: 2 }))),
      },
      { head: "remark", cells: all.map(({ reason, remark }) => reason ?? remark ?? ""), words: "long" },
      { head: "source", cells: all.map(({ published }) => published?.source ?? ""), words: "long" },
    ],
  };
}

/** What stands against mechanisms, of the cases in which it says something else than in the first. */
function falsifierTable(runs: readonly CaseRun[]): PageTable | null {
  const rows = runs.flatMap(({ planned, falsifiers, document }, k) => {
    const kinds = document.cell.submodels.map(({ kind }) => kind);
    return falsifiers
      .filter(({ sentence }) => k === 0 || runs[0]?.falsifiers.every((one) => one.sentence !== sentence) === true)
      .map((one) => ({
        ...one,
        case: planned.case.name,
        bears: one.submodels.filter((kind) => kinds.includes(kind)),
      }));
  });
  if (rows.length === 0) return null;
  return {
    title: "Falsifiers",
    caption:
      "What a mechanism can at most, or must at least, do with this cell, with the band of what is not known well. Excluded only where the whole band excludes the measurement.",
    columns: [
      { head: "falsifier", cells: rows.map(({ title }) => title), words: "short" },
      { head: "case", cells: rows.map((one) => one.case), words: "short" },
      { head: "verdict", cells: rows.map(({ verdict }) => verdict), words: "short" },
      { head: "what follows", cells: rows.map(({ sentence }) => sentence), words: "long" },
      {
        head: "submodels of this run it bears on",
        cells: rows.map(({ bears }) => (bears.length === 0 ? "none" : bears.join(", "))),
        words: "short",
      },
      { head: "sources", cells: rows.map(({ sources }) => sources.join("; ")), words: "long" },
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
      { head: "E end", cells: runs.map(({ document }) => voltageText(document.summary.endVoltage)) },
      { head: "spectra", cells: runs.map(({ document }) => String(document.spectra.length)) },
      { head: "how it ended", cells: runs.map(({ document }) => endSentence(document)), words: "long" },
    ],
  };
}

function misfitTable(runs: readonly CaseRun[]): PageTable | null {
  const rows = runs.flatMap(({ planned, comparison }) =>
    comparison?.voltage == null ? [] : [{ name: planned.case.name, file: comparison.file, ...comparison.voltage }],
  );
  if (rows.length === 0) return null;
  return {
    title: "Measured voltage",
    caption: "Computed less measured, over the measured points within the time of the run.",
    columns: [
      { head: "case", cells: rows.map(({ name }) => name) },
      { head: "file", cells: rows.map(({ file }) => file), words: "short" },
      { head: "points", cells: rows.map(({ points }) => String(points)) },
      { head: "rms / mV", cells: rows.map(({ rms }) => formatNumber(1e3 * rms, { digits: 3 })) },
      { head: "mean / mV", cells: rows.map(({ mean }) => formatNumber(1e3 * mean, { digits: 3 })) },
      { head: "largest / mV", cells: rows.map(({ largest }) => formatNumber(1e3 * largest, { digits: 3 })) },
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
  return {
    title: "Conservation",
    caption:
      "What each cell holds against what the charge passed makes of it; the drift is the largest one of the kept states. Charge: the integral of the current against i · t of the segments. The other metal of an alloy pool does not cross its surface: it is the coordinate of the mesh, and cannot drift.",
    columns: [
      { head: "case", cells: rows.map(({ name }) => name) },
      { head: "amount", cells: rows.map(({ amount }) => amount), words: "short" },
      { head: "unit", cells: rows.map(({ unit }) => shownUnit(unit)) },
      { head: "at the start", cells: rows.map(({ initial }) => formatNumber(initial, { digits: 6 })) },
      { head: "at the end", cells: rows.map(({ final }) => formatNumber(final, { digits: 6 })) },
      {
        head: "change by charge",
        cells: rows.map(({ expectedChange }) => formatNumber(expectedChange, { digits: 6 })),
      },
      { head: "drift over amount", cells: rows.map(({ relativeDrift }) => formatNumber(relativeDrift, { digits: 2 })) },
    ],
  };
}

function mechanismTable(runs: readonly CaseRun[]): PageTable | null {
  const names = [...new Set(runs.flatMap(({ planned }) => Object.keys(planned.cell.mechanisms)))];
  if (names.length === 0) return null;
  const word = (run: CaseRun, name: string): string => (run.planned.cell.mechanisms[name] === true ? "on" : "off");
  const same = runs.every((run) => names.every((name) => word(run, name) === word(runs[0] as CaseRun, name)));
  const shown = same ? runs.slice(0, 1) : runs;
  return {
    title: "Mechanisms",
    caption: same ? "Which are in force, in every case." : "Which are in force.",
    columns: [
      { head: "mechanism", cells: names },
      ...shown.map((run) => ({
        head: same ? "in force" : run.planned.case.name,
        cells: names.map((name) => word(run, name)),
      })),
    ],
  };
}

/** The parameter set with what the study changed. */
function setTable(runs: readonly CaseRun[]): PageTable | null {
  const rows = runs.find(({ planned }) => planned.cell.parameters.length > 0)?.planned.cell.parameters ?? [];
  if (rows.length === 0) return null;
  const changed = (name: string): string => {
    const texts = runs.map(({ planned }) => planned.case.cell.parameters?.[name] ?? planned.request.set?.[name]);
    const given = [...new Set(texts.map((text) => (text === undefined ? "" : String(text))))];
    return given.length === 1 ? (given[0] ?? "") : given.map((text) => (text === "" ? "as shipped" : text)).join("; ");
  };
  return {
    title: "Parameter set",
    caption:
      "The numbers as they are shipped, what the literature or a bound allows, how each is known, and what this study puts in its place (SI where it has no unit).",
    columns: [
      { head: "parameter", cells: rows.map(({ name }) => name) },
      { head: "value", cells: rows.map(({ value }) => formatNumber(value)) },
      { head: "unit", cells: rows.map(({ unit }) => (unit === "1" ? "" : unit)) },
      {
        head: "range",
        cells: rows.map(({ range }) =>
          range === null ? "" : `${formatNumber(range[0])} to ${formatNumber(range[1])}`,
        ),
      },
      { head: "status", cells: rows.map(({ status }) => status), words: "short" },
      { head: "in this study", cells: rows.map(({ name }) => changed(name)), words: "short" },
      { head: "source", cells: rows.map(({ source }) => source), words: "long" },
    ],
  };
}

/** Parameters as they were computed with, and equations: of the first case; of the others what differs. */
function cellTables(runs: readonly CaseRun[]): PageTable[] {
  const [first, ...others] = runs;
  if (first === undefined) return [];
  const own = simulationPage(first.document).tables.filter(
    ({ title }) => title === "Parameters" || title === "Submodels",
  );
  const valuesOf = ({ document }: CaseRun): Map<string, number> =>
    new Map(
      document.cell.submodels.flatMap(({ name, parameters }) =>
        parameters.map((one) => [`${name}.${one.name}`, one.value] as const),
      ),
    );
  const base = valuesOf(first);
  const different = others.flatMap((run) =>
    [...valuesOf(run)]
      .filter(([name, value]) => base.get(name) !== value)
      .map(([name, value]) => ({ name: run.planned.case.name, parameter: name, value, first: base.get(name) })),
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
            caption: `What differs from "${first.planned.case.name}". SI.`,
            columns: [
              { head: "case", cells: different.map(({ name }) => name) },
              { head: "parameter", cells: different.map(({ parameter }) => parameter), words: "short" as const },
              { head: "value", cells: different.map(({ value }) => formatNumber(value)) },
              {
                head: "in the first",
                cells: different.map((one) => (one.first === undefined ? "–" : formatNumber(one.first))),
              },
            ],
          },
        ]),
  ];
}
