import type { ScoredSeries } from "./choose-tracks.ts";
import { OnsetRegression, type RiseFit, type RiseShape } from "./onset-regression.ts";
import type { ProcessOnset } from "./result.ts";
import { short } from "./words.ts";

/** Fewest sweeps, at positions that rise one after the other, in which an onset is looked for. */
export const FEWEST_SWEEPS = 10;
/** Degrees of the trend beside a rise, and of the trends that a rise must beat. */
const TREND_DEGREES = [1, 2, 3];
const SMOOTH_DEGREES = [1, 2, 3, 4, 5, 6];
/** Places and widths, over the range of positions, from which the best rise is sought. */
const PLACES = 36;
const WIDTHS = [0.008, 0.02, 0.05, 0.1];
const NARROWEST = 0.003;
const WIDEST = 0.16;
/** Fall of the criterion that a rise must bring. */
const LEAST_FALL = 20;
/** The rise must add resistance: this many standard deviations, and this part of the polarisation resistance. */
const LEAST_DEVIATIONS = 4;
const LEAST_PART = 0.02;
const SHAPES: readonly RiseShape[] = ["logistic", "early", "late"];

interface Component {
  readonly at: number;
  readonly width: number;
  readonly deviation: number;
  readonly criterion: number;
  readonly rise: RiseFit;
}

/**
 * The position at which the unknowns of the series leave a smooth trend by a rise that they have in common: profile likelihood
 * over place and width, averaged over trends of degree 1 … 3 and three shapes of the rise with weights exp(−criterion/2). There
 * is an onset if the rise beats every smooth trend of degree up to six, and adds resistance.
 *
 * @param scale Ω of the unit resistance
 * @returns null if there is none, or fewer than ten sweeps at rising positions
 */
export function findOnset(fit: ScoredSeries, scale: number, position: Float64Array): ProcessOnset | null {
  const run = risingRun(position);
  if (run.length < FEWEST_SWEEPS || fit.smoother.layout.offsets.length === 0) return null;
  const origin = position[run[0]];
  const range = position[run[run.length - 1]] - origin;
  const time = Float64Array.from(run, (i) => (position[i] - origin) / range);
  const p = fit.smoother.layout.size;
  const regressions = new Map<number, OnsetRegression>();
  const regression = (degree: number): OnsetRegression => {
    const known = regressions.get(degree) ?? new OnsetRegression(fit, run, time, degree);
    regressions.set(degree, known);
    return known;
  };
  const most = Math.floor(run.length / 2) - 2;
  const start = bestOnGrid(regression(Math.min(2, most)));
  const logCount = Math.log(run.length * p);
  const found = TREND_DEGREES.filter((d) => d <= most).flatMap((degree) =>
    SHAPES.map((shape) => ({ degree, shape, place: climb(regression(degree), shape, start) })),
  );
  // Misfit of the best model to sweeps taken one by one: where trend and rise do not follow the unknowns, all is widened.
  let misfit = Number.POSITIVE_INFINITY;
  for (const { degree, place } of found) {
    const one = regression(degree);
    const freedom = Math.max(1, one.freeUnknowns - p * (degree + 2) - 2);
    misfit = Math.min(misfit, (one.trendSquares - place.rise.gain - one.freeSquares) / freedom);
  }
  misfit = Math.max(1, misfit);
  const smooth = Math.min(
    ...SMOOTH_DEGREES.filter((d) => d <= most).map(
      (degree) => regression(degree).trendSquares / misfit + p * (degree + 1) * logCount,
    ),
  );
  const components = found.map(({ degree, place }): Component => {
    const squares = regression(degree).trendSquares - place.rise.gain;
    return {
      ...place,
      deviation: place.deviation * Math.sqrt(misfit),
      criterion: squares / misfit + (p * (degree + 2) + 2) * logCount,
    };
  });
  const best = components.reduce((a, b) => (b.criterion < a.criterion ? b : a));
  if (!(best.criterion < smooth - LEAST_FALL)) return null;
  let added = 0;
  let variance = 0;
  let total = 0;
  for (const a of fit.smoother.layout.offsets) {
    added += best.rise.amplitude[a];
    for (const i of run) total += fit.smoother.state[i * p + a] / run.length;
    for (const b of fit.smoother.layout.offsets) variance += best.rise.covariance[a * p + b];
  }
  if (!(added > LEAST_DEVIATIONS * Math.sqrt(variance * misfit) && added > LEAST_PART * total)) return null;
  const [lower, median, upper] = [0.025, 0.5, 0.975].map((level) => origin + range * quantile(components, level));
  const resistance = scale * added;
  return {
    position: median,
    lower,
    upper,
    width: range * best.width,
    resistance,
    words: `Onset at ${short(median)} (95 % interval ${short(lower)} … ${short(upper)}): the resistance rises by ${short(resistance)} Ω beyond its trend.`,
  };
}

