import { log } from "../../numerics/elementary/index.ts";
import { type Addition, additions } from "./additions.ts";
import { type StateLayout, stateLayout } from "./layout.ts";
import type { PreparedSeries } from "./prepare.ts";
import { SeriesSmoother } from "./smoother.ts";
import { startVariances, updateVariances } from "./step-variances.ts";
import type { PreparedSweep } from "./sweep-model.ts";
import { untangle } from "./untangle.ts";

/** A model of the series, fitted, with its score. */
export interface ScoredSeries {
  readonly smoother: SeriesSmoother;
  /** Bayesian information criterion N ln(χ²/N) + e ln N with e the effective number of parameters. */
  readonly criterion: number;
  /** χ² over its degrees of freedom: 1 where the noise was known. */
  readonly noise: number;
}

/** What was tried: for the record of a result. */
export interface TrackTrial {
  readonly tracks: number;
  readonly skewed: number;
  readonly inductive: boolean;
  readonly capacitive: boolean;
  readonly criterion: number;
}

/** Sweeps among which the number of tracks is chosen, spread evenly over the series. */
export const CHOICE_SWEEPS = 16;
/** Rounds of fit and step variances in the choice. */
const CHOICE_ROUNDS = 8;
/** The criterion must fall by this much: odds of 20 : 1. */
export const LEAST_FALL = 6;
/** Extensions fitted for each promising kind. */
const TRIED = 2;
/** A promise is worth a fit above n + this many standard deviations √2n of its χ² with n sweeps. */
export const PROMISE = 5;

/**
 * Number of tracks, their shapes and whether there are an inductance and a blocking capacitance, for the whole series at once: starting from an ohmic
 * resistance, the extension that lowers the criterion most is taken until none does.
 */
export function chooseTracks(
  series: PreparedSeries,
  most: number,
): { readonly best: ScoredSeries; readonly chosen: readonly number[]; readonly trials: readonly TrackTrial[] } {
  const chosen = spreadEvenly(series.sweeps.length, CHOICE_SWEEPS);
  const sweeps = chosen.map((i) => series.sweeps[i]);
  const trials: TrackTrial[] = [];
  const layout = stateLayout([], false);
  const state = new Float64Array(sweeps.length);
  sweeps.forEach((sweep, i) => {
    state[i] = Math.max(1e-6, Math.min(...sweep.real));
  });
  const score = (smoother: SeriesSmoother): ScoredSeries => {
    const scored = fitUntangled(smoother, CHOICE_ROUNDS);
    const shapes = smoother.layout.shapes;
    trials.push({
      tracks: shapes.length,
      skewed: shapes.filter((s) => s !== "cole-cole").length,
      inductive: smoother.layout.inductive,
      capacitive: smoother.layout.blocking >= 0,
      criterion: scored.criterion,
    });
    return scored;
  };
  let best = score(new SeriesSmoother(sweeps, layout, state, startVariances(layout, sweeps.length), series.window));
  for (;;) {
    const tracks = best.smoother.layout.shapes.length;
    const worthwhile = additions(best.smoother, best.noise).filter(
      ({ gain, kind }) =>
        gain > sweeps.length + PROMISE * Math.sqrt(2 * sweeps.length) && (kind !== "track" || tracks < most),
    );
    const tried = [
      ...worthwhile.filter(({ kind }) => kind === "track").slice(0, tracks === 0 ? 1 : TRIED),
      ...worthwhile.filter(({ kind }) => kind === "skew").slice(0, 1),
      ...worthwhile.filter(({ kind }) => kind === "inductance" || kind === "capacitance"),
    ];
    let next: ScoredSeries | null = null;
    for (const addition of tried) {
      const one = score(extend(best.smoother, addition, sweeps));
      if (next === null || one.criterion < next.criterion) next = one;
    }
    if (next === null || !(next.criterion < best.criterion - LEAST_FALL)) break;
    best = next;
  }
  return { best, chosen, trials };
}

