import { type CaseObservable, caseOverview, caseVoltages } from "../../../figures/case-overview.ts";
import { axisTitle, timeUnit } from "../../../figures/units.ts";
import type { AlloyFigure } from "../../alloy-pages.ts";
import type { SimulateDocument } from "../../simulate.ts";
import { denseGroups } from "../../simulate-page.ts";
import type { CaseRun } from "../run-study.ts";
import { observedUnit } from "../study-sentences.ts";
import { caseVariable } from "./case-variable.ts";

/** Observables that are drawn. */
const MOST_ROWS = 4;

/** What compares the cases of a study: their voltages, and observables against what varies. Empty for a single case. */
export function overviewFigures(runs: readonly CaseRun[]): AlloyFigure[] {
  if (runs.length < 2) return [];
  const rows = observableRows(runs);
  const variable = caseVariable(runs);
  return [
    voltageFigure(runs),
    ...(rows.length === 0
      ? []
      : [
          {
            id: "overview",
            title: "Observables of the cases",
            remark: `against ${variable.title === "case" ? "the number of the case" : variable.title}`,
            summary: `${rows.map(({ name }) => name).join(", ")} of ${runs.length} cases.`,
            width: "w6" as const,
            height: rows.length > 2 ? ("tall" as const) : ("" as const),
            draw: (theme: Parameters<AlloyFigure["draw"]>[0]) => caseOverview(variable, rows, theme),
          },
        ]),
  ];
}

/** Observables that at least two cases have. */
function observableRows(runs: readonly CaseRun[]): CaseObservable[] {
  const names = [
    ...new Set(runs.flatMap(({ observed }) => observed.map((one) => `${one.what}|${one.unit}|${one.name}`))),
  ];
  const grouped = names.map((key) =>
    runs.map(({ observed }) => observed.find((one) => `${one.what}|${one.unit}|${one.name}` === key)),
  );
  const several = grouped.filter((row) => row.filter((one) => one?.value != null).length >= 2);
  const shown = several.length > 0 ? several : byKind(runs);
  return shown.slice(0, MOST_ROWS).map((row): CaseObservable => {
    const first = row.find((one) => one !== undefined);
    const values = row.map((one) => one?.value ?? Number.NaN);
    const largest = Math.max(...values.filter(Number.isFinite).map(Math.abs));
    const { factor, unit } = observedUnit(first?.unit ?? "1", largest);
    return {
      name: several.length > 0 ? (first?.name ?? "") : (first?.what ?? ""),
      unit,
      computed: values.map((v) => v * factor),
      published: row.map((one) => (one?.published == null ? Number.NaN : one.published.value * factor)),
    };
  });
}

/** Where each case has an observable of its own name: those of one kind together. */
function byKind(runs: readonly CaseRun[]): (CaseRun["observed"][number] | undefined)[][] {
  const kinds = [...new Set(runs.flatMap(({ observed }) => observed.map(({ what }) => what)))];
  return kinds
    .map((kind) => runs.map(({ observed }) => observed.find(({ what }) => what === kind)))
    .filter((row) => row.filter((one) => one?.value != null).length >= 2);
}

function voltageFigure(runs: readonly CaseRun[]): AlloyFigure {
  const courses = runs.map(({ planned, document }) => ({
    name: planned.case.name,
    document,
    points: drawnPoints(document),
  }));
  const byCharge = runs.every(({ document }) => document.summary.stripped > 0 !== document.summary.plated > 0);
  const span = Math.max(...runs.map(({ document }) => document.summary.duration));
  const { seconds, unit } = timeUnit(span);
  const read = (document: SimulateDocument, k: number): number =>
    byCharge ? Math.abs(document.series.charge[k] as number) / 36_000 : (document.series.time[k] as number) / seconds;
  const axis = byCharge
    ? { title: axisTitle("Q", "mAh cm⁻²"), hover: "%{x:.4~g} mAh cm⁻²" }
    : { title: axisTitle("t", unit), hover: `%{x:.5~g} ${unit}` };
  const ends = courses.some(({ document }) => denseGroups(document).length > 0);
  return {
    id: "voltages",
    title: "Voltage of the cases",
    remark: `${ends ? "of many pulses at the end of each; " : ""}against ${byCharge ? "the charge passed" : "time"}`,
    summary: `Voltage of ${runs.length} cases.`,
    width: "w8",
    height: "map",
    draw: (theme) =>
      caseVoltages(
        axis,
        courses.map(({ name, document, points }) => ({
          name,
          x: points.map((k) => read(document, k)),
          voltage: points.map((k) => document.series.voltage[k] as number),
        })),
        theme,
      ),
  };
}

/** All points; of many pulses the ends of the commonest one under current. */
function drawnPoints(document: SimulateDocument): readonly number[] {
  const groups = denseGroups(document);
  const driven = groups.find(({ points }) => document.series.current[points[0] ?? 0] !== 0);
  return driven?.points ?? Array.from(document.series.time.keys());
}
