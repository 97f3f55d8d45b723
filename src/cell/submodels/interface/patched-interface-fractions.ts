/** w: a patch of less area keeps some of its double layer as it vanishes. */
const LEAST = 1e-4;

/**
 * The fraction that stores charge: φ from w = 10⁻⁴ on, ½ w below 0, and between φ + w (z³ − ½ z⁴), z = 1 − φ/w, twice differentiable,
 * so that a charge always has a potential. The half a ten-thousandth that stays stands for the edge of the contact: as a last spot
 * closes within microseconds its charge finds room there, instead of driving the potential of an area of 10⁻⁶ to many volts.
 * It also is what the tolerance of a charge sees: a patch that is hardly there has no potential of its own to lose.
 */
export function storingFraction(fraction: number): number {
  if (fraction >= LEAST) return fraction;
  if (fraction <= 0) return 0.5 * LEAST;
  const z = 1 - fraction / LEAST;
  return fraction + LEAST * z * z * z * (1 - 0.5 * z);
}

/** Its slope, 1 − 3z² + 2z³. */
export function storingFractionSlope(fraction: number): number {
  if (fraction >= LEAST) return 1;
  if (fraction <= 0) return 0;
  const z = 1 - fraction / LEAST;
  return 1 + z * z * (2 * z - 3);
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
