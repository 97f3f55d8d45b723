import { DomainError } from "../../base/errors.ts";
import type { RelaxationMap, RelaxationTimes } from "./result.ts";

/** Most points of a common grid (22 decades at 200 a decade): a guard against sweeps that share no frequency. */
const MOST_POINTS = 4500;

/**
 * Distributions of a series on one grid: uniform in ln τ from the smallest to the largest τ of all, with the finest step
 * among them; γ interpolated linearly in ln τ, NaN where a sweep's own grid does not reach.
 *
 * @throws DomainError without a distribution, or if the common grid would be absurdly long
 */
export function relaxationMap(results: readonly RelaxationTimes[]): RelaxationMap {
  if (results.length === 0) throw new DomainError("relaxationMap: no distribution was given; at least one is needed.");
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  let step = Number.POSITIVE_INFINITY;
  for (const { tau } of results) {
    const [first, last] = [Math.log(tau[0]), Math.log(tau[tau.length - 1])];
    from = Math.min(from, first);
    to = Math.max(to, last);
    step = Math.min(step, (last - first) / (tau.length - 1));
  }
  const cells = Math.max(1, Math.round((to - from) / step));
  if (cells >= MOST_POINTS) {
    throw new DomainError(
      `relaxationMap: a common grid needs ${cells} points; leave out the sweep with the odd frequencies.`,
    );
  }
  const points = cells + 1;
  const gamma = new Float64Array(results.length * points);
  results.forEach((result, s) => {
    const own = result.tau;
    const first = Math.log(own[0]);
    const ownStep = (Math.log(own[own.length - 1]) - first) / (own.length - 1);
    for (let k = 0; k < points; k++) {
      const position = (from + ((to - from) * k) / cells - first) / ownStep;
      gamma[s * points + k] = interpolate(result.gamma, position);
    }
  });
  const tau = Float64Array.from({ length: points }, (_, k) => Math.exp(from + ((to - from) * k) / cells));
  return { tau, gamma, sweeps: results.length };
}

/** Linear interpolation at a fractional index; NaN beyond the ends, apart from rounding. */
function interpolate(values: Float64Array, position: number): number {
  const last = values.length - 1;
  if (position < -1e-6 || position > last + 1e-6) return Number.NaN;
  const i = Math.min(last - 1, Math.max(0, Math.floor(position)));
  const t = Math.min(1, Math.max(0, position - i));
  return values[i] + t * (values[i + 1] - values[i]);
}
