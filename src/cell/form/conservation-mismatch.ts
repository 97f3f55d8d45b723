import { DomainError } from "../../base/errors.ts";
import type { CellModel, Inventory } from "./cell-model.ts";

/**
 * How far the balances miss Σ (weight/mass) f + Σ weight f(passages) = perCurrent · i in one state, which holds in every state
 * where what leaves one balance enters another as the same number. For tests.
 *
 * @param state any; the algebraic equations need not hold
 * @throws DomainError where an unknown without mass is counted as stored
 * @returns |difference| over the sum of the magnitudes added: of the order of 10⁻¹⁶ where amounts are conserved by form
 */
export function conservationMismatch(
  model: CellModel,
  inventory: Inventory,
  time: number,
  state: Float64Array,
): number {
  const balances = new Float64Array(model.layout.size);
  model.evaluate(time, state, balances);
  let sum = -inventory.perCurrent * state[model.current];
  let magnitude = Math.abs(sum);
  const take = (index: number, weight: number): void => {
    const term = weight * balances[index];
    sum += term;
    magnitude += Math.abs(term);
  };
  for (const { indices, weights, passages } of inventory.parts) {
    for (let k = 0; k < indices.length; k++) {
      const index = indices[k];
      const mass = model.mass.values[index];
      if (mass === 0) {
        throw new DomainError(
          `The amount "${inventory.amount}" counts ${model.nameOf?.(index)[0]}, whose balance stores nothing; name it among the passages.`,
        );
      }
      take(index, weights[k] / mass);
    }
    passages?.indices.forEach((index, k) => {
      take(index, passages.weights[k]);
    });
  }
  return magnitude === 0 ? 0 : Math.abs(sum) / magnitude;
}
