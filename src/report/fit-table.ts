import { formatNumber } from "../figures/format-number.ts";
import { UNDETERMINED, UNDETERMINED_MEANS } from "../figures/process-words.ts";
import { type DisplayUnits, displayUnits } from "../figures/units.ts";
import { arcIntervals, parameterEnds } from "../impedance/circuit/arc-intervals.ts";
import type { CircuitFit, FittedParameter } from "../impedance/circuit/result.ts";
import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import { alignOnPoint } from "./align.ts";
import { html, type Markup } from "./html.ts";
import type { ReportFile } from "./input.ts";
import { parameterUnit, symbolOf } from "./parameter-units.ts";
import { sweepTable } from "./sweep-table.ts";
import { boxed, type Cell, cellTexts, columnOf } from "./table-columns.ts";

/** Why a fitted value has no error: the mark in the table, and its explanation under it. */
const MARKS: Readonly<Record<string, readonly [mark: string, meaning: string]>> = {
  "at bound": ["at bound", "the fit ended at the limit of what the parameter may be"],
  "not identifiable": ["not ident.", "not identifiable: these data do not fix the value"],
  fixed: ["fixed", "given, not fitted"],
};
const WITHOUT_ERROR = ["no error", "the fit gave no standard error"] as const;

function markOf({ standardError, status }: FittedParameter): string {
  if (standardError !== null && status === "free") return "";
  return (MARKS[status] ?? WITHOUT_ERROR)[0];
}

/** Line under a table that explains the marks in it; null where all values have errors. */
function legendOf(parameters: readonly FittedParameter[]): Markup | null {
  const marks = new Set(parameters.map(markOf));
  const used = [...Object.values(MARKS), WITHOUT_ERROR].filter(([mark]) => marks.has(mark));
  if (used.length === 0) return null;
  const words = used.map(([mark, meaning]) => `${mark}: ${meaning}`).join("; ");
  return html`<p class="legend">In place of the error: ${words}.</p>`;
}

/** Value and interval of a parameter of a fit: half of it, and its ends; and whether it is the resistance of an arc that is not determined. */
function told(parameter: FittedParameter, fit: CircuitFit): Cell {
  const { value } = parameter;
  const ends = parameterEnds(parameter);
  const open = openArcs(fit).has(parameter.name);
  return ends === null
    ? { value, error: null, open }
    : { value, error: (ends[1] - ends[0]) / 2, ends: { lower: ends[0], upper: ends[1] }, open };
}

/** Names of the arcs of a fit that the data do not determine. */
function openArcs(fit: CircuitFit): ReadonlySet<string> {
  return new Set(fit.arcs.filter((arc) => !arcIntervals(arc, fit).determined).map(({ name }) => name));
}

/** Line under a table that explains the ring; null where all arcs are determined. */
function ringLegend(fits: readonly CircuitFit[]): Markup | null {
  if (fits.every((fit) => openArcs(fit).size === 0)) return null;
  return html`<p class="legend">${UNDETERMINED}: ${UNDETERMINED_MEANS}.</p>`;
}

function find(s: SweepAnalysis, name: string): FittedParameter | undefined {
  return s.circuit?.parameters.find((p) => p.name === name);
}

/** Fitted parameters with their 95 % intervals: a row each for one sweep, a row a sweep for a series. Null without fits. */
export function fitTable(file: ReportFile, series: SeriesAnalysis): Markup | null {
  const units = displayUnits(file.area?.value ?? null);
  const fits = series.sweeps.filter((s) => s.circuit !== null);
  const first = fits[0]?.circuit;
  if (first === null || first === undefined) return null;
  const caption = `Circuit ${first.circuit}: ± is half of the 95 % interval, – and … are its ends`;
  if (series.sweeps.length === 1) return singleFit(caption, first, units);
  const names = new Map<string, string>();
  for (const s of fits) for (const p of s.circuit?.parameters ?? []) if (!names.has(p.name)) names.set(p.name, p.unit);
  const columns = [...names].map(([name, unit]) => {
    const shown = parameterUnit(unit, units);
    return columnOf(
      symbolOf(name),
      shown.unit,
      shown.factor,
      series.sweeps.map((s) => {
        const p = find(s, name);
        return p === undefined || s.circuit === null ? null : { ...told(p, s.circuit), mark: markOf(p) };
      }),
    );
  });
  const residual = columnOf(
    html`residual`,
    "%",
    100,
    series.sweeps.map((s) =>
      s.circuit === null ? null : { value: Number(s.circuit.rmsResidual.toPrecision(2)), error: null },
    ),
  );
  const circuits = fits.flatMap((s) => s.circuit ?? []);
  const all = circuits.flatMap(({ parameters }) => parameters);
  return html`${sweepTable(file, series, caption, [...columns, residual])}${legendOf(all)}${ringLegend(circuits)}`;
}

function singleFit(caption: string, fit: CircuitFit, units: DisplayUnits): Markup {
  const { parameters } = fit;
  const rows = parameters.map((p) => {
    const shown = parameterUnit(p.unit, units);
    const cell = told(p, fit);
    const { error } = cell;
    const column = columnOf(symbolOf(p.name), shown.unit, shown.factor, [cell]);
    const { values, errors } = cellTexts(column);
    const relative = error === null ? "" : `${formatNumber((100 * error) / Math.abs(p.value), { digits: 2 })} %`;
    return {
      head: column.head,
      value: values[0] as string,
      error: errors[0] as string,
      relative,
      status: markOf(p) || "free",
    };
  });
  const values = alignOnPoint(rows.map((r) => r.value));
  const head = html`<tr><th scope="col">Parameter</th><th scope="col" colspan="2">Value</th><th scope="col">Relative</th><th scope="col">Status</th></tr>`;
  const table = boxed(
    caption,
    head,
    rows.map(
      (
        r,
        i,
      ) => html`<tr><th scope="row">${r.head}</th><td>${values[i]}<td class="e">${r.error}<td>${r.relative}<td>${r.status}</tr>
`,
    ),
    false,
  );
  return html`${table}${legendOf(parameters)}${ringLegend([fit])}`;
}
