import { hypot, log } from "../../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";

/** A point is bad that lies this many times the usual distance from what its neighbours in frequency let expect … */
const BEYOND_USUAL = 10;
/** … and at least this part of |Z|: below, a sharp arc on a coarse grid does so too. */
const BEYOND_MODULUS = 0.05;
/** At most this part of a sweep: more are not single points. */
const MOST_PART = 0.1;
/** Points below which neighbours tell nothing. */
const FEWEST_POINTS = 9;

/**
 * Distance in Ω of every single bad point from what its neighbours in frequency let expect, 0 for all others. Expected is the
 * cubic in ln f through two neighbours on either side; the two points at either end of a sweep are not judged. The worst point
 * is taken, its expected value put in its place, and again, as a bad point also spoils what its neighbours are held against.
 *
 * @returns for each spectrum one number a point
 */
export function badPoints(spectra: readonly ImpedanceSpectrum[]): readonly Float64Array[] {
  const distances: number[] = [];
  for (const { frequency, real, imaginary } of spectra) {
    if (frequency.length < FEWEST_POINTS) continue;
    for (let k = 2; k + 2 < frequency.length; k++) distances.push(relativeDistance(frequency, real, imaginary, k)[0]);
  }
  distances.sort((a, b) => a - b);
  const least = Math.max(BEYOND_MODULUS, BEYOND_USUAL * (distances[distances.length >> 1] ?? 0));
  return spectra.map(({ frequency, real, imaginary }) => {
    const away = new Float64Array(frequency.length);
    if (frequency.length < FEWEST_POINTS) return away;
    const [re, im] = [real.slice(), imaginary.slice()];
    for (let left = Math.ceil(MOST_PART * frequency.length); left > 0; left--) {
      let [worst, at, x, y] = [least, -1, 0, 0];
      for (let k = 2; k + 2 < frequency.length; k++) {
        const [distance, expectedRe, expectedIm] = relativeDistance(frequency, re, im, k);
        if (distance > worst && away[k] === 0) [worst, at, x, y] = [distance, k, expectedRe, expectedIm];
      }
      if (at < 0) return away;
      away[at] = hypot(real[at] - x, imaginary[at] - y);
      [re[at], im[at]] = [x, y];
    }
    // Too many to be single points: the sweep is as it is.
    return away.fill(0);
  });
}

/** |Z − Ẑ| over the larger of |Z| and |Ẑ|, and Ẑ, the cubic in ln f through the two points on either side. */
function relativeDistance(
  frequency: Float64Array,
  real: Float64Array,
  imaginary: Float64Array,
  k: number,
): readonly [number, number, number] {
  let [re, im] = [0, 0];
  for (const a of NEIGHBOURS) {
    let weight = 1;
    for (const b of NEIGHBOURS)
      if (a !== b) weight *= log(frequency[k] / frequency[k + b]) / log(frequency[k + a] / frequency[k + b]);
    if (!Number.isFinite(weight)) return [0, real[k], imaginary[k]];
    re += weight * real[k + a];
    im += weight * imaginary[k + a];
  }
  const modulus = Math.max(hypot(re, im), hypot(real[k], imaginary[k])) || 1;
  return [hypot(real[k] - re, imaginary[k] - im) / modulus, re, im];
}

const NEIGHBOURS = [-2, -1, 1, 2] as const;
