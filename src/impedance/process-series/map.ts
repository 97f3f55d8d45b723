import { cos, cosh, exp, sin, sinh } from "../../numerics/elementary/index.ts";
import { NORMAL_95 } from "../../numerics/probability/normal.ts";
import { processShape } from "../processes/shape.ts";
import { type BeyondWindow, isOhmic } from "./beyond-window.ts";
import type { ScoredSeries } from "./choose-tracks.ts";
import type { ProcessSeriesMap } from "./result.ts";
import type { WidenedTracks } from "./side-by-side.ts";
import type { SeriesSmoother } from "./smoother.ts";

/** Points a decade of the grid of τ. */
const POINTS_PER_DECADE = 20;
/** Exponents are drawn no sharper than this: a narrower peak would fall between the points of the grid. */
const SHARPEST = 0.975;
/** Step of the differences by which exponents of Havriliak-Negami are differentiated. */
const DIFFERENCE = 1e-5;

/** γ and its derivatives with respect to R, ln τ₀, α, β of one track at one τ, written to `out`. */
type Density = (x: number, resistance: number, alpha: number, beta: number, out: Float64Array) => number;

/**
 * γ(ln τ) of all tracks with bands of ±1.96 standard deviations: linear propagation of the covariance of all unknowns of the sweep, cut at 0.
 * @param scale Ω of the unit resistance
 * @param faster places in the layout of tracks that count to R∞ and are not drawn where they do
 * @param beyond what of each sweep lies beyond what it reaches
 * @param wide the tracks whose covariances are those of a looser fit
 */
export function processSeriesMap(
  fit: ScoredSeries,
  scale: number,
  faster: readonly number[],
  beyond: readonly BeyondWindow[],
  wide: WidenedTracks | null,
): ProcessSeriesMap {
  const { smoother, noise } = fit;
  const { layout, state, window } = smoother;
  const n = smoother.sweeps.length;
  const p = layout.size;
  const points = Math.ceil(((window[1] - window[0]) / Math.LN10) * POINTS_PER_DECADE) + 1;
  const grid = Float64Array.from(
    { length: points },
    (_, k) => window[0] + ((window[1] - window[0]) * k) / (points - 1),
  );
  const gamma = new Float64Array(n * points);
  const gammaLower = new Float64Array(n * points);
  const gammaUpper = new Float64Array(n * points);
  const covariance = new Float64Array(p * p);
  const gradient = new Float64Array(p);
  const own = new Float64Array(4);
  const densities = layout.shapes.map((shape): Density => (shape === "cole-cole" ? coleCole : havriliakNegami));
  const unknownsOf = (k: number): number[] =>
    Array.from({ length: layout.shapes[k] === "cole-cole" ? 3 : 4 }, (_, e) => layout.offsets[k] + e);
  const loose = new Set(wide?.tracks.flatMap(unknownsOf));
  // The block of the looser fit is larger than the one that it replaces, so that the whole stays a covariance.
  const sourceOf = (u: number, v: number): SeriesSmoother =>
    wide !== null && loose.has(u) && loose.has(v) ? wide.fit.smoother : smoother;
  for (let i = 0; i < n; i++) {
    const drawn = layout.offsets.flatMap((_, k) => (faster.includes(k) && isOhmic(fit, k, i, beyond) ? [] : [k]));
    const used = drawn.flatMap(unknownsOf);
    for (const u of used) for (const v of used) covariance[u * p + v] = sourceOf(u, v).covarianceOf(i, u, i, v);
    for (let k = 0; k < points; k++) {
      let sum = 0;
      for (const t of drawn) {
        const at = layout.offsets[t];
        const from = i * p + at;
        const skewed = layout.shapes[t] === "havriliak-negami";
        const alpha = Math.min(SHARPEST, state[from + 2]);
        sum += densities[t](grid[k] - state[from + 1], state[from], alpha, skewed ? state[from + 3] : 1, own);
        for (let e = 0; e < (skewed ? 4 : 3); e++) gradient[at + e] = own[e];
      }
      let variance = 0;
      for (const u of used) {
        let row = 0;
        for (const v of used) row += covariance[u * p + v] * gradient[v];
        variance += gradient[u] * row;
      }
      const s = NORMAL_95 * Math.sqrt(Math.max(0, variance) * noise);
      gamma[i * points + k] = scale * sum;
      gammaLower[i * points + k] = scale * Math.max(0, sum - s);
      gammaUpper[i * points + k] = scale * (sum + s);
    }
  }
  return { tau: grid.map(exp), gamma, gammaLower, gammaUpper, sweeps: n };
}

/** γ = R/2π · sin (1 − α)π / (cosh αx − cos (1 − α)π) with x = ln τ/τ₀. */
function coleCole(x: number, resistance: number, alpha: number, _beta: number, out: Float64Array): number {
  const angle = (1 - alpha) * Math.PI;
  const s = sin(angle);
  const c = cos(angle);
  const sharp = sinh(alpha * x);
  const d = 1 / (cosh(alpha * x) - c);
  const unit = (s * d) / (2 * Math.PI);
  const half = resistance / (2 * Math.PI);
  out[0] = unit;
  out[1] = half * s * alpha * sharp * d * d;
  out[2] = half * (-Math.PI * c * d - s * (x * sharp - Math.PI * s) * d * d);
  return resistance * unit;
}

function havriliakNegami(x: number, resistance: number, alpha: number, beta: number, out: Float64Array): number {
  const { density } = processShape("havriliak-negami");
  const at = (lag: number, a: number, b: number): number => density(exp(x + lag), 1, [a, b]);
  const unit = at(0, alpha, beta);
  const h = DIFFERENCE;
  out[0] = unit;
  out[1] = (resistance * (at(-h, alpha, beta) - at(h, alpha, beta))) / (2 * h);
  out[2] = (resistance * (at(0, alpha + h, beta) - at(0, alpha - h, beta))) / (2 * h);
  out[3] = (resistance * (at(0, alpha, beta + h) - at(0, alpha, beta - h))) / (2 * h);
  return resistance * unit;
}
