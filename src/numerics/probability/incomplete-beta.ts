import { ConvergenceError } from "../../base/errors.ts";
import { exp, log, log1p } from "../elementary/index.ts";
import { logGamma } from "./log-gamma.ts";

/** Terms of the continued fraction; it needs about √max(a, b) of them. */
const MOST_TERMS = 20_000;
const ACCURACY = 1e-15;

/**
 * Regularised incomplete beta function I_x(a, b) = ∫₀ˣ t^(a−1) (1 − t)^(b−1) dt / B(a, b), 0 ≤ x ≤ 1, by its continued
 * fraction (DLMF 8.17.22) or, above the mean, that of I_{1−x}(b, a).
 *
 * @param complement 1 − x where it is known to more digits than the difference has
 * @throws ConvergenceError if the fraction does not settle
 */
export function incompleteBeta(x: number, a: number, b: number, complement: number = 1 - x): number {
  if (x <= 0) return 0;
  if (complement <= 0) return 1;
  const front = exp(
    logGamma(a + b) -
      logGamma(a) -
      logGamma(b) +
      a * (x < 0.5 ? log(x) : log1p(-complement)) +
      b * (x < 0.5 ? log1p(-x) : log(complement)),
  );
  if (x < (a + 1) / (a + b + 2)) return (front * betaFraction(x, a, b)) / a;
  return 1 - (front * betaFraction(complement, b, a)) / b;
}

/** The continued fraction by Lentz's method. */
function betaFraction(x: number, a: number, b: number): number {
  const guard = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    value *= d * c;
    if (Math.abs(d * c - 1) < ACCURACY) return value;
  }
  throw new ConvergenceError(`incompleteBeta: no value of I_x(a, b) at x = ${x}, a = ${a}, b = ${b}.`);
}
