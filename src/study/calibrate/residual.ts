import { exp, log, log1p } from "../../numerics/elementary/index.ts";
import { complementaryErrorFunction, normalDensity } from "../../numerics/probability/normal.ts";
import type { Datum, ForwardValue } from "./forward.ts";

/** Residual, in standard deviations, of a run that failed: it makes such a set worse than any that comes near the data. */
export const FAILED_RESIDUAL = 20;
/** z below which Φ(z) is taken from its expansion: its own value would come near the smallest number. */
const FAR_BELOW = -30;

/** ln Φ(z), to rounding in both tails; below −30 by −z²/2 − ln(−z√2π) + ln(1 − 1/z² + 3/z⁴). */
export function logCumulativeNormal(z: number): number {
  if (z > FAR_BELOW) {
    const above = 0.5 * complementaryErrorFunction(Math.abs(z) * Math.SQRT1_2);
    return z > 0 ? log1p(-above) : log(above);
  }
  const q = 1 / (z * z);
  return -0.5 * z * z - log(-z * Math.sqrt(2 * Math.PI)) + log1p(q * (3 * q - 1));
}

/**
 * Residual of a one-sided datum whose number lies z standard deviations on the right side of its bound: r = √(−2 ln Φ(z)), so
 * that exp(−r²/2) is the probability Φ(z) of having seen the bound met, the likelihood of a censored observation. 0 far
 * inside, 1.18 on the bound, and like |z| far outside.
 *
 * J. Tobin, Econometrica 26 (1958) 24.
 */
export function oneSidedResidual(z: number): number {
  return Math.sqrt(-2 * logCumulativeNormal(z));
}

/** dr/dz = −φ(z) / (Φ(z) r). */
export function oneSidedSlope(z: number): number {
  const logarithm = logCumulativeNormal(z);
  const r = Math.sqrt(-2 * logarithm);
  if (!(r > 0)) return 0;
  const ratio = z < FAR_BELOW ? -z / (1 - 1 / (z * z)) : normalDensity(z) / exp(logarithm);
  return -ratio / r;
}

/** How many standard deviations a number lies above the one of a datum; towards the allowed side where it is one-sided. */
export function deviationOf({ bound, value, sigma }: Datum, found: number): number {
  const z = (found - (value ?? Number.NaN)) / sigma;
  return bound === "at most" ? -z : z;
}

/**
 * r of a number found; of a lower bound at which the test was ended min(0, z), since a run of its protocol ends there too: nobody looked
 * how far beyond it would have gone. Of a run that failed ±`FAILED_RESIDUAL`, by its direction; one that fails on the allowed
 * side counts as met.
 */
export function residualOf(datum: Datum, { value, failed }: ForwardValue): number {
  if (failed !== undefined || !Number.isFinite(value)) {
    const direction = failed?.direction ?? 0;
    if (datum.bound === "value") return direction < 0 ? -FAILED_RESIDUAL : FAILED_RESIDUAL;
    return direction === (datum.bound === "at least" ? 1 : -1) ? 0 : FAILED_RESIDUAL;
  }
  const z = deviationOf(datum, value);
  if (datum.untilEnded === true) return Math.min(0, z);
  return datum.bound === "value" ? z : oneSidedResidual(z);
}

/** ∂r/∂(value). */
export function residualSlope(datum: Datum, value: number): number {
  if (datum.bound === "value") return 1 / datum.sigma;
  if (datum.untilEnded === true) return deviationOf(datum, value) < 0 ? 1 / datum.sigma : 0;
  const slope = oneSidedSlope(deviationOf(datum, value)) / datum.sigma;
  return datum.bound === "at most" ? -slope : slope;
}
