import type { IntegrationFailure } from "../../numerics/dae/integrator.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Limit, Segment } from "../protocol/segment.ts";
import { largestPower } from "./largest-power.ts";
import { explainFailure, nameStep, spell } from "./sentences.ts";
import type { TrajectoryEnd } from "./trajectory.ts";

export const COMPLETED: TrajectoryEnd = { kind: "completed" };

const stopped = (reason: string): TrajectoryEnd => ({ kind: "stopped-by-limit", message: `Stopped: ${reason}.` });

/** @param next the segment that is not run any more */
export const afterSegments = (maximum: number, next: Segment): TrajectoryEnd =>
  stopped(
    `after ${maximum} segments, before ${nameStep(next)}: make its repeats smaller, or, in a program, raise maximumSegments`,
  );

/** @param beyond the sentence of the bound that an unknown has crossed; @param time s in the experiment */
export const beyondBound = (beyond: string, segment: Segment, time: number): TrajectoryEnd =>
  stopped(`${beyond}, in ${nameStep(segment)} at ${spell(time)} s`);

/** @param time s in the experiment */
export const byHand = (segment: Segment, time: number): TrajectoryEnd =>
  stopped(`by hand, in ${nameStep(segment)} at ${spell(time)} s`);

/** @param maximum s of the experiment */
export const atMaximumTime = (maximum: number, segment: Segment): TrajectoryEnd =>
  stopped(
    `the experiment reached ${spell(maximum)} s in ${nameStep(segment)}: give the step a duration or a limit that it meets (in a program: or raise maximumTime)`,
  );

/** @param time s in the experiment */
export const atLimit = (limit: Limit, segment: Segment, time: number): TrajectoryEnd =>
  stopped(`${limit.sentence}, met in ${nameStep(segment)} at ${spell(time)} s`);

/** The switch to a segment was not possible. @param state before it; @param time s in the experiment */
export function failedAtEdge(
  model: CellModel,
  segment: Segment,
  state: Float64Array,
  time: number,
  message: string,
): TrajectoryEnd {
  const failure = { reason: "inconsistent-start", message, time, unknown: -1, lastState: state.slice() } as const;
  return { kind: "failed", failure, message: explainFailure(model, segment, failure, time, 0, "") };
}

/** Where a segment failed. */
export interface FailurePlace {
  readonly segment: Segment;
  /** The last good one. */
  readonly state: Float64Array;
  /** Of the integrator. */
  readonly clock: number;
  /** s in the experiment */
  readonly time: number;
  /** s in the segment */
  readonly into: number;
}

/** @param maximumSteps in one segment */
export function failedInside(
  model: CellModel,
  { segment, state, clock, time, into }: FailurePlace,
  failure: IntegrationFailure,
  maximumSteps: number,
): TrajectoryEnd {
  let more = "";
  if (segment.control.quantity === "power" && state[model.current] * state[model.voltage] < 0) {
    const most = largestPower(model, state[model.current] < 0 ? -1 : 1, clock, state);
    if (most !== undefined) {
      more = `In this state the cell gives at most ${spell(most.power)} W/m², at ${spell(most.current)} A/m² and ${spell(most.voltage)} V`;
    }
  }
  const message =
    failure.reason === "too-many-steps"
      ? `${maximumSteps} steps were not enough to come to the end of the segment`
      : (failure.cause ?? failure.message);
  const kept = { ...failure, message, cause: message, time, lastState: state.slice() };
  return { kind: "failed", failure: kept, message: explainFailure(model, segment, kept, time, into, more) };
}
