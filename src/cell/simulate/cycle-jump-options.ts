/** Asks for jumps over equal passes of a repetition, see docs/numerics/cycle-jump.md. */
export interface CycleJumpOptions {
  /**
   * Most that all jumps within one repetition may add to the state: |Δy| ≤ error · (|y| + scale) for every unknown, by the estimate of the
   * jumps themselves.
   */
  readonly error: number;
  /** Passes in one jump; default 10 000. */
  readonly largest?: number;
}

/** What was jumped, and what for. */
export interface CycleJumpReport {
  /** Passes of repetitions that hold no other: run in full, and left out. */
  readonly passesComputed: number;
  readonly passesJumped: number;
  readonly jumps: number;
  /** Passes that were worked out only to know where a jump leads; not in the record. */
  readonly passesTried: number;
  /** Sum of the estimates of all jumps, in the measure of `CycleJumpOptions.error`. */
  readonly estimatedError: number;
}

/** Over so many passes to a state. */
export interface Jump {
  readonly passes: number;
  /** At their end; valid until the next segment. */
  readonly state: Float64Array;
  /** s and C/m² of all of them. */
  readonly duration: number;
  readonly charge: number;
}

export const DEFAULT_LARGEST_JUMP = 10_000;
