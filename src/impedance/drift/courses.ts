import { exp, log, pow } from "../../numerics/elementary/index.ts";
import { EvidenceSolver, type Linearized, linearize } from "./evidence.ts";
import { fitJoint, type JointFit } from "./joint-fit.ts";
import { type JointData, type JointModel, jointModel, staticCount } from "./joint-model.ts";
import { noiseOf } from "./screening.ts";
import { basisSubset, type CoursePrior, type TimeBasis } from "./time-basis.ts";

/** One prior for the courses, what it makes of the parameters, and its share of the posterior probability. */
export interface CourseComponent {
  readonly priors: readonly CoursePrior[];
  readonly logEvidence: number;
  readonly weight: number;
  readonly model: JointModel;
  /** All parameters. */
  readonly mean: Float64Array;
  /** Covariance of those at `places`, row-major. */
  readonly covariance: Float64Array;
  readonly places: Int32Array;
}

/** Courses of a structure, averaged over priors. */
export interface AveragedCourses {
  readonly fit: JointFit;
  readonly linear: Linearized;
  /** Standard deviation of a weighted residual. */
  readonly noise: number;
  readonly components: readonly CourseComponent[];
  readonly iterations: number;
}

/** Sizes of the departures from a straight line that are averaged over, relative to the resistance. */
const SIZES = Array.from({ length: 13 }, (_, k) => pow(10, -5 + 0.4 * k));
const PRIORS: readonly CoursePrior[] = [
  { family: "straight", size: 0 },
  ...(["spline", "slowing", "relaxing", "abrupt"] as const).flatMap((family) =>
    SIZES.map((size) => ({ family, size })),
  ),
];
/** The same with every third size: enough where several resistances drift, each with a prior of its own. */
const SPARSE = PRIORS.filter(({ size }) => size === 0 || SIZES.indexOf(size) % 3 === 0);
/** Components below this part of the probability of the best are left out. */
const NEGLIGIBLE = 0.003;
/** A prior whose size changes by more than this factor calls for another fit. */
const SAME_SIZE = 30;
/** Rounds of choosing a prior and fitting under it. */
const ROUNDS = 3;

interface Weighed {
  readonly priors: readonly CoursePrior[];
  readonly logEvidence: number;
}

/**
 * Fits a structure under the prior of largest evidence, then averages over the priors by their evidence at that fit
 * (each family as probable as the others, each size within it).
 *
 * @param start a fit of the same structure in a basis whose function m is function `places[m]` of `basis`
 */
export function averageCourses(
  data: JointData,
  basis: TimeBasis,
  start: JointFit,
  places: readonly number[],
): AveragedCourses {
  const { structure, reference } = start.model;
  const whole = jointModel(data, structure, basis, reference);
  const variances = new Map(PRIORS.map((prior) => [prior, basis.variances(prior)]));
  let fit = start;
  let used = places;
  let linear = linearize(data, fit, whole, used);
  let noise = noiseOf(data, fit);
  let weighed = weigh(linear, noise, basis, structure.drifting.length, variances);
  let chosen = best(weighed);
  let iterations = start.iterations;
  for (let round = 0; round < ROUNDS; round++) {
    const per = chosen.priors.map((prior) => variances.get(prior) as Float64Array);
    const functions = Array.from({ length: basis.size }, (_, m) => m).filter((m) =>
      per.some((v) => (v[m] as number) > 0),
    );
    const sub = basisSubset(basis, functions);
    const model = jointModel(data, structure, sub, reference);
    const from = new Float64Array(model.parameters);
    const first = staticCount(structure);
    const solver = new EvidenceSolver(linear, noise);
    solver.solve(per, basis);
    const { mean } = solver.moments(noise * noise);
    from.set(mean.subarray(0, first));
    per.forEach((_, place) => {
      functions.forEach((m, to) => {
        from[first + place * sub.size + to] = mean[first + place * basis.size + m] as number;
      });
    });
    const least = 1e-12;
    fit = fitJoint(data, model, from, {
      variances: per.map((v) => Float64Array.from(functions, (m) => Math.max(v[m] as number, least))),
      noise,
      maximumIterations: 20,
    });
    iterations += fit.iterations;
    used = functions;
    linear = linearize(data, fit, whole, used);
    noise = noiseOf(data, fit);
    weighed = weigh(linear, noise, basis, structure.drifting.length, variances);
    const before = chosen;
    chosen = best(weighed);
    if (similar(before.priors, chosen.priors)) break;
  }
  return { fit, linear, noise, components: components(linear, noise, basis, weighed, variances), iterations };
}

function best(weighed: readonly Weighed[]): Weighed {
  return weighed.reduce((a, b) => (b.logEvidence > a.logEvidence ? b : a));
}

function similar(a: readonly CoursePrior[], b: readonly CoursePrior[]): boolean {
  return a.every((prior, k) => {
    const other = b[k] as CoursePrior;
    const ratio = Math.max(prior.size, 1e-3) / Math.max(other.size, 1e-3);
    return prior.family === other.family && ratio < SAME_SIZE && ratio > 1 / SAME_SIZE;
  });
}

/** Evidence of each prior; for several drifting resistances of common priors, then of each changed alone. */
function weigh(
  linear: Linearized,
  noise: number,
  basis: TimeBasis,
  drifting: number,
  variances: ReadonlyMap<CoursePrior, Float64Array>,
): Weighed[] {
  const solver = new EvidenceSolver(linear, noise);
  const tried = drifting === 1 ? PRIORS : SPARSE;
  const sizes = tried.filter(({ family }) => family === "spline").length;
  const assess = (priors: readonly CoursePrior[]): Weighed => ({
    priors,
    logEvidence:
      solver.solve(
        priors.map((prior) => variances.get(prior) as Float64Array),
        basis,
      ).logEvidence +
      priors.filter(({ family }) => family === "straight").length * log(sizes),
  });
  if (drifting === 0) return [assess([])];
  const common = tried.map((prior) => assess(Array.from({ length: drifting }, () => prior)));
  if (drifting === 1) return common;
  let weighed = common;
  for (let place = 0; place < drifting; place++) {
    const { priors } = best(weighed);
    const known = priors[place];
    weighed = [
      ...weighed,
      ...tried
        .filter((prior) => prior !== known)
        .map((prior) => assess(priors.map((old, k) => (k === place ? prior : old)))),
    ];
  }
  return weighed;
}

function components(
  linear: Linearized,
  noise: number,
  basis: TimeBasis,
  weighed: readonly Weighed[],
  variances: ReadonlyMap<CoursePrior, Float64Array>,
): CourseComponent[] {
  const highest = best(weighed).logEvidence;
  const kept = weighed.filter(({ logEvidence }) => logEvidence > highest + log(NEGLIGIBLE));
  const total = kept.reduce((sum, { logEvidence }) => sum + exp(logEvidence - highest), 0);
  const solver = new EvidenceSolver(linear, noise);
  return kept.map(({ priors, logEvidence }) => {
    solver.solve(
      priors.map((prior) => variances.get(prior) as Float64Array),
      basis,
    );
    return {
      priors,
      logEvidence,
      weight: exp(logEvidence - highest) / total,
      model: linear.model,
      ...solver.moments(noise * noise),
    };
  });
}
