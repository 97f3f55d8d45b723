import { log, pow } from "../../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { nearMains } from "./mains.ts";
import type { NestedNetwork } from "./nested-network.ts";
import { type PointNoise, pointNoise } from "./point-noise.ts";
import { distance, leaveOut, type PointResiduals, pointResiduals, residualsOf } from "./point-residuals.ts";
import { normalised, sizes, type Weights } from "./weights.ts";

/** Residuals are not trusted below this fraction of |Z|: rounding. */
export const ROUNDING = 1e-10;
/** Most outliers, as a share of the points; one is always allowed. */
const MOST_OUTLIERS = 0.05;
/** Probability with which any point of a spectrum, or one point near a line of the mains, is taken for an outlier by chance. */
const OUTLIER_PROBABILITY = 0.0003;
const MAINS_PROBABILITY = 0.003;
/** Two estimates agree where ln σ differs by less. */
const SETTLED = 0.1;

/** Noise of the points, and those that lie far outside it. */
export interface Estimate {
  readonly noise: PointNoise;
  readonly outliers: readonly number[];
}

/** Whether two estimates agree. */
export function settled(before: Estimate, after: Estimate): boolean {
  if (before.outliers.length !== after.outliers.length) return false;
  if (before.outliers.some((k) => !after.outliers.includes(k))) return false;
  const [a, b] = [normalised(before.noise), normalised(after.noise)];
  return a.real.every(
    (s, k) => Math.abs(log(s / b.real[k])) < SETTLED && Math.abs(log(a.imaginary[k] / b.imaginary[k])) < SETTLED,
  );
}

/**
 * Noise of each point from what the separate fits leave. The point furthest outside the noise is left out if it lies as far
 * outside the noise of the others where a fit without it would have it; so one after another.
 */
export function estimateNoise(
  net: NestedNetwork,
  order: number,
  spectrum: ImpedanceSpectrum,
  modulus: Float64Array,
  weights: Weights,
  logFrequency: Float64Array,
  logModulus: Float64Array,
  without: readonly number[],
): Estimate {
  const points = modulus.length;
  const sizeReal = sizes(modulus, weights.real, weights.outliers);
  const sizeImaginary = sizes(modulus, weights.imaginary, weights.outliers);
  const residuals = pointResiduals(
    net,
    order,
    spectrum.real.map((re, k) => re / sizeReal[k]),
    spectrum.imaginary.map((im, k) => im / sizeImaginary[k]),
  );
  // From here on in units of |Z|.
  for (let k = 0; k < points; k++) {
    residuals.real[k] *= sizeReal[k] / modulus[k];
    residuals.imaginary[k] *= sizeImaginary[k] / modulus[k];
  }
  for (const k of weights.outliers) residuals.freedomReal[k] = residuals.freedomImaginary[k] = 0;
  const influence: readonly [Float64Array, Float64Array] = [new Float64Array(points), new Float64Array(points)];
  const shapes = {
    real: sizeReal.map((s, k) => s / modulus[k]),
    imaginary: sizeImaginary.map((s, k) => s / modulus[k]),
  };
  const estimate = (): PointNoise =>
    pointNoise(
      logFrequency,
      logModulus,
      { squares: residuals.real.map((r) => r * r), freedom: residuals.freedomReal },
      { squares: residuals.imaginary.map((r) => r * r), freedom: residuals.freedomImaginary },
      ROUNDING * ROUNDING,
    );
  let noise = estimate();
  const outliers = weights.outliers.slice();
  const most = without.length + Math.max(1, Math.floor(MOST_OUTLIERS * points));
  // In units of the weights, which the hat matrix belongs to.
  const toWeights = (direction: 1 | -1): void => {
    for (let k = 0; k < points; k++) {
      residuals.real[k] *= pow(shapes.real[k], -direction);
      residuals.imaginary[k] *= pow(shapes.imaginary[k], -direction);
    }
  };
  while (outliers.length < most) {
    const worst = furthest(spectrum.frequency, residuals, noise);
    if (worst === null) break;
    const kept = copyOf(residuals);
    toWeights(1);
    leaveOut(net, order, residuals, influence, worst);
    toWeights(-1);
    const other = estimate();
    if (!(distance(kept, other.real, other.imaginary, worst) > limitOf(spectrum.frequency[worst], points))) {
      restore(residuals, kept);
      break;
    }
    outliers.push(worst);
    noise = other;
  }
  return { noise, outliers };
}

function limitOf(frequency: number, points: number): number {
  return -2 * log(nearMains(frequency) === null ? OUTLIER_PROBABILITY / points : MAINS_PROBABILITY);
}

/** The point furthest beyond its limit, by the ratio to it; null if none comes near. */
function furthest(frequency: Float64Array, residuals: PointResiduals, noise: PointNoise): number | null {
  let worst: number | null = null;
  // The noise is estimated with the point: it lies nearer than it will without.
  let largest = 0.6;
  for (let k = 0; k < frequency.length; k++) {
    const ratio = distance(residuals, noise.real, noise.imaginary, k) / limitOf(frequency[k], frequency.length);
    if (ratio > largest) [worst, largest] = [k, ratio];
  }
  return worst;
}

function copyOf(r: PointResiduals): PointResiduals {
  return {
    real: r.real.slice(),
    imaginary: r.imaginary.slice(),
    freedomReal: r.freedomReal.slice(),
    freedomImaginary: r.freedomImaginary.slice(),
  };
}

function restore(to: PointResiduals, from: PointResiduals): void {
  to.real.set(from.real);
  to.imaginary.set(from.imaginary);
  to.freedomReal.set(from.freedomReal);
  to.freedomImaginary.set(from.freedomImaginary);
}

/**
 * Noise of each part and point from what the one network leaves. Where Kramers and Kronig hold, it leaves twice as many degrees of
 * freedom at the ends of the spectrum as the separate fits; where they do not, the violation counts as noise.
 */
export function noiseOfJoint(
  net: NestedNetwork,
  data: Float64Array,
  sizeReal: Float64Array,
  sizeImaginary: Float64Array,
  outliers: readonly number[],
  logFrequency: Float64Array,
  logModulus: Float64Array,
  modulus: Float64Array,
): PointNoise {
  const points = modulus.length;
  const [left, freedom] = residualsOf(net.joint, net.jointParameters[net.largest], data);
  for (const k of outliers) freedom[k] = freedom[points + k] = 0;
  const squaresReal = modulus.map((z, k) => ((left[k] * sizeReal[k]) / z) ** 2);
  const squaresImaginary = modulus.map((z, k) => ((left[points + k] * sizeImaginary[k]) / z) ** 2);
  return pointNoise(
    logFrequency,
    logModulus,
    { squares: squaresReal, freedom: freedom.slice(0, points) },
    { squares: squaresImaginary, freedom: freedom.slice(points) },
    ROUNDING * ROUNDING,
  );
}
