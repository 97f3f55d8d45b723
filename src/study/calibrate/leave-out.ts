import type { TaskControl } from "../../base/task.ts";
import { hypot } from "../../numerics/elementary/index.ts";
import { countsOf, curvatureAt, type Estimate, type EstimateOptions, wideningOf } from "./estimate.ts";
import type { Datum } from "./forward.ts";
import { type MinimiseOptions, type Minimum, minimise } from "./minimise.ts";
import { type Problem, problemOf, residualsOf, slopesAt, sumOfSquares } from "./problem.ts";
import { deviationOf } from "./residual.ts";
import { startPlaces, valuesAt } from "./scaling.ts";

/** What the other experiments say of a datum. */
export interface Prediction {
  readonly datum: Datum & { readonly value: number };
  /** In the unit of the datum; NaN where the run failed. */
  readonly predicted: number;
  /** Standard deviation by that of the parameters without this experiment, widened by the misfit of the others; what stays undetermined counts with the width of its bounds. */
  readonly deviation: number;
  /**
   * (predicted − value)/√(σ² + deviation²), positive beyond the value; of a one-sided datum positive on the allowed side. Null where
   * the run failed, and where no parameter moves the number.
   */
  readonly standardised: number | null;
  /** Why there is a number and no `standardised`. */
  readonly remark: string | null;
  readonly failed: string | null;
}

/** A fit without one experiment, and what it says of it. */
export interface LeftOut {
  readonly experiment: string;
  readonly predictions: readonly Prediction[];
  /** Parameter values without it. */
  readonly values: readonly number[];
  /** F of the other data. */
  readonly sumOfSquares: number;
  readonly converged: boolean;
  /** Combinations that the other data do not determine. */
  readonly undetermined: number;
  /** True if the other data and priors are fewer than the parameters. */
  readonly isUnderdetermined: boolean;
}

/** Change of a datum, in σ over the whole way between the bounds, up to which it counts as standing still: rounding of a run. */
const LEVEL = 1e-6;
const PROTOCOL_END = "the value is the protocol's end";
/** Steps of a quick fit without an experiment. */
const QUICK_STEPS = 4;
/** F by which the fit from the starting values may lie above that of the whole fit without being taken for another optimum. */
const SAME_OPTIMUM = 0.1;

/**
 * Leaves out one experiment after the other, fits anew and predicts it. Each fit begins at the starting values, not at the whole fit, so
 * that what the other data leave open does not carry what the experiment itself had said; only where it ends above
 * the whole fit's misfit of the other data is it begun there.
 */
export async function* leaveOut(
  { problem: { evaluations }, optimum }: Estimate,
  control: TaskControl,
  options: EstimateOptions = {},
): AsyncGenerator<LeftOut> {
  const { data, parameters } = evaluations.forward;
  const measured = data.filter(({ value }) => value !== null);
  const experiments = [...new Set(measured.map(({ experiment }) => experiment))];
  if (experiments.length < 2) return;
  const settings = { slopes: "update", ...(options.fall === undefined ? {} : { fall: options.fall }) } as const;
  for (const [e, experiment] of experiments.entries()) {
    const part = Math.round((100 * e) / experiments.length);
    evaluations.onRun = (count) => control.report(part, 100, `without ${experiment}, run ${count + 1}`);
    const problem = problemOf(evaluations, experiment);
    const whole = sumOfSquares(residualsOf(problem, optimum.places, await evaluations.at(optimum.places)));
    const fit =
      options.quick === true ? await nearby(problem, optimum, settings) : await anew(problem, optimum, whole, settings);
    const slopesOf = options.quick === true ? { ...fit, places: optimum.places } : fit;
    const { information } = await curvatureAt(problem, slopesOf);
    const widening = wideningOf(countsOf(problem, fit.residual, information.unseen));
    const covariance = withUnseen(information.boundedCovariance, information.free, fit.bound);
    const asked = data.flatMap((datum, index) =>
      datum.experiment === experiment && datum.value !== null ? [index] : [],
    );
    const found = await evaluations.at(fit.places);
    const slopes = await slopesAt(
      { ...problem, proposed: asked.map((index) => ({ kind: "datum", datum: data[index], index })) },
      slopesOf.places,
      options.quick === true ? 2 : 1,
    );
    yield {
      experiment,
      values: valuesAt(parameters, fit.places),
      sumOfSquares: fit.sumOfSquares,
      converged: fit.converged,
      undetermined:
        information.combinations.filter(({ verdict }) => verdict === "not determined").length +
        information.unseen.length,
      isUnderdetermined: problem.rows.length < parameters.length,
      predictions: asked.map((index, i): Prediction => {
        const datum = { ...data[index], value: data[index].value ?? Number.NaN };
        const { value: predicted, failed, isEnd } = found[index];
        const spread = widening * datum.sigma * Math.sqrt(quadratic(covariance, slopes.proposed, i, asked.length));
        const isFailed = failed !== undefined || !Number.isFinite(predicted);
        const isStill = !isFailed && steepest(slopes.proposed, i, asked.length) < LEVEL;
        const combined = { ...datum, sigma: hypot(datum.sigma, spread) };
        return {
          datum,
          predicted,
          deviation: spread,
          standardised: isFailed || isStill ? null : deviationOf(combined, predicted),
          remark: isStill ? `not predictable here: ${isEnd === true ? PROTOCOL_END : "no parameter moves it"}` : null,
          failed: isFailed ? (failed?.reason ?? "no number") : null,
        };
      }),
    };
  }
}

/** The fit without an experiment from the starting values; from the whole fit only where that ends higher than it. */
async function anew(problem: Problem, optimum: Minimum, whole: number, settings: MinimiseOptions): Promise<Minimum> {
  const fit = await minimise(problem, startPlaces(problem.parameters), settings);
  return fit.sumOfSquares > whole + SAME_OPTIMUM ? minimise(problem, optimum.places, settings) : fit;
}

/** A few steps from the whole fit, by its slopes. */
async function nearby(problem: Problem, { places }: Minimum, settings: MinimiseOptions): Promise<Minimum> {
  const { jacobian } = await slopesAt(problem, places, 2);
  return minimise(problem, places, { ...settings, jacobian, maximumIterations: QUICK_STEPS });
}

/** Variance of an even distribution between the bounds. */
const EVEN = 1 / 12;

/** The covariance with parameters that no datum saw as uncertain as their bounds are wide. */
function withUnseen(covariance: Float64Array, free: readonly number[], bound: Int8Array): Float64Array {
  const n = bound.length;
  const all = covariance.slice();
  for (let k = 0; k < n; k++) if (bound[k] === 0 && !free.includes(k)) all[k * n + k] = EVEN;
  return all;
}

/** Largest |slope| of row i of slopes that are stored column by column. */
function steepest(slopes: Float64Array, i: number, rows: number): number {
  let most = 0;
  for (let at = i; at < slopes.length; at += rows) most = Math.max(most, Math.abs(slopes[at]));
  return most;
}

/** gᵀ C g, g row i of slopes that are stored column by column. */
function quadratic(covariance: Float64Array, slopes: Float64Array, i: number, rows: number): number {
  const n = slopes.length / rows;
  let sum = 0;
  for (let k = 0; k < n; k++) {
    for (let l = 0; l < n; l++) sum += slopes[k * rows + i] * covariance[k * n + l] * slopes[l * rows + i];
  }
  return Math.max(0, sum);
}
