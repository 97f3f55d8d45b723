import type { ImpedanceSpectrum } from "../spectrum.ts";
import { effectiveParameters, logMarginalLikelihood, noiseOf } from "./criteria.ts";
import type { RelaxationTimesOptions } from "./options.ts";
import { describeRelaxationTimes } from "./options.ts";
import type { RelaxationPlan } from "./plan.ts";
import { relaxationPlan } from "./plan.ts";
import type { RelaxationProblem } from "./problem.ts";
import { signedUnknowns, weightedModel } from "./problem.ts";
import type { RegularizedSolution } from "./regularize.ts";
import { regularize } from "./regularize.ts";
import { solveSpectrum } from "./relaxation-times.ts";

/**
 * The regularised solution seen as a posterior: unknowns c (R∞, L, 1/C as far as they are fitted, then the coefficients of
 * the basis) have the density exp(−(c − mode)ᵀ H (c − mode) / 2σ²) near the mode, cut off where s_i c_i < 0, H = AᵀA + λM. Nothing in
 * it is shared with the plan: it stays as it is.
 */
export interface RelaxationPosterior {
  /** Basis, grid of τ and `synthesis` (γ on the grid = synthesis · coefficients); its workspace is not needed. */
  readonly plan: RelaxationPlan;
  readonly lambda: number;
  /** Number of unknowns ahead of the coefficients, and of all. */
  readonly free: number;
  readonly unknowns: number;
  /** Number of weighted data. */
  readonly rows: number;
  /** Where R∞, L and 1/C stand among the unknowns; −1 if not fitted. */
  readonly resistanceAt: number;
  readonly inductanceAt: number;
  readonly elastanceAt: number;
  /** The sign s_i that each unknown is held to: s_i c_i ≥ 0. −1 for functions inside an inductive loop, else 1. */
  readonly signs: Int8Array;
  /** The most probable unknowns, and the ascending indices of those that are not at their bound. */
  readonly mode: Float64Array;
  readonly passive: Int32Array;
  /** H = AᵀA + λM and G = AᵀA, unknowns × unknowns, row-major; over `noise`² they are the precisions of posterior and data. */
  readonly hessian: Float64Array;
  readonly gram: Float64Array;
  /** Aᵀb, b the weighted data, and bᵀb. */
  readonly projection: Float64Array;
  readonly dataSquares: number;
  /** Weighted model A, rows × unknowns, row-major: the real parts of all points (if fitted), then the imaginary ones. */
  readonly model: Float64Array;
  readonly data: Float64Array;
  /** w_k of each point. */
  readonly weights: Float64Array;
  /** ‖A x − b‖² and xᵀMx at the mode. */
  readonly residualSquares: number;
  readonly roughness: number;
  /** tr[H⁻¹G] on the passive set. */
  readonly effectiveParameters: number;
  /** σ of one weighted datum in Ω: σ² = (RSS + λ xᵀMx) / (rows − f). */
  readonly noise: number;
  /** ln p(Z | λ, σ), see `logMarginalLikelihood`. */
  readonly logMarginalLikelihood: number;
}

/**
 * The posterior that `relaxationTimes` finds the mode of, with the same options.
 *
 * @param plan a plan that serves the frequencies of the spectrum; made from the options where not given
 * @throws as `relaxationTimes`
 */
export function relaxationPosterior(
  spectrum: ImpedanceSpectrum,
  options: RelaxationTimesOptions = {},
  plan: RelaxationPlan = relaxationPlan(spectrum.frequency, describeRelaxationTimes(options)),
): RelaxationPosterior {
  const { problem, solution } = solveSpectrum(plan, spectrum);
  return posteriorOf(problem, solution);
}

/** The posterior of a solution found for a problem, in its own memory. */
export function posteriorOf(problem: RelaxationProblem, last: RegularizedSolution): RelaxationPosterior {
  const { plan, free, unknowns, rows, resistanceAt, inductanceAt, elastanceAt } = problem;
  const solution = regularize(problem, last.lambda, last); // its factor may have been overwritten
  const { lambda, minimum } = solution;
  const signs = problem.signs ?? new Int8Array(unknowns).fill(1);
  const gram = problem.gram.slice();
  for (let i = 0; i < unknowns; i++) for (let j = 0; j < unknowns; j++) gram[i * unknowns + j] *= signs[i] * signs[j];
  const hessian = gram.slice();
  const n = plan.functions;
  for (let i = 0; i < n; i++) {
    const to = (i + free) * unknowns + free;
    for (let j = 0; j < n; j++) hessian[to + j] += lambda * plan.penalty[i * n + j];
  }
  return {
    plan,
    lambda,
    free,
    unknowns,
    rows,
    resistanceAt,
    inductanceAt,
    elastanceAt,
    signs,
    mode: signedUnknowns(problem, minimum.x),
    passive: minimum.passive,
    hessian,
    gram,
    projection: signedUnknowns(problem, problem.projection).slice(),
    dataSquares: problem.dataSquares,
    ...weightedModel(problem),
    weights: problem.weights.slice(),
    residualSquares: solution.residualSquares,
    roughness: solution.roughness,
    effectiveParameters: effectiveParameters(problem, solution),
    noise: noiseOf(problem, solution),
    logMarginalLikelihood: logMarginalLikelihood(problem, solution),
  };
}
