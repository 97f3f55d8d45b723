import type { PaperNumber } from "../papers/paper-number.ts";
import type { ClaimCheck } from "../result.ts";
import type { Answer, AreaAnswer, StudyAnswers } from "../studies/study-answers.ts";
import type { ReferenceArea, StudyEvidence, StudyRequest } from "../studies/study-runner.ts";
import { compare } from "../verdict.ts";
import type { ClaimContext } from "./row.ts";
import { type Evaluation, n, ours, theirs } from "./row.ts";

/** A comparison with what a study gives. */
export interface SimulatedCheck extends ClaimCheck {
  readonly byArea: NonNullable<ClaimCheck["byArea"]>;
  /** The figure of the claimed value, as sources of parameters name it: "3c", "S6"; or words that such a source holds. */
  readonly figure: string;
}

/** What the studies of a claim give. */
export interface SimulatedEvaluation extends Evaluation {
  readonly checks: readonly SimulatedCheck[];
}

/** The part of a claim that shipped studies compute. */
export interface Simulation {
  readonly studies: readonly StudyRequest[];
  /** True where the verdict waits for it; false where it stands beside what decides. */
  readonly decides: boolean;
  /** What it stands on, where nothing is compared. */
  readonly standsOn?: string;
  evaluate(context: ClaimContext, answers: StudyAnswers): SimulatedEvaluation;
}

const areaWords: Readonly<Record<ReferenceArea, string>> = { pool: "7 mm pool", disc: "8 mm disc" };

/** "0.6 mA/cm² over the 7 mm pool, 0.46 over the 8 mm disc". */
export function told({ byArea, unit }: Answer, digits = 3): string {
  const tail = unit === "" ? "" : `\u00A0${unit}`;
  const entries = Object.entries(byArea).map(([area, { ranged, reason }]) => [
    areaWords[area as ReferenceArea],
    ranged === null || reason !== null ? "none" : `${n(ranged.value, digits)}${tail}`,
  ]);
  if (entries.length > 1 && new Set(entries.map(([, text]) => text)).size === 1) {
    return `${entries[0]?.[1] ?? ""} over either area`;
  }
  return entries.map(([words, text]) => `${text} over the ${words}`).join(", ");
}

/**
 * Compares a number of a paper with what a study gives over each area; a fitted model can only confirm that its mechanisms suffice. The
 * outcome is that over the first area until the claim has chosen one (`judgedOverOneArea`).
 *
 * @param figure of the number, as sources of parameters name it
 * @param relation `described` where the number comes of an index that was fitted to such numbers
 */
export function simulated(
  name: string,
  figure: string,
  claimed: PaperNumber,
  answer: Answer,
  relation: "sufficient" | "described" = "sufficient",
): SimulatedCheck {
  const byArea = Object.entries(answer.byArea).map(([area, one]) => ({
    area: area as ReferenceArea,
    ...overArea(claimed, one, relation),
  }));
  const paper = theirs(name, claimed);
  const open = { name, value: null, lower: null, upper: null, unit: answer.unit, text: "none" };
  return chosen({ name, relation, claimed: paper, computed: open, outcome: "unexplained", byArea, figure }, null);
}

function overArea(
  claimed: PaperNumber,
  { ranged, reason }: AreaAnswer,
  relation: ClaimCheck["relation"],
): Omit<SimulatedCheck["byArea"][number], "area"> {
  if (ranged === null) {
    return { value: null, lower: null, upper: null, text: `none: ${reason ?? ""}`, outcome: "unexplained" };
  }
  const { value, lower, upper, text } = ours("", ranged);
  const outcome = compare(claimed, ranged, relation);
  // what a run cannot show confirms nothing
  return { value, lower, upper, text, outcome: reason !== null && outcome === "agrees" ? "touches" : outcome };
}

/** A check with the value and the outcome over an area; over the first that it has, where it lacks that one. */
function chosen(check: SimulatedCheck, area: ReferenceArea | null): SimulatedCheck {
  const one = check.byArea.find((entry) => entry.area === area) ?? check.byArea[0];
  if (one === undefined) return check;
  const { value, lower, upper, text, outcome } = one;
  return { ...check, outcome, computed: { ...check.computed, value, lower, upper, text } };
}

const isMet = (outcome: ClaimCheck["outcome"]): boolean => outcome === "agrees" || outcome === "described";

/** All checks over the one area over which most of them are met, of several the first: a claim is not met by parts of two cells. */
export function judgedOverOneArea(checks: readonly SimulatedCheck[]): readonly SimulatedCheck[] {
  const areas = [...new Set(checks.flatMap(({ byArea }) => byArea.map(({ area }) => area)))];
  const met = areas.map((area) => checks.filter((one) => isMet(chosen(one, area).outcome)).length);
  const best = areas[met.indexOf(Math.max(...met))] ?? null;
  return checks.map((one) => chosen(one, best));
}

