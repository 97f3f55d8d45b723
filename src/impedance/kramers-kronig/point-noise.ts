import { log } from "../../numerics/elementary/index.ts";
import { factorCholesky, solveCholesky } from "../../numerics/linear/cholesky.ts";
import { noiseVariances } from "./noise-model.ts";

/** Residuals of one part of Z at each point, from a fit that does not rest on Kramers and Kronig. */
export interface PartResiduals {
  /** Square over |Z|², and 1 − h with the leverage h; a point with 0 degrees of freedom is left out. */
  readonly squares: Float64Array;
  readonly freedom: Float64Array;
}

/** Noise of Z' and of Z'' at each point. */
export interface PointNoise {
  /** σ over |Z| of each part. */
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  /** The two parts share one course along the frequency, differ by a factor, or have a course each. */
  readonly kind: "equal" | "proportional" | "apart";
  readonly white: boolean;
  /** ln σ² of the 2N values, Z' first, is a sum of these columns. */
  readonly design: readonly Float64Array[];
}

/** Squares count at most so many times their expected value where the two parts are compared. */
const CAP = 6;
const FEWEST_VALUES = 8;
/** Noises of both parts are compared where their disparity exceeds this: χ² with two degrees of freedom, 5 %. */
const SUSPECT = 6;
const LEAST_FREEDOM = 0.05;

/**
 * Noise of each part of Z: one course σ(f) for both, the same with a constant ratio, or one course for each, by the criterion of
 * `noiseVariances` summed over both parts.
 *
 * @param floor smallest σ² over |Z|²
 */
export function pointNoise(
  logFrequency: Float64Array,
  logModulus: Float64Array,
  real: PartResiduals,
  imaginary: PartResiduals,
  floor: number,
): PointNoise {
  const n = logFrequency.length;
  const together = (ratio: number): { squares: Float64Array; freedom: Float64Array } => ({
    squares: real.squares.map((s, k) => s * ratio + imaginary.squares[k] / ratio),
    freedom: real.freedom.map((d, k) => d + imaginary.freedom[k]),
  });
  const values = sum(real.freedom) + sum(imaginary.freedom);
  const penalty = log(Math.max(2, values));
  const equal = noiseVariances(logFrequency, logModulus, together(1), floor, values);
  const apart =
    Math.min(sum(real.freedom), sum(imaginary.freedom)) >= FEWEST_VALUES &&
    disparity(logFrequency, real, imaginary, equal.variances) > SUSPECT;
  // The factor between the parts: σ² is divided by it for Z' and multiplied for Z''.
  const ratio = apart ? Math.sqrt(typical(imaginary, equal.variances) / typical(real, equal.variances)) : 1;
  const scaled = apart && ratio > 0 && Number.isFinite(ratio);
  // |J| of the scaled squares cancels only if both parts have equal freedom: the likelihood is taken of the unscaled ones.
  const proportional = scaled ? noiseVariances(logFrequency, logModulus, together(ratio), floor, values) : null;
  const shift = (sum(imaginary.freedom) - sum(real.freedom)) * log(ratio);
  const criterionProportional = proportional ? proportional.criterion + shift + penalty : Number.POSITIVE_INFINITY;
  const each = apart
    ? [real, imaginary].map((part) => noiseVariances(logFrequency, logModulus, part, floor, values))
    : null;
  const criterionEach = each ? each[0].criterion + each[1].criterion : Number.POSITIVE_INFINITY;
  if (each && criterionEach < Math.min(equal.criterion, criterionProportional)) {
    const zero = new Float64Array(n);
    return {
      real: each[0].variances.map(Math.sqrt),
      imaginary: each[1].variances.map(Math.sqrt),
      kind: "apart",
      white: false,
      design: [...each[0].columns.map((c) => joined(c, zero)), ...each[1].columns.map((c) => joined(zero, c))],
    };
  }
  if (proportional && criterionProportional < equal.criterion) {
    const one = new Float64Array(n).fill(1);
    return {
      real: proportional.variances.map((v) => Math.sqrt(v / ratio)),
      imaginary: proportional.variances.map((v) => Math.sqrt(v * ratio)),
      kind: "proportional",
      white: false,
      design: [
        ...doubled(proportional.columns),
        joined(
          one.map(() => -1),
          one,
        ),
      ],
    };
  }
  const sigma = equal.variances.map(Math.sqrt);
  return {
    real: sigma,
    imaginary: sigma.slice(),
    kind: "equal",
    white: equal.parameters === 1,
    design: doubled(equal.columns),
  };
}

