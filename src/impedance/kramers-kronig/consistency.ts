import type { ImpedanceSpectrum } from "../spectrum.ts";
import { chooseOrder, firstOrder, largestOrder, networkOfOrder } from "./choose-order.ts";
import { exceedsF } from "./f-distribution.ts";
import { nearMains } from "./mains.ts";
import { dot, type NestedNetwork, nestedNetwork } from "./nested-network.ts";
import { type FittedNetwork, moduli } from "./network.ts";
import type { KramersKronigSettings } from "./options.ts";
import { noiseUncertainty, type PointNoise, pointNoise } from "./point-noise.ts";
import { distance, leaveOut, type PointResiduals, pointResiduals, residualsOf } from "./point-residuals.ts";
import { signatureSpace } from "./signatures.ts";

/** What the test of Z' against Z'' found. */
export interface Consistency {
  /** Its residuals are over |Z|. */
  readonly network: FittedNetwork;
  /** Relative noise of one part of Z, root mean square of the points compared; and of each part. */
  readonly noise: number;
  readonly noiseReal: number;
  readonly noiseImaginary: number;
  /** The same at each point; infinite where the point was left out. */
  readonly noisesReal: Float64Array;
  readonly noisesImaginary: Float64Array;
  /** Points far outside the noise of their neighbours, left out of the comparison. */
  readonly outliers: readonly number[];
  /** Probability of so large a difference from noise alone: of any difference, of a smooth gain, and of both tests together. */
  readonly probabilityAny: number;
  readonly probabilityDrift: number;
  readonly probability: number;
  /** χ² of all the disagreement and of that along a smooth gain, with their degrees of freedom. */
  readonly disagreement: number;
  readonly disagreementFreedom: number;
  readonly alongDrift: number;
  readonly driftFreedom: number;
  /** Root mean square over |Z| of the difference between joint and separate fits beyond what noise leaves. */
  readonly excess: number;
  /** For tests of what is at fault. */
  readonly basis: ConsistencyBasis;
}

/** The weighted problem in which the spectrum was tested. */
export interface ConsistencyBasis {
  readonly net: NestedNetwork;
  readonly order: number;
  /** Z over the sizes, Z' first, and what the joint network leaves of it. */
  readonly data: Float64Array;
  readonly left: Float64Array;
  /** σ² of the values in units of the squared sizes, with so many degrees of freedom. */
  readonly variance: number;
  readonly freedom: number;
  readonly sizeReal: Float64Array;
  readonly sizeImaginary: Float64Array;
}

/** τ reach beyond 1/ω_max and 1/ω_min by this factor: flanks of processes outside the window. */
const WIDENING = 10;
/** Residuals are not trusted below this fraction of |Z|: rounding. */
const ROUNDING = 1e-10;
/** Most outliers, as a share of the points; one is always allowed. */
const MOST_OUTLIERS = 0.05;
/** Probability with which any point of a spectrum, or one point near a line of the mains, is taken for an outlier by chance. */
const OUTLIER_PROBABILITY = 0.0003;
const MAINS_PROBABILITY = 0.003;
/** Size of a point that is left out, in units of its |Z|. */
const LEFT_OUT = 1e6;
/** Fits with new weights at most; none is made where ln σ changes by less. */
const MOST_PASSES = 3;
const SETTLED = 0.1;
/** A smaller probability is confirmed with the noise that the joint network leaves, where the noise is not constant. */
const DOUBTED = 0.1;

/** The noise of no point is taken to lie further from the typical one than by this factor. */
const LARGEST_SHARE = 30;

interface Weights {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  readonly outliers: readonly number[];
}

interface Estimate {
  readonly noise: PointNoise;
  readonly outliers: readonly number[];
}

/**
 * Tests whether Z' and Z'' belong together. One network with M elements is fitted to both, and the same functions to each part
 * alone: the first is a special case of the second, so that with weights 1/σ_k F = [(RSS₁ − RSS₂)/(p₂ − p₁)]/[RSS₂/(n − p₂)]
 * is F-distributed if Z obeys the relations. A second ratio of that kind takes from the numerator only what a gain that
 * depends smoothly on frequency would leave there (`signatureSpace`); both probabilities are combined by Cauchy's rule.
 * The orders come from one orthogonalisation (`nestedNetwork`). The noise of each part and point is estimated from what the
 * separate fits leave: it does not rest on the relations that are tested.
 *
 * @param without points that are left out whatever they are
 * @returns null if there are too few points
 */
