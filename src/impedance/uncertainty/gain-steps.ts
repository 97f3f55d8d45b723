import { exp, log } from "../../numerics/elementary/index.ts";

/**
 * A gain that changes at some frequency, because the instrument switched its current range, as what the data say of it:
 * the posterior over no switch and a switch before each point.
 */
export interface GainSteps {
  /** Points in the order of falling frequency. */
  readonly order: Int32Array;
  /** Posterior probability that the gain changed before the c-th point of `order`, c = 1 … N − 1. */
  readonly probability: Float64Array;
  /** Mean and standard deviation of the step 1 → 1 + g below, if it changed there. */
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
  /** Posterior probability that it changed at all. */
  readonly total: number;
}

/** Standard deviation of the step beforehand: ranges of instruments agree to a few tenths of a percent. */
export const GAIN_DEVIATION = 0.003;
/** Probability of a switch beforehand. */
const PRIOR = 0.5;
/** Fewest points on either side. */
const FEWEST = 4;

/**
 * Bayes factors of one gain step, all other parameters following linearly: with u_c the data below the step over their noise,
 * P = I − QQᵀ of the model, r the residual and g ~ N(0, s²), v = 1/(u_cᵀPu_c/σ² + 1/s²) and the factor is
 * √v/s · exp(v (u_cᵀr/σ²)²/2).
 *
 * @param data scaled data z (2N, Re then Im), @param basis orthonormal basis of the model, @param residual P z
 * @param variance of a scaled row
 */
export function gainSteps(
  frequency: Float64Array,
  data: Float64Array,
  basis: Float64Array,
  rank: number,
  residual: Float64Array,
  variance: number,
): GainSteps {
  const points = frequency.length;
  const rows = 2 * points;
  const order = Int32Array.from(frequency.keys()).sort((a, b) => frequency[b] - frequency[a]);
  const probability = new Float64Array(points);
  const mean = new Float64Array(points);
  const deviation = new Float64Array(points);
  // from the lowest frequency up, u_c gains a point at a time: uᵀu, uᵀr and Qᵀu are carried along
  const onto = new Float64Array(rank);
  let square = 0;
  let along = 0;
  const logOdds = new Float64Array(points).fill(Number.NEGATIVE_INFINITY);
  let places = 0;
  for (let c = points - 1; c >= 1; c--) {
    const k = order[c];
    const [re, im] = [data[k], data[points + k]];
    square += re * re + im * im;
    along += re * residual[k] + im * residual[points + k];
    for (let q = 0; q < rank; q++) onto[q] += re * basis[q * rows + k] + im * basis[q * rows + points + k];
    if (c < FEWEST || points - c < FEWEST || frequency[k] === frequency[order[c - 1]]) continue;
    let left = square;
    for (let q = 0; q < rank; q++) left -= onto[q] * onto[q];
    const v = 1 / (Math.max(left, 0) / variance + 1 / GAIN_DEVIATION ** 2);
    mean[c] = (v * along) / variance;
    deviation[c] = Math.sqrt(v);
    logOdds[c] = log(deviation[c] / GAIN_DEVIATION) + (0.5 * mean[c] * mean[c]) / v;
    places++;
  }
  let largest = 0;
  for (const value of logOdds) largest = Math.max(largest, value);
  const share = places > 0 ? PRIOR / places : 0;
  let sum = (1 - PRIOR) * exp(-largest);
  for (let c = 1; c < points; c++) {
    probability[c] = share * exp(logOdds[c] - largest);
    sum += probability[c];
  }
  let total = 0;
  for (let c = 1; c < points; c++) {
    probability[c] /= sum;
    total += probability[c];
  }
  return { order, probability, mean, deviation, total };
}
