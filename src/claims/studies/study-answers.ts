import { DomainError } from "../../base/errors.ts";
import { exactly, factorOf, type Ranged, range } from "../ranged.ts";
import type { ReferenceArea, RelaxationPeak, StudyNumber, StudyOutcome } from "./study-runner.ts";

/** What the run over one area gives for a number of the paper. */
export interface AreaAnswer {
  /** A value, or an open range where the run cannot show the value; null where it gives neither. */
  readonly ranged: Ranged | null;
  /** Why it gives no value. */
  readonly reason: string | null;
}

/** What a study gives for a number of the paper, over each area by itself. */
export interface Answer {
  readonly unit: string;
  readonly byArea: Readonly<Partial<Record<ReferenceArea, AreaAnswer>>>;
  /** Of the first area that gives a value; null where none does. */
  readonly ranged: Ranged | null;
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
    return this.#byArea(study, unit, (outcome) => combined(caseOf(outcome, caseName), names, of));
  }

  /** A number in SI of the relaxation times at moments of a run. @throws DomainError where the study was not run or failed */
  relaxation(
    study: string,
    caseName: string,
    moments: readonly string[],
    unit: string,
    of: (...spectra: (readonly RelaxationPeak[])[]) => StudyNumber,
  ): Answer {
    return this.#byArea(study, unit, (outcome) => {
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

  #byArea(study: string, unit: string, of: (outcome: StudyOutcome) => StudyNumber): Answer {
    const found = [...this.#runsOf(study)].map(([area, outcome]) => [area, areaAnswer(of(outcome), unit)] as const);
    const first = found.find(([, { reason }]) => reason === null);
    return { unit, byArea: Object.fromEntries(found), ranged: first?.[1].ranged ?? null };
  }
}

/** A value beyond what the run can speak for is open there. */
function areaAnswer({ value, reason, beyond, end }: StudyNumber, unit: string): AreaAnswer {
  const factor = factorOf(unit);
  if (value !== null) return { ranged: exactly(value / factor, unit), reason: null };
  const why = reason ?? "the run does not give it";
  if (end === null || beyond === 0 || (beyond > 0 && !(end > 0))) return { ranged: null, reason: why };
  return {
    ranged: beyond > 0 ? range(end / factor, Number.POSITIVE_INFINITY, unit) : range(0, end / factor, unit),
    reason: why,
  };
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
