import { DomainError } from "../../base/errors.ts";
import type { CellModel } from "../form/cell-model.ts";

/**
 * A copy of the state that a run starts from: the one given, or else that of the cell at rest.
 * @throws DomainError where its length is not that of the cell, or where an entry is not finite
 */
export function startState(model: CellModel, given: Float64Array | undefined): Float64Array {
  const { size } = model.layout;
  if (given !== undefined && given.length !== size) {
    throw new DomainError(`simulate: an initial state of ${given.length} numbers for a cell of ${size} unknowns`);
  }
  const state = given?.slice() ?? model.initialState();
  for (const [i, value] of state.entries()) {
    if (!Number.isFinite(value)) throw new DomainError(`simulate: entry ${i} of the initial state is ${value}`);
  }
  return state;
}