export function testConsistency(
  spectrum: ImpedanceSpectrum,
  settings: KramersKronigSettings,
  without: readonly number[] = [],
): Consistency | null {
  const points = spectrum.frequency.length;
  const largest = largestOrder(points - without.length, settings.maximumOrder);
  if (largest === null) return null;
  const modulus = moduli(spectrum);
  const logFrequency = spectrum.frequency.map(Math.log);
  const logModulus = modulus.map(Math.log);
  const ones = new Float64Array(points).fill(1);
  let weights: Weights = { real: ones, imaginary: ones, outliers: without };
  const fewest = firstOrder(spectrum.frequency, largest, WIDENING);
  const first = chooseOrder(2 * (points - without.length), 2 * points * ROUNDING ** 2);
  let net = decompose(
    spectrum,
    modulus,
    weights,
    settings,
    largest,
    (m, ...fits) => first.goOn(m, ...fits) || m < fewest,
  );
  let order = Math.min(first.order(), net.largest);
  let found = estimateNoise(net, net.largest, spectrum, modulus, weights, logFrequency, logModulus, without);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    if (pass === 0 && found.noise.white && found.outliers.length === without.length) break;
    weights = { ...normalised(found.noise), outliers: found.outliers };
    const choice = chooseOrder(2 * (points - found.outliers.length), 2 * points * ROUNDING ** 2);
    net = decompose(spectrum, modulus, weights, settings, largest, choice.goOn, net);
    order = Math.min(choice.order(), net.largest);
    const before = found;
    found = estimateNoise(net, net.largest, spectrum, modulus, weights, logFrequency, logModulus, without);
    if (settled(before, found)) break;
  }
  const tested = compare(spectrum, modulus, weights, net, order, found);
  if (found.noise.white || tested.probability > DOUBTED) return tested;
  const noise = noiseOfJoint(tested.basis, found.outliers, logFrequency, logModulus, modulus);
  weights = { ...normalised(noise), outliers: found.outliers };
  const choice = chooseOrder(2 * (points - found.outliers.length), 2 * points * ROUNDING ** 2);
  net = decompose(spectrum, modulus, weights, settings, largest, choice.goOn, net);
  order = Math.min(choice.order(), net.largest);
  const other = compare(spectrum, modulus, weights, net, order, { noise, outliers: found.outliers });
  return other.probability > tested.probability
    ? {
        ...tested,
        probabilityAny: Math.max(tested.probabilityAny, other.probabilityAny),
        probabilityDrift: Math.max(tested.probabilityDrift, other.probabilityDrift),
        probability: other.probability,
      }
    : tested;
}

/**
 * Noise of each part and point from what the one network leaves. Where Kramers and Kronig hold, it leaves twice as many degrees of
 * freedom at the ends of the spectrum as the separate fits; where they do not, the violation counts as noise.
 */
