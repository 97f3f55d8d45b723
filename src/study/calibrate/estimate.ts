import { DomainError } from "../../base/errors.ts";
import type { TaskControl } from "../../base/task.ts";
import { exceedsChiSquare } from "../../numerics/probability/chi-square.ts";
import { NORMAL_95 } from "../../numerics/probability/normal.ts";
import { Evaluations } from "./evaluations.ts";
import type { Forward, ForwardValue } from "./forward.ts";
import { type Information, informationOf } from "./information.ts";
import { type MinimiseOptions, type Minimum, minimise } from "./minimise.ts";
import { misfitOfValues, type Problem, problemOf, residualsOf, slopesAt, sumOfSquares } from "./problem.ts";
import { type Profile, profileOf } from "./profile.ts";
import { checkParameters, startPlaces } from "./scaling.ts";
import { latinHypercube } from "./starts.ts";

export interface EstimateOptions {
  /** Searches, the first from the starting values, the others from the best of some random sets; default 3. */
  readonly starts?: number;
  /** Of the random sets; default 1. */
  readonly seed?: number;
  /** F = Σ r² below which a change does not count; default 1e-3. */
  readonly fall?: number;
  /** Fits without an experiment are a few steps from the whole fit, by its slopes; default false. */
  readonly quick?: boolean;
  /** Profile likelihood beside the curvature; default true. */
  readonly profiles?: boolean;
  /** Told of every place that is better than all before it in its search, with its F and the runs so far. */
  readonly onBetter?: (places: Float64Array, sumOfSquares: number, runs: number) => void;
}

/** Fit of all data. */
export interface Estimate {
  readonly problem: Problem;
  readonly optimum: Minimum;
  /** Values of all data at the optimum, by the model's own settings. */
  readonly values: readonly ForwardValue[];
  /** F = Σ r² of `values`: what is reported; that of the search is `optimum.sumOfSquares`. */
  readonly sumOfSquares: number;
  readonly information: Information;
  /** ∂(value/σ)/∂u of proposed measurements, column by column. */
  readonly proposedSlopes: Float64Array;
  readonly profiles: readonly Profile[];
  readonly counts: DataCounts;
  /** Factor by which intervals are wider than the stated σ make them: √(χ²/ν) where the misfit is too large to be chance, else 1. */
  readonly widening: number;
  /** Searches in the order of their F. */
  readonly searches: readonly Pick<Minimum, "places" | "sumOfSquares" | "converged" | "iterations">[];
  /** Names of parameters with data whose slope could not be found. */
  readonly slopeFailures: readonly string[];
  readonly runs: number;
}

export interface DataCounts {
  /** Data with a value, and data that only bound. */
  readonly values: number;
  readonly bounds: number;
  /** Of these parameters. */
  readonly priors: number;
  /** Parameters with an effect on a datum. */
  readonly parameters: number;
  /** Values and priors less parameters. */
  readonly degrees: number;
  /** Σ r² of values and priors at the optimum: χ². One-sided data, which may be met at no cost, are no part of it. */
  readonly misfit: number;
  /** Probability of a misfit at least as large by chance; null without degrees of freedom. */
  readonly probability: number | null;
}

const STARTS = 3;
/** Random sets that are run for each further search. */
const SETS_PER_START = 4;
/** Probability below which a misfit counts as more than chance. */
const CHANCE = 0.05;
/** Further optima met on profiles that are followed. */
const MOST_RESTARTS = 2;

/**
 * Estimates the parameters of a model from data: the smallest F = Σ r² within the bounds (several seeded searches), the information
 * JᵀJ there by central differences, and profile likelihoods.
 *
 * @throws DomainError for parameters that mean nothing, and where there are fewer data and priors than parameters
 */
