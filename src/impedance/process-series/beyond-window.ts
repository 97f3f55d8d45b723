import { exp } from "../../numerics/elementary/index.ts";
import { NORMAL_95 } from "../../numerics/probability/normal.ts";
import { isOutOfReach, LARGEST_RELATIVE_ERROR } from "../determined.ts";
import type { ScoredSeries } from "./choose-tracks.ts";
import { type OwnCovariance, ownCovariance } from "./own-data.ts";
import type { BandedSeries, SweepRange } from "./result.ts";

/** A track that no sweep tells from R∞ in this part of those in which it is present is no process that can be followed. */
const MOST_UNRESOLVED = 0.9;

/** What of one sweep lies beyond what its frequencies reach: τ < 1/(2π f_max), or τ > 1/(2π f_min). */
export interface BeyondWindow {
  /** Places in the layout of the tracks that are faster. */
  readonly faster: readonly number[];
  /** Those of them whose resistance the sweep cannot tell from R∞. */
  readonly unresolved: readonly number[];
  /** Those, and the ones so much faster that the assumed shape alone tells them (`isOutOfReach`). */
  readonly undetermined: readonly number[];
  /** Places of the tracks that are slower, and those of them of whose resistance the sweep tells no upper end, or the assumed shape alone does. */
  readonly slower: readonly number[];
  readonly open: readonly number[];
  /** What the sweep alone leaves open; null where no track is faster or slower. */
  readonly own: OwnCovariance | null;
}

/**
 * What lies beyond the measured times, for every sweep. Of R∞ + R / (1 + jωτ) with ωτ ≪ 1 the data tell R∞ + R and Rτ, with ωτ ≫ 1 τ/R; the rest
 * smoothness and the assumed shape would say. There the data of the sweep decide, by the standard deviation that they
 * alone leave R: at τ = 1/(2π f_max) half of the arc is measured still. With noise of 0.2 % and an arc of 8 Ω in 200 Ω it is 2 % at
 * 0.8/(2π f_max), 7 % at 0.4, 30 % at 0.2 and 90 % at 0.1.
 *
 * @param visible part of the whole resistance below which a track is not there
 */
export function beyondWindow(fit: ScoredSeries, visible: number): readonly BeyondWindow[] {
  const { layout, state, sweeps } = fit.smoother;
  return sweeps.map(({ times: [shortest, longest] }, i) => {
    const of = (u: number): number => state[i * layout.size + u];
    const whole = layout.offsets.reduce((sum, at) => sum + of(at), of(0));
    const there = layout.offsets.flatMap((at, k) => (of(at) > visible * whole ? [k] : []));
    const tau = (k: number): number => exp(of(layout.offsets[k] + 1));
    const faster = there.filter((k) => tau(k) < shortest);
    const slower = there.filter((k) => tau(k) > longest);
    if (faster.length === 0 && slower.length === 0)
      return { faster, unresolved: [], undetermined: [], slower, open: [], own: null };
    const own = ownCovariance(fit, i, there);
    const isUnresolved = (k: number): boolean => {
      const at = layout.offsets[k];
      return !(Math.sqrt(own(at, at)) <= LARGEST_RELATIVE_ERROR * of(at));
    };
    const isUndetermined = (k: number): boolean => isUnresolved(k) || isOutOfReach(tau(k), [shortest, longest]);
    return {
      faster,
      unresolved: faster.filter(isUnresolved),
      undetermined: faster.filter(isUndetermined),
      slower,
      open: slower.filter(isUndetermined),
      own,
    };
  });
}

/** Whether a track cannot be told from R∞ in nine tenths of the sweeps in which it is present at least. */
export function countsToOhmic(k: number, present: readonly SweepRange[], beyond: readonly BeyondWindow[]): boolean {
  const inside = beyond.filter((_, i) => present.some(({ from, to }) => i >= from && i <= to));
  const lost = inside.filter(({ unresolved }) => unresolved.includes(k)).length;
  return inside.length > 0 && lost >= MOST_UNRESOLVED * inside.length;
}

/**
 * Whether a track that counts to R∞ does so in sweep i: it is faster than the sweep reaches, and the sweep itself cannot tell it. What it tells, if
 * only from the tail of an arc, counts to Σ R there.
 */
export function isOhmic({ smoother }: ScoredSeries, k: number, i: number, beyond: readonly BeyondWindow[]): boolean {
  const { layout, state, sweeps } = smoother;
  const isFaster = exp(state[i * layout.size + layout.offsets[k] + 1]) < sweeps[i].times[0];
  return isFaster && (!beyond[i].faster.includes(k) || beyond[i].unresolved.includes(k));
}

