import { exceedsF } from "../kramers-kronig/f-distribution.ts";

/**
 * The t that a Student-distributed quantity with ν degrees of freedom exceeds in size with probability p: 1.96 for p = 0.05
 * and ν → ∞, by bisection of P(|T| > t) = P(F₁,ν > t²).
 */
export function studentT(p: number, degreesOfFreedom: number): number {
  let low = 0;
  let high = 1;
  while (exceedsF(high * high, 1, degreesOfFreedom) > p && high < 1e12) high *= 2;
  for (let k = 0; k < 200 && high - low > 1e-12 * high; k++) {
    const middle = (low + high) / 2;
    if (exceedsF(middle * middle, 1, degreesOfFreedom) > p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
