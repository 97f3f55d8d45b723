import type { Mass } from "../linear/pencil.ts";
import type { StoredEntries } from "../linear/stored-entries.ts";

/** α of αM − J for a diagonal M: so large that the differential unknowns do not move. */
export const DIAGONAL_WEIGHT = 1e30;
/**
 * α‖M‖/‖J‖ where M is a matrix, ‖J‖ that of the smallest row: rounding of αM must not bury J. The state is then the end of an
 * implicit Euler step of length 1/α, so M y moves by about this part of itself.
 */
const MATRIX_WEIGHT = 1e8;

/**
 * α of αM − J that holds the differential unknowns, or M y where M is a matrix.
 * @param rows workspace, one number for each row
 */
export function holdingWeight(mass: Mass, entries: StoredEntries, jacobian: Float64Array, rows: Float64Array): number {
  if (mass.kind === "diagonal") return DIAGONAL_WEIGHT;
  rows.fill(0);
  for (let k = 0; k < entries.slots.length; k++) {
    const i = entries.rows[k];
    rows[i] = Math.max(rows[i], Math.abs(jacobian[entries.slots[k]]));
  }
  let smallest = Number.POSITIVE_INFINITY;
  for (const size of rows) if (size > 0) smallest = Math.min(smallest, size);
  let largest = 0;
  for (const value of mass.values) largest = Math.max(largest, Math.abs(value));
  return (MATRIX_WEIGHT * smallest) / largest;
}
