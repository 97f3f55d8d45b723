import type { Task, TaskControl } from "../../base/task.ts";
import { version } from "../../base/version.ts";
import type { Warning } from "../../base/warnings.ts";
import { type SimulateDocument, simulation } from "../simulate.ts";
import { type Comparison, compareWithMeasured } from "./measured/compare.ts";
import { type ObservedValue, observe, type PlannedObservation } from "./observables/observe.ts";
import type { PlannedCase, PlannedStudy } from "./plan-study.ts";
import { type RunRelaxation, relaxationOf } from "./relaxation.ts";
import type { RunFalsifier } from "./study-falsifiers.ts";

/** A case that was run. */
export interface CaseRun {
  readonly planned: PlannedCase;
  readonly document: SimulateDocument;
  readonly relaxation: RunRelaxation | null;
  readonly comparison: Comparison | null;
  readonly observed: readonly ObservedValue[];
  /** What stands against the mechanisms of this run; empty from `runCase`, and where it was not asked for. */
  readonly falsifiers: readonly RunFalsifier[];
}

/** A study that was run: the cases that were begun, in their order. */
export interface StudyRun {
  readonly planned: PlannedStudy;
  readonly program: { readonly name: "liquidus"; readonly version: string };
  readonly runs: readonly CaseRun[];
  /** Whether it was stopped before all cases were run. */
  readonly stopped: boolean;
  readonly warnings: readonly Warning[];
}

export interface RunOptions {
  /** Asked now and then: true ends the run where it stands; what was reached is kept. */
  readonly isStopped?: () => boolean;
  /** False: what stands against the mechanisms is not worked out, for those who do not read it. */
  readonly falsifiers?: boolean;
}

/**
 * Runs the cases of a study one after the other. A case that fails is no exception: its document holds all up to the last good
 * state, and the others are run.
 */
export function studyTask(
  planned: PlannedStudy,
  { isStopped = () => false, falsifiers = true }: RunOptions = {},
): Task<StudyRun> {
  return {
    name: "study",
    async run(control) {
      const runs: CaseRun[] = [];
      const warnings = [...planned.warnings];
      const { cases } = planned;
      for (const [k, one] of cases.entries()) {
        if (isStopped()) break;
        const part = partOf(control, k, cases.length, one.case.name);
        const run = await runCase(one, planned.relaxationTimes, isStopped, part);
        const said = falsifiers ? one.falsifiers(run.document) : { falsifiers: [], warnings: [] };
        runs.push({ ...run, falsifiers: said.falsifiers });
        warnings.push(...said.warnings.filter(({ message }) => warnings.every((known) => known.message !== message)));
        await control.checkpoint();
      }
      control.report(cases.length, cases.length, "done");
      return {
        planned,
        program: { name: "liquidus", version },
        runs,
        stopped: isStopped(),
        warnings,
      };
    },
  };
}

/** Runs one case. @param relaxationTimes whether its spectra are transformed */
export async function runCase(
  planned: PlannedCase,
  relaxationTimes: boolean,
  isStopped: () => boolean,
  control: TaskControl,
): Promise<CaseRun> {
  return caseRunOf(planned, relaxationTimes, await simulation({ ...planned.request, isStopped }).run(control));
}

/** What a document says of its case. @param relaxationTimes whether its spectra are transformed */
export function caseRunOf(planned: PlannedCase, relaxationTimes: boolean, document: SimulateDocument): CaseRun {
  const relaxation = relaxationTimes || planned.observations.some(usesRelaxation) ? relaxationOf(document) : null;
  return {
    planned,
    document,
    relaxation,
    comparison: planned.measured === null ? null : compareWithMeasured(document, planned.measured),
    observed: planned.observations.map((one) => observe({ document, relaxation }, one, planned.case.name)),
    falsifiers: [],
  };
}

const usesRelaxation = ({ kind, asked }: PlannedObservation): boolean => kind.usesRelaxation?.(asked) === true;

/** Progress of one case of several. */
function partOf(control: TaskControl, k: number, count: number, name: string): TaskControl {
  return {
    report: (done, total, detail = "") =>
      control.report(
        k + (total > 0 ? Math.min(1, done / total) : 0),
        count,
        count === 1 ? detail : `${name}: ${detail}`,
      ),
    checkpoint: () => control.checkpoint(),
  };
}
