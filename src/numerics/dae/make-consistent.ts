import { DomainError } from "../../base/errors.ts";
import { type Consistency, type ConsistencyOptions, ConsistencySolver } from "./consistency-solver.ts";
import type { DaeSystem } from "./dae-system.ts";

export type { Consistency, ConsistencyOptions } from "./consistency-solver.ts";

/**
 * Solves the algebraic equations of M y' = f for the algebraic unknowns, as after every switch. The differential unknowns are
 * held: to the bit where M is diagonal; where it is a matrix, M y is held to 1e-7 of the change. Damped Newton steps
 * (αM − J) δ = f with α → ∞, so that the structure of J is used.
 *
 * @param state replaced; left as it was where no solution was found
 * @throws DomainError where the length is wrong
 */
export function makeConsistent(
  system: DaeSystem,
  time: number,
  state: Float64Array,
  options: ConsistencyOptions = {},
): Consistency {
  return solverOf(system, state).solve(time, state, options);
}

const solvers = new WeakMap<DaeSystem, ConsistencySolver>();

function solverOf(system: DaeSystem, state: Float64Array): ConsistencySolver {
  if (state.length !== system.layout.size) {
    throw new DomainError(`makeConsistent: ${state.length} numbers for a system of ${system.layout.size} unknowns.`);
  }
  let solver = solvers.get(system);
  if (solver === undefined) {
    solver = new ConsistencySolver(system);
    solvers.set(system, solver);
  }
  return solver;
}

/**
 * Forgets what `makeConsistent` has learnt of a system, the order of its pivots: what follows is then the same to the bit
 * whatever was computed with the system before. To be called where a run begins.
 */
export function forgetConsistency(system: DaeSystem): void {
  solvers.get(system)?.forget();
}
