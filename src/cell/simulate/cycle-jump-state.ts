import type { WorkCounters } from "../../numerics/dae/integrator.ts";
import type { JumpLedgerState } from "./jump-ledger.ts";
import type { PassWatchState } from "./pass-watch.ts";

/** All that a jumper knows between two segments. */
export interface CycleJumpState extends PassWatchState {
  readonly derived: boolean;
  readonly fresh: boolean;
  readonly begun: boolean;
  readonly next: number;
  readonly pause: number;
  readonly lastPause: number;
  readonly spent: number;
  readonly ledger: JumpLedgerState;
  readonly derivative: Float64Array;
  readonly knownRate: number;
  readonly hidden: { readonly count: number; readonly counters: WorkCounters };
}
