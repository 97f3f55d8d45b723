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
const OUTLIER_PROBABILITY = 0.005;
/** A point with fewer degrees of freedom left says nothing of its noise. */
const LEAST_FREEDOM = 0.1;

/**
 * Noise of each point from what the separate fits of Z' and Z'' leave, with the weights of an earlier estimate. The
 * point furthest outside the noise of its neighbours is left out, and the rest estimated anew, until none lies outside
 * or too many would be left out.
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
  const outliers = [...(before?.outliers ?? [])];
  const most = Math.max(1, Math.floor(MOST_OUTLIERS * points));
  const limit = -2 * Math.log(OUTLIER_PROBABILITY / points);
  for (;;) {
    const size = modulus.map((z, k) => z * shape[k] * (outliers.includes(k) ? 1e6 : 1));
    const { squares, freedom } = separateResiduals(spectrum, size, order, parts, widening);
    const used = freedom.map((d, k) => (d < LEAST_FREEDOM || outliers.includes(k) ? 0 : d));
    const relative = squares.map((s, k) => s * shape[k] * shape[k]);
    const { variances, parameters } = noiseVariances(
      logFrequency,
      { squares: relative, freedom: used },
      rounding * rounding,
    );
    let worst = -1;
    let largest = limit;
    for (let k = 0; k < points; k++) {
      const inUnits = used[k] > 0 ? relative[k] / variances[k] : 0; // χ² with at most 2 degrees of freedom
      if (inUnits > largest) [worst, largest] = [k, inUnits];
    }
    if (worst < 0 || outliers.length >= most) return { shape: normalised(variances), parameters, outliers };
    outliers.push(worst);
  }
}

/** √variance over its geometric mean. */
function normalised(variances: Float64Array): Float64Array {
  const mean = variances.reduce((sum, v) => sum + Math.log(v), 0) / variances.length;
  return variances.map((v) => Math.exp((Math.log(v) - mean) / 2));
}
