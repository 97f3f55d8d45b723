import { exp } from "../../numerics/elementary/index.ts";
import { NORMAL_95 } from "../../numerics/probability/normal.ts";
import type { ScoredSeries } from "./choose-tracks.ts";
import type { OwnCovariance } from "./own-data.ts";
import type { BandedSeries } from "./result.ts";
import { BLOCKING_LOG_OMEGA, REFERENCE_LOG_OMEGA } from "./sweep-model.ts";

/** For sweep i what its data alone leave open, or null where the series as a whole tells. */
export type OwnAt = (i: number) => OwnCovariance | null;

/** Standard deviation of unknown u in sweep i; for an unknown at its bound, that which the data alone would leave it. */
export function spreadOf({ smoother, noise }: ScoredSeries, i: number, u: number, own: OwnCovariance | null): number {
  if (own !== null) return Math.sqrt(own(u, u));
  const variance = smoother.held[i * smoother.layout.size + u]
    ? 1 / Math.max(1e-300, smoother.curvatureOf(i, u))
    : smoother.covarianceOf(i, u, i, u);
  return Math.sqrt(Math.max(0, variance) * noise);
}

/** Unknown u along the series, times a factor, with its interval of ±1.96 standard deviations cut at the bounds. */
export function bandOf(
  fit: ScoredSeries,
  u: number,
  factor: number,
  least: number,
  most: number,
  own: OwnAt = () => null,
): BandedSeries {
  const { state, layout, sweeps } = fit.smoother;
  const n = sweeps.length;
  const [value, lower, upper] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    const x = state[i * layout.size + u];
    const s = NORMAL_95 * spreadOf(fit, i, u, own(i));
    value[i] = factor * x;
    lower[i] = factor * Math.max(least, x - s);
    upper[i] = factor * Math.min(most, x + s);
  }
  return { value, lower, upper };
}

/** L in H from the inductive unknown. */
export function inductanceBand(fit: ScoredSeries, scale: number): BandedSeries | null {
  if (!fit.smoother.layout.inductive) return null;
  return bandOf(fit, 1, scale / exp(REFERENCE_LOG_OMEGA), 0, Number.POSITIVE_INFINITY);
}

/** 1/C in 1/F from the capacitive unknown. */
export function elastanceBand(fit: ScoredSeries, scale: number): BandedSeries | null {
  const { blocking } = fit.smoother.layout;
  return blocking < 0 ? null : bandOf(fit, blocking, scale * exp(BLOCKING_LOG_OMEGA), 0, Number.POSITIVE_INFINITY);
}
