import { exp, log } from "../../numerics/elementary/index.ts";
import { NORMAL_95 } from "../../numerics/probability/normal.ts";
import { endsOf, isDetermined } from "../determined.ts";
import { bandOf, type OwnAt, spreadOf } from "./bands.ts";
import { type BeyondWindow, beyondWindow, countsToOhmic } from "./beyond-window.ts";
import { capacitanceInterval } from "./capacitance-interval.ts";
import type { ScoredSeries } from "./choose-tracks.ts";
import type { BandedSeries, ProcessTrack, SweepRange } from "./result.ts";
import { loosened, standSideBySide, type WidenedTracks } from "./side-by-side.ts";

/** Gaps in the presence of a track that are bridged, sweeps; shorter appearances are not counted. */
const BRIDGED = 2;
const SHORTEST = 2;

/** Every track of a fit as the data leave it, and which of them are no processes to follow. */
export interface FittedTracks {
  /**
   * In the order of τ where each is largest (those that are present nowhere last), or in the order in which they were found, without those
   * that count to R∞.
   */
  readonly tracks: readonly ProcessTrack[];
  /** Places in the layout of the tracks whose resistance cannot be told from R∞ and counts to it. */
  readonly faster: readonly number[];
  /** What is faster than measured in each sweep. */
  readonly beyond: readonly BeyondWindow[];
  /** The tracks that stand side by side with another; null: none does. */
  readonly widened: WidenedTracks | null;
}

/** The tracks of a fit that can be followed, and those that cannot be told from R∞. */
export function processTracks(
  fit: ScoredSeries,
  scale: number,
  noise: Float64Array,
  by: "tau" | "found",
): FittedTracks {
  const { layout } = fit.smoother;
  const visible = noise.slice().sort()[noise.length >> 1] * Math.sqrt(fit.noise);
  const beyond = beyondWindow(fit, visible);
  const ownOf =
    (k: number): OwnAt =>
    (i) =>
      beyond[i].faster.includes(k) || beyond[i].slower.includes(k) ? beyond[i].own : null;
  const tracks = layout.offsets.map((_, k) => trackOf(fit, fit, scale, visible, k, ownOf(k)));
  const largest = (x: Float64Array): number => x.reduce((best, v, i) => (v > x[best] ? i : best), 0);
  const beside = tracks.map((track, k) => tracks.map((other, m) => (m === k ? [] : sideBySide(track, other))));
  const besideAny = beside.flatMap((ranges, k) => (ranges.some((one) => one.length > 0) ? [k] : []));
  const loose = besideAny.length > 0 ? loosened(fit) : null;
  const widened = loose === null ? null : { fit: loose, tracks: besideAny };
  // Presence and what is determined follow the intervals that are told.
  const wide = tracks.map((track, k) =>
    widened?.tracks.includes(k) ? trackOf(fit, widened.fit, scale, visible, k, ownOf(k)) : track,
  );
  const faster = tracks.flatMap((track, k) => (countsToOhmic(k, track.present, beyond) ? [k] : []));
  const order = tracks.map((_, k) => k).filter((k) => !faster.includes(k));
  const isNowhere = (k: number): number => Number(wide[k].present.length === 0);
  if (by === "tau")
    order.sort(
      (a, b) =>
        isNowhere(a) - isNowhere(b) ||
        tracks[a].tau[largest(tracks[a].resistance)] - tracks[b].tau[largest(tracks[b].resistance)],
    );
  const name = (k: number): string => `P${(by === "tau" ? order.indexOf(k) : k) + 1}`;
  return {
    tracks: order.map((k) => ({
      ...wide[k],
      ...withoutUnresolved(wide[k], k, beyond),
      name: name(k),
      mergedWith: order
        .filter((other) => other !== k)
        .flatMap((other) => mergers(fit, k, other, tracks).map((range) => ({ name: name(other), range }))),
      sideBySide: order.flatMap((other) => beside[k][other].map((range) => ({ name: name(other), range }))),
    })),
    faster,
    beyond,
    widened,
  };
}

/**
 * Where the data determine a track (`isDetermined`, and it is present), and its intervals: none where it is so fast that the sweep cannot tell it from
 * R∞, or so fast or slow that its sweep does not determine it, as they would only say what the assumed shape does.
 */
function withoutUnresolved(
  track: ProcessTrack,
  place: number,
  beyond: readonly BeyondWindow[],
): Pick<
  ProcessTrack,
  | "determined"
  | "tauLower"
  | "tauUpper"
  | "resistanceLower"
  | "resistanceUpper"
  | "capacitanceLower"
  | "capacitanceUpper"
> {
  const isPresent = (i: number): boolean => track.present.some(({ from, to }) => i >= from && i <= to);
  const isUnknown = (i: number): boolean => beyond[i].undetermined.includes(place) || beyond[i].open.includes(place);
  const kept = (ends: Float64Array): Float64Array =>
    ends.map((end, i) => (isUnknown(i) && isPresent(i) ? Number.NaN : end));
  const [tauLower, tauUpper] = [kept(track.tauLower), kept(track.tauUpper)];
  const [resistanceLower, resistanceUpper] = [kept(track.resistanceLower), kept(track.resistanceUpper)];
  return {
    determined: beyond.map(
      (_, i) =>
        isPresent(i) &&
        isDetermined({
          resistance: track.resistance[i],
          resistanceEnds: endsOf(resistanceLower[i], resistanceUpper[i]),
          tau: track.tau[i],
          tauEnds: endsOf(tauLower[i], tauUpper[i]),
        }),
    ),
    tauLower,
    tauUpper,
    resistanceLower,
    resistanceUpper,
    capacitanceLower: kept(track.capacitanceLower),
    capacitanceUpper: kept(track.capacitanceUpper),
  };
}

