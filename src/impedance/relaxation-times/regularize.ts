import { ConvergenceError, DomainError } from "../../base/errors.ts";
import { factorCholesky, invertCholesky, logDeterminant } from "../../numerics/linear/cholesky.ts";
import type { NonnegativeMinimum } from "../../numerics/nonnegative/quadratic-program.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { LambdaCriterion } from "./options.ts";
import type { RelaxationPlan } from "./plan.ts";

/**
 * The weighted least-squares problem of one spectrum: unknowns are R∞, L (as far as they are fitted), then the n weights
 * of the basis. `model` and `gram` are memory of the plan: they hold until the next problem is set up with it.
 */
export interface RelaxationProblem {
  readonly plan: RelaxationPlan;
  /** Unknowns without penalty, ahead of the basis: 0, 1 or 2. */
  readonly free: number;
  readonly unknowns: number;
  readonly rows: number;
  /** Weighted model, rows × unknowns, row-major, and weighted data. */
  readonly model: Float64Array;
  readonly data: Float64Array;
  /** w_k of each point. */
  readonly weights: Float64Array;
  /** modelᵀ model and modelᵀ data. */
  readonly gram: Float64Array;
  readonly projection: Float64Array;
  readonly hasResistance: boolean;
  readonly hasInductance: boolean;
}

/**
 * Weights w_k = S / |Z_k| with S² = N / Σ_k 1/|Z_k|², so that Σ w_k² = N, or w_k = 1: λ then scales with neither the size of Z
 * nor the number of decades in |Z|. |Z_k| is taken as at least 1e-12 of the largest.
 *
 * @throws DomainError if Z is 0 at all points
 */
export function dataWeights(spectrum: ImpedanceSpectrum, weighting: "modulus" | "unit"): Float64Array {
  const n = spectrum.frequency.length;
  const weights = new Float64Array(n).fill(1);
  if (weighting === "unit") return weights;
  let largest = 0;
  for (let k = 0; k < n; k++) largest = Math.max(largest, Math.hypot(spectrum.real[k], spectrum.imaginary[k]));
  if (largest === 0)
    throw new DomainError(`relaxationTimes: Z is 0 at all ${n} points; there is nothing to distribute.`);
  let squares = 0;
  for (let k = 0; k < n; k++) {
    weights[k] = largest / Math.max(Math.hypot(spectrum.real[k], spectrum.imaginary[k]), 1e-12 * largest);
    squares += weights[k] * weights[k];
  }
  const scale = Math.sqrt(n / squares);
  return weights.map((w) => w * scale);
}

export function relaxationProblem(plan: RelaxationPlan, spectrum: ImpedanceSpectrum): RelaxationProblem {
  const { settings, functions } = plan;
  const points = plan.frequency.length;
  const useReal = settings.part !== "im";
  const useImaginary = settings.part !== "re";
  const hasResistance = useReal;
  const hasInductance = settings.inductance && useImaginary;
  const free = (hasResistance ? 1 : 0) + (hasInductance ? 1 : 0);
  const unknowns = free + functions;
  const rows = points * ((useReal ? 1 : 0) + (useImaginary ? 1 : 0));
  const weights = dataWeights(spectrum, settings.weighting);
  const model = plan.workspace.model.fill(0);
  const data = new Float64Array(rows);
  let row = 0;
  const addPart = (response: Float64Array, values: Float64Array, imaginary: boolean): void => {
    for (let k = 0; k < points; k++, row++) {
      const w = weights[k];
      const at = row * unknowns;
      if (!imaginary && hasResistance) model[at] = w;
      if (imaginary && hasInductance) model[at + (hasResistance ? 1 : 0)] = w * 2 * Math.PI * plan.frequency[k];
      for (let m = 0; m < functions; m++) model[at + free + m] = w * response[k * functions + m];
      data[row] = w * values[k];
    }
  };
  if (useReal) addPart(plan.real, spectrum.real, false);
  if (useImaginary) addPart(plan.imaginary, spectrum.imaginary, true);
  const gram = plan.workspace.gram.subarray(0, unknowns * unknowns);
  const projection = new Float64Array(unknowns);
  fillGram(model, data, rows, unknowns, gram, projection);
  return { plan, free, unknowns, rows, model, data, weights, gram, projection, hasResistance, hasInductance };
}

/** modelᵀ model and modelᵀ data, two rows at a time. */
function fillGram(
  model: Float64Array,
  data: Float64Array,
  rows: number,
  unknowns: number,
  gram: Float64Array,
  projection: Float64Array,
): void {
  gram.fill(0);
  for (let r = 0; r < rows; r += 2) {
    const first = r * unknowns;
    const second = r + 1 < rows ? first + unknowns : first;
    const half = second === first ? 0 : 1; // a last row without a partner is taken once
    for (let i = 0; i < unknowns; i++) {
      const a = model[first + i];
      const b = half * model[second + i];
      projection[i] += a * data[r] + (half === 0 ? 0 : b * data[r + 1]);
      const to = i * unknowns;
      for (let j = 0; j <= i; j++) gram[to + j] += a * model[first + j] + b * model[second + j];
    }
  }
  for (let i = 0; i < unknowns; i++) for (let j = 0; j < i; j++) gram[j * unknowns + i] = gram[i * unknowns + j];
}

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
  const { free, unknowns, plan, model, data, rows } = problem;
  const n = plan.functions;
  const h = plan.workspace.hessian.subarray(0, unknowns * unknowns);
  h.set(problem.gram);
  for (let i = 0; i < n; i++) {
    const to = (i + free) * unknowns + free;
    for (let j = 0; j < n; j++) h[to + j] += lambda * plan.penalty[i * n + j];
  }
  let flags: Uint8Array | undefined;
  if (start !== undefined) {
    flags = new Uint8Array(unknowns);
    for (const i of start.minimum.passive) flags[i] = 1;
  }
  const minimum = plan.workspace.minimizer(unknowns).minimize(h, problem.projection, flags);
  const { x, passive } = minimum;
  const p = passive.length;
  let residualSquares = 0;
  for (let r = 0; r < rows; r++) {
    let difference = -data[r];
    const at = r * unknowns;
    for (let a = 0; a < p; a++) difference += model[at + passive[a]] * x[passive[a]];
    residualSquares += difference * difference;
  }
  let roughness = 0;
  for (let a = 0; a < p; a++) {
    const i = passive[a] - free;
    if (i < 0) continue;
    let sum = 0;
    for (let b = 0; b < a; b++) if (passive[b] >= free) sum += plan.penalty[i * n + passive[b] - free] * x[passive[b]];
    roughness += x[passive[a]] * (2 * sum + plan.penalty[i * n + i] * x[passive[a]]);
  }
  return { lambda, minimum, residualSquares, roughness };
}

/** Weight of the degrees of freedom in `mgcv`. */
const MODIFIED_WEIGHT = 1.4;
/** Residuals are not trusted below this fraction of the data: rounding. */
const FLOOR = 1e-24;

/** The value of the criterion, to be made small. Degrees of freedom and determinants are those of the free unknowns. */
export function criterionValue(problem: RelaxationProblem, s: RegularizedSolution, criterion: LambdaCriterion): number {
  const rows = problem.rows;
  let total = 0;
  for (let r = 0; r < rows; r++) total += problem.data[r] * problem.data[r];
  const squares = Math.max(s.residualSquares, FLOOR * total);
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
  let total = 0;
  for (const b of problem.data) total += b * b;
  return Math.max(s.residualSquares + s.lambda * s.roughness, FLOOR * total);
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
  for (const w of weights) jacobian += Math.log(w);
  jacobian *= rows / weights.length;
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
