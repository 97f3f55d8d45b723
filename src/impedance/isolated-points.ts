import { hypot, log } from "../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "./spectrum.ts";

/** A point is isolated if it lies farther from its neighbours' curve than this part of |Z| there, … */
const LEAST_PART = 0.15;
/** … and than this multiple of the median distance of all points. */
const LEAST_RATIO = 15;
/** At most so large a part of the points is called isolated: more are no exception. */
const MOST = 0.05;
const FEWEST_POINTS = 8;

/** Impedance of a point as its neighbours have it, and |Z| there. */
interface Expected {
  readonly distance: number;
  readonly modulus: number;
}

/**
 * Points of a spectrum that lie far from the curve through their neighbours in frequency, by index in its order: slips of the
 * instrument, not scatter. Each is compared with the cubic through the two points on either side, with the straight line
 * through the nearest two at the ends (in ln f). A point beside an isolated one is judged without it.
 */
export function isolatedPoints({ frequency, real, imaginary }: ImpedanceSpectrum): readonly number[] {
  const n = frequency.length;
  if (n < FEWEST_POINTS) return [];
  const left = Array.from(frequency.keys()).sort((a, b) => frequency[a] - frequency[b]);
  const found: number[] = [];
  while (found.length < Math.max(1, Math.floor(MOST * n))) {
    const expected = left.map((_, place) => expectation(left, place, frequency, real, imaginary));
    const ratios = expected.map(({ distance, modulus }) => distance / modulus);
    const median = ratios.toSorted((a, b) => a - b)[left.length >> 1];
    let worst = -1;
    for (const [place, ratio] of ratios.entries()) {
      if (ratio > Math.max(LEAST_PART, LEAST_RATIO * median) && (worst < 0 || ratio > ratios[worst])) worst = place;
    }
    if (worst < 0) break;
    // A slip spoils the curves of its neighbours: it is the one without which they fit.
    const around = [-2, -1, 0, 1, 2].map((d) => worst + d).filter((place) => place >= 0 && place < left.length);
    const relief = around.map((place) => {
      const others = left.filter((_, i) => i !== place);
      return around
        .filter((other) => other !== place)
        .map((other) => others.indexOf(left[other]))
        .reduce((most, at) => {
          const { distance, modulus } = expectation(others, at, frequency, real, imaginary);
          return Math.max(most, distance / modulus);
        }, 0);
    });
    const least = relief.indexOf(Math.min(...relief));
    const culprit = around[least];
    if (!(relief[least] < ratios[worst] / 3)) break;
    found.push(left[culprit]);
    left.splice(culprit, 1);
  }
  return found.sort((a, b) => a - b);
}

/** Where the neighbours of the point at `place` of `order` let it be expected, by Lagrange's interpolation in ln f. */
function expectation(
  order: readonly number[],
  place: number,
  frequency: Float64Array,
  real: Float64Array,
  imaginary: Float64Array,
): Expected {
  const last = order.length - 1;
  const offsets =
    place === 0 ? [1, 2] : place === last ? [-1, -2] : place === 1 || place === last - 1 ? [-1, 1] : [-2, -1, 1, 2];
  const x = log(frequency[order[place]]);
  const nodes = offsets.map((d) => log(frequency[order[place + d]]));
  let [re, im, modulus] = [0, 0, 0];
  offsets.forEach((d, i) => {
    let weight = 1;
    for (let j = 0; j < nodes.length; j++) if (j !== i) weight *= (x - nodes[j]) / (nodes[i] - nodes[j] || 1e-3);
    const at = order[place + d];
    re += weight * real[at];
    im += weight * imaginary[at];
    modulus = Math.max(modulus, hypot(real[at], imaginary[at]));
  });
  const here = order[place];
  return { distance: hypot(real[here] - re, imaginary[here] - im), modulus: modulus || 1 };
}
