import { currentDensityUnit } from "../../figures/current-unit.ts";
import { formatDuration, formatNumber } from "../../figures/format-number.ts";
import { formatVoltage, voltageUnit } from "../../figures/format-voltage.ts";
import { figureUnit } from "../../figures/simulated-course.ts";
import { baseName } from "../file-names.ts";
import type { ConservedAmount } from "../simulate-results.ts";
import { endSentence } from "../simulate-sentences.ts";
import { isFact } from "../simulate-warnings.ts";
import type { ObservedValue } from "./observables/observe.ts";
import type { CaseEntry, StudyFit, StudyResult } from "./result.ts";

/** What was run, in one line. */
export function studySentence({ study, cases }: StudyResult): string {
  const [first] = cases;
  const count = cases.length === study.cases.length ? `${cases.length}` : `${cases.length} of ${study.cases.length}`;
  const what = first === undefined ? "" : `: ${first.simulation.protocol.totals.summary}`;
  return study.cases.length === 1
    ? `${study.title ?? study.name}${what}`
    : `${study.title ?? study.name}; ${count} cases${cases.length > 1 ? ", the first" : ""}${what}`;
}

/** How a case ended. */
export function caseEnd({ simulation }: CaseEntry): string {
  return endSentence(simulation);
}

/** A number in the unit in which people read it; "–" where there is none. */
export function observedText(value: number | null, unit: string): string {
  if (value === null) return "–";
  const { factor, unit: shown } = observedUnit(unit, value);
  return `${formatNumber(value * factor)}${shown === "" ? "" : ` ${shown}`}`;
}

/** mA/cm², mAh/cm², Ω cm²; times and lengths by their size. */
export function observedUnit(unit: string, value: number): { readonly factor: number; readonly unit: string } {
  if (unit === "V") return voltageUnit(value);
  if (unit === "A/m2") return currentDensityUnit([value]);
  if (unit === "s") {
    if (Math.abs(value) < 1 && value !== 0) return { factor: 1e3, unit: "ms" };
    return Math.abs(value) >= 7200 ? { factor: 1 / 3600, unit: "h" } : { factor: 1, unit: "s" };
  }
  if (unit === "m") return { factor: 1e6, unit: "µm" };
  return figureUnit(unit, [Number.POSITIVE_INFINITY]);
}

/** Observables that are yes (1) or no (0). */
export const YES_OR_NO: readonly string[] = ["short circuit", "ended by"];

const yesOrNo = (value: number | null): string => (value === null ? "–" : value === 0 ? "no" : "yes");

/** What a run gave for an observable. */
export function computedText({ what, value, unit }: ObservedValue): string {
  return YES_OR_NO.includes(what) ? yesOrNo(value) : observedText(value, unit);
}

/** How far it is off in standard deviations; of a yes or no whether it agrees. */
export function offText({ what, value, published, residual }: ObservedValue): string {
  if (YES_OR_NO.includes(what) && published !== null && value !== null) {
    return (value === 0) === (published.value === 0) ? "agrees" : "differs";
  }
  return residual === null ? "–" : formatNumber(residual, { digits: 2 });
}

const SENSES = { equals: "", "at least": "≥ ", "at most": "≤ " } as const;

/** "12 ± 2 mAh cm⁻²", "≥ 20 mAh cm⁻²". */
export function publishedText({ what, published, unit }: ObservedValue): string {
  if (published === null) return "–";
  if (YES_OR_NO.includes(what)) return yesOrNo(published.value);
  const { factor, unit: shown } = observedUnit(unit, published.value);
  const error = published.sigma === null ? "" : ` ± ${formatNumber(published.sigma * factor, { digits: 2 })}`;
  return `${SENSES[published.sense]}${formatNumber(published.value * factor)}${error}${shown === "" ? "" : ` ${shown}`}`;
}

