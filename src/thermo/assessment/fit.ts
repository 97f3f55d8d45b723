import { DomainError } from "../../base/errors.ts";
import { leastSquaresCovariance } from "../../numerics/least-squares/covariance.ts";
import {
  type LeastSquaresProblem,
  type LevenbergMarquardtResult,
  levenbergMarquardt,
} from "../../numerics/least-squares/levenberg-marquardt.ts";
import type { Datum } from "./datum.ts";
import type { Predict } from "./predict.ts";
import { type Prior, residualProblem } from "./residuals.ts";

/** Coefficients fitted to data. */
export interface Fit {
  /** θ − θ° at the optimum. */
  readonly shift: Float64Array;
  /** (JᵀJ)⁻¹ of θ, row-major: the stated uncertainties are taken at their word. */
  readonly covariance: Float64Array;
  /** Whether the data determine every combination of the coefficients. */
  readonly isDetermined: boolean;
  /** 1 for each coefficient that the data determine. */
  readonly determined: Uint8Array;
  /** Largest over smallest singular value of the Jacobian with unit columns. */
  readonly condition: number;
  readonly solution: LevenbergMarquardtResult;
}

/**
 * Weighted least squares by Levenberg and Marquardt over the coefficients, from θ° + start.
 * @throws DomainError where there are fewer data and priors than coefficients, or the start cannot be evaluated
 */
export function fitCoefficients(
  data: readonly Datum[],
  predict: Predict,
  priors: readonly (Prior | null)[],
  base: Float64Array,
  start: Float64Array,
): Fit {
  const problem = residualProblem(data, predict, priors, base);
  const n = problem.variables;
  const m = problem.residuals;
  if (m < n) {
    throw new DomainError(`${m} data and priors do not determine ${n} coefficients; give more data.`);
  }
  const solution = levenbergMarquardt(problem, start, { reductionTolerance: 1e-13, stepTolerance: 1e-11 });
  const settled = settle(problem, solution);
  const { covariance, determined, rank, condition } = givenWeights(settled.jacobian, m, n);
  return { shift: settled.x, covariance, isDetermined: rank === n, determined, condition, solution: settled };
}

/** Most undamped steps after the damped ones; done when one is below this part of a standard deviation. */
const MOST_SETTLING_STEPS = 8;
const SETTLED = 1e-9;

/**
 * Gauss–Newton steps δ = −C Jᵀr from where Levenberg and Marquardt stop: their test on F is met √(1e-13) of a standard
 * deviation away. A step that raises F beyond rounding is not taken.
 */
function settle(problem: LeastSquaresProblem, solution: LevenbergMarquardtResult): LevenbergMarquardtResult {
  const { variables: n, residuals: m } = problem;
  let { x, sumOfSquares } = solution;
  const residual = solution.residual.slice();
  const jacobian = solution.jacobian.slice();
  const trial = { x: x.slice(), residual: residual.slice(), jacobian: jacobian.slice() };
  const gradient = new Float64Array(n);
  for (let k = 0; k < MOST_SETTLING_STEPS; k++) {
    const { covariance, rank } = givenWeights(jacobian, m, n);
    if (rank < n) break;
    gradient.fill(0);
    for (let l = 0; l < n; l++) for (let i = 0; i < m; i++) gradient[l] += jacobian[l * m + i] * residual[i];
    let largest = 0;
    for (let l = 0; l < n; l++) {
      let step = 0;
      for (let j = 0; j < n; j++) step -= covariance[l * n + j] * gradient[j];
      trial.x[l] = x[l] + step;
      largest = Math.max(largest, Math.abs(step) / Math.sqrt(covariance[l * n + l]));
    }
    problem.evaluate(trial.x, trial.residual, trial.jacobian);
    const sum = trial.residual.reduce((total, r) => total + r * r, 0);
    if (!(sum <= sumOfSquares * (1 + 1e-12) + 1e-20)) break;
    x = trial.x.slice();
    residual.set(trial.residual);
    jacobian.set(trial.jacobian);
    sumOfSquares = sum;
    if (largest < SETTLED) break;
  }
  return { ...solution, x, residual, jacobian, sumOfSquares };
}

/** (JᵀJ)⁻¹: the covariance for a reduced χ² of 1. A row of zeros keeps a fit without freedom defined. */
function givenWeights(jacobian: Float64Array, m: number, n: number): ReturnType<typeof leastSquaresCovariance> {
  const rows = m + 1;
  const padded = new Float64Array(rows * n);
  for (let k = 0; k < n; k++) padded.set(jacobian.subarray(k * m, (k + 1) * m), k * rows);
  return leastSquaresCovariance(padded, rows, n, rows - n);
}

/** √(gᵀ C g): standard deviation of a quantity with gradient g in the coefficients. */
export function standardDeviation(gradient: Float64Array, covariance: Float64Array): number {
  const n = gradient.length;
  let sum = 0;
  for (let k = 0; k < n; k++) for (let l = 0; l < n; l++) sum += gradient[k] * covariance[k * n + l] * gradient[l];
  return Math.sqrt(Math.max(0, sum));
}
