import type { DaeSystem } from "./dae-system.ts";
import type { Integrator } from "./integrator.ts";
import { RadauStep } from "./radau-step.ts";
import { OneStepIntegrator, type RosenbrockSettings } from "./rosenbrock.ts";

/**
 * The second, independent method: the implicit Runge-Kutta method Radau IIA of order 5, solved by Newton's iteration. It
 * shares the control of steps, events and edges with `createRosenbrock`, and nothing of the formulas.
 *
 * @throws DomainError for tolerances that are not positive
 */
export function createRadau(system: DaeSystem, settings: RosenbrockSettings): Integrator {
  return new OneStepIntegrator(system, settings, (norm, counters, its) => new RadauStep(its, norm, counters));
}
