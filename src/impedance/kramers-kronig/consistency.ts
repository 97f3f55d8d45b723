import { log } from "../../numerics/elementary/index.ts";
import { exceedsF } from "../../numerics/probability/f-distribution.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { cauchyCombination, excessOf, leverages } from "./agreement.ts";
import { chooseOrder, firstOrder, largestOrder, networkOfOrder } from "./choose-order.ts";
import { type Estimate, estimateNoise, noiseOfJoint, ROUNDING, settled } from "./estimate-noise.ts";
import { dot, type GoOn, type NestedNetwork, nestedNetwork } from "./nested-network.ts";
import { type FittedNetwork, moduli } from "./network.ts";
import type { KramersKronigSettings } from "./options.ts";
import { noiseUncertainty } from "./point-noise.ts";
import { sharpElements } from "./sharp-elements.ts";
import { signatureSpace } from "./signatures.ts";
import { typicalModuli } from "./sudden-points.ts";
import { normalised, sizes, type Weights } from "./weights.ts";

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
/** Fits with new weights at most. */
const MOST_PASSES = 3;
/** Arcs sharper than the candidates that are given candidates of their own, at most. */
const MOST_SHARP = 3;
/** A smaller probability is confirmed with the noise that the joint network leaves, where the noise is not constant. */
const DOUBTED = 0.1;

/**
 * Tests whether Z' and Z'' belong together. One network with M elements is fitted to both, and the same functions to each part
 * alone: the first is a special case of the second, so that with weights 1/σ_k F = [(RSS₁ − RSS₂)/(p₂ − p₁)]/[RSS₂/(n − p₂)]
 * is F-distributed if Z obeys the relations. A second ratio of that kind takes from the numerator only what a gain that
 * depends smoothly on frequency would leave there (`signatureSpace`); both probabilities are combined by Cauchy's rule.
 * The orders come from one orthogonalisation (`nestedNetwork`). The noise of each part and point is estimated from what the
 * separate fits leave: it does not rest on the relations that are tested.
 *
 * @param leftOut points that are left out whatever they are
 * @returns null if there are too few points
 */
export function testConsistency(
  spectrum: ImpedanceSpectrum,
  settings: KramersKronigSettings,
  leftOut: readonly number[] = [],
): Consistency | null {
  const points = spectrum.frequency.length;
  const { modulus, sudden } = typicalModuli(spectrum);
  const without = [...leftOut, ...sudden.filter((k) => !leftOut.includes(k))];
  const largest = largestOrder(points - without.length, settings.maximumOrder);
  if (largest === null) return null;
  const logFrequency = spectrum.frequency.map(log);
  const logModulus = modulus.map(log);
  const ones = new Float64Array(points).fill(1);
  let weights: Weights = { real: ones, imaginary: ones, outliers: without };
  const fewest = firstOrder(spectrum.frequency, largest, WIDENING);
  const begin = (lead: readonly number[]): Started => {
    const choice = chooseOrder(2 * (points - without.length), 2 * points * ROUNDING ** 2);
    const goOn: GoOn = (m, ...fits) => choice.goOn(m, ...fits) || m < fewest + lead.length;
    const net = decompose(spectrum, modulus, weights, settings, largest, goOn, undefined, lead);
    return { net, order: Math.min(choice.order(), net.largest), criterion: choice.separate(), lead };
  };
  let started = begin([]);
  for (let arc = 0; arc < MOST_SHARP; arc++) {
    const order = Math.min(fewest + started.lead.length, started.net.largest);
    const freedom = 2 * (points - without.length) - started.net.separateParameters[order];
    const added = sharpElements(spectrum, started.net, order, sizes(modulus, ones, without), freedom);
    const others = added.map((tau) => begin([...started.lead, ...tau]));
    const better = others.reduce((best, other) => (other.criterion < best.criterion ? other : best), started);
    if (better === started) break;
    started = better;
  }
  let { net, order } = started;
  let found = estimateNoise(net, net.largest, spectrum, modulus, weights, logFrequency, logModulus, without);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    if (pass === 0 && found.noise.white && found.outliers.length === without.length) break;
    weights = { ...normalised(found.noise), outliers: found.outliers };
    const choice = chooseOrder(2 * (points - found.outliers.length), 2 * points * ROUNDING ** 2);
    // A network that shrinks as the noise grows would take what it then misses for more noise.
    const goOn: GoOn = (m, ...fits) => choice.goOn(m, ...fits) || m < started.order;
    net = decompose(spectrum, modulus, weights, settings, largest, goOn, net);
    order = Math.min(choice.order(), net.largest);
    const before = found;
    found = estimateNoise(net, net.largest, spectrum, modulus, weights, logFrequency, logModulus, without);
    if (settled(before, found)) break;
  }
  const tested = compare(spectrum, modulus, weights, net, order, found);
  if (found.noise.white || tested.probability > DOUBTED) return tested;
  const { data, sizeReal, sizeImaginary } = tested.basis;
  const noise = noiseOfJoint(net, data, sizeReal, sizeImaginary, found.outliers, logFrequency, logModulus, modulus);
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

/** The first decomposition, with its chosen order and the criterion of the separate fits there. */
interface Started {
  readonly net: NestedNetwork;
  readonly order: number;
  readonly criterion: number;
  /** τ in s of the elements that were added for sharp arcs. */
  readonly lead: readonly number[];
}

function decompose(
  spectrum: ImpedanceSpectrum,
  modulus: Float64Array,
  { real, imaginary, outliers }: Weights,
  settings: KramersKronigSettings,
  largest: number,
  goOn: GoOn,
  before?: NestedNetwork,
  lead: readonly number[] = [],
): NestedNetwork {
  const sizeReal = sizes(modulus, real, outliers);
  const sizeImaginary = sizes(modulus, imaginary, outliers);
  return nestedNetwork(spectrum, sizeReal, sizeImaginary, settings, WIDENING, largest, goOn, before, lead);
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
  const { left, network } = networkOfOrder(net, order, data, sizeReal, sizeImaginary, moduli(spectrum), spectrum);
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
