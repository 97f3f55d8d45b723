import { log } from "../../numerics/elementary/index.ts";
import type { RelaxationTimes } from "./result.ts";

/** ln τ of a grid of τ. */
export function logarithms(tau: Float64Array): Float64Array {
  return tau.map(log);
}

/**
 * What each point of a grid, uniform or not, stands for in ∫ … d ln τ by the trapezoid rule: half of the cells beside it.
 *
 * @param logTau ln τ, ascending
 */
export function trapezoidWeights(logTau: Float64Array): Float64Array {
  const weights = new Float64Array(logTau.length);
  for (let i = 1; i < weights.length; i++) {
    const half = (logTau[i] - logTau[i - 1]) / 2;
    weights[i - 1] += half;
    weights[i] += half;
  }
  return weights;
}

/**
 * ∫ γ d ln τ in Ω from the start of the grid to each of its points: `cumulative` of the distribution where it is given, else by
 * the trapezoid rule.
 */
export function cumulativeDistribution(
  distribution: Pick<RelaxationTimes, "tau" | "gamma" | "cumulative">,
): Float64Array {
  if (distribution.cumulative !== undefined) return distribution.cumulative;
  const { tau, gamma } = distribution;
  const sum = new Float64Array(tau.length);
  for (let i = 1; i < sum.length; i++) {
    sum[i] = sum[i - 1] + ((gamma[i - 1] + gamma[i]) / 2) * log(tau[i] / tau[i - 1]);
  }
  return sum;
}

/** Relative deviation of a step from the mean step below which a grid counts as uniform. */
const UNIFORM = 1e-6;

/** Whether ln τ ascends in equal steps. */
export function isUniform(logTau: Float64Array): boolean {
  const last = logTau.length - 1;
  const step = (logTau[last] - logTau[0]) / last;
  for (let i = 1; i <= last; i++) if (Math.abs(logTau[i] - logTau[i - 1] - step) > UNIFORM * step) return false;
  return true;
}