/** Indices of the longest run of sweeps whose positions rise one after the other. */
function risingRun(position: Float64Array): readonly number[] {
  let best: readonly number[] = [];
  let from = 0;
  for (let i = 1; i <= position.length; i++) {
    if (i < position.length && position[i] > position[i - 1]) continue;
    if (i - from > best.length) best = Array.from({ length: i - from }, (_, k) => from + k);
    from = i;
  }
  return best;
}

function bestOnGrid(regression: OnsetRegression): readonly [number, number] {
  let best = -1;
  let place: readonly [number, number] = [0.5, WIDTHS[1]];
  for (let k = 1; k < PLACES; k++) {
    for (const width of WIDTHS) {
      const { gain } = regression.withRise("logistic", k / PLACES, width);
      if (gain > best) {
        best = gain;
        place = [k / PLACES, width];
      }
    }
  }
  return place;
}

/** Newton steps on (t₀, ln w) with differences, guarded; and the standard deviation of t₀ from the curvature. */
function climb(
  regression: OnsetRegression,
  shape: RiseShape,
  start: readonly [number, number],
): Omit<Component, "criterion"> {
  let at = start[0];
  let logWidth = Math.log(start[1]);
  const value = (a: number, w: number): number => regression.withRise(shape, a, Math.exp(w)).gain / 2;
  let here = value(at, logWidth);
  let deviation = Math.exp(logWidth);
  for (let k = 0; k < 14; k++) {
    const h = 0.15 * Math.min(deviation, Math.exp(logWidth));
    const e = 0.03;
    const [left, right] = [value(at - h, logWidth), value(at + h, logWidth)];
    const [down, up] = [value(at, logWidth - e), value(at, logWidth + e)];
    const mixed = value(at + h, logWidth + e) - value(at + h, logWidth - e);
    const cross = (mixed - value(at - h, logWidth + e) + value(at - h, logWidth - e)) / (4 * h * e);
    const ga = (right - left) / (2 * h);
    const gw = (up - down) / (2 * e);
    const aa = Math.max(1e-12, (2 * here - left - right) / (h * h));
    const ww = Math.max(1, (2 * here - up - down) / (e * e));
    const limited = Math.sign(cross) * Math.min(Math.abs(cross), 0.9 * Math.sqrt(aa * ww));
    const determinant = aa * ww - limited * limited;
    deviation = Math.sqrt(ww / determinant);
    let da = (ww * ga + limited * gw) / determinant;
    let dw = (aa * gw + limited * ga) / determinant;
    const far = Math.max(Math.abs(da) / (1.5 * Math.exp(logWidth)), Math.abs(dw) / 0.7, 1);
    da /= far;
    dw /= far;
    let moved = false;
    for (let half = 0; half < 5; half++) {
      const a = Math.min(1.05, Math.max(-0.05, at + da));
      const w = Math.min(Math.log(WIDEST), Math.max(Math.log(NARROWEST), logWidth + dw));
      const next = value(a, w);
      if (next >= here) {
        moved = next - here > 1e-4;
        [at, logWidth, here] = [a, w, next];
        break;
      }
      da /= 3;
      dw /= 3;
    }
    if (!moved) break;
  }
  return { at, width: Math.exp(logWidth), deviation, rise: regression.withRise(shape, at, Math.exp(logWidth)) };
}

/** Quantile of the mixture of normal distributions. */
function quantile(components: readonly Component[], level: number): number {
  const least = Math.min(...components.map((c) => c.criterion));
  const weights = components.map((c) => Math.exp((least - c.criterion) / 2));
  const total = weights.reduce((a, b) => a + b);
  let low = -1;
  let high = 2;
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    let below = 0;
    components.forEach((c, i) => {
      below += (weights[i] / total) * normalBelow((middle - c.at) / c.deviation);
    });
    if (below < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Standard normal distribution function (Abramowitz & Stegun 26.2.17, error below 1e-7). */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const tail =
    (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return z > 0 ? 1 - tail : tail;
}
