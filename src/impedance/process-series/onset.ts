import { exp, log } from "../../numerics/elementary/index.ts";
import { cumulativeNormal } from "../../numerics/probability/normal.ts";
import type { ScoredSeries } from "./choose-tracks.ts";
import { OnsetRegression, type RiseFit, type RiseShape, rise } from "./onset-regression.ts";
import type { BandedSeries, ProcessOnset, ProcessSeries, ProcessTrack } from "./result.ts";
import { short } from "./words.ts";

/** Fewest sweeps, at positions that rise one after the other, in which an onset is looked for. */
export const FEWEST_SWEEPS = 10;
/** Degrees of the trend beside a rise, and of the trends that a rise must beat. */
const TREND_DEGREES = [1, 2, 3, 4, 5];
const SMOOTH_DEGREES = [1, 2, 3, 4, 5, 6, 7];
/** Coefficients of what rises: constant, linear, quadratic in the position. */
const PARTS = [1, 2, 3];
/** Descriptions in which place and width are sought, of those that promise most, in each of two rounds. */
const CLIMBED = 3;
const ROUNDS = 2;
const CLIMB_STEPS = 20;
/** Places and widths, over the range of positions, from which the best rise is sought. */
const PLACES = 36;
const WIDTHS = [0.01, 0.03, 0.08];
const ZOOMS = 4;
const NARROWEST = 0.003;
const WIDEST = 0.16;
/**
 * Descriptions are averaged with weights exp(−criterion / 2T), T > 1: none of them is exact, and how far they disagree is part of
 * the uncertainty.
 */
const TEMPERATURE = 12;
/** Fall of the criterion that a rise must bring. */
const LEAST_FALL = 20;
/** The rise must add resistance: this many standard deviations, and this part of the polarisation resistance. */
const LEAST_DEVIATIONS = 4;
const LEAST_PART = 0.02;
/** A richer description that finds its rise this many widths away has found another one. */
const FAR = 1;
/** Times its squared shift plus its variance: chosen on staircases of other seeds than those reported. */
const ALLOWANCE = 2;
const SHAPES: readonly RiseShape[] = ["logistic", "early", "late"];
/** An interval of a process that is narrower than this part of Rp leaves nothing open that an onset could rest on. */
const OPEN_PART = 0.1;

/** What an onset may rest on. */
export interface OnsetValues {
  /** Places in the layout of the tracks whose resistances may rise: those that are followed, not what counts to R∞. */
  readonly tracks: readonly number[];
  /** Whether a sweep counts, one a sweep. */
  readonly counts: readonly boolean[];
}

/**
 * The sweeps that an onset may rest on: those in which every process that is present is determined, or known to a tenth of Rp: one that has just
 * begun to show is small against its own interval, yet nothing is open about the whole.
 */
export function determinedSweeps(
  tracks: readonly ProcessTrack[],
  { value: whole }: Pick<BandedSeries, "value">,
): readonly boolean[] {
  return Array.from(whole, (sum, i) =>
    tracks.every(
      ({ present, determined, resistanceLower: lower, resistanceUpper: upper }) =>
        !present.some(({ from, to }) => i >= from && i <= to) ||
        determined[i] ||
        upper[i] - lower[i] <= OPEN_PART * sum,
    ),
  );
}

/** On which sweeps an onset does not rest, as the end of a sentence; empty: it rests on all. */
export function restsOn(leftOut: number): string {
  if (leftOut === 0) return "";
  return ` (${leftOut === 1 ? "one sweep that does" : `${leftOut} sweeps that do`} not determine all processes left out)`;
}

/** The onset of a series, or what is said where none is found. */
export type OnsetSearch = Pick<ProcessSeries, "onset" | "withoutOnset" | "onsetUntold">;

/** That whether there is an onset cannot be told, and why, as the end of the sentence. */
export function untoldOnset(why: string): OnsetSearch {
  return { onset: null, withoutOnset: `Whether there is an onset cannot be told: ${why}.`, onsetUntold: true };
}

function noOnset(words: string, onsetUntold = false): OnsetSearch {
  return { onset: null, withoutOnset: words, onsetUntold };
}

