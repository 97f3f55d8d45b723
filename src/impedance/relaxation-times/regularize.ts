import { ConvergenceError } from "../../base/errors.ts";
import { factorCholesky, invertCholesky, logDeterminant } from "../../numerics/linear/cholesky.ts";
import type { NonnegativeMinimum } from "../../numerics/nonnegative/quadratic-program.ts";
import type { LambdaCriterion } from "./options.ts";
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

/** Weight of the degrees of freedom in `mgcv`. */
const MODIFIED_WEIGHT = 1.4;
/** Residuals are not trusted below this fraction of the data: rounding. */
const FLOOR = 1e-24;

/** The value of the criterion, to be made small. Degrees of freedom and determinants are those of the free unknowns. */
export function criterionValue(problem: RelaxationProblem, s: RegularizedSolution, criterion: LambdaCriterion): number {
  const rows = problem.rows;
  const squares = Math.max(s.residualSquares, FLOOR * problem.dataSquares);
  if (criterion === "evidence") return negativeLogEvidence(problem, s);
  const used = effectiveParameters(problem, s) * (criterion === "mgcv" ? MODIFIED_WEIGHT : 1);
  if (used >= rows) return Number.POSITIVE_INFINITY;
  return Math.log(squares / rows) - 2 * Math.log(1 - used / rows);
}

/** tr[(G + λM)⁻¹ G] on the passive set. */
export function effectiveParameters(problem: RelaxationProblem, s: RegularizedSolution): number {
  const { passive, factor, scale } = s.minimum;
  const p = passive.length;
  const inverse = invertCholesky(factor, p);
  let sum = 0;
  for (let a = 0; a < p; a++) {
    const i = passive[a];
    const row = i * problem.unknowns;
    let inner = 0;
    for (let b = 0; b < p; b++) inner += inverse[a * p + b] * problem.gram[row + passive[b]] * scale[passive[b]];
    sum += inner * scale[i];
  }
  return sum;
}

/** Unknowns without penalty that are not at their bound: f. */
function freeInUse(problem: RelaxationProblem, s: RegularizedSolution): number {
  const first = s.minimum.passive.findIndex((i) => i >= problem.free);
  return first < 0 ? s.minimum.passive.length : first;
}

/** RSS + λ xᵀMx, not trusted below rounding. */
function energyOf(problem: RelaxationProblem, s: RegularizedSolution): number {
  return Math.max(s.residualSquares + s.lambda * s.roughness, FLOOR * problem.dataSquares);
}

/** Most probable standard deviation of one weighted datum in Ω: σ² = (RSS + λ xᵀMx) / (rows − f). */
export function noiseOf(problem: RelaxationProblem, s: RegularizedSolution): number {
  return Math.sqrt(energyOf(problem, s) / (problem.rows - freeInUse(problem, s)));
}

/**
 * ln p(Z | λ, σ) of the N fitted numbers in Ω, with Gaussian noise σ/w_k, a Gaussian prior of covariance σ² (λM)⁻¹ on the q
 * passive coefficients, a flat one of density 1 on the f passive unknowns without penalty, and bounds left aside:
 *
 * −½ [(N − f) ln 2πσ² + (RSS + λ xᵀMx)/σ² + ln det H − ln det λM] + Σ ln w_k,
 *
 * H = AᵀA + λM on the passive set, the last sum over all fitted numbers. σ is `noiseOf` where it is not given.
 * Source: D. J. C. MacKay, Neural Comput. 4 (1992) 415, equations 2.20 … 2.24.
 */
export function logMarginalLikelihood(
  problem: RelaxationProblem,
  s: RegularizedSolution,
  sigma: number = noiseOf(problem, s),
): number {
  const { rows, weights } = problem;
  let jacobian = 0;
  for (const w of weights) if (w > 0) jacobian += Math.log(w);
  jacobian *= (problem.useReal ? 1 : 0) + (problem.useImaginary ? 1 : 0);
  const count = rows - freeInUse(problem, s);
  const variance = sigma * sigma;
  const quadratic = count * Math.log(2 * Math.PI * variance) + energyOf(problem, s) / variance;
  return jacobian - (quadratic + logVolume(problem, s)) / 2;
}

/**
 * −2 ln p(data | λ) up to a constant, Gaussian prior exp(−λ xᵀMx / 2σ²) on the passive basis functions, σ² at its
 * best value: (n − f) ln(RSS + λ xᵀMx) + ln det H − ln det λM, f the unknowns without penalty.
 */
function negativeLogEvidence(problem: RelaxationProblem, s: RegularizedSolution): number {
  return (problem.rows - freeInUse(problem, s)) * Math.log(energyOf(problem, s)) + logVolume(problem, s);
}

/** ln det H − ln det λM on the passive set, M on its functions. */
function logVolume(problem: RelaxationProblem, s: RegularizedSolution): number {
  const { passive, factor, scale } = s.minimum;
  const { free, plan } = problem;
  const p = passive.length;
  let logH = logDeterminant(factor, p);
  for (const i of passive) logH -= 2 * Math.log(scale[i]);
  const start = freeInUse(problem, s);
  const q = p - start;
  const { prior } = plan.workspace;
  const n = plan.functions;
  for (let a = 0; a < q; a++) {
    const row = (passive[start + a] - free) * n;
    const diagonal = plan.penalty[row + passive[start + a] - free];
    for (let b = 0; b < a; b++) prior[a * q + b] = plan.penalty[row + passive[start + b] - free];
    prior[a * q + a] = diagonal * (1 + 1e-12);
  }
  const failed = factorCholesky(prior, q);
  if (failed >= 0)
    throw new ConvergenceError(`relaxationTimes: the penalty of ${q} functions is singular (pivot ${failed}).`);
  return logH - logDeterminant(prior, q) - q * Math.log(s.lambda);
}