/** Data against parameters, and which data do not count, with the reason. */
export function fitSentence(
  { data, fittedParameters, chiSquared }: StudyFit,
  cases: readonly { readonly observed: readonly ObservedValue[] }[],
): string {
  const fitted = fittedParameters.length;
  const open = cases
    .flatMap(({ observed }) => observed)
    .filter(({ published, residual }) => published !== null && residual === null);
  const said = open.slice(0, MOST_NAMED).map((one) => `${one.name} (${whyOpen(one)})`);
  const more = open.length > said.length ? `; and ${open.length - said.length} more in the table` : "";
  const without = open.length === 0 ? "" : ` Not counted in it: ${said.join("; ")}${more}.`;
  return `${data} given ${data === 1 ? "number" : "numbers"} against ${fitted} fitted ${fitted === 1 ? "parameter" : "parameters"}: χ² = ${formatNumber(chiSquared, { digits: 3 })}.${without}`;
}

/** Data named in a sentence. */
const MOST_NAMED = 4;

function whyOpen(one: ObservedValue): string {
  if (one.value === null) return one.reason ?? "the run gives no number";
  return YES_OR_NO.includes(one.what) ? `yes or no: ${offText(one)}` : "no standard deviation is given";
}

/** "Na and charge are conserved: largest drift 2 × 10⁻¹⁵ of the inventory." */
export function conservationSentence(amounts: readonly ConservedAmount[]): string {
  const names = [...new Set(amounts.map(({ amount }) => amount))];
  if (names.length === 0) return "Nothing that could be conserved is counted in these cells.";
  const drift = Math.max(0, ...amounts.map(({ relativeDrift }) => relativeDrift));
  const words = names.length === 1 ? String(names[0]) : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
  const are = `${/^[a-z]{2}/.test(words) ? words.charAt(0).toUpperCase() + words.slice(1) : words} ${names.length === 1 ? "is" : "are"}`;
  if (!(drift < CONSERVED))
    return `${are} not conserved: largest drift ${formatNumber(drift, { digits: 2 })} of the inventory.`;
  return `${are} conserved${drift === 0 ? " to the last bit" : `: largest drift ${formatNumber(drift, { digits: 1 })} of the inventory`}.`;
}

/** Relative drift of an amount up to which it counts as conserved. */
export const CONSERVED = 1e-9;

/** How far a measured file lies from its run; null without one. */
export function misfitSentence({ measured }: Pick<CaseEntry, "measured">): string | null {
  if (measured === null) return null;
  const { file, voltage, spectra } = measured;
  const parts = [
    ...(voltage === null
      ? []
      : [
          `the voltage differs by ${formatVoltage(voltage.rms, 3)} rms over ${voltage.points} points, at most by ${formatVoltage(voltage.largest, 3)} at ${formatDuration(voltage.largestAt)}`,
        ]),
    ...(spectra.length === 0
      ? []
      : [
          `${spectra.length} ${spectra.length === 1 ? "spectrum" : "spectra"} by ${percent(Math.min(...spectra.map((one) => one.relativeResidual)))} to ${percent(Math.max(...spectra.map((one) => one.relativeResidual)))} of |Z|`,
        ]),
  ];
  return `Against ${baseName(file)}: ${parts.length === 0 ? "nothing could be compared" : parts.join("; ")}.`;
}

const percent = (part: number): string => `${formatNumber(100 * part, { digits: 2 })} %`;

/** A sentence about a study: a fact, or what is to be minded. */
export interface StudyRemark {
  readonly message: string;
  readonly fact: boolean;
}

/** Warnings, each once; those that not every case has with the names of its cases before them. */
export function warningSentences({
  cases,
  warnings,
}: Pick<StudyResult, "warnings"> & { readonly cases: readonly CaseEntry[] }): readonly StudyRemark[] {
  const by = new Map<string, { readonly names: Set<string>; readonly fact: boolean }>();
  for (const { name, simulation, measured } of cases) {
    for (const one of [...simulation.warnings, ...(measured?.warnings ?? [])]) {
      const known = by.get(one.message) ?? { names: new Set(), fact: isFact(one) };
      known.names.add(name);
      by.set(one.message, known);
    }
  }
  const told = new Map(warnings.map((one) => [one.message, isFact(one)]));
  for (const [message, { names, fact }] of by)
    told.set(names.size === cases.length ? message : `${[...names].join(", ")}: ${message}`, fact);
  return [...told].map(([message, fact]) => ({ message, fact }));
}