export async function estimate(
  forward: Forward,
  control: TaskControl,
  options: EstimateOptions = {},
): Promise<Estimate> {
  checkParameters(forward.parameters);
  const evaluations = new Evaluations(forward, control);
  const problem = problemOf(evaluations);
  const fewer = countsOf(problem, new Float64Array(problem.rows.length));
  if (problem.rows.length < forward.parameters.length) {
    throw new DomainError(
      `${fewer.values + fewer.bounds} data and ${fewer.priors} priors for ${fewer.parameters} parameters: vary fewer of them, give priors, or add data.`,
    );
  }
  const tell = (done: number, detail: string): void => {
    evaluations.onRun = (count) => control.report(done, 100, `${detail}, run ${count + 1}`);
  };
  const settings = searchOptions(options, evaluations);
  const { minima, best } = await search(problem, options, settings, tell);
  const profiles: Profile[] = [];
  let optimum = best;
  let curvature = await curvatureAt(problem, optimum);
  let counts = countsOf(problem, optimum.residual, curvature.information.unseen);
  for (let restart = 0; options.profiles !== false && profiles.length === 0; restart++) {
    const rise = (NORMAL_95 * wideningOf(counts)) ** 2;
    let better: Minimum | null = null;
    const n = forward.parameters.length;
    for (const k of forward.parameters.keys()) {
      if (curvature.information.unseen.includes(k)) continue;
      tell(60 + Math.round((40 * k) / n), `profile of ${forward.parameters[k].name}`);
      const own = curvature.information.covariance[k * n + k];
      const profile = await profileOf(problem, optimum, k, Math.sqrt(own), rise, control);
      profiles.push(profile);
      better = profile.better;
      if (better !== null && restart < MOST_RESTARTS) break;
    }
    if (better === null || restart >= MOST_RESTARTS) break;
    profiles.length = 0;
    optimum = await minimise(problem, better.places, settings);
    curvature = await curvatureAt(problem, optimum);
    counts = countsOf(problem, optimum.residual, curvature.information.unseen);
  }
  tell(99, "final run");
  const values = await evaluations.at(optimum.places, "final");
  const found = sumOfSquares(residualsOf(problem, optimum.places, values));
  return {
    problem,
    optimum,
    values,
    sumOfSquares: found,
    information: curvature.information,
    proposedSlopes: curvature.proposed,
    profiles,
    counts,
    widening: wideningOf(counts),
    searches: minima,
    slopeFailures: curvature.failures,
    runs: evaluations.count,
  };
}

function searchOptions({ fall, onBetter }: EstimateOptions, evaluations: Evaluations): MinimiseOptions {
  return {
    ...(fall === undefined ? {} : { fall }),
    ...(onBetter === undefined ? {} : { onBetter: (places, sum) => onBetter(places, sum, evaluations.count) }),
  };
}

/** Searches from the start and from the best of random sets. */
async function search(
  problem: Problem,
  options: EstimateOptions,
  settings: MinimiseOptions,
  tell: (done: number, detail: string) => void,
): Promise<{ readonly minima: readonly Minimum[]; readonly best: Minimum }> {
  const { starts = STARTS, seed = 1 } = options;
  const { evaluations, parameters } = problem;
  const places = [startPlaces(parameters)];
  if (starts > 1) {
    const ranked: { readonly set: Float64Array; readonly sum: number }[] = [];
    for (const set of latinHypercube(parameters.length, SETS_PER_START * (starts - 1), seed)) {
      tell(0, "random sets");
      const sum = sumOfSquares(residualsOf(problem, set, await evaluations.at(set)));
      settings.onBetter?.(set, sum);
      ranked.push({ set, sum });
    }
    ranked.sort((a, b) => a.sum - b.sum);
    places.push(...ranked.slice(0, starts - 1).map(({ set }) => set));
  }
  const minima: Minimum[] = [];
  for (const [i, start] of places.entries()) {
    tell(5 + Math.round((50 * i) / places.length), `search ${i + 1} of ${places.length}`);
    minima.push(await minimise(problem, start, { ...settings, slopes: "update" }));
  }
  minima.sort((a, b) => a.sumOfSquares - b.sumOfSquares);
  // Slopes that were carried along are not enough to call the best one an optimum.
  return { minima, best: await minimise(problem, minima[0].places, settings) };
}

/** Information at an optimum. */
export async function curvatureAt(
  problem: Problem,
  { places, bound }: Minimum,
): Promise<{
  readonly information: Information;
  readonly jacobian: Float64Array;
  readonly proposed: Float64Array;
  readonly failures: readonly string[];
}> {
  const { jacobian, proposed, failures } = await slopesAt(problem, places, 2);
  const data = problem.rows.filter(({ kind }) => kind === "datum").length;
  return { information: informationOf(jacobian, problem.rows.length, bound, data), jacobian, proposed, failures };
}

/**
 * @param residual at the optimum, one a row
 * @param unseen parameters without an effect on any datum: they and their priors are not counted
 */
export function countsOf(problem: Problem, residual: Float64Array, unseen: readonly number[] = []): DataCounts {
  const { rows, parameters } = problem;
  const values = rows.filter((row) => row.kind === "datum" && row.datum.bound === "value").length;
  const all = rows.filter(({ kind }) => kind === "prior").length;
  const priors = rows.filter((row) => row.kind === "prior" && !unseen.includes(row.parameter)).length;
  const free = parameters.length - unseen.length;
  const degrees = values + priors - free;
  const misfit = misfitOfValues(problem, residual, unseen);
  return {
    values,
    bounds: rows.length - values - all,
    priors,
    parameters: free,
    degrees,
    misfit,
    probability: degrees > 0 ? exceedsChiSquare(misfit, degrees) : null,
  };
}

/** √(χ²/ν) where χ² is too large to be chance, else 1. */
export function wideningOf({ degrees, misfit, probability }: DataCounts): number {
  return probability !== null && probability < CHANCE ? Math.sqrt(Math.max(1, misfit / degrees)) : 1;
}
