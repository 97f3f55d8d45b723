import { log10 } from "../../numerics/elementary/index.ts";
import { exceedsF } from "../../numerics/probability/f-distribution.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { Consistency } from "./consistency.ts";
import { type FittedNetwork, moduli } from "./network.ts";
import type { KramersKronigSettings } from "./options.ts";
import { type PassiveElements, passiveElements } from "./passive-elements.ts";
import { typicalModuli } from "./sudden-points.ts";
import { sizes } from "./weights.ts";

/** From so many points a decade, or so many points on, the evenly spaced networks leave the noise alone. */
const DENSE = 8;
const MANY = 40;
/** τ of the passive network reach beyond 1/ω of the ends by this factor. */
const WIDENING = 10;
/** Noise beyond the scatter about the passive network by this factor is misfit of the evenly spaced ones. */
const MISFIT = 1.2;
/** Where the noise lies below this share of that scatter, the cell needs elements of negative resistance, and has them. */
const NOT_PASSIVE = 0.6;
/** Probability of so much likeness between neighbouring residuals, from noise alone, below which the residuals have a course. */
const COURSE = 0.001;
/** A spectrum that failed is described after all where the passive network leaves no more than this factor of the noise, above this probability. */
const RANDOM = 0.05;
const DESCRIBED = 1.5;

/** What the passive network says of a spectrum with few points a decade. */
export type FewPoints =
  | { readonly kind: "unchanged" }
  /** The noise of the test was misfit of its networks; this is the spectrum as the passive network has it. */
  | { readonly kind: "passive"; readonly found: Consistency }
  /** What the passive network misses has a course along the frequency: of a change of the cell, or of a network too coarse. */
  | Untestable;

/** Too few points a decade for a verdict. */
export interface Untestable {
  readonly kind: "untestable";
  /** Root mean square residual of the complex Z about the passive network, over |Z|. */
  readonly scatter: number;
  readonly perDecade: number;
}

/**
 * With few points a decade, evenly spaced elements few enough to leave degrees of freedom cannot follow an arc, and what they miss would pass
 * for noise. The passive network with dense τ (`passiveElements`) can. If what it leaves of a spectrum that passed is random from point to
 * point, it is the noise; and where it is no more than the noise of a spectrum that failed, the failure was misfit. If neighbours are alike, and no network with signed elements does better, the points cannot tell.
 */
export function judgeFewPoints(
  spectrum: ImpedanceSpectrum,
  found: Consistency,
  settings: KramersKronigSettings,
): FewPoints {
  const points = spectrum.frequency.length;
  const highest = spectrum.frequency.reduce((a, b) => Math.max(a, b));
  const lowest = spectrum.frequency.reduce((a, b) => Math.min(a, b));
  const perDecade = (points - 1) / log10(highest / lowest);
  if (points >= MANY || perDecade >= DENSE) return { kind: "unchanged" };
  const { modulus } = typicalModuli(spectrum);
  const passive = passiveElements(spectrum, modulus, found.outliers, settings, WIDENING);
  const { scatter } = passive;
  const course = courseProbability(spectrum.frequency, passive.left, found.outliers);
  if (found.probability < settings.significance) {
    return course > RANDOM && scatter < DESCRIBED * found.noise
      ? { kind: "passive", found: asPassive(spectrum, modulus, found, passive, course) }
      : { kind: "unchanged" };
  }
  if (found.noise < NOT_PASSIVE * scatter) return { kind: "unchanged" };
  if (scatter > settings.tolerance && course < COURSE) {
    return { kind: "untestable", scatter: scatter * Math.SQRT2, perDecade };
  }
  return found.noise > MISFIT * scatter
    ? { kind: "passive", found: asPassive(spectrum, modulus, found, passive, course) }
    : { kind: "unchanged" };
}

/**
 * Probability, for residuals that are random, of neighbours so much alike as to have this correlation ρ = Σ r_k r_{k+1}/Σ r_k² over both parts
 * (t = ρ √((n − 1)/(1 − ρ²)) with n values; Anderson, Ann. Math. Stat. 13 (1942) 1).
 */
function courseProbability(frequency: Float64Array, left: Float64Array, outliers: readonly number[]): number {
  const points = frequency.length;
  const order = Array.from(frequency.keys())
    .filter((k) => !outliers.includes(k))
    .sort((a, b) => frequency[a] - frequency[b]);
  let [products, squares] = [0, 0];
  for (const part of [0, points]) {
    order.forEach((k, i) => {
      squares += left[part + k] ** 2;
      if (i > 0) products += left[part + k] * left[part + order[i - 1]];
    });
  }
  const correlation = squares > 0 ? products / squares : 0;
  if (!(correlation > 0)) return 1;
  const freedom = 2 * order.length - 1;
  return exceedsF((correlation ** 2 * freedom) / (1 - correlation ** 2), 1, freedom) / 2;
}

/** The test with the passive network in place of the evenly spaced one, and its scatter for noise. */
function asPassive(
  spectrum: ImpedanceSpectrum,
  modulus: Float64Array,
  found: Consistency,
  { resistances, parameters, scatter, left }: PassiveElements,
  course: number,
): Consistency {
  const points = modulus.length;
  const size = sizes(modulus, new Float64Array(points).fill(1), found.outliers);
  const measured = moduli(spectrum);
  const network: FittedNetwork = {
    order: resistances.length,
    resistances,
    residualReal: measured.map((z, k) => (left[k] * size[k]) / z),
    residualImaginary: measured.map((z, k) => (left[points + k] * size[k]) / z),
    residualSquares: left.reduce((sum, r) => sum + r * r, 0),
    parameters,
  };
  const noises = modulus.map((_, k) => (found.outliers.includes(k) ? Number.POSITIVE_INFINITY : scatter));
  return {
    ...found,
    network,
    probability: Math.max(found.probability, course),
    noise: scatter,
    noiseReal: scatter,
    noiseImaginary: scatter,
    noisesReal: noises,
    noisesImaginary: noises.slice(),
  };
}
