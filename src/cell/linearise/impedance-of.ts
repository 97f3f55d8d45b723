import type { CellModel } from "../form/cell-model.ts";
import type { CellImpedance } from "./cell-impedance.ts";
import { createLinearisation, type LinearisationOptions } from "./linearisation.ts";

/**
 * Impedance Z = δV/δi in Ω·m² of a cell at a state, from the model's own Jacobian, with the part of each electrode and of each
 * voltage drop (see `createLinearisation`). The same to the bit whatever was computed with the model before.
 *
 * @param frequencies Hz, in any order
 * @throws DomainError for a frequency that is not positive or an unknown name; ConvergenceError where (jωM − J) is singular
 */
export function impedanceOf(
  model: CellModel,
  state: Float64Array,
  frequencies: Float64Array,
  options: LinearisationOptions = {},
): CellImpedance {
  return createLinearisation(model).impedance(state, frequencies, options);
}

/** dV/di of steady states in Ω·m². @throws DomainError where the cell stores charge and has no steady state under current */
export function steadyResistance(model: CellModel, state: Float64Array): number {
  return createLinearisation(model).steadyResistance(state);
}
