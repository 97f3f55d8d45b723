import { pow } from "../../numerics/elementary/index.ts";
import { fitUntangled, type ScoredSeries } from "./choose-tracks.ts";
import type { PreparedSeries } from "./prepare.ts";
import { SeriesSmoother } from "./smoother.ts";
import { startVariances } from "./step-variances.ts";

/** Rounds of fit and step variances over the whole series. */
const ROUNDS = 7;

/**
 * The chosen model over every sweep: states start from those of the chosen sweeps, interpolated linearly; step variances of
 * sweeps r apart become r⁻³ of what they were, as an integrated random walk has it.
 */
export function refineSeries(series: PreparedSeries, choice: ScoredSeries, chosen: readonly number[]): ScoredSeries {
  const { layout, state: coarse, variances: known } = choice.smoother;
  const n = series.sweeps.length;
  const p = layout.size;
  if (chosen.length === n) return fitUntangled(choice.smoother, ROUNDS, 1e-3);
  const state = new Float64Array(n * p);
  for (let i = 0, k = 0; i < n; i++) {
    while (k + 2 < chosen.length && chosen[k + 1] <= i) k++;
    const t = (i - chosen[k]) / (chosen[k + 1] - chosen[k]);
    for (let u = 0; u < p; u++) state[i * p + u] = (1 - t) * coarse[k * p + u] + t * coarse[(k + 1) * p + u];
  }
  const apart = (n - 1) / (chosen.length - 1);
  const variances = startVariances(layout, n);
  for (let u = 0; u < p; u++) variances.variance[u] = Math.max(1e-12, known.variance[u] / pow(apart, 3));
  return fitUntangled(new SeriesSmoother(series.sweeps, layout, state, variances, series.window), ROUNDS, 1e-3);
}
