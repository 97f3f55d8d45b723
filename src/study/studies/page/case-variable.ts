import type { CaseRun } from "../run-study.ts";
import type { Written } from "../study.ts";

/** What varies between the cases of a study, as an axis. */
export interface CaseVariable {
  /** "rest / s"; "case" where nothing that is a number varies. */
  readonly title: string;
  readonly values: readonly number[];
  readonly log: boolean;
}

/** Largest over smallest value from which on the axis is logarithmic. */
const WIDE = 20;

/** The first text of `let`, or parameter, that differs between the cases and is a number in one unit; else the number of the case. */
export function caseVariable(runs: readonly CaseRun[]): CaseVariable {
  const cases = runs.map(({ planned }) => planned.case);
  const named = (of: (one: (typeof cases)[number]) => Readonly<Record<string, Written>>): CaseVariable | null => {
    const names = [...new Set(cases.flatMap((one) => Object.keys(of(one))))];
    for (const name of names) {
      const read = cases.map((one) => numberAndUnit(of(one)[name]));
      const [first] = read;
      if (first == null || read.some((one) => one == null || one.unit !== first.unit)) continue;
      const values = read.map((one) => one?.value ?? Number.NaN);
      if (new Set(values).size !== values.length) continue;
      const sizes = values.filter((v) => v > 0);
      const log = sizes.length === values.length && Math.max(...sizes) > WIDE * Math.min(...sizes);
      return { title: first.unit === "" ? name : `${name} / ${first.unit}`, values, log };
    }
    return null;
  };
  return (
    named((one) => one.let) ??
    named((one) => one.cell.parameters ?? {}) ?? { title: "case", values: cases.map((_, k) => k + 1), log: false }
  );
}

function numberAndUnit(text: Written | undefined): { readonly value: number; readonly unit: string } | null {
  const match = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)\s*([^\d\s]\S*(?:\s\S+)?)?\s*$/i.exec(String(text ?? ""));
  return match === null ? null : { value: Number(match[1]), unit: match[2] ?? "" };
}
