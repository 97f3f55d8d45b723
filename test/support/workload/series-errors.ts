import type { Element } from "./elements.ts";
import { elementGamma } from "./elements.ts";

/** How a map of a series compares with the truth. */
export interface SeriesErrors {
  /** Median over the sweeps of ‖γ − γ*‖ / ‖γ*‖ over ln τ from 1/(2π 7 MHz) to 1/(2π 5 Hz). */
  readonly median: number;
  /** Median over the sweeps of the root mean square over ln τ of Δγ − Δγ* from sweep to sweep, over the maximum of γ. */
  readonly jitter: number;
  /** The same with the largest |Δγ − Δγ*| over ln τ. */
  readonly largestJitter: number;
}

/** Errors of a map, γ row-major on a grid of τ that is uniform in ln τ. */
export function seriesErrors(
  elements: readonly (readonly Element[])[],
  map: { readonly tau: Float64Array; readonly gamma: Float64Array },
): SeriesErrors {
  const n = 400;
  const [low, high] = [7e6, 5].map((f) => -Math.log(2 * Math.PI * f));
  const points = map.tau.length;
  const first = Math.log(map.tau[0]);
  const step = Math.log(map.tau[points - 1] / map.tau[0]) / (points - 1);
  const errors: number[] = [];
  const jitters: number[] = [];
  const largest: number[] = [];
  let before = new Float64Array(n);
  elements.forEach((one, i) => {
    const difference = new Float64Array(n);
    let [total, wrong, top] = [0, 0, 0];
    for (let k = 0; k < n; k++) {
      const x = low + ((high - low) * k) / (n - 1);
      const at = (x - first) / step;
      const cell = Math.max(0, Math.min(points - 2, Math.floor(at)));
      const row = i * points + cell;
      const gamma = map.gamma[row] + (at - cell) * (map.gamma[row + 1] - map.gamma[row]);
      const truth = one.reduce((sum, e) => sum + elementGamma(e, Math.exp(x)), 0);
      difference[k] = gamma - truth;
      wrong += difference[k] ** 2;
      total += truth ** 2;
      top = Math.max(top, gamma);
    }
    errors.push(Math.sqrt(wrong / total));
    if (i > 0) {
      let [sum, most] = [0, 0];
      for (let k = 0; k < n; k++) {
        const change = Math.abs(difference[k] - before[k]);
        sum += change ** 2;
        most = Math.max(most, change);
      }
      jitters.push(Math.sqrt(sum / n) / top);
      largest.push(most / top);
    }
    before = difference;
  });
  const median = (x: readonly number[]): number => x.toSorted((a, b) => a - b)[x.length >> 1] ?? 0;
  return { median: median(errors), jitter: median(jitters), largestJitter: median(largest) };
}
