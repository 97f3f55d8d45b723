import type { Consistency } from "./consistency.ts";
import { exceedsF } from "./f-distribution.ts";
import { dot, subtract } from "./nested-network.ts";

/** A step of the modulus at one frequency, as a switch of the current range leaves. */
export interface RangeStep {
  /** Z is multiplied by 1 + step below this frequency, in Hz. */
  readonly frequency: number;
  readonly step: number;
  /** What of the violation the step accounts for: Σ of squares over σ². */
  readonly explained: number;
  /** Probability that noise leaves so large a step at any frequency. */
  readonly probability: number;
}

/** Fewest points on either side. */
const FEWEST_BESIDE = 4;
/** What is left of a column below this fraction of it counts as nothing. */
const DEPENDENT = 1e-4;

/**
 * The step that explains most of what the joint network leaves: for each gap between neighbouring frequencies the column Ẑ below and 0
 * above, freed of the network's columns; its coefficient is the step.
 *
 * @returns null if there are too few points
 */
export function bestRangeStep(frequency: Float64Array, { basis }: Consistency): RangeStep | null {
  const { net, order, data, left, variance, freedom } = basis;
  const points = frequency.length;
  const rows = 2 * points;
  const sorted = Array.from(frequency.keys()).sort((a, b) => frequency[a] - frequency[b]);
  const columns = net.jointParameters[order];
  const column = new Float64Array(rows);
  let best: { frequency: number; step: number; explained: number } | null = null;
  let tried = 0;
  for (let i = FEWEST_BESIDE; i + FEWEST_BESIDE <= points; i++) {
    if (frequency[sorted[i]] === frequency[sorted[i - 1]]) continue;
    column.fill(0);
    for (let j = 0; j < i; j++) {
      const k = sorted[j];
      column[k] = data[k] - left[k];
      column[points + k] = data[points + k] - left[points + k];
    }
    const whole = Math.sqrt(dot(column, 0, column, 0, rows));
    for (let pass = 0; pass < 2; pass++) {
      for (let p = 0; p < columns * rows; p += rows) {
        subtract(column, 0, net.joint, p, dot(column, 0, net.joint, p, rows), rows);
      }
    }
    const squares = dot(column, 0, column, 0, rows);
    if (!(Math.sqrt(squares) > DEPENDENT * whole)) continue;
    tried++;
    const along = dot(column, 0, left, 0, rows);
    const explained = (along * along) / squares / variance;
    if (best === null || explained > best.explained) {
      best = {
        frequency: Math.sqrt(frequency[sorted[i]] * frequency[sorted[i - 1]]),
        step: along / squares,
        explained,
      };
    }
  }
  if (best === null) return null;
  return { ...best, probability: Math.min(1, tried * exceedsF(best.explained, 1, freedom)) };
}
