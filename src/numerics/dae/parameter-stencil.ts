import { DomainError } from "../../base/errors.ts";
import type { DaeSystem } from "./dae-system.ts";

/** The system with one parameter moved, and the weight of its functions in the derivative to that parameter. */
export interface WeightedSystem {
  readonly system: DaeSystem;
  /** 1 over the unit of the parameter. */
  readonly weight: number;
}

/**
 * How ∂f/∂p of one parameter is had: Σ weight · f of systems with p moved. Their structure must be that of the system at p; where
 * p stands in the mass matrix its terms count too.
 */
export interface ParameterStencil {
  readonly name: string;
  readonly systems: readonly WeightedSystem[];
}

/** Relative move of a parameter: the truncation of the five-point formula, of order δ⁴, is then near rounding, of order ε/δ. */
const MOVE = 1e-3;

/**
 * The symmetric five-point formula, f' = (f₋₂ − 8 f₋₁ + 8 f₊₁ − f₊₂) / 12δ; where a value beyond p on one side is refused, the
 * one-sided one of the same order.
 *
 * @param make the system at a value of the parameter; may throw DomainError for values out of range
 */
export function parameterStencil(name: string, value: number, make: (value: number) => DaeSystem): ParameterStencil {
  const delta = MOVE * (value === 0 ? 1 : Math.abs(value));
  const at = (places: readonly number[], weights: readonly number[]): ParameterStencil => ({
    name,
    systems: places.map((place, k) => ({ system: make(value + place * delta), weight: weights[k] / (12 * delta) })),
  });
  const attempts: readonly (readonly [readonly number[], readonly number[]])[] = [
    [
      [-2, -1, 1, 2],
      [1, -8, 8, -1],
    ],
    [
      [0, 1, 2, 3, 4],
      [-25, 48, -36, 16, -3],
    ],
    [
      [0, -1, -2, -3, -4],
      [25, -48, 36, -16, 3],
    ],
  ];
  let refusal: unknown;
  for (const [places, weights] of attempts) {
    try {
      return at(places, weights);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      refusal ??= error;
    }
  }
  throw refusal;
}
