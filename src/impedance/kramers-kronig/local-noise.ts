import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { NetworkParts } from "./network.ts";
import { noiseVariances } from "./noise-model.ts";
import { separateResiduals } from "./separate-residuals.ts";

/** How the noise of the points of a spectrum differs. */
export interface LocalNoise {
  /** σ_k/|Z_k| in units of its geometric mean. */
  readonly shape: Float64Array;
  /** Coefficients of the model; 1 for white noise. */
  readonly parameters: number;
  /** Points far outside the noise of their neighbours. */
  readonly outliers: readonly number[];
}

/** Most outliers, as a share of the points; one is always allowed. */
const MOST_OUTLIERS = 0.05;
/** Probability with which any point of a spectrum with normal noise is taken for an outlier. */
const OUTLIER_PROBABILITY = 0.0003;
/** χ² of a point, from all points, above which it is looked at without it. */
const SUSPECT = 15;
/** A point with fewer degrees of freedom left says nothing of its noise. */
const LEAST_FREEDOM = 0.1;
/** Size of a point that is left out, in units of its |Z|. */
const LEFT_OUT = 1e6;

/** What each point is divided by, in Ω: |Z| and its noise in units of the typical noise; points left out count nothing. */
export function sizesOf(modulus: Float64Array, shape: Float64Array, outliers: readonly number[]): Float64Array {
  return modulus.map((z, k) => z * (outliers.includes(k) ? LEFT_OUT : shape[k]));
}

interface Estimate {
  /** Of each point, in units of |Z|². */
  readonly squares: Float64Array;
  readonly freedom: Float64Array;
  readonly variances: Float64Array;
  readonly parameters: number;
}

/**
 * Noise of each point from what the separate fits of Z' and Z'' leave, with the weights of an earlier estimate. The
 * point furthest outside the noise is left out if it lies as far outside the noise of the others where a fit without it
 * would have it; so one after another, until none does or too many would be left out.
 *
 * @param rounding smallest σ_k/|Z_k|
 */
export function localNoise(
  spectrum: ImpedanceSpectrum,
  modulus: Float64Array,
  order: number,
  parts: NetworkParts,
  widening: number,
  rounding: number,
  before: LocalNoise | null,
): LocalNoise {
  const points = modulus.length;
  const logFrequency = spectrum.frequency.map(Math.log);
  const shape = before?.shape ?? new Float64Array(points).fill(1);
  const most = Math.max(1, Math.floor(MOST_OUTLIERS * points));
  const limit = -2 * Math.log(OUTLIER_PROBABILITY / points);
  const estimate = (without: readonly number[]): Estimate => {
    const size = sizesOf(modulus, shape, without);
    const left = separateResiduals(spectrum, size, order, parts, widening);
    const squares = left.squares.map((s, k) => s * (size[k] / modulus[k]) ** 2);
    const freedom = left.freedom.map((d, k) => (d < LEAST_FREEDOM || without.includes(k) ? 0 : d));
    return { squares, freedom, ...noiseVariances(logFrequency, { squares, freedom }, rounding * rounding) };
  };
  let outliers: readonly number[] = before?.outliers ?? [];
  let found = estimate(outliers);
  while (outliers.length < most) {
    const worst = mostDistant(found);
    if (worst === null) break;
    const without = [...outliers, worst];
    const other = estimate(without);
    // Left out, a point lies 1/(1 − h) as far from the fit, and the variance of this is σ²/(1 − h).
    const inUnits = (other.squares[worst] * found.freedom[worst]) / 2 / other.variances[worst];
    if (!(inUnits > limit)) break;
    [outliers, found] = [without, other];
  }
  return { shape: normalised(found.variances), parameters: found.parameters, outliers };
}

/** The point with the largest χ² over its degrees of freedom; null if none is suspicious. */
function mostDistant({ squares, freedom, variances }: Estimate): number | null {
  let worst: number | null = null;
  let largest = SUSPECT;
  for (let k = 0; k < squares.length; k++) {
    const inUnits = freedom[k] > 0 ? (2 * squares[k]) / (freedom[k] * variances[k]) : 0;
    if (inUnits > largest) [worst, largest] = [k, inUnits];
  }
  return worst;
}

/** √variance over its geometric mean. */
function normalised(variances: Float64Array): Float64Array {
  const mean = variances.reduce((sum, v) => sum + Math.log(v), 0) / variances.length;
  return variances.map((v) => Math.exp((Math.log(v) - mean) / 2));
}
