import type { Pencil } from "../linear/pencil.ts";
import type { DaeSystem } from "./dae-system.ts";
import type { WorkCounters } from "./integrator.ts";

/**
 * One step of a one-step method: `prepare` computes what does not depend on h, `attempt` does the stages for one h and may be
 * called again with another, `swap` makes the new state the present one. The new state is `argument` + `error`, which whoever
 * measures the error writes to `next`. All arrays are made once.
 */
export interface StepMethod {
  readonly system: DaeSystem;
  /** Factors αM − J for real α. */
  readonly pencil: Pencil;
  readonly counters: WorkCounters;
  /** The error estimate falls with h to this power. */
  readonly errorOrder: number;
  /** State at the start of the step. */
  readonly state: Float64Array;
  /** Room for the state at its end. */
  readonly next: Float64Array;
  /** f at the start of the step. */
  readonly slope: Float64Array;
  /** ∂f/∂t there; undefined where f does not contain t at present. */
  readonly timeSlope: Float64Array | undefined;
  /** ∂f/∂y there. */
  readonly jacobian: Float64Array;
  /** New state less the error of the last attempt. */
  readonly argument: Float64Array;
  /** Estimate of the error of the last attempt. */
  readonly error: Float64Array;
  prepare(time: number): void;
  /** @returns false where the stages cannot be computed with this h; `iterationFailed` says whether for want of convergence */
  attempt(time: number, h: number): boolean;
  readonly iterationFailed?: boolean;
  /**
   * Dense output of the last attempt: the state at start + θ h; `next` must hold the state at its end.
   * @param only unknowns that are asked for, where it is few; the others need not be written
   */
  interpolate(theta: number, out: Float64Array, only?: Int32Array): void;
  swap(): void;
  /** Told at a start, for methods that guess from the last step. */
  restart?(): void;
  /** Forgets what was learnt of matrices. */
  forget(): void;
}
