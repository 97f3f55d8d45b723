import type { Warning } from "../../base/warnings.ts";
import type { IntegrationFailure, WorkCounters } from "../../numerics/dae/integrator.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { CycleJumpReport } from "./cycle-jump-options.ts";

/**
 * A simulated experiment: recorded points, the edges of every segment, and why it ended. At a switch there are two points of
 * one time: the end of the segment before and the start of the one after.
 */
export interface Trajectory {
  readonly model: CellModel;
  /** s */
  readonly time: Float64Array;
  /** A/m² */
  readonly current: Float64Array;
  /** V */
  readonly voltage: Float64Array;
  /** C/m² since the start */
  readonly charge: Float64Array;
  /** Index into `segments` of each point. */
  readonly segment: Int32Array;
  /** Further recorded unknowns, by name. */
  readonly recorded: Readonly<Record<string, Float64Array>>;
  /** V that each of `model.drops` adds to the voltage at each point; empty where they were not asked for. */
  readonly drops: readonly Float64Array[];
  /** One for every segment that was begun, in order, and for every spectrum that took time. */
  readonly segments: readonly SegmentRecord[];
  /** Whole states, where they were asked for. */
  readonly states: readonly StoredState[];
  readonly end: TrajectoryEnd;
  readonly counters: WorkCounters;
  /** What was jumped, where jumps were asked for. */
  readonly cycleJump?: CycleJumpReport;
  /** The last state: at the end, or the last good one of a failure. */
  readonly finalState: Float64Array;
  readonly warnings: readonly Warning[];
}

export interface SegmentRecord {
  readonly step: string;
  readonly sentence: string;
  /** s */
  readonly start: number;
  /** s; the last good time where the segment failed. */
  readonly end: number;
  /** Why it ended: its duration, the sentence of the limit, or "failed". */
  readonly endedBy: string;
  /** Position of the limit that ended it in the segment's list, −1 for none. */
  readonly limit: number;
  /** A/m², just after the switch. */
  readonly startCurrent: number;
  /** V, just after the switch: the jump over the ohmic resistances is in it. */
  readonly startVoltage: number;
  readonly endCurrent: number;
  readonly endVoltage: number;
  /** C/m² passed in this segment, with its sign; i·t itself for a constant current. */
  readonly charge: number;
  /** Spectra taken, indices into the spectra of the simulation. */
  readonly spectra: readonly number[];
  /** Passes of the repetition that this record stands for, where they were jumped: it holds what they did in all. */
  readonly passes?: number;
}

/** The whole state at an edge, or at a time between. */
export interface StoredState {
  /** Index into `segments`. */
  readonly segment: number;
  readonly at: "start" | "inside" | "end";
  /** s */
  readonly time: number;
  readonly state: Float64Array;
}

export type TrajectoryEnd =
  | { readonly kind: "completed" }
  /** By a limit that stops the protocol, or by the guards `maximumTime` and `maximumSegments`. */
  | { readonly kind: "stopped-by-limit"; readonly message: string }
  | { readonly kind: "failed"; readonly failure: IntegrationFailure; readonly message: string };
