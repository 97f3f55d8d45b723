/**
 * A stiffly accurate Rosenbrock method for M y' = f(t, y), in the form that needs no product with the Jacobian
 * (Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed., section IV.7, eq. 7.25):
 *
 *     (M / hγ − J) uᵢ = f(t + αᵢ h, y + Σⱼ aᵢⱼ uⱼ) + M Σⱼ (cᵢⱼ / h) uⱼ + γᵢ h ∂f/∂t,    i = 1 … s
 *
 * The last two stages stand at the end of the step: the argument of stage s is that of stage s − 1 plus u₋₁ (an embedded
 * solution of one order less), the new state is that plus uₛ, and uₛ estimates the error.
 */
export interface RosenbrockMethod {
  readonly name: string;
  readonly order: number;
  /** Order of the embedded solution. */
  readonly embeddedOrder: number;
  /** Order of the dense output: its error is O(h^(denseOrder + 1)) after one step. */
  readonly denseOrder: number;
  readonly source: string;
  readonly gamma: number;
  /** αᵢ */
  readonly nodes: readonly number[];
  /** γᵢ = Σⱼ γᵢⱼ */
  readonly gammas: readonly number[];
  /** aᵢⱼ: row i holds i numbers; a row that only adds the last u to the row before is written in full. */
  readonly a: readonly (readonly number[])[];
  /** cᵢⱼ: row i holds i numbers. */
  readonly c: readonly (readonly number[])[];
  /** hₗⱼ: y(θ) = (1 − θ) y₀ + θ (y₁ + (1 − θ)(k₁ + θ (k₂ + θ k₃))) with kₗ = Σⱼ hₗⱼ uⱼ; two or three rows. */
  readonly dense: readonly (readonly number[])[];
}
