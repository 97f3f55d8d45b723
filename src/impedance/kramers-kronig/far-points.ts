import { hypot, log } from "../../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { type Consistency, testConsistency } from "./consistency.ts";
import type { KramersKronigSettings } from "./options.ts";
import { typicalModuli } from "./sudden-points.ts";

/** Relative noise beyond which single points are tried: no instrument shows so much on a cell that it can measure. */
const SUSPICIOUS = 0.01;
/** The median of |residual|/σ is 0.83 for normal noise; below this a few points pass for noise of all. */
const DWARFED = 0.25;
const LEAST_NOISE = 1e-6;
/** A point is at fault where the noise falls by this factor without it. */
const QUIETER = 3;
/** Of the points that stand out so many are tried. */
const TRIED = 2;
const MOST_LEFT_OUT = 0.05;
/** With fewer points one that leaves lets the network follow the others whatever they are. */
const FEWEST_POINTS = 20;

/**
 * A disturbed point that the network half follows counts as noise of all, and the spectrum passes with a noise that its other
 * points do not have. Where the noise is large, or dwarfs the residual of the typical point, the points that the network misses most and those that
 * depart most from the cubic through their neighbours are left out for trial.
 *
 * @returns the test without the points at fault; null if the noise does not fall to a third by any
 */
export function withoutFarPoints(
  spectrum: ImpedanceSpectrum,
  first: Consistency,
  settings: KramersKronigSettings,
): Consistency | null {
  const points = spectrum.frequency.length;
  if (points < FEWEST_POINTS) return null;
  const most = Math.max(1, Math.floor(MOST_LEFT_OUT * points));
  let found = first;
  for (let more = 0; more < most && (found.noise > SUSPICIOUS || noiseDwarfsResidual(found)); more++) {
    const candidates = new Set([
      ...farthest(residualSizes(found), found.outliers),
      ...farthest(departures(spectrum, found.outliers), found.outliers),
    ]);
    let best = found;
    for (const k of candidates) {
      const other = testConsistency(spectrum, settings, [...found.outliers, k]);
      if (other !== null && other.noise * QUIETER < found.noise && other.noise < best.noise) best = other;
    }
    if (best === found) break;
    found = best;
  }
  return found === first ? null : found;
}

/** Whether the noise dwarfs the residual of the typical point: it is then that of a few. */
export function noiseDwarfsResidual(found: Consistency): boolean {
  const sizes = residualSizes(found)
    .filter((_, k) => !found.outliers.includes(k))
    .sort();
  return found.noise > LEAST_NOISE && sizes[sizes.length >> 1] < DWARFED;
}

/** |residual|/σ of each point; 0 where it was left out. */
function residualSizes({ network, noisesReal, noisesImaginary }: Consistency): Float64Array {
  return noisesReal.map(
    (s, k) => hypot(network.residualReal[k] / s, network.residualImaginary[k] / noisesImaginary[k]) / Math.SQRT2,
  );
}

/** |ΔZ|/|Z| between each point and the cubic in ln f through its four nearest neighbours that were not left out. */
function departures(spectrum: ImpedanceSpectrum, outliers: readonly number[]): Float64Array {
  const { frequency, real, imaginary } = spectrum;
  const { modulus } = typicalModuli(spectrum);
  const kept = Array.from(frequency.keys())
    .filter((k) => !outliers.includes(k))
    .sort((a, b) => frequency[a] - frequency[b]);
  const result = new Float64Array(frequency.length);
  kept.forEach((k, i) => {
    const first = Math.max(0, Math.min(i - 2, kept.length - 5));
    const near = kept.slice(first, first + 5).filter((j) => j !== k);
    const x = near.map((j) => log(frequency[j] / frequency[k]));
    let [re, im, norm] = [real[k], imaginary[k], 1];
    near.forEach((j, a) => {
      // Lagrange's polynomial at ln f_k = 0.
      let weight = 1;
      for (let b = 0; b < x.length; b++) if (b !== a) weight *= x[b] / (x[b] - x[a]);
      re -= weight * real[j];
      im -= weight * imaginary[j];
      norm += weight * weight;
    });
    const size = hypot(re, im) / Math.sqrt(norm) / modulus[k];
    result[k] = Number.isFinite(size) ? size : 0;
  });
  return result;
}

function farthest(sizes: Float64Array, outliers: readonly number[]): number[] {
  return Array.from(sizes.keys())
    .filter((k) => !outliers.includes(k))
    .sort((a, b) => sizes[b] - sizes[a])
    .slice(0, TRIED);
}
