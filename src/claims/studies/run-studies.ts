import { LiquidusError } from "../../base/errors.ts";
import type { Task } from "../../base/task.ts";
import { StudyAnswers } from "./study-answers.ts";
import type { ReferenceArea, StudyOutcome, StudyRequest, StudyRunner } from "./study-runner.ts";

/** Areas in m². */
export type ReferenceAreas = Readonly<Record<ReferenceArea, number>>;

/** A study that was run for the ledger. */
export interface StudyRunEntry {
  readonly name: string;
  readonly cases: readonly string[];
  /** m² that its numbers refer to. */
  readonly areas: readonly number[];
  /** Why it gave nothing; null where it was run. */
  readonly error: string | null;
}

export interface StudyRuns {
  readonly answers: StudyAnswers;
  readonly studies: readonly StudyRunEntry[];
}

/** Everything that is asked of each study, in one request. */
function mergedRequests(requests: readonly StudyRequest[]): StudyRequest[] {
  return [...new Set(requests.map(({ study }) => study))].map((study) => {
    const own = requests.filter((one) => one.study === study);
    const areas = [...new Set(own.flatMap((one) => one.areas ?? BOTH))];
    return {
      study,
      observe: own.flatMap(({ observe }) => observe),
      relaxationTimes: own.flatMap(({ relaxationTimes = [] }) => relaxationTimes),
      areas: BOTH.filter((area) => areas.includes(area)),
    };
  });
}

const BOTH: readonly ReferenceArea[] = ["pool", "disc"];

/**
 * Runs each study once for each area. One that fails is no exception: its claims say why.
 * @param onStudy is told of each study that has been run over all its areas: its name, and the answers so far
 */
export function studiesTask(
  requests: readonly StudyRequest[],
  areas: ReferenceAreas,
  runner: StudyRunner,
  onStudy?: (study: string, answers: StudyAnswers) => void,
): Task<StudyRuns> {
  const merged = mergedRequests(requests);
  const runs = merged.flatMap((request) => (request.areas ?? BOTH).map((area) => ({ request, area })));
  return {
    name: "studies",
    async run(control) {
      const outcomes = new Map<string, Map<ReferenceArea, StudyOutcome | Error>>();
      for (const [k, { request, area }] of runs.entries()) {
        const { study } = request;
        control.report(k, runs.length, study);
        await control.checkpoint();
        const own = outcomes.get(study) ?? new Map<ReferenceArea, StudyOutcome | Error>();
        outcomes.set(study, own);
        try {
          const outcome = await runner.run(request, areas[area]).run({
            report: (done, total) =>
              control.report(k + (total > 0 ? Math.min(1, done / total) : 0), runs.length, study),
            checkpoint: () => control.checkpoint(),
          });
          own.set(area, outcome);
        } catch (error) {
          if (!(error instanceof LiquidusError) || error.name === "CancelledError") throw error;
          own.set(area, error);
        }
        if (runs[k + 1]?.request !== request) onStudy?.(study, new StudyAnswers(outcomes));
      }
      return {
        answers: new StudyAnswers(outcomes),
        studies: merged.map((request) => {
          const error = [...(outcomes.get(request.study)?.values() ?? [])].find((one) => one instanceof Error);
          return {
            name: request.study,
            cases: [...new Set(request.observe.map((one) => one.case))],
            areas: (request.areas ?? BOTH).map((area) => areas[area]),
            error: error instanceof Error ? error.message : null,
          };
        }),
      };
    },
  };
}
