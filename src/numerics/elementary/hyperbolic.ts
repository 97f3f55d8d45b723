import { quotientRemainder } from "./exact-product.ts";
import { EXPM1_REST, exp, expm1Parts } from "./exponential.ts";
import { log, log1p } from "./logarithm.ts";

/** From here on exp(−2 |x|) is nothing beside 1. */
const FAR = 22;

/** Half of exp(x), also where exp(x) itself overflows. */
function halfOfExp(x: number): number {
  if (x < 709) return 0.5 * exp(x);
  const root = exp(0.5 * x);
  return 0.5 * root * root;
}

/** sinh x, with the same bits in every engine. Error below 0.8 units in the last place, 1.9 from 709 on. */
export function sinh(x: number): number {
  if (x < 0) return -sinh(-x);
  if (x < 2 ** -28) return x;
  if (!(x < FAR)) return halfOfExp(x);
  const less = expm1Parts(x);
  const rest = EXPM1_REST[0] as number;
  const grown = less + 1;
  const restOfGrown = (less > 1 ? less - grown + 1 : 1 - grown + less) + rest;
  const falling = less / grown;
  const sum = less + falling;
  return 0.5 * (sum + (less - sum + falling + (rest + quotientRemainder(less, rest, grown, restOfGrown, falling))));
}

/** cosh x, with the same bits in every engine. Error below 1.2 units in the last place, 1.9 from 709 on. */
export function cosh(x: number): number {
  const size = Math.abs(x);
  if (!(size < FAR)) return halfOfExp(size);
  const grown = exp(size);
  return 0.5 * (grown + 1 / grown);
}

/** tanh x, with the same bits in every engine. Error below 0.8 units in the last place. */
export function tanh(x: number): number {
  if (x < 0) return -tanh(-x);
  if (x < 2 ** -28 || Number.isNaN(x)) return x;
  if (x > 18) return 1 - 2 * exp(-2 * x);
  const less = expm1Parts(-2 * x);
  const rest = EXPM1_REST[0] as number;
  const sum = less + 2;
  const restOfSum = 2 - sum + less + rest;
  const quotient = less / sum;
  return -(quotient + quotientRemainder(less, rest, sum, restOfSum, quotient));
}

/** arsinh x, with the same bits in every engine. Error below 1.5 units in the last place. */
export function asinh(x: number): number {
  if (x < 0) return -asinh(-x);
  if (x === 0) return x;
  if (!(x < 2 ** 30)) return log(x) + log(2);
  return log1p(x + (x * x) / (1 + Math.sqrt(1 + x * x)));
}
