import { exp } from "../../numerics/elementary/index.ts";
import { type ProfileLimit, type ProfileLimiter, profileLimiter } from "../../numerics/least-squares/profile-limit.ts";
import { studentFactor } from "../../numerics/probability/student.ts";
import { arcPlaces } from "./arcs.ts";
import type { Circuit } from "./notation.ts";
import type { CircuitProblem, ParameterRange } from "./problem.ts";
import type { CircuitFit, ConfidenceInterval, FittedArc, FittedParameter } from "./result.ts";
import type { Summary } from "./summary.ts";

export interface IntervalOptions {
  readonly method: "wald" | "profile";
  /** 0.95 for 95 %. */
  readonly level: number;
}

/**
 * Confidence intervals of every parameter: x̂ ± t·SE in ln p or n (Wald), and the values where the smallest χ² over all
 * other parameters is χ̂² + t² s² (profile likelihood), t = √F₁,ν of Student's distribution with ν = 2M − k degrees of
 * freedom, as s² is estimated.
 *
 * @param problem whose variables are the free parameters themselves
 * @param byTime the same fit in ln τ of its arcs, asked for where profiles of τ are wanted
 * @param p parameters at the optimum
 */
export function withIntervals(
  circuit: Circuit,
  problem: CircuitProblem,
  byTime: () => CircuitProblem,
  ranges: readonly ParameterRange[],
  p: Float64Array,
  summary: Summary,
  { method, level }: IntervalOptions,
): CircuitFit {
  const { fit, inside, covariance, variance } = summary;
  if (!fit.converged) return fit;
  const n = problem.variables;
  const factor = studentFactor(level, problem.residuals - inside.length);
  const full = new Float64Array(n * n);
  inside.forEach((v, i) => {
    inside.forEach((w, j) => {
      full[v * n + w] = covariance[i * inside.length + j];
    });
  });
  const limiter = method === "profile" ? limiterOf(problem, p, fit.chiSquared, variance, full) : null;
  const parameters = fit.parameters.map((parameter, k): FittedParameter => {
    const v = problem.free.indexOf(k);
    const { scale, lower, upper } = ranges[k] as ParameterRange;
    const error = parameter.standardError;
    const outer = (x: number): number => (scale === "log" ? exp(x) : x);
    const wald = waldInterval(parameter, scale === "log", factor, lower, upper);
    if (v < 0)
      return error === null ? parameter : { ...parameter, interval: { level, wald, profile: null, note: null } };
    const [low, high] = limiter === null ? [null, null] : [limiter(v, -1, factor), limiter(v, 1, factor)];
    if (low === null || high === null) {
      return error === null ? parameter : { ...parameter, interval: { level, wald, profile: null, note: null } };
    }
    const profile = [outer(low.value), outer(high.value)] as const;
    return { ...parameter, interval: { level, wald, profile, note: noteOf(parameter.name, low, high) } };
  });
  const times = method === "profile" && fit.arcs.length > 0 ? byTime() : null;
  const arcs = fit.arcs.map((arc): FittedArc => {
    const interval = tauInterval(circuit, arc, times, p, summary, level, factor);
    return interval === null ? arc : { ...arc, tauInterval: interval };
  });
  return { ...fit, parameters, arcs };
}

function limiterOf(
  problem: CircuitProblem,
  p: Float64Array,
  chiSquared: number,
  variance: number,
  covariance: Float64Array,
): ProfileLimiter {
  return profileLimiter(problem, { x: problem.variablesOf(p), sumOfSquares: chiSquared, variance, covariance });
}

function waldInterval(
  { value, standardError }: FittedParameter,
  log: boolean,
  factor: number,
  lower: number,
  upper: number,
): readonly [number, number] | null {
  if (standardError === null) return null;
  if (!log) return [Math.max(lower, value - factor * standardError), Math.min(upper, value + factor * standardError)];
  const half = (factor * standardError) / value;
  return [value * exp(-half), value * exp(half)];
}

/** The interval of τ of an arc: its variable is ln τ where the arc is fitted by its time constant. */
function tauInterval(
  circuit: Circuit,
  arc: FittedArc,
  byTime: CircuitProblem | null,
  p: Float64Array,
  { fit, variance }: Summary,
  level: number,
  factor: number,
): ConfidenceInterval | null {
  if (arc.logTauError === null) return null;
  const half = factor * arc.logTauError;
  const wald = [arc.tau * exp(-half), arc.tau * exp(half)] as const;
  const place = arcPlaces(circuit).find(({ name }) => name === arc.name);
  const v = place === undefined || place.byTime || byTime === null ? -1 : byTime.free.indexOf(place.capacity);
  if (byTime === null || v < 0) return { level, wald, profile: null, note: null };
  const n = byTime.variables;
  const covariance = new Float64Array(n * n);
  covariance[v * n + v] = arc.logTauError ** 2;
  const limiter = limiterOf(byTime, p, fit.chiSquared, variance, covariance);
  const [low, high] = [limiter(v, -1, factor), limiter(v, 1, factor)];
  return {
    level,
    wald,
    profile: [exp(low.value), exp(high.value)],
    note: noteOf(`τ of ${arc.name}`, low, high),
  };
}

function noteOf(name: string, low: ProfileLimit, high: ProfileLimit): string | null {
  const notes = [
    ...(low.reached ? [] : [`no lower limit of ${name} within its bounds`]),
    ...(high.reached ? [] : [`no upper limit of ${name} within its bounds`]),
    ...(low.lower !== null || high.lower !== null
      ? ["a lower minimum was met on the way: fit again from more starts"]
      : []),
  ];
  return notes.length > 0 ? `${notes.join("; ")}.` : null;
}
