import { DomainError } from "../../base/errors.ts";
import type { Inventory } from "./cell-model.ts";
import type { BoundSubmodel, InventoryPart } from "./submodel.ts";

/** Adds up the parts of the submodels by amount. @throws DomainError where two parts of one amount differ in unit */
export function collectInventories(bound: readonly BoundSubmodel[]): readonly Inventory[] {
  const byAmount = new Map<string, InventoryPart[]>();
  for (const part of bound.flatMap(({ inventories = [] }) => inventories)) {
    const parts = byAmount.get(part.amount);
    if (parts === undefined) byAmount.set(part.amount, [part]);
    else if (parts[0]?.unit === part.unit) parts.push(part);
    else {
      throw new DomainError(
        `composeCell: the amount "${part.amount}" is kept in ${parts[0]?.unit} by one submodel and in ${part.unit} by another.`,
      );
    }
  }
  return [...byAmount].map(([amount, parts]) => ({
    amount,
    unit: parts[0].unit,
    parts,
    of: (state) => amountOf(parts, state),
    perCurrent: parts.reduce((sum, part) => sum + part.perCurrent, 0),
  }));
}

/** Σ weight · state with Neumaier's compensation (ZAMM 54 (1974) 39). */
function amountOf(parts: readonly InventoryPart[], state: Float64Array): number {
  let sum = 0;
  let lost = 0;
  for (const { indices, weights } of parts) {
    for (let k = 0; k < indices.length; k++) {
      const term = weights[k] * state[indices[k]];
      const next = sum + term;
      lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
      sum = next;
    }
  }
  return sum + lost;
}
