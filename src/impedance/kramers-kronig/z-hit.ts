import { DomainError } from "../../base/errors.ts";
import { atan2, exp, hypot, log } from "../../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { localCubic } from "./local-cubic.ts";
import { requireFinite } from "./require-finite.ts";
import type { FrequencyRange } from "./result.ts";

/** The modulus of a spectrum as its phase has it. Arrays run along the points of the spectrum, in its order. */
export interface ZHit {
  /** |Z| reconstructed from the phase, in Ω. */
  readonly modulus: Float64Array;
  /** ln |Z| measured less ln |Z| reconstructed: positive where the cell showed more than its phase accounts for. */
  readonly deviation: Float64Array;
  /** Where both were made equal, in Hz. */
  readonly window: FrequencyRange;
  /** Standard deviation of the deviation inside the window. */
  readonly scatter: number;
  /** Where the deviation stands out: more than four times the scatter and half a percent over three neighbouring points. */
  readonly deviating: readonly FrequencyRange[];
}

export interface ZHitOptions {
  /**
   * A spectrum at the same frequencies that obeys Kramers and Kronig and lies near the measured one, as a fitted network does. What the
   * reconstruction misses of it is known, and is taken off.
   */
  readonly reference?: ImpedanceSpectrum;
}

const FEWEST_POINTS = 8;
/** The window in which the offset is fitted holds this share of the points, and at least so many. */
const WINDOW_SHARE = 1 / 3;
const FEWEST_IN_WINDOW = 6;
const STANDS_OUT = 4;
const LEAST_DEVIATION = 0.005;

/**
 * Z-HIT: reconstructs the modulus from the phase by
 *
 *   ln |Z(ω)| = const + (2/π) ∫ φ d ln ω − (π/6) dφ/d ln ω
 *
 * (Ehm, Göhr, Kaus, Röseler & Schiller, ACH Models Chem. 137 (2000) 145; Schiller, Richter, Ehm et al. 2001), the first two
 * terms of the local form of the relation between phase and modulus. The phase changes less than the modulus when a cell drifts
 * slowly, so that the difference shows which frequencies drifted. The phase and its slope come from a local cubic fit, the
 * integral from the cubic Hermite through both; the constant is the median over the third of the spectrum where measured and reconstructed modulus run most nearly
 * parallel.
 *
 * @throws DomainError for fewer than 8 distinct frequencies, for Z = 0 or not finite, or for a reference of another length
 */
export function zHit(spectrum: ImpedanceSpectrum, options: ZHitOptions = {}): ZHit {
  requireFinite("zHit", spectrum);
  const order = distinctOrder(spectrum);
  const logModulus = (z: ImpedanceSpectrum): Float64Array =>
    Float64Array.from(order, (k) => log(hypot(z.real[k], z.imaginary[k])));
  const { reference } = options;
  if (reference !== undefined && reference.frequency.length !== spectrum.frequency.length) {
    throw new DomainError(
      `zHit: a reference of ${reference.frequency.length} points for a spectrum of ${spectrum.frequency.length}.`,
    );
  }
  if (reference !== undefined) requireFinite("zHit, reference", reference);
  const x = Float64Array.from(order, (k) => log(2 * Math.PI * spectrum.frequency[k]));
  const measured = logModulus(spectrum);
  const reconstructed = fromPhase(x, phases(spectrum, order));
  if (reference !== undefined) {
    const exact = logModulus(reference);
    const missed = fromPhase(x, phases(reference, order));
    for (let k = 0; k < x.length; k++) reconstructed[k] += exact[k] - missed[k];
  }
  const difference = measured.map((m, k) => m - reconstructed[k]);
  const { first, last, offset, scatter } = steadiest(difference);
  const deviation = new Float64Array(spectrum.frequency.length);
  const modulus = new Float64Array(spectrum.frequency.length);
  order.forEach((k, i) => {
    deviation[k] = difference[i] - offset;
    modulus[k] = exp(reconstructed[i] + offset);
  });
  repeatAtEqualFrequencies(spectrum.frequency, order, deviation, modulus);
  const sorted = Float64Array.from(order, (k) => spectrum.frequency[k]);
  return {
    modulus,
    deviation,
    window: { min: sorted[first], max: sorted[last] },
    scatter,
    deviating: standingOut(
      sorted,
      difference.map((d) => d - offset),
      scatter,
    ),
  };
}

