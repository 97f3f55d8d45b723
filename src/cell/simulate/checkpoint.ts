import type { WorkCounters } from "../../numerics/dae/integrator.ts";
import type { Segment } from "../protocol/segment.ts";
import type { CycleJumpState } from "./cycle-jump-state.ts";
import type { LoggedOutcomes } from "./outcome-log.ts";
import type { RecordColumns } from "./record-columns.ts";
import type { RecorderState } from "./recorder.ts";
import type { StoredState, TrajectoryEnd } from "./trajectory.ts";
import type { ClippedSteps } from "./voltage-watch.ts";

/**
 * A run between two segments as plain data, from which another process takes it up: the same cell, protocol and options then come to the
 * same end, to the last bit. It is taken only where the run has forgotten what its solvers had learnt.
 */
export interface RunCheckpoint {
  readonly outcomes: LoggedOutcomes;
  /** Between the segments. */
  readonly state: Float64Array;
  /** s and C/m², sum and carry. */
  readonly time: readonly [sum: number, carry: number];
  readonly charge: readonly [sum: number, carry: number];
  /** Step of the last segment, and V where it began. */
  readonly step: string;
  readonly stepStart: number;
  readonly records: RecordColumns;
  readonly states: readonly StoredState[];
  readonly recorder: RecorderState;
  readonly counters: WorkCounters;
  readonly clipped: ClippedSteps | null;
  /** What follows the repetitions, where jumps were asked for. */
  readonly jump: CycleJumpState | null;
  /** The segment before. */
  readonly last: Segment | null;
  /** Null: it goes on. */
  readonly end: TrajectoryEnd | null;
}

/** When checkpoints are wanted, and who takes them. */
export interface CheckpointTaker {
  /** Asked where one can be taken. */
  readonly due: () => boolean;
  readonly take: (checkpoint: RunCheckpoint) => void;
}
