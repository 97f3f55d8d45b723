import { runTask } from "../../../base/task.ts";
import { computeClaims } from "../../../claims/compute.ts";
import { rememberingRunner } from "../../../claims/studies/remembering-runner.ts";
import { shippedRunner } from "../../../claims/studies/shipped-runner.ts";
import type { Handler } from "../handler.ts";

/** Studies that were run stay known as long as the worker lives: a ledger that was stopped goes on. */
const runner = rememberingRunner(shippedRunner());

export const claims: Handler<"claims"> = ({ quick }, surroundings) =>
  runTask(computeClaims(quick ? { quick } : { runner, watch: surroundings.emit }), surroundings);
