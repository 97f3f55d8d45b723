import { type CaseObservable, caseOverview } from "../../../figures/case-overview.ts";
import { caseVoltages } from "../../../figures/case-voltages.ts";
import { formatNumber } from "../../../figures/format-number.ts";
import { publishedResiduals } from "../../../figures/published-residuals.ts";
import { axisTitle, timeUnit } from "../../../figures/units.ts";
import type { AlloyFigure } from "../../alloy-pages.ts";
import type { SimulateDocument } from "../../simulate.ts";
import { denseGroups } from "../../simulate-figures.ts";
import type { ObservedValue } from "../observables/observe.ts";
import type { CaseRun } from "../run-study.ts";
import { computedText, observedUnit, publishedText, YES_OR_NO } from "../study-sentences.ts";
import { caseVariable } from "./case-variable.ts";

/** Families of observables, and residuals, that are drawn. */
const MOST_ROWS = 4;
const MOST_RESIDUALS = 24;
/** Factor between the charges of cases from which on their axis is logarithmic, and how far it begins before the least. */
const WIDE = 8;
const BEFORE = 30;

/** What compares the cases of a study: voltages, observables against what varies, and how far they lie from published numbers. */
export function overviewFigures(runs: readonly CaseRun[]): AlloyFigure[] {
  const residuals = residualFigure(runs);
  if (runs.length < 2) return residuals === null ? [] : [residuals];
  const overview = observablesFigure(runs);
  return [voltageFigure(runs), overview, residuals].filter((figure) => figure !== null);
}

function observablesFigure(runs: readonly CaseRun[]): AlloyFigure | null {
  const variable = caseVariable(runs);
  const placed = runs.map((_, k) => Number.isFinite(variable.values[k]));
  const rows = families(runs.filter((_, k) => placed[k])).slice(0, MOST_ROWS);
  if (rows.length === 0) return null;
  const left = runs.flatMap(({ planned }, k) => (placed[k] ? [] : [planned.case.name]));
  const filled = rows.map((row): CaseObservable => {
    const full = (values: readonly number[]): number[] => {
      let next = 0;
      return placed.map((is) => (is ? (values[next++] as number) : Number.NaN));
    };
    let next = 0;
    return {
      ...row,
      computed: full(row.computed),
      published: full(row.published),
      sigma: full(row.sigma),
      senses: placed.map((is) => (is ? (row.senses[next++] as CaseObservable["senses"][number]) : "equals")),
    };
  });
  return {
    id: "overview",
    title: "Observables of the cases",
    remark: left.length === 0 ? `against ${variable.title}` : `against ${variable.title}; without ${left.join(", ")}`,
    summary: `${capital(rows.map(({ name }) => name).join(", "))} of ${runs.length} cases: computed as lines, given ones as points.`,
    width: "w6",
    height: rows.length > 2 ? "tall" : "map",
    draw: (theme) => caseOverview(variable, filled, theme),
  };
}

/** Observables of one kind and unit that at least two cases have, each once a case; where a case has several, those of one name. */
function families(runs: readonly CaseRun[]): CaseObservable[] {
  const all = runs.flatMap(({ observed }) => observed).filter(({ what }) => !YES_OR_NO.includes(what));
  const kinds = [...new Set(all.map(({ what }) => what))];
  return kinds.flatMap((kind): CaseObservable[] => {
    const own = runs.map(({ observed }) => observed.filter(({ what }) => what === kind));
    if (own.every((list) => list.length <= 1))
      return family(
        kind,
        own.map(([one]) => one),
      );
    const names = [...new Set(own.flatMap((list) => list.map(({ name }) => name)))];
    return names.flatMap((name) =>
      family(
        name,
        own.map((list) => list.find((one) => one.name === name)),
      ),
    );
  });
}

