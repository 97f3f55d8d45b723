/** t: what is left of a vanished patch. */
const LEAST = 1e-9;

/**
 * The fraction that stores charge, ½(φ + √(φ² + 4t²)), t = 10⁻⁹: φ within 10⁻¹² at 10⁻⁶, positive everywhere, so that a
 * charge always has a potential.
 */
export function storingFraction(fraction: number): number {
  const root = Math.sqrt(fraction * fraction + 4 * LEAST * LEAST);
  return fraction >= 0 ? 0.5 * (fraction + root) : (2 * LEAST * LEAST) / (root - fraction);
}

/** Its slope: the fraction over √(φ² + 4t²). */
export function storingFractionSlope(fraction: number): number {
  return storingFraction(fraction) / Math.sqrt(fraction * fraction + 4 * LEAST * LEAST);
}

/**
 * The fraction that conducts and reacts: φ, and nothing below 0. What has vanished must supply no metal at any potential, so there
 * is no trace here; the bend at 0 stands in no algebraic equation.
 */
export function reactingFraction(fraction: number): number {
  return fraction > 0 ? fraction : 0;
}

/** Its slope. */
export function reactingFractionSlope(fraction: number): number {
  return fraction > 0 ? 1 : 0;
}