/** One description of the rise: the degree of the trend under it, its shape, and how many coefficients it has in each unknown. */
interface Description {
  readonly degree: number;
  readonly shape: RiseShape;
  readonly parts: number;
}

interface Component {
  readonly description: Description;
  readonly at: number;
  readonly width: number;
  readonly deviation: number;
  readonly squares: number;
  readonly rise: RiseFit;
}

/**
 * The position at which the unknowns of the series leave a smooth trend by a rise that they have in common: profile likelihood
 * over place and width, averaged over trends of degree 1 … 5, three shapes of the rise and one to three coefficients of what
 * rises, with weights exp(−criterion/2T), T = 12. Each standard deviation of t₀ is widened by how far the next richer descriptions (one degree
 * more, one coefficient more) move it, and is no less than theirs: a trend is no polynomial. There is an onset if the rise beats every smooth trend of degree up to seven, adds
 * resistance, and the resistance grows there.
 *
 * @param scale Ω of the unit resistance
 * @param indexed positions are indices: only the sweeps up to the highest resistance count, as what follows is recovery
 * @param values places in the layout of the processes whose resistances may rise, and the sweeps that determine them (`determinedSweeps`)
 * @returns null with the reason if there is none, or it cannot be told: fewer than ten sweeps at rising positions, or that determine their processes
 */
export function findOnset(
  fit: ScoredSeries,
  scale: number,
  position: Float64Array,
  indexed: boolean,
  { tracks, counts }: OnsetValues,
): OnsetSearch {
  const offsets = tracks.map((k) => fit.smoother.layout.offsets[k]);
  if (offsets.length === 0) return noOnset("No onset: no process is followed.");
  const all = onsetRun(fit, position, indexed, offsets);
  const run = all.filter((i) => counts[i]);
  const of = `${run.length} of ${all.length} sweeps`;
  if (all.length < FEWEST_SWEEPS)
    return untoldOnset(
      `the longest run of sweeps at rising positions has ${all.length}, and ${FEWEST_SWEEPS} are needed`,
    );
  if (run.length < FEWEST_SWEEPS)
    return untoldOnset(`all processes are determined in ${of} only, and ${FEWEST_SWEEPS} are needed`);
  const onset = riseIn(fit, scale, position, offsets, run, all.length - run.length);
  if (onset !== null) return { onset, withoutOnset: null, onsetUntold: false };
  return run.length === all.length
    ? noOnset("No onset: the series changes as smoothly as a trend.")
    : noOnset(`No onset in the ${of} that determine all processes; in the others it cannot be told.`, true);
}

