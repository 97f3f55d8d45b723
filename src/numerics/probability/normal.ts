import { DomainError } from "../../base/errors.ts";
import { exp, log } from "../elementary/index.ts";

/** Half the width of the central interval of 95 % of a normal distribution, in standard deviations: Φ⁻¹(0.975). */
export const NORMAL_95 = 1.959963984540054;

const SQRT_PI = Math.sqrt(Math.PI);
/** Below this |x| the series of erf, above it the continued fraction of erfc: both to rounding. */
const SERIES_REACH = 2.5;

/**
 * erfc(x) = 2/√π ∫ₓ^∞ exp(−t²) dt, to 1e-14 relatively: Kummer's series exp(−x²) Σ 2ⁿ x^(2n+1) / (2n+1)!!, or the continued
 * fraction of Laplace (DLMF 7.6.2, 7.9.1), evaluated from its tail.
 */
export function complementaryErrorFunction(x: number): number {
  const a = Math.abs(x);
  if (a < SERIES_REACH) {
    let term = a;
    let sum = a;
    for (let n = 1; n < 60 && term > 1e-17 * sum; n++) {
      term *= (2 * a * a) / (2 * n + 1);
      sum += term;
    }
    const erf = (2 / SQRT_PI) * exp(-a * a) * sum;
    return x < 0 ? 1 + erf : 1 - erf;
  }
  if (a > 27) return x < 0 ? 2 : 0;
  let tail = 0;
  for (let n = 60; n > 0; n--) tail = n / 2 / (a + tail);
  const value = exp(-a * a) / SQRT_PI / (a + tail);
  return x < 0 ? 2 - value : value;
}

/** Φ(x), the cumulative normal distribution. */
export function cumulativeNormal(x: number): number {
  return 0.5 * complementaryErrorFunction(-x * Math.SQRT1_2);
}

/** exp(−x²/2) / √(2π) */
export function normalDensity(x: number): number {
  return exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/** Φ(b) − Φ(a) for a ≤ b, without cancellation in either tail. */
export function normalProbability(a: number, b: number): number {
  return a > 0 ? cumulativeNormal(-a) - cumulativeNormal(-b) : cumulativeNormal(b) - cumulativeNormal(a);
}

/**
 * The x with Φ(x) = p: Hastings' rational approximation (Abramowitz & Stegun 26.2.23, 4.5e-4), then Halley's method to rounding.
 *
 * @throws DomainError unless 0 < p < 1
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new DomainError(`normalQuantile: p = ${p}; a number between 0 and 1 is expected.`);
  const tail = Math.min(p, 1 - p);
  const t = Math.sqrt(-2 * log(tail));
  let x = t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let k = 0; k < 2; k++) {
    const excess = (cumulativeNormal(-x) - tail) / normalDensity(x);
    x += excess / (1 - 0.5 * x * excess);
  }
  return p < 0.5 ? -x : x;
}