function noiseOfJoint(
  { net, data, sizeReal, sizeImaginary }: ConsistencyBasis,
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

function sizes(modulus: Float64Array, shape: Float64Array, outliers: readonly number[]): Float64Array {
  const size = modulus.map((z, k) => z * shape[k]);
  for (const k of outliers) size[k] = modulus[k] * LEFT_OUT;
  return size;
}

function decompose(
  spectrum: ImpedanceSpectrum,
  modulus: Float64Array,
  { real, imaginary, outliers }: Weights,
  settings: KramersKronigSettings,
  largest: number,
  goOn: (order: number, joint: number, jointParameters: number, separate: number, parameters: number) => boolean,
  before?: NestedNetwork,
): NestedNetwork {
  const sizeReal = sizes(modulus, real, outliers);
  const sizeImaginary = sizes(modulus, imaginary, outliers);
  return nestedNetwork(spectrum, sizeReal, sizeImaginary, settings, WIDENING, largest, goOn, before);
}

/** Noise over its geometric mean. */
function normalised({ real, imaginary }: PointNoise): { real: Float64Array; imaginary: Float64Array } {
  let total = 0;
  for (let k = 0; k < real.length; k++) total += Math.log(real[k]) + Math.log(imaginary[k]);
  const mean = Math.exp(total / (2 * real.length));
  const limited = (s: number): number => Math.min(LARGEST_SHARE, Math.max(1 / LARGEST_SHARE, s / mean));
  return { real: real.map(limited), imaginary: imaginary.map(limited) };
}

function settled(before: Estimate, after: Estimate): boolean {
  if (before.outliers.length !== after.outliers.length) return false;
  if (before.outliers.some((k) => !after.outliers.includes(k))) return false;
  const [a, b] = [normalised(before.noise), normalised(after.noise)];
  return a.real.every(
    (s, k) =>
      Math.abs(Math.log(s / b.real[k])) < SETTLED && Math.abs(Math.log(a.imaginary[k] / b.imaginary[k])) < SETTLED,
  );
}

/**
 * Noise of each point from what the separate fits leave. The point furthest outside the noise is left out if it lies as far
 * outside the noise of the others where a fit without it would have it; so one after another.
 */
function estimateNoise(
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
      residuals.real[k] *= shapes.real[k] ** -direction;
      residuals.imaginary[k] *= shapes.imaginary[k] ** -direction;
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
  return -2 * Math.log(nearMains(frequency) === null ? OUTLIER_PROBABILITY / points : MAINS_PROBABILITY);
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

function compare(
  spectrum: ImpedanceSpectrum,
  modulus: Float64Array,
  weights: Weights,
  net: NestedNetwork,
  order: number,
  { noise }: Estimate,
): Consistency {
  const points = modulus.length;
  const rows = 2 * points;
  const { outliers } = weights;
  const kept = points - outliers.length;
  const sizeReal = sizes(modulus, weights.real, outliers);
  const sizeImaginary = sizes(modulus, weights.imaginary, outliers);
  const data = new Float64Array(rows);
  for (let k = 0; k < points; k++) {
    data[k] = spectrum.real[k] / sizeReal[k];
    data[points + k] = spectrum.imaginary[k] / sizeImaginary[k];
  }
  const { left, network } = networkOfOrder(net, order, data, sizeReal, sizeImaginary, modulus, spectrum);
  // The noise is taken from an order that was not chosen for the small residual it leaves.
  const freedom = Math.max(1, 2 * kept - net.separateParameters[order]);
  const floor = 2 * kept * ROUNDING * ROUNDING;
  const variance = Math.max(net.separateSquares[order], floor) / freedom;
  const extra = net.separateParameters[order] - net.jointParameters[order];
  const difference = Math.max(0, net.jointSquares[order] - net.separateSquares[order]);

  const { numerator, denominator } = leverages(net, order, points);
  for (const k of outliers) {
    denominator[k] = denominator[points + k] = numerator[k] = numerator[points + k] = 0;
  }
  const probabilityOf = (squares: number, count: number, weight: Float64Array): number => {
    if (count <= 0) return 1;
    const added = noiseUncertainty(noise.design, weight, denominator);
    return exceedsF(squares / count / variance, count, 2 / (2 / freedom + added));
  };
  const probabilityAny = probabilityOf(difference, extra, numerator);
  const space = signatureSpace(spectrum.frequency, net, order, data, left);
  let along = 0;
  const share = new Float64Array(rows);
  for (const u of space) {
    along += dot(u, 0, left, 0, rows) ** 2;
    for (let k = 0; k < rows; k++) share[k] += u[k] * u[k];
  }
  const probabilityDrift = probabilityOf(along, space.length, share);

  let [squaresReal, squaresImaginary] = [0, 0];
  const sigma = Math.sqrt(variance);
  const noisesReal = weights.real.map((s) => s * sigma);
  const noisesImaginary = weights.imaginary.map((s) => s * sigma);
  for (const k of outliers) noisesReal[k] = noisesImaginary[k] = Number.POSITIVE_INFINITY;
  for (let k = 0; k < points; k++) {
    if (noisesReal[k] === Number.POSITIVE_INFINITY) continue;
    squaresReal += noisesReal[k] ** 2;
    squaresImaginary += noisesImaginary[k] ** 2;
  }
  return {
    network,
    noise: Math.sqrt((squaresReal + squaresImaginary) / (2 * kept)),
    noiseReal: Math.sqrt(squaresReal / kept),
    noiseImaginary: Math.sqrt(squaresImaginary / kept),
    noisesReal,
    noisesImaginary,
    outliers,
    probabilityAny,
    probabilityDrift,
    probability: space.length > 0 ? cauchyCombination(probabilityAny, probabilityDrift) : probabilityAny,
    disagreement: difference / variance,
    disagreementFreedom: extra,
    alongDrift: along / variance,
    driftFreedom: space.length,
    excess: excessOf(net, order, data, left, numerator, weights, variance),
    basis: { net, order, data, left, variance, freedom, sizeReal, sizeImaginary },
  };
}

/**
 * √⟨|Ẑ₂ − Ẑ₁|²/|Z|²⟩ of joint (1) and separate (2) fits, less what noise leaves there: Σ c_k σ_k² with the leverages c of the
 * difference.
 */
function excessOf(
  net: NestedNetwork,
  order: number,
  data: Float64Array,
  left: Float64Array,
  numerator: Float64Array,
  { real, imaginary, outliers }: Weights,
  variance: number,
): number {
  const points = real.length;
  const [leftReal] = residualsOf(net.real, net.realColumns[order], data.slice(0, points));
  const [leftImaginary] = residualsOf(net.imaginary, net.imaginaryColumns[order], data.slice(points));
  let total = 0;
  for (let k = 0; k < points; k++) {
    if (outliers.includes(k)) continue;
    total += real[k] ** 2 * ((left[k] - leftReal[k]) ** 2 - numerator[k] * variance);
    total += imaginary[k] ** 2 * ((left[points + k] - leftImaginary[k]) ** 2 - numerator[points + k] * variance);
  }
  return Math.sqrt(Math.max(0, total) / (points - outliers.length));
}

/** Leverages of the 2N values: in the difference of both fits, and 1 − h of the separate ones. */
function leverages(
  net: NestedNetwork,
  order: number,
  points: number,
): { readonly numerator: Float64Array; readonly denominator: Float64Array } {
  const rows = 2 * points;
  const numerator = new Float64Array(rows);
  const denominator = new Float64Array(rows).fill(1);
  const parts = [
    { basis: net.real, columns: net.realColumns[order], all: net.realColumns[order], at: 0 },
    { basis: net.imaginary, columns: net.imaginaryColumns[order], all: net.imaginaryColumns[order], at: points },
  ];
  for (const { basis, columns, all, at } of parts) {
    for (let p = 0; p < all * points; p += points) {
      for (let k = 0; k < points; k++) {
        const h = basis[p + k] * basis[p + k];
        denominator[at + k] -= h;
        if (p < columns * points) numerator[at + k] += h;
      }
    }
  }
  for (let p = 0; p < net.jointParameters[order] * rows; p += rows) {
    for (let k = 0; k < rows; k++) numerator[k] -= net.joint[p + k] * net.joint[p + k];
  }
  for (let k = 0; k < rows; k++) {
    numerator[k] = Math.max(0, numerator[k]);
    denominator[k] = Math.max(0, denominator[k]);
  }
  return { numerator, denominator };
}

/** Probability of two tests of one hypothesis, however they depend on one another (Liu & Xie, J. Am. Stat. Assoc. 115 (2020) 393, equation 1). */
function cauchyCombination(p: number, q: number): number {
  const smallest = Math.min(p, q);
  if (smallest < 1e-15) return Math.min(1, 2 * smallest);
  const t = (x: number): number => 1 / Math.tan(Math.PI * Math.min(x, 1 - 1e-3));
  const mean = (t(p) + t(q)) / 2;
  return mean > 1e6 ? 1 / (Math.PI * mean) : 0.5 - Math.atan(mean) / Math.PI;
}
