import { DomainError } from "../../base/errors.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { FollowedLambda } from "./follow-lambda.ts";
import { relaxationMap } from "./map.ts";
import { chooseModel } from "./model-choice.ts";
import { describeRelaxationTimes, type RelaxationTimesOptions } from "./options.ts";
import { type RelaxationPlan, relaxationPlan, servesFrequencies } from "./plan.ts";
import { type RelaxationProblem, relaxationProblem, signedUnknowns } from "./problem.ts";
import { type RegularizedSolution, regularize, regularizedMinimum } from "./regularize.ts";
import { distributionOf, distributionOnGrid } from "./relaxation-times.ts";
import type { RelaxationMap, RelaxationTimes } from "./result.ts";

/** A series whose λ is changed again and again. */
export interface LambdaSeries {
  /**
   * γ of every sweep at λ, on one grid. What does not depend on λ is kept from call to call, and each search begins with the functions
   * that were in use before; the result does not depend on where it begins.
   */
  map(lambda: number): RelaxationMap;
  /** The whole distribution of one sweep at λ, with peaks and fitted impedance. */
  distribution(sweep: number, lambda: number): RelaxationTimes;
}

/** One sweep: its problem, and what its solutions so far tell of the next. */
interface Sweep {
  readonly problem: RelaxationProblem;
  readonly followed: FollowedLambda;
}

/**
 * Prepares the regularised solution of a series for many λ. Whether a sweep has a blocking electrode or lobes of negative γ is
 * decided at the λ of the options and held, so that the picture moves with λ alone.
 *
 * @throws DomainError without a spectrum, if λ is no number, or as `relaxationTimes`
 */
export function lambdaSeries(
  spectra: readonly ImpedanceSpectrum[],
  options: RelaxationTimesOptions & { readonly lambda: number },
): LambdaSeries {
  if (spectra.length === 0) throw new DomainError("lambdaSeries: no spectrum was given; at least one is needed.");
  const settings = describeRelaxationTimes(options);
  const { lambda: first } = options;
  const plans: RelaxationPlan[] = [];
  const sweeps = spectra.map((spectrum): Sweep => {
    const known = plans.find((one) => servesFrequencies(one, spectrum.frequency));
    const plan = known ?? relaxationPlan(spectrum.frequency, settings);
    if (known === undefined) plans.push(plan);
    const own = relaxationProblem(plan, spectrum, { capacitance: settings.capacitance === true });
    const { problem, solution } = chooseModel({ problem: own, solution: regularize(own, first) });
    return { problem, followed: new FollowedLambda(solution) };
  });
  const solve = ({ problem, followed }: Sweep, lambda: number): RegularizedSolution => {
    const solution = regularize(problem, lambda, followed.start(lambda));
    followed.found(lambda, solution.minimum);
    return solution;
  };
  const distribution = (sweep: number, lambda: number): RelaxationTimes => {
    const one = sweeps[sweep];
    if (one === undefined) throw new DomainError(`lambdaSeries: sweep ${sweep} of ${sweeps.length} was asked for.`);
    const { problem } = one;
    return { ...distributionOf(problem.plan, problem.spectrum, { problem, solution: solve(one, lambda) }), lambda };
  };
  const [only, ...others] = plans;
  if (only === undefined || others.length > 0) {
    return { distribution, map: (lambda) => relaxationMap(sweeps.map((_, k) => distribution(k, lambda))) };
  }
  const points = only.tau.length;
  return {
    distribution,
    map: (lambda) => {
      const gamma = new Float64Array(sweeps.length * points);
      sweeps.forEach((sweep, k) => {
        const { problem, followed } = sweep;
        const minimum = regularizedMinimum(problem, lambda, followed.start(lambda));
        followed.found(lambda, minimum);
        const unknowns = signedUnknowns(problem, minimum.x);
        distributionOnGrid(only, unknowns.subarray(problem.free), gamma.subarray(k * points, (k + 1) * points));
      });
      return { tau: only.tau, gamma, sweeps: sweeps.length };
    },
  };
}
