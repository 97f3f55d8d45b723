import { ConvergenceError } from "../../base/errors.ts";
import { log, pow } from "../../numerics/elementary/index.ts";
import { factorCholesky, logDeterminant, solveCholesky } from "../../numerics/linear/cholesky.ts";
import { dataFactor, type HatMatrix, hatMatrix } from "./hat-matrix.ts";
import type { RelaxationPlan } from "./plan.ts";
import { equalTraces, type RelaxationProblem } from "./problem.ts";
import type { RegularizedSolution } from "./regularize.ts";

/** Criteria that one solution with all data gives. */
export type InSampleCriterion = "gcv" | "mgcv" | "rgcv" | "l-curve" | "evidence";

/** Weight of the degrees of freedom in `mgcv` (Cummins, Filloon & Nychka, J. Am. Stat. Assoc. 96 (2001) 233). */
const MODIFIED_WEIGHT = 1.4;
/** Share of plain GCV in `rgcv` (Lukas, Inverse Problems 22 (2006) 1883, recommends 0.1 … 0.4). */
const ROBUST_SHARE = 0.3;
/** Residuals are not trusted below this fraction of the data: rounding. */
const FLOOR = 1e-24;

/**
 * The value of a criterion, to be made small. Degrees of freedom, determinants and derivatives are those of the passive set; the
 * factor of the solution must be the last one made with its plan. With n numbers fitted, hat matrix K and df = tr K:
 *
 * - `gcv`: ln [n⁻¹ RSS / (1 − df/n)²] (Golub, Heath & Wahba, Technometrics 21 (1979) 215)
 * - `mgcv`: the same with 1.4 df for df
 * - `rgcv`: `gcv` + ln [0.3 + 0.7 tr K²/n] (Robinson & Moyeed, Commun. Stat. Theory 18 (1989) 523; Lukas 2006)
 * - `l-curve`: −curvature of ln xᵀMx over ln RSS, from dx/dλ = −H⁻¹Mx (Hansen, SIAM Rev. 34 (1992) 561)
 * - `evidence`: −2 ln p(Z | λ) up to a constant, σ² at its best value (MacKay, Neural Comput. 4 (1992) 415)
 */
export function criterionValue(
  problem: RelaxationProblem,
  s: RegularizedSolution,
  criterion: InSampleCriterion,
  hat?: HatMatrix,
): number {
  if (criterion === "evidence") return negativeLogEvidence(problem, s);
  const squares = Math.max(s.residualSquares, FLOOR * problem.dataSquares);
  if (criterion === "l-curve") return -curvature(problem, s, squares);
  const n = problem.rows;
  const { trace, square } = hat ?? hatOf(problem, s);
  const used = trace * (criterion === "mgcv" ? MODIFIED_WEIGHT : 1);
  if (used >= n) return Number.POSITIVE_INFINITY;
  const plain = log(squares / n) - 2 * log(1 - used / n);
  return criterion === "rgcv" ? plain + log(ROBUST_SHARE + (1 - ROBUST_SHARE) * (square / n)) : plain;
}

/** tr[(G + λM)⁻¹ G] on the passive set. */
export function effectiveParameters(problem: RelaxationProblem, s: RegularizedSolution): number {
  return hatOf(problem, s).trace;
}

function hatOf(problem: RelaxationProblem, s: RegularizedSolution): HatMatrix {
  return hatMatrix(problem, dataFactor(problem, equalTraces(problem)), s);
}

/**
 * Curvature of ln η over ln ρ, ρ = RSS, η = xᵀMx: the slope is s = −ρ/(λη) since dρ = −λ dη, and dη/dλ = −2 (Mx)ᵀ H⁻¹ (Mx).
 */