/** Indices of the points in ascending frequency, each frequency once. */
function distinctOrder({ frequency, real, imaginary }: ImpedanceSpectrum): number[] {
  const sorted = Array.from(frequency.keys()).sort((a, b) => frequency[a] - frequency[b]);
  const order = sorted.filter((k, i) => i === 0 || frequency[k] > frequency[sorted[i - 1]]);
  if (order.length < FEWEST_POINTS) {
    throw new DomainError(`zHit: ${order.length} distinct frequencies; it needs at least ${FEWEST_POINTS}.`);
  }
  for (const k of order) {
    if (real[k] === 0 && imaginary[k] === 0) {
      throw new DomainError(`zHit: Z is 0 at ${frequency[k]} Hz, where it has no phase; leave that point out.`);
    }
  }
  return order;
}

/** Phases in rad along the order, without jumps of 2π. */
function phases({ real, imaginary }: ImpedanceSpectrum, order: readonly number[]): Float64Array {
  const phase = Float64Array.from(order, (k) => atan2(imaginary[k], real[k]));
  for (let i = 1; i < phase.length; i++)
    phase[i] -= 2 * Math.PI * Math.round((phase[i] - phase[i - 1]) / (2 * Math.PI));
  return phase;
}

/** (2/π) ∫ φ dx − (π/6) φ' from the first place on. */
function fromPhase(x: Float64Array, phase: Float64Array): Float64Array {
  const { value, slope } = localCubic(x, phase);
  const result = new Float64Array(x.length);
  let integral = 0;
  for (let i = 0; i < x.length; i++) {
    if (i > 0) {
      const h = x[i] - x[i - 1];
      integral += (h / 2) * (value[i - 1] + value[i]) + ((h * h) / 12) * (slope[i - 1] - slope[i]);
    }
    result[i] = (2 / Math.PI) * integral - (Math.PI / 6) * slope[i];
  }
  return result;
}

/** The window in which the difference varies least. */
function steadiest(difference: Float64Array): {
  readonly first: number;
  readonly last: number;
  readonly offset: number;
  readonly scatter: number;
} {
  const n = difference.length;
  const width = Math.min(n, Math.max(FEWEST_IN_WINDOW, Math.round(WINDOW_SHARE * n)));
  let [first, least] = [0, Number.POSITIVE_INFINITY];
  for (let i = 0; i + width <= n; i++) {
    const inside = difference.subarray(i, i + width);
    const mean = inside.reduce((a, b) => a + b, 0) / width;
    const squares = inside.reduce((sum, d) => sum + (d - mean) ** 2, 0);
    if (squares < least) [first, least] = [i, squares];
  }
  const inside = difference.slice(first, first + width).sort();
  const offset = (inside[(width - 1) >> 1] + inside[width >> 1]) / 2;
  return { first, last: first + width - 1, offset, scatter: Math.sqrt(least / (width - 1)) };
}

function standingOut(frequency: Float64Array, deviation: Float64Array, scatter: number): FrequencyRange[] {
  const limit = Math.max(STANDS_OUT * scatter, LEAST_DEVIATION);
  const ranges: { min: number; max: number }[] = [];
  const n = deviation.length;
  for (let i = 1; i + 1 < n; i++) {
    const three = [deviation[i - 1], deviation[i], deviation[i + 1]];
    if (!(three.every((d) => d > limit) || three.every((d) => d < -limit))) continue;
    const current = ranges[ranges.length - 1];
    if (current !== undefined && current.max >= frequency[i - 1]) current.max = frequency[i + 1];
    else ranges.push({ min: frequency[i - 1], max: frequency[i + 1] });
  }
  return ranges;
}

function repeatAtEqualFrequencies(frequency: Float64Array, order: readonly number[], ...values: Float64Array[]): void {
  if (order.length === frequency.length) return;
  const at = new Map(order.map((k) => [frequency[k], k]));
  for (let k = 0; k < frequency.length; k++) for (const v of values) v[k] = v[at.get(frequency[k]) ?? k];
}
