import type { DaeSystem } from "./dae-system.ts";
import type { Integrator } from "./integrator.ts";
import { rodas4p } from "./methods/rodas4p.ts";
import { rodas5p } from "./methods/rodas5p.ts";
import type { RosenbrockMethod } from "./methods/rosenbrock-method.ts";
import { OneStepIntegrator, type OneStepSettings } from "./one-step-integrator.ts";
import { RosenbrockStep } from "./rosenbrock-step.ts";

export { OneStepIntegrator } from "./one-step-integrator.ts";

export type RosenbrockSettings = OneStepSettings;

/** Relative tolerance below which two more stages pay: at 1e-4 they are even on a long chain and ahead where switches leave fast transients. */
const TIGHT = 2e-4;

/**
 * An integrator for M y' = f(t, y) with a stiffly accurate Rosenbrock method: one Jacobian and one factorisation a step, no
 * iteration, no history, so that a switch costs one guess of a step.
 *
 * @param settings absolute tolerances in the units of the unknowns
 * @param method default: RODAS4P, below a relative tolerance of 2e-4 RODAS5P
 * @throws DomainError for tolerances that are not positive
 */
export function createRosenbrock(
  system: DaeSystem,
  settings: RosenbrockSettings,
  method: RosenbrockMethod = settings.relativeTolerance < TIGHT ? rodas5p : rodas4p,
): Integrator {
  return new OneStepIntegrator(system, settings, (_, counters, its) => new RosenbrockStep(its, method, counters));
}
