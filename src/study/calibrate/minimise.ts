import { pow } from "../../numerics/elementary/index.ts";
import { boundedStep, stepWorkspace } from "../../numerics/least-squares/bounded-step.ts";
import { normalEquations } from "../../numerics/least-squares/normal-equations.ts";
import { type Problem, residualsOf, slopesAt, sumOfSquares } from "./problem.ts";

export interface MinimiseOptions {
  /** Steps tried; default 40. */
  readonly maximumIterations?: number;
  /** Done when neither the step taken nor the one ahead changes F = Σ r² by more than this; default 1e-3, a thirtieth of a standard deviation. */
  readonly fall?: number;
  /** ∂r/∂u at the start, column by column; default by differences. */
  readonly jacobian?: Float64Array;
  /**
   * Slopes are found anew after each step ("differences"), or carried along by Broyden's update and found anew only where a step
   * fails ("update").
   */
  readonly slopes?: "differences" | "update";
  /** Parameter that stays where it is. */
  readonly held?: number;
  /** Told of every place that is better than all before, the start among them. */
  readonly onBetter?: (places: Float64Array, sumOfSquares: number) => void;
}

export interface Minimum {
  readonly places: Float64Array;
  readonly residual: Float64Array;
  /** ∂r/∂u, as last known. */
  readonly jacobian: Float64Array;
  /** F = Σ r² */
  readonly sumOfSquares: number;
  /** −1 where a parameter lies on its lower bound and F falls beyond it, 1 on the upper, 0 elsewhere. */
  readonly bound: Int8Array;
  readonly converged: boolean;
  readonly iterations: number;
}

const FALL = 1e-3;
const MOST_ITERATIONS = 40;
/** A step is taken when F falls by at least this part of what was promised. */
const ACCEPT = 1e-3;
/** Part of the promise from which the slopes count as good. */
const GOOD = 0.25;
const FIRST_DAMPING = 1e-3;
const LARGEST_DAMPING = 1e10;
const SMALLEST_DAMPING = 1e-10;
/** Dampings at which a step may promise something. */
const LADDER = [SMALLEST_DAMPING, 1e-4, 1e-2, 1, 100] as const;
/** Damping is measured by column lengths, at least by this part of the longest: what no datum sees does not run away. */
const SHORTEST_COLUMN = 1e-3;

/**
 * Smallest F = Σ r² with all places u in [0, 1]: damped Gauss–Newton steps as in `levenbergMarquardt`, for models that take long: a
 * run for each trial, slopes only after a step that was taken.
 *
 * J. J. Moré, Lect. Notes Math. 630 (1978) 105; C. G. Broyden, Math. Comput. 19 (1965) 577, eq. 4.5 (update).
 */
