import type { IntegrationFailure, WorkCounters } from "../../numerics/dae/integrator.ts";
import type { CellModel } from "../form/cell-model.ts";

/** A simulated experiment: recorded points, the edges of every segment, and why it ended. */
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
  readonly segments: readonly SegmentRecord[];
  readonly end: TrajectoryEnd;
  readonly counters: WorkCounters;
  readonly finalState: Float64Array;
}

export interface SegmentRecord {
  readonly step: string;
  readonly sentence: string;
  readonly start: number;
  readonly end: number;
  /** Why it ended: its duration, or the sentence of the limit. */
  readonly endedBy: string;
  /** Spectra taken, indices into the spectra of the simulation. */
  readonly spectra: readonly number[];
}

export type TrajectoryEnd =
  | { readonly kind: "completed" }
  | { readonly kind: "stopped-by-limit"; readonly message: string }
  | { readonly kind: "failed"; readonly failure: IntegrationFailure; readonly message: string };
