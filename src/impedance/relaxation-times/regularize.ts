import type { NonnegativeMinimum } from "../../numerics/nonnegative/quadratic-program.ts";
import type { RelaxationProblem } from "./problem.ts";
import { modelImpedance, signedUnknowns } from "./problem.ts";

/** The solution for one λ; the factor in `minimum` holds until the plan solves for another. */
export interface RegularizedSolution {
  readonly lambda: number;
  readonly minimum: NonnegativeMinimum;
  /** Σ of squared weighted residuals, and xᵀ M x. */
  readonly residualSquares: number;
  readonly roughness: number;
}

/** min ‖A x − b‖² + λ xᵀ M x over x ≥ 0, R∞ ≥ 0, L ≥ 0; the rows of A and b carry the weights w_k, and xᵀ M x = ∫ (γ^(p))² d ln τ. */
export function regularize(
  problem: RelaxationProblem,
  lambda: number,
  start?: RegularizedSolution,
): RegularizedSolution {
  const { free, unknowns, plan, gram, penalty } = problem;
  const n = plan.functions;
  const h = plan.workspace.hessian.subarray(0, unknowns * unknowns);
  h.set(gram);
  for (let i = 0; i < n; i++) {
    const to = (i + free) * unknowns + free;
    for (let j = 0; j < n; j++) h[to + j] += lambda * penalty[i * n + j];
  }
  let flags: Uint8Array | undefined;
  if (start !== undefined) {
    flags = new Uint8Array(unknowns);
    for (const i of start.minimum.passive) flags[i] = 1;
  }
  const minimum = plan.workspace.minimizer(unknowns).minimize(h, problem.projection, flags);
  const { x, passive } = minimum;
  const p = passive.length;
  let roughness = 0;
  for (let a = 0; a < p; a++) {
    const i = passive[a] - free;
    if (i < 0) continue;
    let sum = 0;
    for (let b = 0; b < a; b++) if (passive[b] >= free) sum += penalty[i * n + passive[b] - free] * x[passive[b]];
    roughness += x[passive[a]] * (2 * sum + penalty[i * n + i] * x[passive[a]]);
  }
  return { lambda, minimum, residualSquares: residualSquares(problem, signedUnknowns(problem, x)), roughness };
}

/** Σ of squared weighted residuals of unknowns with their signs. */
export function residualSquares(problem: RelaxationProblem, unknowns: Float64Array): number {
  const { weights, spectrum, useReal, useImaginary } = problem;
  const { real, imaginary } = problem.plan.workspace;
  modelImpedance(problem, unknowns, real, imaginary);
  let sum = 0;
  for (let k = 0; k < weights.length; k++) {
    const re = useReal ? spectrum.real[k] - real[k] : 0;
    const im = useImaginary ? spectrum.imaginary[k] - imaginary[k] : 0;
    sum += weights[k] * weights[k] * (re * re + im * im);
  }
  return sum;
}