export async function minimise(problem: Problem, start: Float64Array, options: MinimiseOptions = {}): Promise<Minimum> {
  const { fall = FALL, maximumIterations = MOST_ITERATIONS, slopes = "differences", held, onBetter } = options;
  const { evaluations } = problem;
  const [m, n] = [problem.rows.length, problem.parameters.length];
  const [lower, upper] = [new Float64Array(n), new Float64Array(n).fill(1)];
  let places = start.map((u) => Math.min(1, Math.max(0, u)));
  if (held !== undefined) {
    lower[held] = places[held];
    upper[held] = places[held];
  }
  const at = async (u: Float64Array): Promise<Float64Array> => residualsOf(problem, u, await evaluations.at(u));
  const found = async (): Promise<Float64Array> => (await slopesAt(problem, places, 1)).jacobian;
  let residual = await at(places);
  let sum = sumOfSquares(residual);
  onBetter?.(places, sum);
  let jacobian = options.jacobian?.slice() ?? (await found());
  let isFresh = options.jacobian === undefined;
  const gram = new Float64Array(n * n);
  const gradient = new Float64Array(n);
  const scale = new Float64Array(n);
  const bound = new Int8Array(n);
  const step = new Float64Array(n);
  const work = stepWorkspace(n);
  let damping = FIRST_DAMPING;
  let growth = 2;
  let converged = false;
  let iterations = 0;
  normalEquations(jacobian, residual, m, n, gram, gradient);
  for (;;) {
    setScale(scale, gram, n);
    markBounds(places, gradient, lower, upper, bound);
    // A whole step that meets a bound may promise nothing where a shorter one does.
    let most = 0;
    for (const tried of LADDER) {
      most = Math.max(most, boundedStep(gram, gradient, scale, tried, places, lower, upper, bound, step, work));
    }
    if (most <= fall) {
      // The way down looks level: believed only of slopes that were found here.
      if (isFresh || slopes === "update") {
        converged = true;
        break;
      }
      jacobian = await found();
      isFresh = true;
      normalEquations(jacobian, residual, m, n, gram, gradient);
      continue;
    }
    if (iterations >= maximumIterations || damping > LARGEST_DAMPING) break;
    iterations++;
    const promised = boundedStep(gram, gradient, scale, damping, places, lower, upper, bound, step, work);
    if (!(promised > 0)) {
      damping *= growth;
      growth *= 2;
      continue;
    }
    const trial = places.map((u, k) => Math.min(upper[k], Math.max(lower[k], u + step[k])));
    const trialResidual = await at(trial);
    const trialSum = sumOfSquares(trialResidual);
    const ratio = (sum - trialSum) / promised;
    const update = slopes === "update" && !(ratio < 0 && !isFresh);
    if (update) broyden(jacobian, trial, places, trialResidual, residual);
    if (ratio > ACCEPT) {
      const fell = sum - trialSum;
      places = trial;
      residual = trialResidual;
      sum = trialSum;
      onBetter?.(places, sum);
      damping = Math.max(SMALLEST_DAMPING, damping * Math.max(0.1, 1 - pow(2 * Math.min(ratio, 1) - 1, 3)));
      growth = 2;
      if (fell <= fall && promised <= fall) {
        converged = true;
        if (slopes === "differences") jacobian = await found();
        normalEquations(jacobian, residual, m, n, gram, gradient);
        break;
      }
      if (slopes === "differences") jacobian = await found();
      isFresh = slopes === "differences";
    } else if (promised <= fall && (isFresh || slopes === "update")) {
      // What is still promised is below what counts.
      converged = true;
      break;
    } else if (slopes === "update" && !isFresh) {
      // Slopes carried along no longer hold.
      jacobian = await found();
      isFresh = true;
    } else {
      damping *= growth;
      growth *= 2;
      if (slopes === "update" && ratio < GOOD) isFresh = false;
    }
    normalEquations(jacobian, residual, m, n, gram, gradient);
  }
  markBounds(places, gradient, lower, upper, bound);
  if (held !== undefined) bound[held] = 0;
  return { places, residual, jacobian, sumOfSquares: sum, bound, converged, iterations };
}

function setScale(scale: Float64Array, gram: Float64Array, n: number): void {
  let longest = 0;
  for (let k = 0; k < n; k++) longest = Math.max(longest, gram[k * n + k]);
  const least = SHORTEST_COLUMN * Math.sqrt(longest) || 1;
  for (let k = 0; k < n; k++) scale[k] = Math.max(least, Math.sqrt(gram[k * n + k]));
}

function markBounds(
  places: Float64Array,
  gradient: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
  bound: Int8Array,
): void {
  for (let k = 0; k < places.length; k++) {
    const atLower = places[k] <= lower[k] && gradient[k] >= 0;
    const atUpper = places[k] >= upper[k] && gradient[k] <= 0;
    bound[k] = atLower && atUpper ? 1 : atLower ? (gradient[k] > 0 || lower[k] === upper[k] ? -1 : 0) : atUpper ? 1 : 0;
  }
}

/** J += (Δr − J Δu) Δuᵀ / |Δu|² */
function broyden(
  jacobian: Float64Array,
  to: Float64Array,
  from: Float64Array,
  residual: Float64Array,
  before: Float64Array,
): void {
  const [m, n] = [residual.length, to.length];
  let square = 0;
  for (let k = 0; k < n; k++) square += (to[k] - from[k]) ** 2;
  if (!(square > 0)) return;
  for (let i = 0; i < m; i++) {
    let change = residual[i] - before[i];
    for (let k = 0; k < n; k++) change -= jacobian[k * m + i] * (to[k] - from[k]);
    for (let k = 0; k < n; k++) jacobian[k * m + i] += (change * (to[k] - from[k])) / square;
  }
}
