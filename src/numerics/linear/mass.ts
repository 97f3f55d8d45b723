import { DomainError } from "../../base/errors.ts";
import type { MatrixLayout } from "./layout.ts";
import type { Mass } from "./pencil.ts";

/**
 * M in the layout of the Jacobian: `layout.entries` numbers.
 * @throws DomainError where the mass has another length than the layout asks for, or a diagonal entry has no slot
 */
export function massEntries(layout: MatrixLayout, mass: Mass): Float64Array {
  checkMass(layout, mass);
  if (mass.kind === "matrix") return mass.values;
  const entries = new Float64Array(layout.entries);
  for (let i = 0; i < layout.size; i++) entries[layout.slot(i, i)] = mass.values[i];
  return entries;
}

/**
 * Diagonal of a diagonal M; zeros for a matrix, which goes into the Jacobian by `shiftedJacobian`.
 * @throws DomainError where the mass has another length than the layout asks for
 */
export function diagonalMass(layout: MatrixLayout, mass: Mass): Float64Array {
  checkMass(layout, mass);
  return mass.kind === "diagonal" ? mass.values : new Float64Array(layout.size);
}

/** J − αM entry by entry into `out`; unused slots may hold anything. */
export function shiftedJacobian(
  alpha: number,
  mass: Float64Array,
  jacobian: Float64Array,
  out: Float64Array,
): Float64Array {
  for (let i = 0; i < out.length; i++) out[i] = jacobian[i] - alpha * mass[i];
  return out;
}

function checkMass(layout: MatrixLayout, mass: Mass): void {
  const expected = mass.kind === "diagonal" ? layout.size : layout.entries;
  if (mass.values.length !== expected) {
    throw new DomainError(`mass: a ${mass.kind} mass of ${mass.values.length} numbers; the layout needs ${expected}.`);
  }
}