/** The rise beyond a trend in the sweeps `run`; null if there is none. */
function riseIn(
  fit: ScoredSeries,
  scale: number,
  position: Float64Array,
  offsets: readonly number[],
  run: readonly number[],
  leftOut: number,
): ProcessOnset | null {
  const { layout, state } = fit.smoother;
  const origin = position[run[0]];
  const range = position[run[run.length - 1]] - origin;
  const time = Float64Array.from(run, (i) => (position[i] - origin) / range);
  const p = layout.size;
  const regressions = new Map<number, OnsetRegression>();
  const regression = (degree: number): OnsetRegression => {
    const known = regressions.get(degree) ?? new OnsetRegression(fit, run, time, degree);
    regressions.set(degree, known);
    return known;
  };
  const most = Math.floor(run.length / 2) - 4;
  const logCount = log(run.length * p);
  const cost = ({ degree, parts }: Description): number => (p * (degree + 1 + parts) + 2) * logCount;
  const descriptions = TREND_DEGREES.filter((d) => d <= most).flatMap((degree) =>
    SHAPES.flatMap((shape) => PARTS.map((parts): Description => ({ degree, shape, parts }))),
  );
  let place = bestOnGrid(regression(Math.min(2, most)));
  const climbed = new Map<Description, Component>();
  for (let round = 0; round < ROUNDS; round++) {
    const [at, width] = place;
    const screened = descriptions
      .map((description) => {
        const one = regression(description.degree);
        const { gain } = one.withRise(description.shape, at, width, description.parts);
        return { description, criterion: one.trendSquares - gain + cost(description) };
      })
      .sort((a, b) => a.criterion - b.criterion);
    const promising = screened.slice(0, CLIMBED).filter(({ description }) => !climbed.has(description));
    if (promising.length === 0) break;
    for (const { description } of promising)
      climbed.set(description, climb(regression(description.degree), description, place));
    const best = [...climbed.values()].reduce((a, b) =>
      b.squares + cost(b.description) < a.squares + cost(a.description) ? b : a,
    );
    place = [best.at, best.width];
  }
  const found = [...climbed.values()];
  // Misfit of the best model to sweeps taken one by one: where trend and rise do not follow the unknowns, all is widened.
  let misfit = Number.POSITIVE_INFINITY;
  for (const { description, squares } of found) {
    const one = regression(description.degree);
    const freedom = Math.max(1, one.freeUnknowns - p * (description.degree + 1 + description.parts) - 2);
    misfit = Math.min(misfit, (squares - one.freeSquares) / freedom);
  }
  misfit = Math.max(1, misfit);
  const criterion = ({ squares, description }: Component): number => squares / misfit + cost(description);
  const smooth = Math.min(
    ...SMOOTH_DEGREES.filter((d) => d <= most).map(
      (degree) => regression(degree).trendSquares / misfit + p * (degree + 1) * logCount,
    ),
  );
  const best = found.reduce((a, b) => (criterion(b) < criterion(a) ? b : a));
  if (!(criterion(best) < smooth - LEAST_FALL)) return null;
  let added = 0;
  let variance = 0;
  let total = 0;
  const covariance = best.rise.covariance();
  for (const a of offsets) {
    added += best.rise.amplitude[a];
    for (const i of run) total += state[i * p + a] / run.length;
    for (const b of offsets) variance += covariance[a * p + b];
  }
  if (!(added > LEAST_DEVIATIONS * Math.sqrt(variance * misfit) && added > LEAST_PART * total)) return null;
  const resistanceAt = (t: number): number => {
    let k = 0;
    while (k + 2 < time.length && time[k + 1] < t) k++;
    const part = Math.min(1, Math.max(0, (t - time[k]) / (time[k + 1] - time[k])));
    let sum = 0;
    for (const a of offsets) sum += (1 - part) * state[run[k] * p + a] + part * state[run[k + 1] * p + a];
    return sum;
  };
  const reach = Math.max(best.width, 1 / run.length);
  if (!(resistanceAt(best.at + reach) > resistanceAt(best.at - reach))) return null;
  let allowance = 0;
  for (const description of richer(best.description, most)) {
    const other = climb(regression(description.degree), description, [best.at, best.width]);
    const far = Math.abs(other.at - best.at) > FAR * best.width;
    if (!far) allowance = Math.max(allowance, ALLOWANCE * ((other.at - best.at) ** 2 + misfit * other.deviation ** 2));
  }
  const mixture = found.map((component) => ({
    at: component.at,
    deviation: component.deviation * Math.sqrt(misfit),
    criterion: criterion(component),
  }));
  if (quantile(mixture, 0.025) < 0 || quantile(mixture, 0.5) > 1) return null;
  const widened = mixture.map((one) => ({ ...one, deviation: Math.sqrt(one.deviation ** 2 + allowance) }));
  const [lower, median, upper] = [0.025, 0.5, 0.975].map((level) => quantile(widened, level));
  const at = (t: number): number => origin + range * t;
  const reached = rise(best.description.shape, (1 - best.at) / best.width);
  const resistance = scale * added * reached;
  return {
    position: at(median),
    lower: at(lower),
    upper: at(upper),
    width: range * best.width,
    resistance,
    leftOut,
    words: `Onset at ${short(at(median))} (95 % interval ${short(at(lower))} … ${short(at(upper))}): the resistance rises by ${short(resistance)} Ω beyond its trend${restsOn(leftOut)}.`,
  };
}

