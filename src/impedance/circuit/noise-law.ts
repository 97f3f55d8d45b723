import { exp, log } from "../../numerics/elementary/index.ts";

/** Standard deviation √(a²|Z|² + b²) of each part of Z. */
export interface NoiseLaw {
  /** a, dimensionless. */
  readonly relative: number;
  /** b in Ω. */
  readonly floor: number;
}

/** Ratios b²/(a²|Z|²) between these, at the smallest and largest |Z|, are tried. */
const LOWEST_RATIO = 1e-4;
const HIGHEST_RATIO = 1e4;
const SCAN = 24;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const REFINEMENTS = 24;
/** Gain of 2 ln L that a law with both parts must bring over a purely relative or constant one. */
const WORTH = 3.84;

/**
 * The law of the noise by maximum likelihood from the residuals of a fit: minimises
 * (1 − n/m) Σ ln σ_i² + Σ r_i²/σ_i² over a and b, for each ratio b/a with the best scale; a purely relative or a constant law is
 * kept unless one with both parts is better at the 5 % level.
 *
 * M. Davidian, R. J. Carroll, J. Am. Stat. Assoc. 82 (1987) 1079 (pseudo-likelihood estimation of variance functions).
 *
 * @param z Ẑ, interleaved, in Ω
 * @param measured Z, interleaved
 * @param count weight of each point, 1 for an ordinary one
 * @param parameters number n fitted
 */
export function noiseLaw(z: Float64Array, measured: Float64Array, count: Float64Array, parameters: number): NoiseLaw {
  const points = z.length / 2;
  const modulus = new Float64Array(points);
  const square = new Float64Array(points);
  let smallest = Infinity;
  let largest = 0;
  let total = 0;
  for (let i = 0; i < points; i++) {
    modulus[i] = z[2 * i] ** 2 + z[2 * i + 1] ** 2;
    square[i] = count[i] * ((z[2 * i] - measured[2 * i]) ** 2 + (z[2 * i + 1] - measured[2 * i + 1]) ** 2);
    smallest = Math.min(smallest, modulus[i]);
    largest = Math.max(largest, modulus[i]);
    total += count[i];
  }
  if (!(square.some((one) => one > 0) && largest > 0)) return { relative: 0, floor: 0 };
  const degrees = Math.max(1, 2 * total - parameters);
  /** −2 ln L and a² at the ratio b²/a²; b² for ratio = Infinity. */
  const at = (ratio: number): readonly [deviance: number, scale: number] => {
    let sum = 0;
    let logs = 0;
    for (let i = 0; i < points; i++) {
      const shape = ratio === Infinity ? 1 : modulus[i] + ratio;
      sum += square[i] / shape;
      logs += 2 * count[i] * log(shape);
    }
    const scale = sum / degrees;
    return [degrees * log(scale) + (degrees / (2 * total)) * logs, scale];
  };
  const low = log(LOWEST_RATIO * Math.max(smallest, 1e-12 * largest));
  const high = log(HIGHEST_RATIO * largest);
  let best = low;
  let least = Infinity;
  const step = (high - low) / SCAN;
  for (let k = 0; k <= SCAN; k++) {
    const [deviance] = at(exp(low + k * step));
    if (deviance < least) {
      least = deviance;
      best = low + k * step;
    }
  }
  let [from, to] = [best - step, best + step];
  for (let k = 0; k < REFINEMENTS; k++) {
    const [left, right] = [to - GOLDEN * (to - from), from + GOLDEN * (to - from)];
    if (at(exp(left))[0] < at(exp(right))[0]) to = right;
    else from = left;
  }
  const ratio = exp((from + to) / 2);
  const [both, scale] = at(ratio);
  const [relative, relativeScale] = smallest > 0 ? at(0) : [Infinity, 0];
  const [constant, constantScale] = at(Infinity);
  if (Math.min(relative, constant) < both + WORTH) {
    return relative <= constant
      ? { relative: Math.sqrt(relativeScale), floor: 0 }
      : { relative: 0, floor: Math.sqrt(constantScale) };
  }
  return { relative: Math.sqrt(scale), floor: Math.sqrt(scale * ratio) };
}
