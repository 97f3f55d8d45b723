import { DomainError } from "../../base/errors.ts";

/** Terms of the continued fraction; it needs about √ν near the middle. */
const MOST_TERMS = 20_000;
const ACCURACY = 1e-15;
const NEWTON_STEPS = 60;

/** ln Γ(x) for x > 0 to 1e-13: shifted to x ≥ 10 and summed by Stirling's series. */
function logGamma(x: number): number {
  let shift = 0;
  let y = x;
  for (; y < 10; y++) shift += Math.log(y);
  const z = 1 / (y * y);
  const series = (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - (z * 691) / 360360))))) / y;
  return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

/** Continued fraction of the incomplete beta function by Lentz's method; converges fast for x < (a + 1)/(a + b + 2). */
function betaFraction(a: number, b: number, x: number): number {
  const guard = (value: number): number => (Math.abs(value) < 1e-300 ? 1e-300 : value);
  let c = 1;
  let d = 1 / guard(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / guard(1 + even * d);
    c = guard(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / guard(1 + odd * d);
    c = guard(1 + odd / c);
    h *= d * c;
    if (Math.abs(d * c - 1) < ACCURACY) break;
  }
  return h;
}

/** P(|t| > x) of Student's distribution with ν degrees of freedom: I_{ν/(ν+x²)}(ν/2, ½). */
export function studentTail(x: number, degrees: number): number {
  if (!(degrees > 0))
    throw new DomainError(`studentTail: ${degrees} degrees of freedom; a positive number is expected.`);
  const a = degrees / 2;
  const u = degrees / (degrees + x * x);
  const front = Math.exp(logGamma(a + 0.5) - logGamma(a) - logGamma(0.5) + a * Math.log(u) + 0.5 * Math.log1p(-u));
  if (x === 0) return 1;
  return u < (a + 1) / (a + 2.5) ? (front * betaFraction(a, 0.5, u)) / a : 1 - 2 * front * betaFraction(0.5, a, 1 - u);
}

/**
 * t with P(|t| ≤ t*) = level of Student's distribution with ν degrees of freedom: the factor between a standard error
 * and half of a confidence interval. Found by Newton's method on ln P(|t| > x), which is concave.
 *
 * @param level between 0 and 1: 0.95
 */
export function studentFactor(level: number, degrees: number): number {
  if (!(level > 0 && level < 1)) throw new DomainError(`studentFactor: level ${level}; a number between 0 and 1.`);
  const wanted = Math.log1p(-level);
  const density = (x: number): number =>
    2 *
    Math.exp(
      logGamma((degrees + 1) / 2) -
        logGamma(degrees / 2) -
        0.5 * Math.log(degrees * Math.PI) -
        ((degrees + 1) / 2) * Math.log1p((x * x) / degrees),
    );
  let x = 1;
  for (let k = 0; k < NEWTON_STEPS; k++) {
    const tail = studentTail(x, degrees);
    const next = x + ((Math.log(tail) - wanted) * tail) / density(x);
    const bounded = next > 0 ? Math.min(next, 1e3 * x) : x / 2;
    if (Math.abs(bounded - x) <= 1e-13 * x) return bounded;
    x = bounded;
  }
  return x;
}
