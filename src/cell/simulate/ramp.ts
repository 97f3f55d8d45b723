/**
 * First time t ≥ 0 at which |x(t)| of x = a + b·t passes `value` ≥ 0 upwards ("above") or downwards ("below"); 0 where it lies
 * beyond from the start, Infinity where it never comes there. A value that is just met at the start counts if |x| moves past it.
 */
export function timeToMagnitude(a: number, b: number, value: number, direction: "above" | "below"): number {
  const magnitude = Math.abs(a);
  if (direction === "above" ? magnitude > value : magnitude < value) return 0;
  if (b === 0) return Number.POSITIVE_INFINITY;
  // Roots of a + b·t = ±value; |x| rises through a root where x and b have one sign (and on both sides of zero).
  const rising = (Math.sign(b) * value - a) / b;
  const falling = (-Math.sign(b) * value - a) / b;
  const time = direction === "above" ? rising : falling;
  return time >= 0 ? time : Number.POSITIVE_INFINITY;
}

/** The same for x itself, with its sign. */
export function timeToValue(a: number, b: number, value: number, direction: "above" | "below"): number {
  if (direction === "above" ? a > value : a < value) return 0;
  const toward = direction === "above" ? b > 0 : b < 0;
  return toward ? (value - a) / b : Number.POSITIVE_INFINITY;
}

/**
 * First time t ≥ 0 at which the charge |a·t + b·t²/2| reaches `charge` ≥ 0, Infinity where it never does: charge / |a| for a
 * constant current.
 */
export function timeToCharge(a: number, b: number, charge: number): number {
  if (charge <= 0) return 0;
  if (b === 0) return a === 0 ? Number.POSITIVE_INFINITY : charge / Math.abs(a);
  // ½b·t² + a·t ∓ charge = 0; with u = 1/t: ∓charge·u² + a·u + ½b = 0, and the root is taken without cancellation.
  let first = Number.POSITIVE_INFINITY;
  for (const end of [charge, -charge]) {
    const discriminant = a * a + 2 * b * end;
    if (discriminant < 0) continue;
    const q = a >= 0 ? a + Math.sqrt(discriminant) : a - Math.sqrt(discriminant);
    const one = -q / b;
    const other = q === 0 ? one : (2 * end) / q;
    if (one > 0 && one < first) first = one;
    if (other > 0 && other < first) first = other;
  }
  return first;
}
