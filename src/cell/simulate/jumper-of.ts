import { DomainError } from "../../base/errors.ts";
import type { CellModel } from "../form/cell-model.ts";
import { CycleJump } from "./cycle-jump.ts";
import type { SimulationOptions } from "./options.ts";

/**
 * What jumps over passes in a run, where that was asked for.
 * @param follows whether the run follows sensitivities
 * @param timed whether the equations contain the time
 * @throws DomainError in a run in which no pass goes as the one before
 */
export function jumperOf(
  model: CellModel,
  options: SimulationOptions,
  follows: boolean,
  timed: boolean,
): CycleJump | undefined {
  if (options.cycleJump === undefined) return undefined;
  if (follows || timed) {
    const what = follows ? "run that follows sensitivities" : "cell whose equations contain the time";
    throw new DomainError(`simulate: no cycleJump in a ${what}; leave it out`);
  }
  return new CycleJump(model, options.cycleJump, options);
}
