import type { CellModel } from "../form/cell-model.ts";

/** Part of a conserved amount that is taken for the rounding of many passes. */
const ROUNDING = 1e-10;

/**
 * Takes out of a state what rounding has added to the conserved amounts over many passes: each of their unknowns moves by the same part of
 * itself, some 1e-13.
 *
 * @param base state before
 * @param charge C/m² since then
 */
export function restoreInventories(
  { inventories, mass }: CellModel,
  base: Float64Array,
  state: Float64Array,
  charge: number,
): void {
  for (const inventory of inventories) {
    const before = inventory.of(base);
    const lost = before + inventory.perCurrent * charge - inventory.of(state);
    let held = 0;
    for (const { indices, weights } of inventory.parts) {
      for (let k = 0; k < indices.length; k++) {
        if (mass.values[indices[k]] !== 0) held += Math.abs(weights[k] * state[indices[k]]);
      }
    }
    if (!(Math.abs(lost) < ROUNDING * held)) continue;
    for (const { indices, weights } of inventory.parts) {
      for (let k = 0; k < indices.length; k++) {
        const i = indices[k];
        if (mass.values[i] !== 0) state[i] += (Math.sign(weights[k]) * Math.abs(state[i]) * lost) / held;
      }
    }
  }
}
