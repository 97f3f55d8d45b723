import { NORMAL_95 } from "../../numerics/probability/normal.ts";
import type { ScoredSeries } from "./choose-tracks.ts";
import type { BandedSeries, ProcessTrack } from "./result.ts";
import type { PreparedSweep } from "./sweep-model.ts";

/** A track that is faster than measured in this part of the sweeps in which it is present is no process that can be followed. */
const MOST_OUTSIDE = 0.9;

/**
 * Whether a track is faster than what the frequencies reach, in nine tenths of the sweeps in which it is present at least. Of
 * R∞ + R / (1 + jωτ) with ωτ ≪ 1 the data tell R∞ + R and Rτ; how the sum is shared, only the assumed shape would say.
 */
export function isFasterThanMeasured({ present, tau }: ProcessTrack, sweeps: readonly PreparedSweep[]): boolean {
  let [count, outside] = [0, 0];
  for (const { from, to } of present) {
    for (let i = from; i <= to; i++) {
      count++;
      if (tau[i] < sweeps[i].times[0]) outside++;
    }
  }
  return count > 0 && outside >= MOST_OUTSIDE * count;
}

/**
 * R∞ in Ω with its interval of ±1.96 standard deviations, together with the tracks that are faster than measured. In sweeps in which
 * another track is, the upper end holds that one, too: R∞ may be anything from its own lower end to that of the sum.
 *
 * @param faster places in the layout of the tracks that count to R∞
 * @param times τ in s of each track of the layout
 */
export function ohmicBand(
  { smoother, noise }: ScoredSeries,
  scale: number,
  faster: readonly number[],
  times: readonly Float64Array[],
): BandedSeries {
  const { layout, state, sweeps } = smoother;
  const n = sweeps.length;
  const [value, lower, upper] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
  for (let i = 0; i < n; i++) {
    const [shortest] = sweeps[i].times;
    const own = [0, ...faster.map((k) => layout.offsets[k])];
    const crossing = layout.offsets.filter((_, k) => !faster.includes(k) && times[k][i] < shortest);
    const sum = (unknowns: readonly number[]): number => unknowns.reduce((s, u) => s + state[i * layout.size + u], 0);
    value[i] = scale * sum(own);
    lower[i] = scale * Math.max(0, sum(own) - NORMAL_95 * deviation(i, own));
    const all = [...own, ...crossing];
    upper[i] = scale * (sum(all) + NORMAL_95 * deviation(i, all));
  }
  return { value, lower, upper };

  /** Standard deviation of a sum of unknowns of sweep i; where all lie on a bound, what the data alone would leave the first. */
  function deviation(i: number, unknowns: readonly number[]): number {
    let variance = 0;
    for (const u of unknowns) for (const v of unknowns) variance += smoother.covarianceOf(i, u, i, v);
    if (unknowns.every((u) => smoother.held[i * layout.size + u]))
      variance = 1 / Math.max(1e-300, smoother.curvatureOf(i, unknowns[0]));
    return Math.sqrt(Math.max(0, variance) * noise);
  }
}
