import { hypot, log } from "../../numerics/elementary/index.ts";

/**
 * How residuals count: `squares` by their square; `huber` by their square up to 2 standard deviations and linearly
 * beyond; `tukey` not at all beyond 5.12 standard deviations. A deviation is that of the point, √(Δ′² + Δ″²)/s.
 */
export type Loss = "squares" | "huber" | "tukey";

/** Deviations at which the losses bend and end: `tukey` has 95 % of the efficiency of squares on normal noise of two parts. */
const HUBER_BEND = 2;
const TUKEY_END = 5.123;
/** Median of the deviation √(a² + b²) of two normal numbers of unit variance. */
const RAYLEIGH_MEDIAN = Math.sqrt(2 * Math.LN2);
/** Chance that any point of a clean spectrum is called an outlier. */
const FALSE_ALARM = 0.01;

/** A point far from the curve. */
export interface Outlier {
  /** Index among the points that were fitted, in their order. */
  readonly index: number;
  /** Hz */
  readonly frequency: number;
  /** |√w ΔZ| in robust standard deviations of one part. */
  readonly deviation: number;
  /** Weight with which it counts, 1 for an ordinary point. */
  readonly weight: number;
}

/** Weight of a point whose deviation is d standard deviations: ψ(d)/d. */
export function lossWeight(loss: Loss, d: number): number {
  if (loss === "squares") return 1;
  if (loss === "huber") return d <= HUBER_BEND ? 1 : HUBER_BEND / d;
  return d >= TUKEY_END ? 0 : (1 - (d / TUKEY_END) ** 2) ** 2;
}

/** Mean over the two directions of ψ′: along the deviation d/dd (d w), across it w. */
function meanSlope(loss: Loss, d: number): number {
  const weight = lossWeight(loss, d);
  if (loss === "squares") return 1;
  if (loss === "huber") return d <= HUBER_BEND ? 1 : weight / 2;
  const u = (d / TUKEY_END) ** 2;
  return d >= TUKEY_END ? 0 : (weight + (1 - u) * (1 - 5 * u)) / 2;
}

/**
 * Standard deviation of one part of a point from the median deviation, not moved by less than half of the points.
 *
 * @param residual Re, Im interleaved, weighted by what is not the loss
 * @param parameters number fitted
 * @param smallest what is returned at least: rounding, where the fit is exact
 */
export function robustScale(residual: Float64Array, parameters: number, smallest = 0): number {
  const points = residual.length / 2;
  const moduli = Float64Array.from({ length: points }, (_, i) => hypot(residual[2 * i], residual[2 * i + 1]));
  moduli.sort();
  const middle = points % 2 === 1 ? moduli[points >> 1] : (moduli[points / 2 - 1] + moduli[points / 2]) / 2;
  const scale = (middle / RAYLEIGH_MEDIAN) * Math.sqrt(residual.length / Math.max(1, residual.length - parameters));
  return Math.max(scale, smallest);
}

/**
 * Factor on (JᵀJ)⁻¹ for the covariance under a loss: s² ⟨ψ²⟩/⟨ψ′⟩² with ⟨ψ²⟩ = Σ ψ²/(m − n)
 * (P. J. Huber, Robust Statistics (1981), eq. 7.6.6).
 */
export function robustVariance(loss: Loss, residual: Float64Array, scale: number, parameters: number): number {
  let squares = 0;
  let slopes = 0;
  for (let i = 0; i < residual.length; i += 2) {
    const d = hypot(residual[i], residual[i + 1]) / scale;
    squares += (d * lossWeight(loss, d)) ** 2;
    slopes += 2 * meanSlope(loss, d);
  }
  return (scale ** 2 * squares) / (residual.length - parameters) / (slopes / residual.length) ** 2;
}

/** Points that deviate more than one in a hundred clean spectra would show: d > √(2 ln(N/0.01)). */
export function findOutliers(
  loss: Loss,
  residual: Float64Array,
  scale: number,
  frequency: Float64Array,
): readonly Outlier[] {
  const limit = Math.sqrt(2 * log(frequency.length / FALSE_ALARM));
  return Array.from(frequency).flatMap((f, index): Outlier[] => {
    const deviation = hypot(residual[2 * index], residual[2 * index + 1]) / scale;
    if (!(deviation > limit)) return [];
    return [{ index, frequency: f, deviation, weight: lossWeight(loss, deviation) }];
  });
}
