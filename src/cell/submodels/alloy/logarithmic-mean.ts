import { log } from "../../../numerics/elementary/index.ts";

/** Below this |r| the series is used; its last term is then under 1e-16 of the first. */
const NEAR = 0.1;

/**
 * ln(b/a) / (b − a), the reciprocal of the logarithmic mean of a and b, and its derivatives. With m = (a + b)/2, r = (b − a)/(a + b)
 * it is g(r)/m, g = artanh(r)/r = 1 + r²/3 + r⁴/5 + …: no cancellation where a and b are close.
 *
 * @param a, b positive, in one unit; where either is not, the result is not a finite number
 * @param out receives [value, ∂/∂a, ∂/∂b]
 */
export function reciprocalLogarithmicMean(a: number, b: number, out: Float64Array): void {
  const perMean = 2 / (a + b);
  const r = 0.5 * (b - a) * perMean;
  const x = r * r;
  let g: number;
  let slope: number; // dg/dr
  if (r < NEAR && r > -NEAR) {
    g = 1 + x * (1 / 3 + x * (1 / 5 + x * (1 / 7 + x * (1 / 9 + x * (1 / 11 + x * (1 / 13 + x / 15))))));
    slope =
      r *
      (2 / 3 + x * (4 / 5 + x * (6 / 7 + x * (8 / 9 + x * (10 / 11 + x * (12 / 13 + x * (14 / 15 + (16 / 17) * x)))))));
  } else {
    g = (0.5 * log((1 + r) / (1 - r))) / r;
    slope = (1 / (1 - x) - g) / r;
  }
  const half = 0.5 * perMean * perMean;
  out[0] = g * perMean;
  out[1] = -half * (g + slope * (1 + r));
  out[2] = -half * (g - slope * (1 - r));
}
