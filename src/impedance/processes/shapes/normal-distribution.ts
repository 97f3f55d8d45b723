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
    const erf = (2 / SQRT_PI) * Math.exp(-a * a) * sum;
    return x < 0 ? 1 + erf : 1 - erf;
  }
  if (a > 27) return x < 0 ? 2 : 0;
  let tail = 0;
  for (let n = 60; n > 0; n--) tail = n / 2 / (a + tail);
  const value = Math.exp(-a * a) / SQRT_PI / (a + tail);
  return x < 0 ? 2 - value : value;
}

/** Φ(x), the cumulative normal distribution. */
export function cumulativeNormal(x: number): number {
  return 0.5 * complementaryErrorFunction(-x * Math.SQRT1_2);
}

/** exp(−x²/2) / √(2π) */
export function normalDensity(x: number): number {
  return Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
}

/** Φ(b) − Φ(a) for a ≤ b, without cancellation in either tail. */
export function normalProbability(a: number, b: number): number {
  return a > 0 ? cumulativeNormal(-a) - cumulativeNormal(-b) : cumulativeNormal(b) - cumulativeNormal(a);
}
