import { CancelledError } from "../../base/errors.ts";
import type { TaskControl } from "../../base/task.ts";
import { version } from "../../base/version.ts";
import type { Warning } from "../../base/warnings.ts";
import type { CalibrationRequest } from "./calibration.ts";
import { calibrationSchema } from "./document.ts";
import type { EstimateOptions } from "./estimate.ts";
import { valuesAt } from "./scaling.ts";

/** The best that a search had found when it was stopped; no intervals are known there. */
export interface ReachedCalibration {
  /** F = Σ r² with the settings of the search. */
  readonly sumOfSquares: number;
  /** Runs of the model up to there. */
  readonly runs: number;
  readonly parameters: readonly { readonly name: string; readonly unit: string; readonly value: number }[];
}

/** A calibration that was stopped before its fit was done. */
export class CalibrationStopped extends CancelledError {
  /** Null: stopped before the first run. */
  readonly reached: ReachedCalibration | null;

  constructor(message: string, reached: ReachedCalibration | null) {
    super(message);
    this.reached = reached;
  }
}

/** What is printed of a calibration that was stopped before its fit was done. */
export interface StoppedDocument {
  readonly schema: typeof calibrationSchema;
  readonly program: { readonly name: "liquidus"; readonly version: string };
  readonly warnings: readonly Warning[];
  readonly error: { readonly kind: "Interrupted"; readonly message: string };
  readonly reached: ReachedCalibration | null;
}

/** The document of a calibration that was stopped before its fit was done. */
export function stoppedDocument(reached: ReachedCalibration | null): StoppedDocument {
  const message =
    reached === null
      ? "Stopped before the first run of the model."
      : `Stopped during the search, after ${reached.runs} ${reached.runs === 1 ? "run" : "runs"} of the model: the best set of values so far has a misfit of ${Number(reached.sumOfSquares.toPrecision(4))}, without intervals.`;
  return {
    schema: calibrationSchema,
    program: { name: "liquidus", version },
    warnings: [],
    error: { kind: "Interrupted", message },
    reached,
  };
}

/** The same control, whose checkpoints also end the work once `isStopped` says so. */
export function stoppable(control: TaskControl, isStopped: () => boolean): TaskControl {
  return {
    report: control.report,
    async checkpoint() {
      await control.checkpoint();
      if (isStopped()) throw new CancelledError("calibrate: stopped");
    },
  };
}

/** @throws CalibrationStopped with the best place so far where the work was stopped */
export async function reachedOr<Result>(
  { forward: { parameters } }: CalibrationRequest,
  isStopped: () => boolean,
  work: (onBetter: NonNullable<EstimateOptions["onBetter"]>) => Promise<Result>,
): Promise<Result> {
  let reached: ReachedCalibration | null = null;
  try {
    return await work((places, sumOfSquares, runs) => {
      if (reached !== null && reached.sumOfSquares <= sumOfSquares) return;
      const values = valuesAt(parameters, places);
      reached = {
        sumOfSquares,
        runs,
        parameters: parameters.map(({ name, unit }, k) => ({ name, unit, value: values[k] })),
      };
    });
  } catch (error) {
    if (!(error instanceof CancelledError && isStopped())) throw error;
    throw new CalibrationStopped(error.message, reached);
  }
}

/** All that comes until the work is done or stopped. */
export async function untilStopped<Result>(
  isStopped: () => boolean,
  work: Iterable<Result> | AsyncIterable<Result>,
): Promise<{ readonly results: readonly Result[]; readonly stopped: boolean }> {
  const results: Result[] = [];
  try {
    for await (const one of work) results.push(one);
    return { results, stopped: false };
  } catch (error) {
    if (!(error instanceof CancelledError && isStopped())) throw error;
    return { results, stopped: true };
  }
}
