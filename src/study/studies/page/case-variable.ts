import type { OverviewVariable } from "../../../figures/case-overview.ts";
import { formatNumber } from "../../../figures/format-number.ts";
import { poolAlloys } from "../../pool-alloys.ts";
import type { CaseRun } from "../run-study.ts";
import type { Written } from "../study.ts";

/** Largest over smallest value from which on the axis is logarithmic. */
const WIDE = 20;

/**
 * What varies between the cases of a study, as an axis: the first text of `let`, or parameter, that is a number in one unit in most
 * cases (the others have none); the composition; else the names of the cases.
 */
export function caseVariable(runs: readonly CaseRun[]): OverviewVariable {
  const cases = runs.map(({ planned }) => planned.case);
  const named = (of: (one: (typeof cases)[number]) => Readonly<Record<string, Written>>): OverviewVariable | null => {
    const names = [...new Set(cases.flatMap((one) => Object.keys(of(one))))];
    for (const name of names) {
      const read = cases.map((one) => numberAndUnit(of(one)[name]));
      const first = read.find((one) => one !== null);
      const same = read.filter((one) => one !== null && one.unit === first?.unit);
      if (first == null || same.length < 2 || 2 * same.length <= read.length) continue;
      const values = read.map((one) => (one?.unit === first.unit ? one.value : Number.NaN));
      const known = values.filter(Number.isFinite);
      if (new Set(known).size !== known.length) continue;
      const log = Math.min(...known) > 0 && Math.max(...known) > WIDE * Math.min(...known);
      const title = first.unit === "" ? name : `${name} / ${printedUnit(first.unit)}`;
      return { title, values, log, words: null, isNumber: true };
    }
    return null;
  };
  const numeric = named((one) => one.let) ?? named((one) => one.cell.parameters ?? {}) ?? composition(runs);
  if (numeric !== null) return numeric;
  return {
    title: "case",
    values: cases.map((_, k) => k + 1),
    log: false,
    words: cases.map(({ name }) => name),
    isNumber: false,
  };
}

function composition(runs: readonly CaseRun[]): OverviewVariable | null {
  const values = runs.map(({ planned }) => planned.cell.moleFraction ?? Number.NaN);
  if (!values.every(Number.isFinite) || new Set(values).size !== values.length) return null;
  const [first] = runs;
  const metal = first === undefined ? null : (poolAlloys(first.document)[0]?.metal ?? null);
  return {
    title: `mole fraction of ${metal ?? "the working metal"}`,
    values,
    log: false,
    words: runs.map(({ planned }, k) => `${planned.case.name}: ${formatNumber(values[k] as number, { digits: 3 })}`),
    isNumber: true,
  };
}

/** "mA/cm2" as figures print it. */
function printedUnit(unit: string): string {
  return unit.replace(/^(.+)\/(?:\(?)cm2\)?$/, "$1 cm⁻²").replace(/^u(?=[A-Zm])/, "µ");
}

function numberAndUnit(text: Written | undefined): { readonly value: number; readonly unit: string } | null {
  const match = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([^\d\s]\S*(?:\s\S+)?)?\s*$/i.exec(String(text ?? ""));
  return match === null ? null : { value: Number(match[1]), unit: match[2] ?? "" };
}
