import { DomainError } from "../../base/errors.ts";
import { pow } from "../elementary/index.ts";
import { boundedStep, clamp, type StepWorkspace, stepWorkspace } from "./bounded-step.ts";
import { normalEquations } from "./normal-equations.ts";

/** A nonlinear least-squares problem: minimise F(x) = Σ r_i(x)² within lower ≤ x ≤ upper. */
export interface LeastSquaresProblem {
  /** Number n of variables. */
  readonly variables: number;
  /** Number m of residuals. */
  readonly residuals: number;
  /**
   * Writes r (length m) and, if asked, its Jacobian ∂r_i/∂x_k column by column at [k·m + i] (length m·n).
   * Values that are not finite make the step to x count as a failure.
   */
  evaluate(x: Float64Array, residual: Float64Array, jacobian: Float64Array): void;
  /** Bounds of each variable; absent: none. */
  readonly lower?: Float64Array;
  readonly upper?: Float64Array;
}

export interface LevenbergMarquardtOptions {
  /** Trial steps, default 200. */
  readonly maximumIterations?: number;
  /** Converged when the largest cosine between r and a column of the Jacobian is below this; default 1e-10. */
  readonly gradientTolerance?: number;
  /** Converged when a step changes the scaled variables by less than this, relatively; default 1e-10. */
  readonly stepTolerance?: number;
  /** Converged when a step reduces F, and promised to reduce it, by less than this, relatively; default 1e-12. */
  readonly reductionTolerance?: number;
  /** Damping λ of the first step in units of the scaled Hessian's diagonal; default 1e-3. */
  readonly initialDamping?: number;
}

export interface LevenbergMarquardtResult {
  /** Where F is smallest. */
  readonly x: Float64Array;
  /** Residuals and Jacobian (column by column) at x. */
  readonly residual: Float64Array;
  readonly jacobian: Float64Array;
  /** F(x) = Σ r². */
  readonly sumOfSquares: number;
  /** −1 where x lies on its lower bound and F falls beyond it, 1 on the upper one, 0 elsewhere. */
  readonly bound: Int8Array;
  readonly converged: boolean;
  /** Which test ended the iteration. */
  readonly reason: "gradient" | "step" | "reduction" | "zero residual" | "maximum iterations" | "no descent";
  /** Trial steps taken, accepted or not. */
  readonly iterations: number;
}

const DEFAULTS = {
  maximumIterations: 200,
  gradientTolerance: 1e-10,
  stepTolerance: 1e-10,
  reductionTolerance: 1e-12,
  initialDamping: 1e-3,
} as const;

/** A step is taken when F falls by at least this part of what the linear model promised. */
const ACCEPT = 1e-4;
/** The damping falls at most by this factor in one step. */
const FASTEST_RELAXATION = 0.1;
const SMALLEST_DAMPING = 1e-14;
/** Damping at which no direction is left to try. */
const LARGEST_DAMPING = 1e14;

/**
 * Minimises a sum of squares by Levenberg's and Marquardt's damped Gauss–Newton steps
 * (D⁻¹JᵀJD⁻¹ + λ I) D δ = −D⁻¹Jᵀr, D the largest column lengths met so far, λ steered by the ratio of the
 * reduction found to the one promised. A variable that a step would carry beyond its bound is set on the bound and
 * the step of the others computed anew; one on its bound with the gradient pointing outward is held there.
 * Does not throw where it fails to converge: see `converged` and `reason`.
 *
 * @throws DomainError if the lengths disagree, the start is not finite or r or J is not finite there
 *
 * J. J. Moré, Lect. Notes Math. 630 (1978) 105 (scaling); H. B. Nielsen, report IMM-REP-1999-05 (damping).
 */
export function levenbergMarquardt(
  problem: LeastSquaresProblem,
  start: Float64Array,
  options: LevenbergMarquardtOptions = {},
): LevenbergMarquardtResult {
  return levenbergMarquardtSolver(problem)(start, options);
}

