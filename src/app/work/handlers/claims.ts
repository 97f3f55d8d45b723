import { runTask } from "../../../base/task.ts";
import { computeClaims } from "../../../claims/compute.ts";
import type { Claim } from "../../../claims/result.ts";
import { rememberingRunner } from "../../../claims/studies/remembering-runner.ts";
import { shippedRunner } from "../../../claims/studies/shipped-runner.ts";
import type { Handler } from "../handler.ts";

/** Studies that were run stay known as long as the worker lives: a ledger that was stopped goes on. */
const runner = rememberingRunner(shippedRunner());

export const claims: Handler<"claims"> = ({ quick }, surroundings) => {
  const watch = gathered<Claim>(surroundings.emit);
  return runTask(computeClaims(quick ? { quick, watch } : { runner, watch }), surroundings);
};

/** ms from one message to the next: what comes in between is told together. */
const PAUSE = 100;

/** Tells the page at once of what comes first, then in one message of what came meanwhile; what comes last, the result holds. */
function gathered<One>(emit: (all: readonly One[]) => void): (more: readonly One[]) => void {
  let told = Number.NEGATIVE_INFINITY;
  let waiting: readonly One[] = [];
  return (more) => {
    waiting = [...waiting, ...more];
    if (performance.now() - told < PAUSE) return;
    told = performance.now();
    emit(waiting);
    waiting = [];
  };
}
