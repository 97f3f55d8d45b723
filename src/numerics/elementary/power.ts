import { productRemainder } from "./exact-product.ts";
import { expOfSum } from "./exponential.ts";
import { LOGARITHM_REST, logarithmParts } from "./logarithm.ts";

/** exp(y (high + low)). */
function expOfProduct(y: number, high: number, low: number): number {
  const product = y * high;
  // ∞ or 0 in any case; the parts of the product might overflow.
  if (!(Math.abs(product) < 800 && Math.abs(y * low) < 800)) {
    return product + y * low > 0 ? Number.POSITIVE_INFINITY : 0;
  }
  const rest = productRemainder(y, high, product) + y * low;
  const sum = product + rest;
  return expOfSum(sum, product - sum + rest);
}

/**
 * xʸ, with the same bits in every engine, as `x ** y` in every special case. Error below 0.6 units in the last place for |y| ≤ 10⁴,
 * below 1.8 beyond.
 */
export function pow(x: number, y: number): number {
  if (y === 2) return x * x;
  if (y === 1) return x;
  if (x > 0 && x < Number.POSITIVE_INFINITY && y !== 0 && Math.abs(y) < 2 ** 64) {
    if (x === 1) return 1;
    if (y === 0.5) return Math.sqrt(x);
    const high = logarithmParts(x);
    return expOfProduct(y, high, LOGARITHM_REST[0] as number);
  }
  if (x < 0 && x > Number.NEGATIVE_INFINITY && y !== 0 && Math.abs(y) < 2 ** 64 && Number.isInteger(y)) {
    const size = pow(-x, y);
    return y % 2 === 0 ? size : -size;
  }
  // 0, ∞, not a number: no engine rounds.
  return x ** y;
}

const THIRD = 1 / 3;
const THIRD_LOW = 2 ** -54 / 3;

/** ∛x, with the same bits in every engine, exact for cubes. Error below 0.52 units in the last place. */
export function cbrt(x: number): number {
  if (x < 0) return -cbrt(-x);
  if (!(x > 0 && x < Number.POSITIVE_INFINITY)) return x;
  const high = logarithmParts(x);
  return expOfProduct(THIRD, high, (LOGARITHM_REST[0] as number) + 3 * THIRD_LOW * high);
}