function curvature(problem: RelaxationProblem, s: RegularizedSolution, rho: number): number {
  const { passive, factor, scale, x } = s.minimum;
  const { free, plan, penalty } = problem;
  const { lambda, roughness: eta } = s;
  if (!(eta > 0)) return Number.NEGATIVE_INFINITY;
  const n = plan.functions;
  const p = passive.length;
  const rough = new Float64Array(p);
  for (let a = freeInUse(problem, s); a < p; a++) {
    let sum = 0;
    for (let b = 0; b < p; b++) {
      if (passive[b] >= free) sum += penalty[(passive[a] - free) * n + passive[b] - free] * x[passive[b]];
    }
    rough[a] = sum * scale[passive[a]];
  }
  const solved = rough.slice();
  solveCholesky(factor, p, solved);
  let slopeOfEta = 0;
  for (let a = 0; a < p; a++) slopeOfEta -= 2 * rough[a] * solved[a];
  const slope = -rho / (lambda * eta);
  const slopeChange = slopeOfEta / eta + rho / (lambda * lambda * eta) + (rho * slopeOfEta) / (lambda * eta * eta);
  const along = (-lambda * slopeOfEta) / rho;
  return slopeChange / along / pow(1 + slope * slope, 1.5);
}

/** Unknowns without penalty that are not at their bound: f. */
function freeInUse(problem: RelaxationProblem, s: RegularizedSolution): number {
  const { passive } = s.minimum;
  let count = 0;
  while (count < passive.length && passive[count] < problem.free) count++;
  return count;
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
  for (const w of weights) if (w > 0) jacobian += log(w);
  jacobian *= (problem.useReal ? 1 : 0) + (problem.useImaginary ? 1 : 0);
  const count = rows - freeInUse(problem, s);
  const variance = sigma * sigma;
  const quadratic = count * log(2 * Math.PI * variance) + energyOf(problem, s) / variance;
  return jacobian - (quadratic + logVolume(problem, s)) / 2;
}

/**
 * −2 ln p(data | λ) up to a constant, Gaussian prior exp(−λ xᵀMx / 2σ²) on the passive basis functions, σ² at its
 * best value: (n − f) ln(RSS + λ xᵀMx) + ln det H − ln det λM, f the unknowns without penalty. 1/C, which is part of some
 * models only, has the prior that holds as much as one datum, of precision G_cc/n: it is not among the f.
 */
function negativeLogEvidence(problem: RelaxationProblem, s: RegularizedSolution): number {
  const { elastanceAt, rows, gram, unknowns } = problem;
  const plain = (rows - freeInUse(problem, s)) * log(energyOf(problem, s)) + logVolume(problem, s);
  if (elastanceAt < 0 || !(s.minimum.x[elastanceAt] > 0)) return plain;
  return plain + log(energyOf(problem, s)) - log(gram[elastanceAt * unknowns + elastanceAt] / rows);
}

/** ln det H − ln det λM on the passive set, M on its functions. */
function logVolume(problem: RelaxationProblem, s: RegularizedSolution): number {
  const { passive, factor, scale } = s.minimum;
  const { free, plan } = problem;
  const p = passive.length;
  let logH = logDeterminant(factor, p);
  for (const i of passive) logH -= 2 * log(scale[i]);
  const start = freeInUse(problem, s);
  const q = p - start;
  return logH - logPenalty(plan, passive.subarray(start), free) - q * log(s.lambda);
}

/** ln det M on a set of functions: directly, or as ln det M + ln det (M⁻¹ on the others) where these are fewer. */
function logPenalty(plan: RelaxationPlan, set: Int32Array, free: number): number {
  const { prior } = plan.workspace;
  const n = plan.functions;
  const q = set.length;
  const inverse = q > n / 2 ? plan.workspace.inversePenalty() : undefined;
  if (inverse !== undefined) {
    let d = 0;
    const others = new Int32Array(n - q);
    for (let i = 0, next = 0; i < n; i++) {
      if (next < q && set[next] - free === i) next++;
      else others[d++] = i;
    }
    for (let a = 0; a < d; a++) {
      for (let b = 0; b <= a; b++) prior[a * d + b] = inverse.matrix[others[a] * n + others[b]];
    }
    if (factorCholesky(prior, d) < 0) return inverse.logDeterminant + logDeterminant(prior, d);
  }
  for (let a = 0; a < q; a++) {
    const row = (set[a] - free) * n;
    const diagonal = plan.penalty[row + set[a] - free];
    for (let b = 0; b < a; b++) prior[a * q + b] = plan.penalty[row + set[b] - free];
    prior[a * q + a] = diagonal * (1 + 1e-12);
  }
  const failed = factorCholesky(prior, q);
  if (failed >= 0)
    throw new ConvergenceError(`relaxationTimes: the penalty of ${q} functions is singular (pivot ${failed}).`);
  return logDeterminant(prior, q);
}
