import type { ImpedanceSpectrum } from "../spectrum.ts";
import { exceedsF } from "./f-distribution.ts";
import { networkLadder } from "./ladder.ts";
import type { FittedNetwork } from "./network.ts";
import { fitNetwork } from "./network.ts";
import type { KramersKronigSettings } from "./options.ts";

/** What the test of Z' against Z'' found. */
export interface Consistency {
  readonly network: FittedNetwork;
  /** Relative noise of one part of Z from the separate fits: it does not rest on Kramers and Kronig. */
  readonly noise: number;
  /** Probability of so large a difference from noise alone. */
  readonly probability: number;
  /** Root mean square of what the network misses beyond the noise, over |Z|. */
  readonly excess: number;
}

/** τ reach beyond 1/ω_max and 1/ω_min by this factor: flanks of processes outside the window. */
const WIDENING = 3;
const SMALLEST_ORDER = 3;
/** Most coefficients of the separate fits as a share of the data. */
const MOST_COEFFICIENTS = 0.7;
/** The ladder of orders ends when the criterion has not fallen for so many orders. */
const PATIENCE = 8;
/** Residuals are not trusted below this fraction of |Z|: rounding. */
const ROUNDING = 1e-10;

/** Orders a spectrum of n points is tried with; empty if even the smallest leaves too few degrees of freedom. */
function largestOrder(points: number, settings: KramersKronigSettings): number {
  return Math.min(settings.maximumOrder, Math.floor(MOST_COEFFICIENTS * points) - 2);
}

/**
 * Tests whether Z' and Z'' belong together. One network with M elements is fitted to both (M + 3 coefficients), and the
 * same functions to each part alone (2M + 3): the first is a special case of the second, so that for white noise
 * F = [(RSS₁ − RSS₂)/(p₂ − p₁)] / [RSS₂/(2N − p₂)] is F-distributed if Z obeys the relations. M is the larger of the two
 * orders at which N₂ ln RSS + p ln N₂ (N₂ = 2N; Schwarz, Ann. Stat. 6 (1978) 461) is smallest for either fit.
 *
 * @returns null if there are too few points
 */
export function testConsistency(spectrum: ImpedanceSpectrum, settings: KramersKronigSettings): Consistency | null {
  const points = spectrum.frequency.length;
  const values = 2 * points;
  const largest = largestOrder(points, settings);
  if (largest < SMALLEST_ORDER) return null;
  const floor = values * ROUNDING * ROUNDING;
  const information = (squares: number, parameters: number): number =>
    values * Math.log(Math.max(squares, floor)) + parameters * Math.log(values);
  const ladder = networkLadder(spectrum, settings, WIDENING, largest);
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
  const network = fitNetwork(spectrum, order, "complex", settings, WIDENING);
  const separate = ladder.separate(order);
  const freedom = values - separate.parameters;
  const extra = separate.parameters - network.parameters;
  const variance = Math.max(separate.residualSquares, floor) / freedom;
  const difference = Math.max(0, network.residualSquares - separate.residualSquares);
  const probability = extra > 0 ? exceedsF(difference / extra / variance, extra, freedom) : 1;
  const excess = Math.sqrt(Math.max(0, network.residualSquares - variance * (values - network.parameters)) / points);
  return { network, noise: Math.sqrt(variance), probability, excess };
}