/** How a case ended over each area, where it did not complete. */
export function endingsOf(answers: StudyAnswers, study: string, caseName: string): string {
  return answers
    .endings(study, caseName)
    .filter(([, ended]) => !ended.startsWith("Completed"))
    .map(
      ([area, ended]) =>
        ` ${caseName === study ? "" : `${caseName.replaceAll("/cm2", "/cm²")}, `}${areaWords[area]}: ${ended}`,
    )
    .join("");
}

/** What the checks leave open, in sentences. */
export function leftOpen(checks: readonly SimulatedCheck[]): string {
  const sentences = checks.flatMap(({ name, outcome, computed, claimed }) => {
    if (outcome === "unexplained") {
      return [`Cannot be reproduced by this set: ${name}, ${computed.text} against ${claimed.text}.`];
    }
    return outcome === "touches" ? [`At the rim only: ${name}, ${computed.text} against ${claimed.text}.`] : [];
  });
  const alone = (["pool", "disc"] as const).flatMap((area) => {
    const names = checks.flatMap(({ name, outcome, byArea }) =>
      isMet(outcome) && byArea.some((one) => one.area === area && !isMet(one.outcome)) ? [name] : [],
    );
    return names.length === 0 ? [] : [`Over the ${areaWords[area]} alone it is not met: ${names.join("; ")}.`];
  });
  return [...sentences, ...alone].join(" ");
}

const CITED = /\bFigs?\.\s*((?:S?\d+[a-z]?)(?:(?:\s*,\s*|\s+(?:and|to)\s+)S?\d+[a-z]?\b)*)/g;
/** A source of this kind names no figure: the parameter was estimated from all of them. */
const FROM_ALL = /p2-family|calibrat/i;

/** Whether the source of a parameter names a figure, whole or in the part that is asked for, or holds these words. */
export function cites(source: string, figure: string): boolean {
  const asked = /^(S?\d+)([a-z]?)$/.exec(figure);
  if (asked === null) return source.includes(figure);
  if (FROM_ALL.test(source)) return true;
  const cited = [...source.matchAll(CITED)].flatMap(([, list = ""]) => [...list.matchAll(/(S?\d+)([a-z]?)/g)]);
  return cited.some(([, whole, part]) => whole === asked[1] && (part === "" || part === asked[2]));
}

/** Which of the parameters were fitted to the figure of a check, and which assumed with it in view. */
export function withEvidence(check: SimulatedCheck, { fitted, assumed }: StudyEvidence): SimulatedCheck {
  const named = (all: StudyEvidence["fitted"]): string[] =>
    all.filter(({ source }) => cites(source, check.figure)).map(({ name }) => name);
  return { ...check, fittedBy: named(fitted), assumedFrom: named(assumed) };
}

/** What the simulated part of a claim depends on. */
export function simulationDependsOn(
  { standsOn, studies, decides }: Simulation,
  checks: readonly SimulatedCheck[],
  { set, data, bounds, yesOrNo, fitted }: StudyEvidence,
): string[] {
  const listed = (of: (check: SimulatedCheck) => readonly string[]): string => {
    const groups = new Map<string, string[]>();
    for (const one of checks) {
      const parameters = of(one).join(", ");
      if (parameters !== "") groups.set(parameters, [...(groups.get(parameters) ?? []), one.name]);
    }
    return [...groups].map(([parameters, names]) => `${names.join("; ")} (${parameters})`).join("; ");
  };
  const fits = listed(({ fittedBy = [] }) => fittedBy);
  const inView = listed(({ fittedBy = [], assumedFrom = [] }) => (fittedBy.length > 0 ? [] : assumedFrom));
  const predicted = checks
    .filter(({ fittedBy = [], assumedFrom = [] }) => fittedBy.length + assumedFrom.length === 0)
    .map(({ name }) => name)
    .join("; ");
  return [
    ...(decides
      ? [
          `one parameter set, ${set}: ${data} published numbers, ${bounds} bounds and ${yesOrNo} yes or no in all its studies, each counted once and most of them words, against ${fitted.length} fitted parameters`,
          ...(fits === "" ? [] : [`no prediction, since fitted to the same figure: ${fits}`]),
          ...(inView === "" ? [] : [`with a parameter that was assumed with the figure in view: ${inView}`]),
          `predicted: ${predicted === "" ? "nothing" : predicted}`,
        ]
      : []),
    ...(standsOn === undefined ? [] : [standsOn]),
    ...(studies.some(({ areas }) => areas === undefined)
      ? ["which area the paper divides by: all numbers are judged over the 7 mm pool, or all over the 8 mm disc"]
      : []),
  ];
}