/** Runs of sweeps in which two tracks, both present, stand side by side. */
function sideBySide(a: ProcessTrack, b: ProcessTrack): readonly SweepRange[] {
  const isIn = ({ present }: ProcessTrack, i: number): boolean => present.some(({ from, to }) => i >= from && i <= to);
  return runs(a.tau.length, (i) => isIn(a, i) && isIn(b, i) && standSideBySide(a, b, i));
}

type Bands = Omit<
  ProcessTrack,
  "name" | "shape" | "present" | "determined" | "birth" | "death" | "mergedWith" | "sideBySide"
>;

/** R, τ, exponents and C of the track whose unknowns begin at `at`, with their intervals. */
function bandsOf(
  fit: ScoredSeries,
  scale: number,
  at: number,
  shape: ProcessTrack["shape"],
  present: readonly SweepRange[],
  own: OwnAt,
): Bands {
  const infinite = Number.POSITIVE_INFINITY;
  const resistance = bandOf(fit, at, scale, 0, infinite, own);
  const time = bandOf(fit, at + 1, 1, -infinite, infinite, own);
  const exponents = [bandOf(fit, at + 2, 1, 0, 1, own)];
  if (shape === "havriliak-negami") exponents.push(bandOf(fit, at + 3, 1, 0, 1, own));
  const tau = time.value.map(exp);
  const inside = (i: number): boolean => present.some(({ from, to }) => i >= from && i <= to);
  return {
    tau,
    tauLower: time.lower.map(exp),
    tauUpper: time.upper.map(exp),
    resistance: resistance.value,
    resistanceLower: resistance.lower,
    resistanceUpper: resistance.upper,
    exponents,
    ...capacitanceBand(fit, at, scale, resistance, tau, inside, own),
  };
}

/** @param bands the fit whose covariances its intervals come from: `fit`, or a looser one */
function trackOf(
  fit: ScoredSeries,
  bands: ScoredSeries,
  scale: number,
  visible: number,
  k: number,
  own: OwnAt,
): ProcessTrack {
  const { state, layout } = fit.smoother;
  const [shape, at] = [layout.shapes[k], layout.offsets[k]];
  const resistance = bandOf(bands, at, scale, 0, Number.POSITIVE_INFINITY);
  const n = resistance.value.length;
  const whole = (i: number): number =>
    layout.offsets.reduce((sum, a) => sum + state[i * layout.size + a], state[i * layout.size]) * scale;
  const present = runs(n, (i) => resistance.lower[i] > 0 && resistance.value[i] > visible * whole(i));
  const first = present[0];
  const last = present[present.length - 1];
  return {
    name: "",
    shape,
    present,
    determined: [],
    birth: first !== undefined && first.from > 0 ? first.from : null,
    death: last !== undefined && last.to < n - 1 ? last.to + 1 : null,
    ...bandsOf(bands, scale, at, shape, present, own),
    mergedWith: [],
    sideBySide: [],
  };
}

/** C = τ₀/R where the process is, with its interval through 1/C (`capacitanceInterval`), covariance of R and ln τ₀ included. */
function capacitanceBand(
  fit: ScoredSeries,
  at: number,
  scale: number,
  resistance: BandedSeries,
  tau: Float64Array,
  inside: (i: number) => boolean,
  own: OwnAt,
): Pick<ProcessTrack, "capacitance" | "capacitanceLower" | "capacitanceUpper"> {
  const { smoother, noise } = fit;
  const capacitance = tau.map((t, i) => (inside(i) && resistance.value[i] > 0 ? t / resistance.value[i] : Number.NaN));
  const [lower, upper] = [capacitance.slice(), capacitance.slice()];
  capacitance.forEach((c, i) => {
    if (Number.isNaN(c)) return;
    const slope = scale / resistance.value[i];
    const alone = own(i);
    const together = alone === null ? smoother.covarianceOf(i, at, i, at + 1) * noise : alone(at, at + 1);
    const variance =
      (slope * spreadOf(fit, i, at, alone)) ** 2 + spreadOf(fit, i, at + 1, alone) ** 2 - 2 * slope * together;
    [lower[i], upper[i]] = capacitanceInterval(c, Math.sqrt(Math.max(0, variance)));
  });
  return { capacitance, capacitanceLower: lower, capacitanceUpper: upper };
}

/** Runs of sweeps for which a statement holds: gaps bridged, runs that are too short left out. */
function runs(n: number, holds: (i: number) => boolean): readonly SweepRange[] {
  const found: { from: number; to: number }[] = [];
  for (let i = 0; i < n; i++) {
    if (!holds(i)) continue;
    const last = found[found.length - 1];
    if (last !== undefined && i - last.to <= BRIDGED + 1) last.to = i;
    else found.push({ from: i, to: i });
  }
  return found.filter(({ from, to }) => to - from + 1 >= Math.min(SHORTEST, n));
}

/** Where two tracks, both present, have times that differ by less than their uncertainty. */
function mergers(fit: ScoredSeries, a: number, b: number, tracks: readonly ProcessTrack[]): readonly SweepRange[] {
  const { smoother, noise } = fit;
  const u = smoother.layout.offsets[a] + 1;
  const v = smoother.layout.offsets[b] + 1;
  const [one, other] = [tracks[a], tracks[b]];
  return runs(one.tau.length, (i) => {
    if (!(one.resistanceLower[i] > 0 && other.resistanceLower[i] > 0)) return false;
    const difference = log(one.tau[i] / other.tau[i]);
    const variance =
      smoother.covarianceOf(i, u, i, u) + smoother.covarianceOf(i, v, i, v) - 2 * smoother.covarianceOf(i, u, i, v);
    return Math.abs(difference) < NORMAL_95 * Math.sqrt(Math.max(0, variance * noise));
  });
}
