import type { PaperNumber } from "../papers/paper-number.ts";
import { exactly } from "../ranged.ts";
import type { ClaimCheck } from "../result.ts";
import type { Answer, StudyAnswers } from "../studies/study-answers.ts";
import type { ReferenceArea, StudyEvidence, StudyRequest } from "../studies/study-runner.ts";
import { compare } from "../verdict.ts";
import type { ClaimContext } from "./row.ts";
import { check, type Evaluation, n, theirs } from "./row.ts";

/** The part of a claim that shipped studies compute. */
export interface Simulation {
  readonly studies: readonly StudyRequest[];
  /** True where the verdict waits for it; false where it stands beside what decides. */
  readonly decides: boolean;
  /** Figures of P2 that the claim rests on, as sources of fitted parameters name them; null: nothing is fitted to them. */
  readonly fittedTo: RegExp | null;
  /** Which of the compared numbers the set was not fitted to. */
  readonly predicted: string;
  evaluate(context: ClaimContext, answers: StudyAnswers): Evaluation;
}

const areaWords: Readonly<Record<ReferenceArea, string>> = { pool: "7 mm pool", disc: "8 mm disc" };

/** "0.6 mA/cm² over the 7 mm pool, 0.46 over the 8 mm disc". */
export function told({ byArea, unit }: Answer, digits = 3): string {
  const tail = unit === "" ? "" : `\u00A0${unit}`;
  const entries = Object.entries(byArea).map(
    ([area, value]) => [areaWords[area as ReferenceArea], value ?? null] as const,
  );
  const texts = entries.map(([, value]) => (value === null ? "none" : `${n(value, digits)}${tail}`));
  if (entries.length > 1 && new Set(texts).size === 1) return `${texts[0] ?? ""} over either area`;
  return entries.map(([words], k) => `${texts[k] ?? ""} over the ${words}`).join(", ");
}

/** Compares a number of a paper with what a study gives; a fitted model can only confirm that its mechanisms suffice. */
export function simulated(name: string, claimed: PaperNumber, answer: Answer, digits = 3): ClaimCheck {
  const byArea = Object.entries(answer.byArea).map(([area, value]) => ({
    area: area as ReferenceArea,
    value: value ?? null,
    outcome:
      value === null || value === undefined
        ? ("unexplained" as const)
        : compare(claimed, exactly(value, answer.unit), "sufficient"),
  }));
  if (answer.ranged !== null) return { ...check(name, "sufficient", claimed, answer.ranged, digits), byArea };
  const { unit } = claimed;
  const text = `none: ${answer.reasons[0] ?? "the run does not give it"}`;
  const computed = { name, value: null, lower: null, upper: null, unit, text };
  return { name, relation: "sufficient", claimed: theirs(name, claimed), computed, outcome: "unexplained", byArea };
}

/** How a case ended over each area, where it did not complete. */
export function endingsOf(answers: StudyAnswers, study: string, caseName: string): string {
  return answers
    .endings(study, caseName)
    .filter(([, ended]) => !ended.startsWith("Completed"))
    .map(([area, ended]) => ` ${caseName === study ? "" : `${caseName}, `}${areaWords[area]}: ${ended}`)
    .join("");
}

/** What the checks leave open, in sentences. */
export function leftOpen(checks: readonly ClaimCheck[]): string {
  const sentences = checks.flatMap(({ name, outcome, computed, claimed }) => {
    if (outcome === "unexplained") {
      return [`Cannot be reproduced by this set: ${name}, ${computed.text} against ${claimed.text}.`];
    }
    return outcome === "touches" ? [`At the rim only: ${name}, ${computed.text} against ${claimed.text}.`] : [];
  });
  const alone = checks.flatMap(({ name, outcome, byArea = [] }) =>
    outcome !== "unexplained" && byArea.some((one) => one.area === "disc" && one.outcome === "unexplained")
      ? [name]
      : [],
  );
  const disc = alone.length === 0 ? [] : [`Over the 8 mm disc alone it is not met: ${alone.join("; ")}.`];
  return [...sentences, ...disc].join(" ");
}

/** What the simulated part of a claim depends on. */
export function simulationDependsOn(
  { fittedTo, predicted, studies, decides }: Simulation,
  { set, data, fitted }: StudyEvidence,
): string[] {
  const own = fittedTo === null ? [] : fitted.filter(({ source }) => fittedTo.test(source)).map(({ name }) => name);
  return [
    ...(decides
      ? [
          `one parameter set, ${set}: ${data} published numbers in all its studies, most of them words or limits, against ${fitted.length} fitted parameters`,
          own.length === 0
            ? "no parameter is fitted to the figures of this claim"
            : `fitted to its figures, among others: ${own.join(", ")}`,
        ]
      : []),
    `predicted: ${predicted}`,
    ...(studies.some(({ areas }) => areas === undefined)
      ? [
          "which area the paper divides by: the value is that of the 7 mm pool, the interval reaches to that of the 8 mm disc",
        ]
      : []),
  ];
}
