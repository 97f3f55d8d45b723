import { exp, log } from "../../numerics/elementary/index.ts";
import type { PointNoise } from "./point-noise.ts";

/** Size of a point that is left out, in units of its |Z|. */
const LEFT_OUT = 1e6;
/** The noise of no point is taken to lie further from the typical one than by this factor. */
const LARGEST_SHARE = 30;

/** Noise of each part of each point in units of the typical one, and the points that are left out. */
export interface Weights {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  readonly outliers: readonly number[];
}

/** What each point is divided by, in Ω; points left out count nothing. */
export function sizes(modulus: Float64Array, shape: Float64Array, outliers: readonly number[]): Float64Array {
  const size = modulus.map((z, k) => z * shape[k]);
  for (const k of outliers) size[k] = modulus[k] * LEFT_OUT;
  return size;
}

/** Noise over its geometric mean, within limits. */
export function normalised({ real, imaginary }: PointNoise): { real: Float64Array; imaginary: Float64Array } {
  let total = 0;
  for (let k = 0; k < real.length; k++) total += log(real[k]) + log(imaginary[k]);
  const mean = exp(total / (2 * real.length));
  const limited = (s: number): number => Math.min(LARGEST_SHARE, Math.max(1 / LARGEST_SHARE, s / mean));
  return { real: real.map(limited), imaginary: imaginary.map(limited) };
}
