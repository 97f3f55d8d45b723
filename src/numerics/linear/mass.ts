import { DomainError } from "../../base/errors.ts";
import type { MatrixLayout } from "./layout.ts";
import type { Mass } from "./pencil.ts";

/**
 * M in the layout of the Jacobian: `layout.entries` numbers.
 * @throws DomainError where the mass has another length than the layout asks for, or a diagonal entry has no slot
 */
export function massEntries(layout: MatrixLayout, mass: Mass): Float64Array {
  const expected = mass.kind === "diagonal" ? layout.size : layout.entries;
  if (mass.values.length !== expected) {
    throw new DomainError(
      `massEntries: a ${mass.kind} mass of ${mass.values.length} numbers; the layout needs ${expected}.`,
    );
  }
  if (mass.kind === "matrix") return mass.values;
  const entries = new Float64Array(layout.entries);
  for (let i = 0; i < layout.size; i++) entries[layout.slot(i, i)] = mass.values[i];
  return entries;
}