function family(name: string, row: readonly (ObservedValue | undefined)[]): CaseObservable[] {
  const number = (value: number | null | undefined): number => value ?? Number.NaN;
  const computed = row.map((one) => number(one?.value));
  const published = row.map((one) => number(one?.published?.value));
  if (row.filter((_, k) => Number.isFinite(computed[k]) || Number.isFinite(published[k])).length < 2) return [];
  const largest = Math.max(...[...computed, ...published].filter(Number.isFinite).map(Math.abs));
  const { factor, unit } = observedUnit(row.find((one) => one !== undefined)?.unit ?? "1", largest);
  return [
    {
      name,
      unit,
      computed: computed.map((v) => v * factor),
      published: published.map((v) => v * factor),
      sigma: row.map((one) => number(one?.published?.sigma) * factor),
      senses: row.map((one) => one?.published?.sense ?? "equals"),
    },
  ];
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** All residuals; of a single number its table is enough. */
function residualFigure(runs: readonly CaseRun[]): AlloyFigure | null {
  const all = runs.flatMap(({ observed }) => observed).filter(({ residual }) => residual !== null);
  if (all.length < 2) return null;
  const shown = all.slice(0, MOST_RESIDUALS);
  const names = shown.map(({ name }) => name);
  const data = shown.map((one) => ({
    name: names.indexOf(one.name) === names.lastIndexOf(one.name) ? one.name : `${one.name}, ${one.case}`,
    residual: one.residual as number,
    text: `${one.name}: ${computedText(one)}, given ${publishedText(one)}`,
  }));
  const far = data.filter(({ residual }) => Math.abs(residual) > 2).length;
  return {
    id: "residuals",
    title: "Against given numbers",
    remark: `${far === 0 ? "none" : formatNumber(far)} of ${data.length} beyond 2 σ`,
    summary: `Computed less given over the standard deviation of ${data.length} numbers; an end (≥, ≤) that is kept counts 0.`,
    width: "w6",
    height: shown.length > 8 ? "tall" : "map",
    draw: (theme) => publishedResiduals(data, theme),
  };
}

function voltageFigure(runs: readonly CaseRun[]): AlloyFigure {
  const courses = runs.map(({ planned, document }) => ({
    name: planned.case.name,
    document,
    points: drawnPoints(document),
  }));
  const driven = ({ series }: SimulateDocument, k: number): boolean => series.current[k] !== 0;
  const byCharge = runs.every(({ document }) => document.summary.stripped > 0 !== document.summary.plated > 0);
  const span = Math.max(...runs.map(({ document }) => document.summary.duration));
  const { seconds, unit } = timeUnit(span);
  const read = (document: SimulateDocument, k: number): number =>
    byCharge ? Math.abs(document.series.charge[k] as number) / 36_000 : (document.series.time[k] as number) / seconds;
  const axis = byCharge
    ? { title: axisTitle("Q", "mAh cm⁻²"), hover: "%{x:.4~g} mAh cm⁻²" }
    : { title: axisTitle("t", unit), hover: `%{x:.5~g} ${unit}` };
  const passed = runs.map(({ document }) => document.summary.stripped + document.summary.plated);
  const wide = byCharge && Math.max(...passed) > WIDE * Math.min(...passed);
  const ends = courses.some(({ document }) => denseGroups(document).length > 0);
  return {
    id: "voltages",
    title: "Voltage of the cases",
    remark: `${ends ? "of many pulses at the end of each; " : ""}against ${byCharge ? "the charge passed, without rests" : "time"}${wide ? ", on a logarithmic axis" : ""}`,
    summary: `Voltage of ${runs.length} cases.`,
    width: "w8",
    height: "map",
    draw: (theme) =>
      caseVoltages(
        { ...axis, ...(wide ? { from: Math.min(...passed) / 36_000 / BEFORE } : {}) },
        courses.map(({ name, document, points }) => {
          const shown = byCharge ? points.filter((k) => driven(document, k)) : points;
          return {
            name,
            x: shown.map((k) => read(document, k)),
            voltage: shown.map((k) => document.series.voltage[k] as number),
          };
        }),
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
