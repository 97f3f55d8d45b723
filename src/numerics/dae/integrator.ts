/** Work done since the integrator was made. */
export interface WorkCounters {
  steps: number;
  rejectedSteps: number;
  evaluations: number;
  jacobians: number;
  factorizations: number;
  solves: number;
  /** Calls of `start`: one for every switch of a protocol. */
  starts: number;
}

export interface IntegratorSettings {
  /** Local error per step, relative. */
  readonly relativeTolerance: number;
  /** One number, or one for every unknown, in its unit. */
  readonly absoluteTolerance: number | Float64Array;
  /** First step in s of each segment; chosen from the problem where absent. */
  readonly initialStep?: number;
  /** Default: the length of the segment. */
  readonly maximumStep?: number;
  /** Steps, rejected ones too, in one call of `advance` before it gives up; default 100 000. */
  readonly maximumSteps?: number;
}

/** A quantity whose zero is looked for on the dense output. */
export interface EventFunction {
  readonly name: string;
  value(time: number, state: Float64Array): number;
  /** Which crossing counts; default either. */
  readonly direction?: "rising" | "falling" | "either";
  /** Unknowns that the value is worked out from, where it is from few: the others need not be interpolated. Default all. */
  readonly reads?: Int32Array | undefined;
}

/** A step that was accepted; valid only inside of the callback. */
export interface AcceptedStep {
  readonly from: number;
  readonly to: number;
  /** State at `to`. */
  readonly state: Float64Array;
  /** Dense output: state at a time in [from, to] into `out`. @param only unknowns that are asked for; the rest of `out` is left to chance */
  interpolate(time: number, out: Float64Array, only?: Int32Array): void;
}

export interface IntegrationFailure {
  readonly reason: "step-too-small" | "too-many-steps" | "singular-matrix" | "not-finite" | "inconsistent-start";
  /** A sentence: what happened, at which time, in which unknown, what to try. */
  readonly message: string;
  /** The same without the times, for who has another clock. */
  readonly cause?: string;
  readonly time: number;
  /** Unknown with the largest scaled error, or of the row of f that is the first not to be finite; −1 where none stands out. */
  readonly unknown: number;
  /** Last state that was accepted, at `time`. */
  readonly lastState: Float64Array;
}

export type Advance =
  | { readonly kind: "reached" }
  /** `time` and the integrator's state are those of the event, obtained by a step that ends there. */
  | { readonly kind: "event"; readonly event: number; readonly time: number }
  | { readonly kind: "failed"; readonly failure: IntegrationFailure };

export interface AdvanceOptions {
  readonly events?: readonly EventFunction[];
  readonly onStep?: (step: AcceptedStep) => void;
}

/** One-step integrator that is restarted at every switch and ends exactly at every edge. */
export interface Integrator {
  /** s */
  readonly time: number;
  /** The state at `time`; a live view, copy to keep. */
  readonly state: Float64Array;
  readonly counters: Readonly<WorkCounters>;
  /**
   * Starts, or starts again after a switch, at a state that fulfils the algebraic equations (see `makeConsistent`).
   * @param state copied
   */
  start(time: number, state: Float64Array): void;
  /** Goes on to `end` exactly, or to the first event, or to where it has to give up. */
  advance(end: number, options?: AdvanceOptions): Advance;
  /** Before a start: forgets what was learnt on the way, so that what follows is the same to the bit as with a new integrator; the work stays counted. */
  forget?(): void;
}