/** Fits, updates step variances, and again; then scores. */
export function fitAndScore(smoother: SeriesSmoother, rounds: number, finest = 0.05): ScoredSeries {
  for (let r = 0; r < rounds; r++) {
    smoother.fit(r === 0 ? 25 : 10, r + 1 < rounds ? 1 : finest);
    if (!smoother.invert()) break;
    if (r + 1 < rounds && updateVariances(smoother) < 0.1) break;
  }
  let count = 0;
  for (const { logOmega } of smoother.sweeps) count += 2 * logOmega.length;
  const effective = smoother.effectiveParameters;
  const squares = Math.max(smoother.sumOfSquares, 1e-12 * count);
  return {
    smoother,
    criterion: count * log(squares / count) + effective * log(count),
    noise: squares / Math.max(1, count - effective),
  };
}

/** Fits from untangled tracks, at most: a fit that exchanges names again and again has two processes that are one. */
const UNTANGLED = 3;

/**
 * As `fitAndScore`; where it ended with tracks that exchanged their names, again from their own. The data are described alike either
 * way, so the fit with its names is taken unless it is clearly worse.
 */
export function fitUntangled(smoother: SeriesSmoother, rounds: number, finest?: number): ScoredSeries {
  let best = fitAndScore(smoother, rounds, finest);
  for (let k = 0; k < UNTANGLED; k++) {
    const { layout, sweeps, window, entry } = best.smoother;
    const state = best.smoother.state.slice();
    if (!untangle(state, layout)) break;
    const variances = startVariances(layout, sweeps.length);
    const again = fitAndScore(new SeriesSmoother(sweeps, layout, state, variances, window, entry), rounds, finest);
    if (again.criterion > best.criterion + LEAST_FALL) break;
    best = again;
  }
  return best;
}

/** The model with one more track, exponent or inductance; everything else starts where it was. */
export function extend(smoother: SeriesSmoother, addition: Addition, sweeps: readonly PreparedSweep[]): SeriesSmoother {
  const old = smoother.layout;
  const layout = extendedLayout(old, addition);
  const n = sweeps.length;
  const state = new Float64Array(n * layout.size);
  const variances = startVariances(layout, n);
  const carry = (to: number, from: number): void => {
    for (let i = 0; i < n; i++) state[i * layout.size + to] = smoother.state[i * old.size + from];
    variances.variance[to] = Math.max(variances.variance[to], smoother.variances.variance[from]);
  };
  carry(0, 0);
  if (old.inductive) carry(1, 1);
  else if (layout.inductive) for (let i = 0; i < n; i++) state[i * layout.size + 1] = addition.amplitude[i];
  if (old.blocking >= 0) carry(layout.blocking, old.blocking);
  else if (layout.blocking >= 0)
    for (let i = 0; i < n; i++) state[i * layout.size + layout.blocking] = addition.amplitude[i];
  layout.offsets.forEach((to, k) => {
    const from = old.offsets[k];
    if (from === undefined) {
      for (let i = 0; i < n; i++) {
        state.set([addition.amplitude[i], addition.logTau, 0.88], i * layout.size + to);
      }
      return;
    }
    for (let e = 0; e < 3; e++) carry(to + e, from + e);
    if (layout.shapes[k] === "cole-cole") return;
    if (old.shapes[k] !== "cole-cole") carry(to + 3, from + 3);
    else for (let i = 0; i < n; i++) state[i * layout.size + to + 3] = 0.9;
  });
  return new SeriesSmoother(sweeps, layout, state, variances, smoother.window);
}

function extendedLayout(old: StateLayout, { kind, track }: Addition): StateLayout {
  const capacitive = old.blocking >= 0;
  if (kind === "inductance") return stateLayout(old.shapes, true, capacitive);
  if (kind === "capacitance") return stateLayout(old.shapes, old.inductive, true);
  if (kind === "track") return stateLayout([...old.shapes, "cole-cole"], old.inductive, capacitive);
  return stateLayout(
    old.shapes.map((shape, k) => (k === track ? "havriliak-negami" : shape)),
    old.inductive,
    capacitive,
  );
}

/** At most `most` of n indices, the first and the last among them. */
function spreadEvenly(n: number, most: number): readonly number[] {
  const count = Math.min(n, most);
  return Array.from({ length: count }, (_, i) => (count === 1 ? 0 : Math.round((i * (n - 1)) / (count - 1))));
}
