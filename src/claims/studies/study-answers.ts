import { DomainError } from "../../base/errors.ts";
import { factorOf, type Ranged } from "../ranged.ts";
import type { ReferenceArea, RelaxationPeak, StudyNumber, StudyOutcome } from "./study-runner.ts";

/** What a study gives for a number of the paper: the value over the pool, an interval that spans what both areas give. */
export interface Answer {
  /** Null where no area gives a number. */
  readonly ranged: Ranged | null;
  readonly unit: string;
  /** By area, in the unit asked for; null where the run gives none. */
  readonly byArea: Readonly<Partial<Record<ReferenceArea, number | null>>>;
  /** Why an area gives none. */
  readonly reasons: readonly string[];
}

/** Outcomes of the studies that were run, by area, as the claims ask for them. */
export class StudyAnswers {
  readonly #outcomes: ReadonlyMap<string, ReadonlyMap<ReferenceArea, StudyOutcome | Error>>;

  constructor(outcomes: ReadonlyMap<string, ReadonlyMap<ReferenceArea, StudyOutcome | Error>>) {
    this.#outcomes = outcomes;
  }

  /** A number in a unit. @throws DomainError where the study was not run or failed */
  number(study: string, caseName: string, name: string, unit: string): Answer {
    return this.derived(study, caseName, [name], unit, ([value]) => value ?? Number.NaN);
  }

  /** A function of numbers in SI of one run, itself in SI. @throws DomainError where the study was not run or failed */
  derived(
    study: string,
    caseName: string,
    names: readonly string[],
    unit: string,
    of: (values: readonly number[]) => number,
  ): Answer {
    return this.#spanning(study, unit, (outcome) => combined(caseOf(outcome, caseName), names, of));
  }

  /** A number in SI of the relaxation times at moments of a run. @throws DomainError where the study was not run or failed */
  relaxation(
    study: string,
    caseName: string,
    moments: readonly string[],
    unit: string,
    of: (...spectra: (readonly RelaxationPeak[])[]) => StudyNumber,
  ): Answer {
    return this.#spanning(study, unit, (outcome) => {
      const { relaxationTimes } = caseOf(outcome, caseName);
      return of(...moments.map((at) => relaxationTimes[at] ?? []));
    });
  }

  /** Peaks of the relaxation times over the first area. @throws DomainError where the study was not run or failed */
  peaks(study: string, caseName: string, at: string): readonly RelaxationPeak[] {
    const [first] = this.#runsOf(study).values();
    return first === undefined ? [] : (caseOf(first, caseName).relaxationTimes[at] ?? []);
  }

  /** How a case ended, by area, in a sentence each. @throws DomainError where the study was not run or failed */
  endings(study: string, caseName: string): readonly (readonly [ReferenceArea, string])[] {
    return [...this.#runsOf(study)].map(([area, outcome]) => [area, caseOf(outcome, caseName).ended]);
  }

  #runsOf(study: string): ReadonlyMap<ReferenceArea, StudyOutcome> {
    const runs = this.#outcomes.get(study);
    if (runs === undefined) throw new DomainError(`the study ${study} was not run.`);
    const good = new Map<ReferenceArea, StudyOutcome>();
    for (const [area, outcome] of runs) {
      if (outcome instanceof Error) throw new DomainError(outcome.message);
      good.set(area, outcome);
    }
    return good;
  }

  #spanning(study: string, unit: string, of: (outcome: StudyOutcome) => StudyNumber): Answer {
    const found = [...this.#runsOf(study)].map(([area, outcome]) => [area, of(outcome)] as const);
    const factor = factorOf(unit);
    const spans = found.flatMap(([, number]) => spanOf(number));
    const value = found.find(([, number]) => number.value !== null)?.[1].value ?? null;
    const byArea = Object.fromEntries(
      found.map(([area, number]) => [area, number.value === null ? null : number.value / factor]),
    );
    const reasons = found.flatMap(([, { reason }]) => (reason === null ? [] : [reason]));
    if (spans.length === 0) return { ranged: null, unit, byArea, reasons };
    const lower = Math.min(...spans.map(([low]) => low)) / factor;
    const upper = Math.max(...spans.map(([, high]) => high)) / factor;
    const middle = Number.isFinite(upper) ? (lower + upper) / 2 : lower;
    return {
      ranged:
        value === null
          ? { value: middle, lower, upper, unit, isRange: true }
          : { value: value / factor, lower, upper, unit },
      unit,
      byArea,
      reasons,
    };
  }
}

/** Ends in SI; a value beyond what the run can speak for is open there. */
function spanOf({ value, beyond, end }: StudyNumber): [number, number][] {
  if (value !== null) return [[value, value]];
  if (beyond > 0 && end !== null && end > 0) return [[end, Number.POSITIVE_INFINITY]];
  return beyond < 0 && end !== null ? [[0, end]] : [];
}

type CaseOutcome = StudyOutcome["cases"][number];

function caseOf({ study, cases }: StudyOutcome, name: string): CaseOutcome {
  const found = cases.find((one) => one.name === name);
  if (found === undefined) throw new DomainError(`the study ${study} has no case "${name}".`);
  return found;
}

function combined(
  { numbers, name: caseName }: CaseOutcome,
  names: readonly string[],
  of: (values: readonly number[]) => number,
): StudyNumber {
  const found = names.map((name) => {
    const one = numbers[name];
    if (one === undefined) throw new DomainError(`the case "${caseName}" was not asked for "${name}".`);
    return one;
  });
  const missing = found.find(({ value }) => value === null);
  if (missing !== undefined) return names.length === 1 ? missing : { ...missing, beyond: 0, end: null };
  const value = of(found.map((one) => one.value as number));
  if (Number.isFinite(value)) return { value, reason: null, beyond: 0, end: null };
  return { value: null, reason: "it is not finite", beyond: 0, end: null };
}
