import { exceedsF } from "../../numerics/probability/f-distribution.ts";
import type { Consistency } from "./consistency.ts";
import { dot } from "./nested-network.ts";

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
  // Of the column so far: scalar products with the network's columns and with what it leaves, and its square.
  const products = new Float64Array(columns);
  let [along, whole] = [0, 0];
  let best: { frequency: number; step: number; explained: number } | null = null;
  let tried = 0;
  for (let i = 1; i + FEWEST_BESIDE <= points; i++) {
    for (const row of [sorted[i - 1], points + sorted[i - 1]]) {
      const fitted = data[row] - left[row];
      for (let j = 0; j < columns; j++) products[j] += fitted * net.joint[j * rows + row];
      along += fitted * left[row];
      whole += fitted * fitted;
    }
    if (i < FEWEST_BESIDE || frequency[sorted[i]] === frequency[sorted[i - 1]]) continue;
    const squares = whole - dot(products, 0, products, 0, columns);
    if (!(squares > DEPENDENT * DEPENDENT * whole)) continue;
    tried++;
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
