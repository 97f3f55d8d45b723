import { cos, log } from "../../numerics/elementary/index.ts";
import type { ScoredSeries } from "./choose-tracks.ts";
import type { ProcessTrack } from "./result.ts";
import { SeriesSmoother } from "./smoother.ts";

/**
 * Two tracks stand side by side where their ln τ differ by less than the sum of the full widths of their γ at half maximum: there one
 * sweep hardly tells how they share their resistance.
 */
export function standSideBySide(a: ProcessTrack, b: ProcessTrack, i: number): boolean {
  return Math.abs(log(a.tau[i] / b.tau[i])) < 2 * (halfWidth(a, i) + halfWidth(b, i));
}

/** Half the full width in ln τ of γ ∝ 1/(cosh αx − cos (1 − α)π) at half of its maximum; a skewed process counts as one of α = αβ. */
function halfWidth({ exponents }: ProcessTrack, i: number): number {
  const alpha = exponents.reduce((product, { value }) => product * value[i], 1);
  const cosine = 2 - cos((1 - alpha) * Math.PI);
  return log(cosine + Math.sqrt(cosine * cosine - 1)) / alpha;
}

/**
 * How much larger the variance of second differences is taken for the intervals of tracks that stand side by side. What the data leave
 * open, smoothness decides; a bend that is no smooth one (a current that stops) then pulls resistance from one to the other by up to
 * four of its own standard deviations. With bends a thousand times as large allowed R and C hold the truth as often as the intervals
 * say, or more: set on onsets at 0.45 and 0.6 mA/cm², counted over 40 series at 0.6 (bench/results/side-by-side.md), checked on one at 0.7.
 */
const LOOSENED = 1e6;

/** Tracks whose intervals come from a looser fit. */
export interface WidenedTracks {
  readonly fit: ScoredSeries;
  /** Their places in the layout. */
  readonly tracks: readonly number[];
}

/** The fit with the covariances that are left where the series may bend a thousand times as much; null if they cannot be computed. */
export function loosened(fit: ScoredSeries): ScoredSeries | null {
  const { sweeps, layout, state, variances, window, entry } = fit.smoother;
  const loose = { variance: variances.variance.map((v) => LOOSENED * v), weight: variances.weight };
  const smoother = new SeriesSmoother(sweeps, layout, state.slice(), loose, window, entry);
  smoother.fit(0);
  return smoother.invert() ? { ...fit, smoother } : null;
}
