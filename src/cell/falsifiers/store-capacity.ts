import { FARADAY } from "../../units/constants.ts";
import { type Interval, type NumberOrInterval, positiveInterval, scaled, times } from "./interval.ts";

/**
 * What a slow store must hold to carry a limiting current i_lim in A/m² with a time constant τ in s: S = i_lim τ/(nF) in
 * mol/m². Only this product is identifiable, not a thickness or a concentration.
 *
 * @throws DomainError for numbers that are not positive
 */
export function storeCapacity(
  limitingCurrentDensity: NumberOrInterval,
  timeConstant: NumberOrInterval,
  chargeNumber: number,
): Interval {
  const current = positiveInterval("limiting current density", limitingCurrentDensity);
  return scaled(times(current, positiveInterval("time constant", timeConstant)), 1 / (chargeNumber * FARADAY));
}
