/** What stands on the axis of a distribution: τ = RC = 1/(2πf) at the top of an arc, or 1/f there. */
export type TimeConstantConvention = "1/2πf" | "1/f";

/**
 * Times in s to show for τ = RC: τ itself (default), or 2πτ = 1/f. Results always hold τ; γ(ln τ) and its areas are the same on
 * either axis, which differ by ln 2π.
 */
export function displayTimeConstants(tau: Float64Array, convention: TimeConstantConvention = "1/2πf"): Float64Array {
  return convention === "1/f" ? tau.map((t) => 2 * Math.PI * t) : tau;
}
