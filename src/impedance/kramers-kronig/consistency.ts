import type { ImpedanceSpectrum } from "../spectrum.ts";
import { exceedsF } from "./f-distribution.ts";
import { networkLadder } from "./ladder.ts";
import { type LocalNoise, localNoise, sizesOf } from "./local-noise.ts";
import type { FittedNetwork } from "./network.ts";
import { fitNetwork, moduli } from "./network.ts";
import type { KramersKronigSettings } from "./options.ts";
import { separateResiduals } from "./separate-residuals.ts";

/** What the test of Z' against Z'' found. */
export interface Consistency {
  /** Its residuals are over |Z|. */
  readonly network: FittedNetwork;
  /** Relative noise of one part of Z from the separate fits: it does not rest on Kramers and Kronig. Root mean square of the points compared. */
  readonly noise: number;
  /** The noise of each point; infinite where the point was left out. */
  readonly noises: Float64Array;
  /** Points that lie far outside the noise of their neighbours and were left out of the comparison. */
  readonly outliers: readonly number[];
  /** Probability of so large a difference from noise alone. */
  readonly probability: number;
  /** Root mean square of what the network misses beyond the noise, over |Z|, each point with the weight of its noise. */
  readonly excess: number;
}

/** τ reach beyond 1/ω_max and 1/ω_min by this factor: flanks of processes outside the window. */
const WIDENING = 3;
const SMALLEST_ORDER = 3;
/** Most coefficients of the separate fits as a share of the data. */
const MOST_COEFFICIENTS = 0.7;
/** The noise is first estimated with so many elements a decade of τ, but at most so many a point. */
const ELEMENTS_PER_DECADE = 2.5;
const ELEMENTS_PER_POINT = 0.35;
/** The ladder of orders ends when the criterion has not fallen for so many orders. */
const PATIENCE = 5;
/** Residuals are not trusted below this fraction of |Z|: rounding. */
const ROUNDING = 1e-10;

/** Orders a spectrum of n points is tried with; empty if even the smallest leaves too few degrees of freedom. */
function largestOrder(points: number, settings: KramersKronigSettings): number {
  return Math.min(settings.maximumOrder, Math.floor(MOST_COEFFICIENTS * points) - 2);
}

/**
 * Tests whether Z' and Z'' belong together. One network with M elements is fitted to both (M + 3 coefficients), and the
 * same functions to each part alone (2M + 3): the first is a special case of the second, so that with weights 1/σ_k
 * F = [(RSS₁ − RSS₂)/(p₂ − p₁)] / [RSS₂/(n − p₂)] is F-distributed if Z obeys the relations (n = 2N). M is the larger of
 * the two orders at which n ln RSS + p ln n · n/(n − p − 2) is smallest for either fit (Schwarz, Ann. Stat. 6 (1978) 461,
 * with the factor of Hurvich & Tsai, Biometrika 76 (1989) 297, for few points). How the
 * noise σ_k depends on frequency is estimated from what the separate fits leave (`localNoise`): before M is chosen with
 * many elements, and again with M.
 *
 * @returns null if there are too few points
 */
export function testConsistency(spectrum: ImpedanceSpectrum, settings: KramersKronigSettings): Consistency | null {
  const points = spectrum.frequency.length;
  const largest = largestOrder(points, settings);
  if (largest < SMALLEST_ORDER) return null;
  const modulus = moduli(spectrum);
  const estimate = (order: number, before: LocalNoise | null): LocalNoise =>
    localNoise(spectrum, modulus, order, settings, WIDENING, ROUNDING, before);
  const first = firstOrder(spectrum.frequency, largest);
  let noise = estimate(first, null);
  const order = chooseOrder(
    spectrum,
    sizesOf(modulus, noise.shape, noise.outliers),
    2 * (points - noise.outliers.length),
    largest,
    settings,
  );
  noise = estimate(order, noise);
  return compare(spectrum, modulus, noise, order, settings);
}

function firstOrder(frequency: Float64Array, largest: number): number {
  const [low, high] = frequency.reduce(([a, b], f) => [Math.min(a, f), Math.max(b, f)], [Infinity, 0]);
  const decades = Math.log10((high / low) * WIDENING * WIDENING);
  const order = Math.min(ELEMENTS_PER_DECADE * decades, ELEMENTS_PER_POINT * frequency.length, largest);
  return Math.max(SMALLEST_ORDER, Math.floor(order));
}

function chooseOrder(
  spectrum: ImpedanceSpectrum,
  size: Float64Array,
  values: number,
  largest: number,
  settings: KramersKronigSettings,
): number {
  const floor = values * ROUNDING * ROUNDING;
  const information = (squares: number, parameters: number): number =>
    values * Math.log(Math.max(squares, floor)) +
    (parameters * Math.log(values) * values) / Math.max(1, values - parameters - 2);
  const ladder = networkLadder(spectrum, size, settings, WIDENING, largest);
  let [bestJoint, bestSeparate] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let order = SMALLEST_ORDER;
  for (let m = SMALLEST_ORDER; m <= largest && m <= order + PATIENCE; m++) {
    const separate = ladder.separate(m);
    const parameters = ladder.parameters(m);
    const apart = information(separate.residualSquares, separate.parameters);
    // The joint fit leaves at least what the separate ones leave: where even that is no gain, it need not be made.
    const joint =
      information(separate.residualSquares, parameters) < bestJoint
        ? information(ladder.joint(), parameters)
        : Number.POSITIVE_INFINITY;
    if (joint < bestJoint || apart < bestSeparate) order = m;
    bestJoint = Math.min(bestJoint, joint);
    bestSeparate = Math.min(bestSeparate, apart);
  }
  return order;
}

function compare(
  spectrum: ImpedanceSpectrum,
  modulus: Float64Array,
  local: LocalNoise,
  order: number,
  settings: KramersKronigSettings,
): Consistency {
  const size = sizesOf(modulus, local.shape, local.outliers);
  const scale = size.map((s, k) => s / modulus[k]);
  const kept = scale.length - local.outliers.length;
  const weighted = fitNetwork(spectrum, order, "complex", settings, WIDENING, size);
  const separate = separateResiduals(spectrum, size, order, settings, WIDENING);
  const freedom = Math.max(1, 2 * kept - separate.parameters);
  const extra = separate.parameters - weighted.parameters;
  const floor = 2 * kept * ROUNDING * ROUNDING;
  const variance = Math.max(separate.residualSquares, floor) / freedom;
  const difference = Math.max(0, weighted.residualSquares - separate.residualSquares);
  const probability = extra > 0 ? exceedsF(difference / extra / variance, extra, freedom) : 1;
  const weights = scale.reduce((sum, s) => sum + 1 / (s * s), 0);
  const excess = Math.sqrt(Math.max(0, difference - variance * extra) / weights);
  const noises = scale.map((s, k) => (local.outliers.includes(k) ? Number.POSITIVE_INFINITY : s * Math.sqrt(variance)));
  const squares = noises.reduce((sum, s) => (Number.isFinite(s) ? sum + s * s : sum), 0);
  return {
    network: {
      ...weighted,
      residualReal: weighted.residualReal.map((r, k) => r * scale[k]),
      residualImaginary: weighted.residualImaginary.map((r, k) => r * scale[k]),
    },
    noise: Math.sqrt(squares / kept),
    noises,
    outliers: local.outliers,
    probability,
    excess,
  };
}
