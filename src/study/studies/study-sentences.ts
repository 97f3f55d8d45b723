import { formatNumber } from "../../figures/format-number.ts";
import { figureUnit } from "../../figures/simulated-course.ts";
import { baseName } from "../file-names.ts";
import { endSentence } from "../simulate-sentences.ts";
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
  if (unit === "V") return { factor: 1, unit: "V" };
  if (unit === "s") {
    if (Math.abs(value) < 1 && value !== 0) return { factor: 1e3, unit: "ms" };
    return Math.abs(value) >= 7200 ? { factor: 1 / 3600, unit: "h" } : { factor: 1, unit: "s" };
  }
  if (unit === "m") return { factor: 1e6, unit: "µm" };
  return figureUnit(unit, [Number.POSITIVE_INFINITY]);
}

const SENSES = { equals: "", "at least": "≥ ", "at most": "≤ " } as const;

/** "12 ± 2 mAh cm⁻²", "≥ 20 mAh cm⁻²". */
export function publishedText({ published, unit }: ObservedValue): string {
  if (published === null) return "–";
  const { factor, unit: shown } = observedUnit(unit, published.value);
  const error = published.sigma === null ? "" : ` ± ${formatNumber(published.sigma * factor, { digits: 2 })}`;
  return `${SENSES[published.sense]}${formatNumber(published.value * factor)}${error}${shown === "" ? "" : ` ${shown}`}`;
}

/** Data against parameters. */
export function fitSentence({ data, without, fittedParameters, chiSquared }: StudyFit): string {
  const open = without === 0 ? "" : ` For ${without} more no residual could be formed.`;
  const fitted = fittedParameters.length;
  return `${data} published ${data === 1 ? "number" : "numbers"} against ${fitted} fitted ${fitted === 1 ? "parameter" : "parameters"}: χ² = ${formatNumber(chiSquared, { digits: 3 })}.${open}`;
}

/** How far a measured file lies from its run; null without one. */
export function misfitSentence({ measured }: Pick<CaseEntry, "measured">): string | null {
  if (measured === null) return null;
  const { file, voltage, spectra } = measured;
  const parts = [
    ...(voltage === null
      ? []
      : [
          `the voltage differs by ${formatNumber(1e3 * voltage.rms, { digits: 3 })} mV rms over ${voltage.points} points, at most by ${formatNumber(1e3 * voltage.largest, { digits: 3 })} mV at ${formatNumber(voltage.largestAt)} s`,
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

/** Warnings, each once; those that not every case has with the names of its cases before them. */
export function warningSentences({
  cases,
  warnings,
}: Pick<StudyResult, "warnings"> & { readonly cases: readonly CaseEntry[] }): string[] {
  const by = new Map<string, string[]>();
  for (const { name, simulation, measured } of cases) {
    for (const { message } of [...simulation.warnings, ...(measured?.warnings ?? [])]) {
      by.set(message, [...(by.get(message) ?? []), name]);
    }
  }
  const named = [...by].map(([message, names]) =>
    new Set(names).size === cases.length ? message : `${[...new Set(names)].join(", ")}: ${message}`,
  );
  return [...new Set([...warnings.map(({ message }) => message), ...named])];
}