/**
 * How much the estimate of the noise adds to the variance of the logarithm of a ratio of two mean squares, whose numerator
 * weighs the values by c_k and whose denominator by ν_k: gᵀ Cov g with Cov = 2 (Xᵀ ν X)⁻¹ of the coefficients of
 * ln σ² and g = Xᵀ(c/Σc − ν/Σν). Both mean squares are divided by the same estimate; only the difference of their weights counts.
 */
export function noiseUncertainty(
  design: readonly Float64Array[],
  numerator: Float64Array,
  freedom: Float64Array,
): number {
  const count = design.length;
  const [allNumerator, allFreedom] = [sum(numerator), sum(freedom)];
  if (!(allNumerator > 0 && allFreedom > 0)) return 0;
  const normal = new Float64Array(count * count);
  const gradient = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < freedom.length; k++) {
      gradient[i] += design[i][k] * (numerator[k] / allNumerator - freedom[k] / allFreedom);
    }
    for (let j = 0; j <= i; j++) {
      for (let k = 0; k < freedom.length; k++) normal[i * count + j] += freedom[k] * design[i][k] * design[j][k];
    }
  }
  if (factorCholesky(normal, count) >= 0) return 0;
  const solution = gradient.slice();
  solveCholesky(normal, count, solution);
  return 2 * gradient.reduce((total, g, i) => total + g * solution[i], 0);
}

/** Score of a difference of ln σ² between the parts that is linear in ln f: χ² with two degrees of freedom if there is none. */
function disparity(x: Float64Array, real: PartResiduals, imaginary: PartResiduals, variances: Float64Array): number {
  let [n0, n1, n2, s0, s1] = [0, 0, 0, 0, 0];
  const middle = sum(x) / x.length;
  for (let k = 0; k < x.length; k++) {
    const [a, b] = [real.freedom[k], imaginary.freedom[k]];
    if (!(a > LEAST_FREEDOM && b > LEAST_FREEDOM)) continue;
    const first = Math.min(real.squares[k] / (a * variances[k]), CAP) - 1;
    const second = Math.min(imaginary.squares[k] / (b * variances[k]), CAP) - 1;
    const u = a * first - b * second;
    const t = x[k] - middle;
    s0 += u;
    s1 += u * t;
    n0 += 2 * (a + b);
    n1 += 2 * (a + b) * t;
    n2 += 2 * (a + b) * t * t;
  }
  const determinant = n0 * n2 - n1 * n1;
  return determinant > 0 ? (s0 * s0 * n2 - 2 * s0 * s1 * n1 + s1 * s1 * n0) / determinant : 0;
}

function typical({ squares, freedom }: PartResiduals, variances: Float64Array): number {
  let [total, weight] = [0, 0];
  for (let k = 0; k < squares.length; k++) {
    if (!(freedom[k] > LEAST_FREEDOM)) continue;
    total += Math.min(squares[k], CAP * freedom[k] * variances[k]) / variances[k];
    weight += freedom[k];
  }
  return weight > 0 ? total / weight : 1;
}

function doubled(columns: readonly Float64Array[]): Float64Array[] {
  return columns.map((c) => joined(c, c));
}

function joined(first: Float64Array, second: Float64Array): Float64Array {
  const both = new Float64Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

function sum(values: Float64Array): number {
  let total = 0;
  for (let k = 0; k < values.length; k++) total += values[k];
  return total;
}