/** Minimises one problem from one start. */
export type LevenbergMarquardtSolver = (
  start: Float64Array,
  options?: LevenbergMarquardtOptions,
) => LevenbergMarquardtResult;

/**
 * `levenbergMarquardt` for many starts of one problem, with memory allocated once: `residual` and `jacobian` of a
 * result are overwritten by the next call, `x` is not.
 */
export function levenbergMarquardtSolver(problem: LeastSquaresProblem): LevenbergMarquardtSolver {
  const n = problem.variables;
  const m = problem.residuals;
  const memory = [0, 1].map(() => ({
    x: new Float64Array(n),
    residual: new Float64Array(m),
    jacobian: new Float64Array(m * n),
  }));
  const gram = new Float64Array(n * n);
  const gradient = new Float64Array(n);
  const scale = new Float64Array(n);
  const step = new Float64Array(n);
  const work = stepWorkspace(n);
  return (start, options = {}) =>
    minimise(problem, start, { ...DEFAULTS, ...options }, memory, { gram, gradient, scale, step, work });
}

interface Memory {
  readonly x: Float64Array;
  readonly residual: Float64Array;
  readonly jacobian: Float64Array;
}

interface Workspace {
  readonly gram: Float64Array;
  readonly gradient: Float64Array;
  readonly scale: Float64Array;
  readonly step: Float64Array;
  readonly work: StepWorkspace;
}

function minimise(
  problem: LeastSquaresProblem,
  start: Float64Array,
  settings: Required<LevenbergMarquardtOptions>,
  memory: readonly Memory[],
  { gram, gradient, scale, step, work }: Workspace,
): LevenbergMarquardtResult {
  const n = problem.variables;
  const m = problem.residuals;
  const { lower, upper } = problem;
  checkLengths(problem, start);
  const [first, second] = memory as readonly [Memory, Memory];
  let { x, residual, jacobian } = first;
  for (let k = 0; k < n; k++) x[k] = clamp(start[k] as number, lower?.[k], upper?.[k]);
  problem.evaluate(x, residual, jacobian);
  let sum = sumOfSquares(residual);
  normalEquations(jacobian, residual, m, n, gram, gradient);
  if (!Number.isFinite(sum) || !hasFiniteDiagonal(gram, n)) {
    throw new DomainError(`levenbergMarquardt: residuals or derivatives are not finite at the start [${start}].`);
  }
  let { x: trialX, residual: trialResidual, jacobian: trialJacobian } = second;
  const bound = new Int8Array(n);
  scale.fill(0);
  growScale(scale, gram, n);

  let damping: number = settings.initialDamping;
  let growth = 2;
  let reason: LevenbergMarquardtResult["reason"] = "maximum iterations";
  let iterations = 0;
  for (;;) {
    markBounds(x, gradient, lower, upper, bound);
    if (sum === 0) {
      reason = "zero residual";
      break;
    }
    if (largestCosine(gradient, gram, bound, sum, n) <= settings.gradientTolerance) {
      reason = "gradient";
      break;
    }
    if (iterations >= settings.maximumIterations) break;
    iterations++;
    const promised = boundedStep(gram, gradient, scale, damping, x, lower, upper, bound, step, work);
    for (let k = 0; k < n; k++) trialX[k] = clamp((x[k] as number) + (step[k] as number), lower?.[k], upper?.[k]);
    let found = Number.NEGATIVE_INFINITY;
    if (promised > 0) {
      problem.evaluate(trialX, trialResidual, trialJacobian);
      found = sum - sumOfSquares(trialResidual);
    }
    const ratio = found / promised;
    const small = promised <= settings.reductionTolerance * sum && Math.abs(found) <= settings.reductionTolerance * sum;
    const tiny = scaledLength(step, scale) <= settings.stepTolerance * scaledLength(x, scale);
    if (promised > 0 && ratio > ACCEPT) {
      sum -= found;
      [x, trialX] = [trialX, x];
      [residual, trialResidual] = [trialResidual, residual];
      [jacobian, trialJacobian] = [trialJacobian, jacobian];
      sum = sumOfSquares(residual);
      normalEquations(jacobian, residual, m, n, gram, gradient);
      if (!hasFiniteDiagonal(gram, n)) {
        reason = "no descent";
        break;
      }
      growScale(scale, gram, n);
      damping = Math.max(SMALLEST_DAMPING, damping * Math.max(FASTEST_RELAXATION, 1 - pow(2 * ratio - 1, 3)));
      growth = 2;
    } else {
      damping *= growth;
      growth *= 2;
    }
    if (promised > 0 && (small || tiny)) {
      reason = small ? "reduction" : "step";
      break;
    }
    if (damping > LARGEST_DAMPING) {
      reason = "no descent";
      break;
    }
  }
  markBounds(x, gradient, lower, upper, bound);
  const converged = reason !== "maximum iterations" && reason !== "no descent";
  return { x: x.slice(), residual, jacobian, sumOfSquares: sum, bound, converged, reason, iterations };
}

