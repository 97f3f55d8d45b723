import type { CheckedMinimum, NonnegativeMinimum } from "../../numerics/nonnegative/quadratic-program.ts";
import type { RelaxationProblem } from "./problem.ts";
import { modelImpedance, signedUnknowns } from "./problem.ts";

/** The solution for one λ; the factor in `minimum` holds until the plan solves for another. */
export interface RegularizedSolution {
  readonly lambda: number;
  readonly minimum: CheckedMinimum;
  /** Σ of squared weighted residuals, and xᵀ M x. */
  readonly residualSquares: number;
  readonly roughness: number;
  /** Re Ẑ and Im Ẑ at the plan's frequencies, without R∞ if it is not fitted. */
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** What a search may begin with: the functions in use of a similar problem. */
export interface StartSet {
  readonly minimum: Pick<NonnegativeMinimum, "passive" | "x">;
}

/** min ‖A x − b‖² + λ xᵀ M x over x ≥ 0, R∞ ≥ 0, L ≥ 0; the rows of A and b carry the weights w_k, and xᵀ M x = ∫ (γ^(p))² d ln τ. */
export function regularize(problem: RelaxationProblem, lambda: number, start?: StartSet): RegularizedSolution {
  const { free, plan, penalty } = problem;
  const n = plan.functions;
  const found = regularizedMinimum(problem, lambda, start);
  const minimum = { ...found, optimality: plan.workspace.minimizer(problem.unknowns).optimality() };
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
  const real = new Float64Array(problem.weights.length);
  const imaginary = new Float64Array(problem.weights.length);
  modelImpedance(problem, signedUnknowns(problem, x), real, imaginary);
  return { lambda, minimum, residualSquares: squaresOfResiduals(problem, real, imaginary), roughness, real, imaginary };
}

/** The unknowns of `regularize` alone, without the impedance that they give: half of the work. */
export function regularizedMinimum(problem: RelaxationProblem, lambda: number, start?: StartSet): NonnegativeMinimum {
  const { unknowns, plan, gram, penalty } = problem;
  let flags: Uint8Array | undefined;
  if (start !== undefined && start.minimum.x.length === unknowns) {
    flags = new Uint8Array(unknowns);
    for (const i of start.minimum.passive) flags[i] = 1;
  }
  return plan.workspace
    .minimizer(unknowns)
    .minimize(gram, problem.projection, flags, { matrix: penalty, weight: lambda });
}

function squaresOfResiduals(problem: RelaxationProblem, real: Float64Array, imaginary: Float64Array): number {
  const { weights, spectrum, useReal, useImaginary } = problem;
  let sum = 0;
  for (let k = 0; k < weights.length; k++) {
    const re = useReal ? spectrum.real[k] - real[k] : 0;
    const im = useImaginary ? spectrum.imaginary[k] - imaginary[k] : 0;
    sum += weights[k] * weights[k] * (re * re + im * im);
  }
  return sum;
}