/**
 * R∞ in Ω, together with the tracks that count to it in the sweeps that cannot tell them from it, and Σ R of all others, with intervals of
 * ±1.96 standard deviations. Where a track is faster than measured smoothness would say how it and R∞ share their sum: there both intervals
 * are what the data of that sweep alone leave, and where they cannot tell the track from R∞, R∞ may hold all of it. Σ R is what R∞ leaves of
 * the whole, which is known unless a track is slower than measured: then its interval, too, is what the sweep alone leaves, without an upper
 * end where it does not determine that track.
 *
 * @param counted places in the layout of the tracks that count to R∞
 */
export function ohmicAndPolarization(
  fit: ScoredSeries,
  scale: number,
  counted: readonly number[],
  beyond: readonly BeyondWindow[],
): { readonly ohmic: BandedSeries; readonly polarization: BandedSeries } {
  const { smoother, noise } = fit;
  const { layout, state, sweeps } = smoother;
  const places = (tracks: readonly number[]): number[] => tracks.map((k) => layout.offsets[k]);
  const [ohmic, polarization] = [emptyBand(sweeps.length), emptyBand(sweeps.length)];
  sweeps.forEach((_, i) => {
    const here = counted.filter((k) => isOhmic(fit, k, i, beyond));
    const mine = [0, ...places(here)];
    const others = layout.offsets.filter((at) => !mine.includes(at));
    const sum = (unknowns: readonly number[]): number => unknowns.reduce((s, u) => s + state[i * layout.size + u], 0);
    const ends = (unknowns: readonly number[], own: OwnCovariance | null = null): [lower: number, upper: number] => {
      const s = NORMAL_95 * deviation(i, unknowns, own);
      return [Math.max(0, sum(unknowns) - s), sum(unknowns) + s];
    };
    const { own, faster, undetermined, slower } = beyond[i];
    const slow = slower.length > 0 ? own : null;
    // What counts to R∞ elsewhere stands at the edge of what is measured here: how both share their sum this sweep alone must tell.
    const edge = here.length < counted.length ? ownCovariance(fit, i, [...layout.offsets.keys()]) : null;
    const [ohmicEnds, otherEnds] = faster.every((k) => here.includes(k))
      ? [ends(mine, edge), ends(others, edge ?? slow)]
      : shared(
          ends(mine, own)[0],
          undetermined.every((k) => here.includes(k))
            ? ends(mine, own)[1]
            : ends([...new Set([...mine, ...places(undetermined)])])[1],
          ends([...mine, ...others], slow),
        );
    put(ohmic, i, sum(mine), ohmicEnds);
    const endless = beyond[i].open.length > 0;
    const known = others.filter((at) => !places(beyond[i].open).includes(at));
    put(
      polarization,
      i,
      sum(others),
      endless ? [Math.min(ends(known, own)[0], otherEnds[0]), Number.POSITIVE_INFINITY] : otherEnds,
    );
  });
  return { ohmic, polarization };

  function put(band: BandedSeries, i: number, value: number, [lower, upper]: readonly [number, number]): void {
    band.value[i] = scale * value;
    band.lower[i] = scale * lower;
    band.upper[i] = scale * upper;
  }

  /** Standard deviation of a sum of unknowns of sweep i; where all lie on a bound, what the data alone would leave the first. */
  function deviation(i: number, unknowns: readonly number[], own: OwnCovariance | null): number {
    let variance = 0;
    for (const u of unknowns)
      for (const v of unknowns) variance += own === null ? smoother.covarianceOf(i, u, i, v) * noise : own(u, v);
    if (own === null && unknowns.length > 0 && unknowns.every((u) => smoother.held[i * layout.size + u]))
      variance = noise / Math.max(1e-300, smoother.curvatureOf(i, unknowns[0]));
    return Math.sqrt(Math.max(0, variance));
  }
}

type Ends = readonly [lower: number, upper: number];

/** Intervals of R∞ and of what it leaves of the whole. */
function shared(lower: number, upper: number, [least, most]: Ends): readonly [ohmic: Ends, rest: Ends] {
  return [
    [lower, upper],
    [Math.max(0, least - upper), most - lower],
  ];
}

function emptyBand(n: number): BandedSeries {
  return { value: new Float64Array(n), lower: new Float64Array(n), upper: new Float64Array(n) };
}
