import { asinh, cosh, exp, sinh } from "../../numerics/elementary/index.ts";
import type { ProcessShape } from "../processes/shapes/process-shape.ts";

/** Intervals, reach in ln τ, and the finest spacing in ln τ, at the top. */
const INTERVALS = 112;
const REACH = 40;
const FINEST = 0.02;
/** Differences in an exponent keep so far from a value at which the density is infinite. */
const IDEAL_MARGIN = 0.02;

/**
 * The cumulative of a shape about given exponents: tabulated over u with y = ln(τ/τ₀) = ε sinh u, by Simpson's rule from the
 * density, and expanded to second order in each exponent by itself. What costs microseconds a value (Havriliak-Negami) then costs nanoseconds, for all draws about one mode.
 */
export class ShapeTable {
  private readonly epsilon: number;
  private readonly last: number;
  private readonly value: Float64Array;
  private readonly slope: Float64Array;
  /** Of each free exponent: first and second derivative at the nodes. */
  private readonly first: Float64Array[] = [];
  private readonly second: Float64Array[] = [];
  /** Of each free exponent: how far the one asked for lies beyond that of the table, which is regular. */
  private readonly shift: readonly number[];

  /**
   * @param free indices of the exponents that vary, @param spread by about how much each
   */
  constructor(shape: ProcessShape, exponents: ArrayLike<number>, free: readonly number[], spread: readonly number[]) {
    this.epsilon = Math.max(Math.PI * (1 - exponents[0]), FINEST);
    this.last = asinh(REACH / this.epsilon);
    const own = Float64Array.from(shape.exponents, (_, index) =>
      Math.min(exponents[index], largestRegular(shape, index)),
    );
    this.shift = free.map((index) => exponents[index] - own[index]);
    this.slope = new Float64Array(INTERVALS + 1);
    this.value = this.integrate(shape, own, this.slope);
    free.forEach((index, i) => {
      const { lower } = shape.exponents[index];
      const upper = largestRegular(shape, index);
      const h = Math.min(Math.max(spread[i], 1e-4), (upper - lower) / 4);
      // differences that stay within the bounds
      const middle = Math.min(Math.max(own[index], lower + h), upper - h);
      const offset = own[index] - middle;
      const at = (value: number): Float64Array => {
        const moved = own.slice();
        moved[index] = value;
        return this.integrate(shape, moved, null);
      };
      const [below, centre, above] = [at(middle - h), offset === 0 ? this.value : at(middle), at(middle + h)];
      const second = centre.map((c, j) => (above[j] - 2 * c + below[j]) / (h * h));
      this.second.push(second);
      this.first.push(centre.map((_, j) => (above[j] - below[j]) / (2 * h) + second[j] * offset));
    });
  }

  private integrate(shape: ProcessShape, exponents: Float64Array, slope: Float64Array | null): Float64Array {
    const value = new Float64Array(INTERVALS + 1);
    const h = (2 * this.last) / INTERVALS;
    const density = (u: number): number =>
      this.epsilon * cosh(u) * shape.density(exp(this.epsilon * sinh(u)), 1, exponents);
    value[0] = shape.cumulative(exp(-REACH), 1, exponents);
    let before = density(-this.last);
    if (slope !== null) slope[0] = before;
    for (let j = 1; j <= INTERVALS; j++) {
      const u = -this.last + j * h;
      const middle = density(u - h / 2);
      const now = density(u);
      value[j] = value[j - 1] + (h / 6) * (before + 4 * middle + now);
      if (slope !== null) slope[j] = now;
      before = now;
    }
    return value;
  }

  /** F(ln τ/τ₀) with the exponents changed by `change`, 0 … 1. */
  cumulative(y: number, change: ArrayLike<number>): number {
    const u = asinh(y / this.epsilon);
    const h = (2 * this.last) / INTERVALS;
    const place = (u + this.last) / h;
    if (place <= 0) return Math.max(0, this.value[0]);
    if (place >= INTERVALS) return 1;
    const j = Math.floor(place);
    const t = place - j;
    const [a, b] = [this.value[j], this.value[j + 1]];
    const [p, q] = [h * this.slope[j], h * this.slope[j + 1]];
    let f = a + t * (p + t * (3 * (b - a) - 2 * p - q + t * (2 * (a - b) + p + q)));
    for (let i = 0; i < this.first.length; i++) {
      const d = change[i] + this.shift[i];
      const first = this.first[i][j] + t * (this.first[i][j + 1] - this.first[i][j]);
      const second = this.second[i][j] + t * (this.second[i][j + 1] - this.second[i][j]);
      f += d * (first + 0.5 * d * second);
    }
    return Math.min(1, Math.max(0, f));
  }
}

/** Largest value of an exponent at which the density is a function: next to α = 1 of Havriliak-Negami. */
function largestRegular(shape: ProcessShape, index: number): number {
  const ideal = Float64Array.from(shape.exponents, (exponent) => (exponent.lower + exponent.upper) / 2);
  ideal[index] = shape.exponents[index].upper;
  const isRegular = Number.isFinite(shape.density(1, 1, ideal));
  return shape.exponents[index].upper - (isRegular ? 0 : IDEAL_MARGIN);
}