function checkLengths({ variables, residuals, lower, upper }: LeastSquaresProblem, start: Float64Array): void {
  if (start.length !== variables) {
    throw new DomainError(`levenbergMarquardt: ${variables} variables, a start of length ${start.length}.`);
  }
  if ((lower ?? start).length !== variables || (upper ?? start).length !== variables) {
    throw new DomainError(`levenbergMarquardt: ${variables} variables, bounds of another length.`);
  }
  if (residuals < 1) throw new DomainError(`levenbergMarquardt: ${residuals} residuals.`);
  if (!start.every(Number.isFinite)) throw new DomainError(`levenbergMarquardt: the start [${start}] is not finite.`);
}

function sumOfSquares(residual: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < residual.length; i++) sum += (residual[i] as number) ** 2;
  return sum;
}

/** Whether the columns of J have finite length; then all of JᵀJ is finite. */
function hasFiniteDiagonal(gram: Float64Array, n: number): boolean {
  for (let k = 0; k < n; k++) if (!Number.isFinite(gram[k * n + k])) return false;
  return true;
}

/** D ← max(D, column lengths); a column that was always zero has scale 1. */
function growScale(scale: Float64Array, gram: Float64Array, n: number): void {
  for (let k = 0; k < n; k++) {
    const length = Math.sqrt(gram[k * n + k] as number);
    const known = scale[k] as number;
    scale[k] = known === 1 && length > 0 ? length : Math.max(known, length) || 1;
  }
}

function markBounds(
  x: Float64Array,
  gradient: Float64Array,
  lower: Float64Array | undefined,
  upper: Float64Array | undefined,
  bound: Int8Array,
): void {
  for (let k = 0; k < x.length; k++) {
    const value = x[k] as number;
    const slope = gradient[k] as number;
    bound[k] = value <= (lower?.[k] ?? -Infinity) && slope > 0 ? -1 : 0;
    if (value >= (upper?.[k] ?? Infinity) && slope < 0) bound[k] = 1;
  }
}

/** Largest |cos| of the angle between r and a column of J over the variables that are not held at a bound. */
function largestCosine(gradient: Float64Array, gram: Float64Array, bound: Int8Array, sum: number, n: number): number {
  let largest = 0;
  for (let k = 0; k < n; k++) {
    const length = Math.sqrt(gram[k * n + k] as number);
    if (bound[k] === 0 && length > 0) largest = Math.max(largest, Math.abs(gradient[k] as number) / length);
  }
  return largest / Math.sqrt(sum);
}

function scaledLength(v: Float64Array, scale: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < v.length; k++) sum += ((v[k] as number) * (scale[k] as number)) ** 2;
  return Math.sqrt(sum);
}
