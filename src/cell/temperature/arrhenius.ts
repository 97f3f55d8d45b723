import { exp } from "../../numerics/elementary/index.ts";
import { GAS_CONSTANT } from "../../units/constants.ts";

/**
 * k(T)/k(T₀) = exp(−(E/R)(1/T − 1/T₀)) of a rate constant or a conductivity; exactly 1 for E = 0 or T = T₀.
 *
 * @param activationEnergy E in J/mol
 * @param temperature T in K
 * @param referenceTemperature T₀ in K
 */
export function arrheniusFactor(activationEnergy: number, temperature: number, referenceTemperature: number): number {
  return exp((activationEnergy / GAS_CONSTANT) * (1 / referenceTemperature - 1 / temperature));
}
