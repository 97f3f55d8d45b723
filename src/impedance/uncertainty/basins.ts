/** A maximum of |γ| with the range of ln τ that belongs to it, between the least |γ| on either side. */
export interface Basin {
  /** ln τ of the maximum, 1 or −1. */
  readonly top: number;
  readonly sign: number;
  readonly from: number;
  readonly to: number;
}

/** Least height of a maximum over the largest |γ|. */
const LEAST = 0.005;

/**
 * The maxima of |γ| on an ascending grid of ln τ, ascending; the outermost reach to infinity.
 *
 * @param valley γ falls between two maxima by at least this part of the lower one, or they are one
 */
export function basinsOf(gamma: Float64Array, logTau: Float64Array, valley: number): readonly Basin[] {
  const n = gamma.length;
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(gamma[i]));
  const maxima: number[] = [];
  const valleys: number[] = [];
  for (let i = 1; i < n - 1; i++) {
    const sign = gamma[i] < 0 ? -1 : 1;
    const y = sign * gamma[i];
    if (y <= LEAST * largest || !(y > sign * gamma[i - 1] && y >= sign * gamma[i + 1])) continue;
    const last = maxima[maxima.length - 1];
    if (last !== undefined) {
      let lowest = last;
      const opposite = sign * gamma[last] < 0;
      for (let j = last; j <= i; j++) {
        if (opposite ? Math.abs(gamma[j]) < Math.abs(gamma[lowest]) : sign * gamma[j] < sign * gamma[lowest])
          lowest = j;
      }
      const lower = Math.min(y, Math.abs(gamma[last]));
      if (!opposite && lower - sign * gamma[lowest] < valley * lower) {
        if (y > sign * gamma[last]) maxima[maxima.length - 1] = i;
        continue;
      }
      valleys.push(lowest);
    }
    maxima.push(i);
  }
  return maxima.map((at, k) => ({
    top: vertex(gamma, logTau, at),
    sign: Math.sign(gamma[at]),
    from: k === 0 ? Number.NEGATIVE_INFINITY : logTau[valleys[k - 1]],
    to: k === maxima.length - 1 ? Number.POSITIVE_INFINITY : logTau[valleys[k]],
  }));
}

/** ln τ of the vertex of the parabola through three points. */
function vertex(gamma: Float64Array, logTau: Float64Array, at: number): number {
  const sign = Math.sign(gamma[at]);
  const [left, right] = [logTau[at - 1] - logTau[at], logTau[at + 1] - logTau[at]];
  const p = (sign * (gamma[at - 1] - gamma[at])) / left;
  const q = (sign * (gamma[at + 1] - gamma[at])) / right;
  const curvature = (q - p) / (right - left);
  const shift = curvature < 0 ? -(p - left * curvature) / (2 * curvature) : 0;
  return logTau[at] + Math.min(right, Math.max(left, shift));
}