/** The descriptions with one more degree of the trend, and with one more coefficient of what rises. */
function richer({ degree, shape, parts }: Description, most: number): readonly Description[] {
  const found: Description[] = [];
  if (degree < most) found.push({ degree: degree + 1, shape, parts });
  if (parts < PARTS.length) found.push({ degree, shape, parts: parts + 1 });
  return found;
}

/** Number of sweeps up to that with the highest Σ R; all of them where that comes too early to tell. */
function untilHighest({ smoother }: ScoredSeries, offsets: readonly number[]): number {
  const { state, layout, sweeps } = smoother;
  let [best, at] = [Number.NEGATIVE_INFINITY, 0];
  for (let i = 0; i < sweeps.length; i++) {
    let sum = 0;
    for (const a of offsets) sum += state[i * layout.size + a];
    if (sum > best) [best, at] = [sum, i];
  }
  return at + 1 >= FEWEST_SWEEPS ? at + 1 : sweeps.length;
}

/** The sweeps among which an onset is sought. */
function onsetRun(
  fit: ScoredSeries,
  position: Float64Array,
  indexed: boolean,
  offsets: readonly number[],
): readonly number[] {
  return risingRun(position).slice(0, indexed ? untilHighest(fit, offsets) : position.length);
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
      const { gain } = regression.withRise("logistic", k / PLACES, width, 1);
      if (gain > best) {
        best = gain;
        place = [k / PLACES, width];
      }
    }
  }
  // Around the best of the grid, in ever smaller steps.
  for (let zoom = 0, step = 0.5 / PLACES, factor = 1.6; zoom < ZOOMS; zoom++, step /= 2, factor = Math.sqrt(factor)) {
    const [at, width] = place;
    for (const a of [at - step, at, at + step]) {
      for (const w of [width / factor, width, width * factor]) {
        const { gain } = regression.withRise("logistic", a, Math.min(WIDEST, Math.max(NARROWEST, w)), 1);
        if (gain > best) {
          best = gain;
          place = [a, Math.min(WIDEST, Math.max(NARROWEST, w))];
        }
      }
    }
  }
  return place;
}

/** Newton steps on (t₀, ln w) with differences, guarded; and the standard deviation of t₀ from the curvature. */
function climb(regression: OnsetRegression, description: Description, start: readonly [number, number]): Component {
  const { shape, parts } = description;
  let at = start[0];
  let logWidth = log(start[1]);
  const value = (a: number, w: number): number => regression.withRise(shape, a, exp(w), parts).gain / 2;
  let here = value(at, logWidth);
  let deviation = exp(logWidth);
  for (let k = 0; k < CLIMB_STEPS; k++) {
    const h = 0.15 * Math.min(deviation, exp(logWidth));
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
    const far = Math.max(Math.abs(da) / (1.5 * exp(logWidth)), Math.abs(dw) / 0.7, 1);
    da /= far;
    dw /= far;
    let moved = false;
    for (let half = 0; half < 5; half++) {
      const a = Math.min(1.05, Math.max(-0.05, at + da));
      const w = Math.min(log(WIDEST), Math.max(log(NARROWEST), logWidth + dw));
      const next = value(a, w);
      if (next >= here) {
        moved = next - here > 1e-3;
        [at, logWidth, here] = [a, w, next];
        break;
      }
      da /= 3;
      dw /= 3;
    }
    if (!moved) break;
  }
  const fitted = regression.withRise(shape, at, exp(logWidth), parts);
  return {
    description,
    at,
    width: exp(logWidth),
    deviation,
    squares: regression.trendSquares - fitted.gain,
    rise: fitted,
  };
}

/** Quantile of the mixture of normal distributions. */
function quantile(
  components: readonly { readonly at: number; readonly deviation: number; readonly criterion: number }[],
  level: number,
): number {
  const least = Math.min(...components.map((c) => c.criterion));
  const weights = components.map((c) => exp((least - c.criterion) / (2 * TEMPERATURE)));
  const total = weights.reduce((a, b) => a + b);
  let low = -1;
  let high = 2;
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    let below = 0;
    components.forEach((c, i) => {
      below += (weights[i] / total) * cumulativeNormal((middle - c.at) / c.deviation);
    });
    if (below < level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
