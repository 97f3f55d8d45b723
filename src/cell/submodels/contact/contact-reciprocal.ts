/** Fraction of contact below which a local current density no longer grows as 1/φ. */
export const LEAST_CONTACT = 1e-6;

/**
 * 1/φ for a fraction of contact, continued smoothly through zero as φ/(φ² + f²), f = 10⁻⁶: 10⁻⁴ below 1/φ at φ = 10⁻⁴, at most
 * 5·10⁵, and falling with φ below f, so that what is lost ever faster with 1/φ cannot pass through zero.
 */
export function contactReciprocal(fraction: number): number {
  return fraction / (fraction * fraction + LEAST_CONTACT * LEAST_CONTACT);
}

/** d(contactReciprocal)/dφ */
export function contactReciprocalSlope(fraction: number): number {
  const square = LEAST_CONTACT * LEAST_CONTACT;
  const sum = fraction * fraction + square;
  return (square - fraction * fraction) / (sum * sum);
}
