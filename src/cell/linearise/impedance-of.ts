import type { CellModel } from "../form/cell-model.ts";
import type { CellImpedance } from "./cell-impedance.ts";
import { createLinearisation, type Linearisation, type LinearisationOptions } from "./linearisation.ts";

const known = new WeakMap<CellModel, Linearisation>();

/** The linearisation of a model, made at the first call and kept as long as the model is. */
export function linearisationOf(model: CellModel): Linearisation {
  const found = known.get(model);
  if (found) return found;
  const made = createLinearisation(model);
  known.set(model, made);
  return made;
}

/**
 * Forgets what was learnt of a model, the order of its pivots: what follows is then the same to the bit whatever was computed
 * with the model before. To be called where the spectra of a run begin.
 */
export function forgetLinearisation(model: CellModel): void {
  known.delete(model);
}

/**
 * Impedance Z = δV/δi in Ω·m² of a cell at a state, from the model's own Jacobian, with the part of each electrode and of each
 * voltage drop (see `createLinearisation`).
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
  forgetLinearisation(model);
  return linearisationOf(model).impedance(state, frequencies, options);
}

/** dV/di of steady states in Ω·m². @throws DomainError where the cell stores charge and has no steady state under current */
export function steadyResistance(model: CellModel, state: Float64Array): number {
  return linearisationOf(model).steadyResistance(state);
}
