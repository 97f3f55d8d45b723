import { log, log1p } from "../../numerics/elementary/index.ts";

/** Freedom of Student's distribution with which residuals are judged: a few wild points do not move the scale. */
const FREEDOM = 5;
/** Ratios of the additive floor to the proportional part at the smallest |Z| that are tried. */
const FLOORS = [0, 0.7, 1.2, 2, 3.5, 6, 10, 20, 50];
/** ln of the odds that a floor must bring to be believed. */
const FLOOR_ODDS = 5;
/** A point whose squared residual exceeds this multiple of its variance is given a variance of its own: chance e^−8 a point. */
const WILD = 8;

/** Standard deviation of each part of Z at each point, in Ω. */
export interface NoiseScale {
  readonly deviation: Float64Array;
  /** Proportional part, dimensionless, and additive floor in Ω: variance (relative |Z|)² + floor². */
  readonly relative: number;
  readonly floor: number;
  /** Points that scatter more than the rest, counted in the order of the spectrum. */
  readonly wild: readonly number[];
}

/**
 * The noise of a spectrum from residuals of a good fit: Student's likelihood over the proportional part and the floor, then an own
 * variance for points far outside (mains lines).
 *
 * @param modulus |Z| of the fit in Ω
 * @param squares |residual|² of each point in Ω²
 */
export function noiseScale(modulus: Float64Array, squares: Float64Array): NoiseScale {
  const n = modulus.length;
  const least = modulus.reduce((a, b) => Math.min(a, b));
  let best = { score: Number.POSITIVE_INFINITY, scale: 0, floor: 0 };
  for (const ratio of FLOORS) {
    const floor = ratio * least;
    let scale = 0;
    for (let k = 0; k < n; k++) scale += squares[k] / (2 * (modulus[k] ** 2 + floor ** 2));
    scale /= n;
    if (!(scale > 0)) break;
    for (let round = 0; round < 8; round++) {
      let sum = 0;
      for (let k = 0; k < n; k++) {
        const u = squares[k] / (modulus[k] ** 2 + floor ** 2);
        sum += ((FREEDOM + 2) * u) / (FREEDOM + u / scale);
      }
      scale = sum / (2 * n);
    }
    let score = ratio === 0 ? 0 : FLOOR_ODDS;
    for (let k = 0; k < n; k++) {
      const variance = scale * (modulus[k] ** 2 + floor ** 2);
      score += log(variance) + ((FREEDOM + 2) / 2) * log1p(squares[k] / (FREEDOM * variance));
    }
    if (score < best.score) best = { score, scale, floor };
  }
  const wild: number[] = [];
  const deviation = new Float64Array(n);
  for (let k = 0; k < n; k++) {
    let variance = best.scale * (modulus[k] ** 2 + best.floor ** 2);
    if (squares[k] > 2 * WILD * variance) {
      wild.push(k);
      variance = squares[k] / 2;
    }
    deviation[k] = Math.sqrt(variance);
  }
  const relative = Math.sqrt(best.scale);
  return { deviation, relative, floor: relative * best.floor, wild };
}
