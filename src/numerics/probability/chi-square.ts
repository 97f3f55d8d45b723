import { ConvergenceError, DomainError } from "../../base/errors.ts";
import { exp, log } from "../elementary/index.ts";
import { logGamma } from "./log-gamma.ts";

const MOST_TERMS = 20_000;
const ACCURACY = 1e-15;

/**
 * Probability that a χ²-distributed quantity with ν degrees of freedom exceeds x: Q(ν/2, x/2), by the series of the lower or the
 * continued fraction of the upper incomplete gamma function (DLMF 8.7.1, 8.9.2).
 *
 * @throws DomainError for ν ≤ 0
 */
export function exceedsChiSquare(x: number, degrees: number): number {
  if (!(degrees > 0))
    throw new DomainError(`exceedsChiSquare: ${degrees} degrees of freedom; a positive number is expected.`);
  if (x <= 0) return 1;
  const [a, z] = [degrees / 2, x / 2];
  const front = exp(a * log(z) - z - logGamma(a));
  if (z < a + 1) {
    let term = 1 / a;
    let sum = term;
    for (let n = 1; n < MOST_TERMS; n++) {
      term *= z / (a + n);
      sum += term;
      if (term < ACCURACY * sum) return 1 - front * sum;
    }
  } else {
    let b = z + 1 - a;
    let c = 1e300;
    let d = 1 / b;
    let value = d;
    for (let n = 1; n < MOST_TERMS; n++) {
      const numerator = -n * (n - a);
      b += 2;
      d = 1 / (numerator * d + b);
      c = b + numerator / c;
      value *= d * c;
      if (Math.abs(d * c - 1) < ACCURACY) return front * value;
    }
  }
  throw new ConvergenceError(`exceedsChiSquare: no value at x = ${x} with ${degrees} degrees of freedom.`);
}
