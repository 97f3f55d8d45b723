import { log, log10 } from "../../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { GoOn, NestedNetwork } from "./nested-network.ts";
import { dot } from "./nested-network.ts";
import { type FittedNetwork, networkColumns } from "./network.ts";
import { residualsOf } from "./point-residuals.ts";

const SMALLEST_ORDER = 3;
/** Most coefficients of the separate fits as a share of the data. */
const MOST_COEFFICIENTS = 0.7;
/** The noise is first estimated with so many elements a decade of τ, but at most so many a point. */
const ELEMENTS_PER_DECADE = 2.5;
const ELEMENTS_PER_POINT = 0.35;
/** Orders are tried until the criterion has not fallen for so many. */
const PATIENCE = 6;
/** A network too small is taken for a fault of the data, one too large only costs power: p counts a little less than Schwarz has it. */
const PENALTY = 1;

/** Most elements for a spectrum of so many points; null if even the fewest leave too few degrees of freedom. */
export function largestOrder(points: number, maximumOrder: number): number | null {
  const largest = Math.min(maximumOrder, Math.floor(MOST_COEFFICIENTS * points) - 2);
  return largest < SMALLEST_ORDER ? null : largest;
}

/** Elements with which the noise is first estimated. */
export function firstOrder(frequency: Float64Array, largest: number, widening: number): number {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const f of frequency) [low, high] = [Math.min(low, f), Math.max(high, f)];
  const decades = log10((high / low) * widening * widening);
  const order = Math.min(ELEMENTS_PER_DECADE * decades, ELEMENTS_PER_POINT * frequency.length, largest);
  return Math.max(SMALLEST_ORDER, Math.floor(order));
}

/**
 * The order with the smallest n ln RSS + p ln n · n/(n − p − 2) of the joint or of the separate fits, whichever is larger
 * (Schwarz, Ann. Stat. 6 (1978) 461, with the factor of Hurvich & Tsai, Biometrika 76 (1989) 297, for few points).
 */
export function chooseOrder(
  values: number,
  floor: number,
): {
  readonly goOn: GoOn;
  readonly order: () => number;
  /** Smallest criterion of the separate fits. */
  readonly separate: () => number;
} {
  const information = (squares: number, parameters: number): number =>
    values * log(Math.max(squares, floor)) +
    (PENALTY * parameters * log(values) * values) / Math.max(1, values - parameters - 2);
  let [bestJoint, bestSeparate] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let best = SMALLEST_ORDER;
  return {
    order: () => best,
    separate: () => bestSeparate,
    goOn: (order, joint, jointParameters, separate, parameters) => {
      if (order < SMALLEST_ORDER) return true;
      const together = information(joint, jointParameters);
      const apart = information(separate, parameters);
      if (together < bestJoint || apart < bestSeparate) best = order;
      bestJoint = Math.min(bestJoint, together);
      bestSeparate = Math.min(bestSeparate, apart);
      return order < best + PATIENCE;
    },
  };
}

/** The joint network of one order: its coefficients and what it leaves. */
export function networkOfOrder(
  net: NestedNetwork,
  order: number,
  data: Float64Array,
  sizeReal: Float64Array,
  sizeImaginary: Float64Array,
  modulus: Float64Array,
  spectrum: ImpedanceSpectrum,
): { readonly left: Float64Array; readonly network: FittedNetwork } {
  const points = modulus.length;
  const rows = 2 * points;
  const columns = net.jointParameters[order];
  const [left] = residualsOf(net.joint, columns, data);
  const resistances = new Float64Array(order);
  const fixed = columns - order;
  // R x = Qᵀ y from the last element up; a column that was dependent did not join, and then counts no coefficient.
  const tau = Float64Array.from(net.sequence.subarray(0, order), (m) => net.tau[m]);
  const none = { inductance: false, capacitance: false };
  const { real } = networkColumns(spectrum, sizeReal, tau, none);
  const { imaginary } = networkColumns(spectrum, sizeImaginary, tau, none);
  for (let j = order - 1; j >= 0 && fixed >= 0; j--) {
    const at = (fixed + j) * rows;
    const along = (i: number): number =>
      dot(net.joint, at, real[i + 1], 0, points) + dot(net.joint, at + points, imaginary[i + 1], 0, points);
    let sum = dot(net.joint, at, data, 0, rows);
    for (let i = j + 1; i < order; i++) sum -= along(i) * resistances[i];
    resistances[j] = sum / along(j);
  }
  return {
    left,
    network: {
      order,
      resistances,
      residualReal: modulus.map((z, k) => (left[k] * sizeReal[k]) / z),
      residualImaginary: modulus.map((z, k) => (left[points + k] * sizeImaginary[k]) / z),
      residualSquares: net.jointSquares[order],
      parameters: columns,
    },
  };
}
