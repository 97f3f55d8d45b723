import { DomainError } from "../../base/errors.ts";
import { exp, log, log1p } from "../elementary/index.ts";
import { incompleteBeta } from "./incomplete-beta.ts";
import { logGamma } from "./log-gamma.ts";

const NEWTON_STEPS = 60;

/** P(|t| > x) of Student's distribution with ν degrees of freedom: I_{ν/(ν+x²)}(ν/2, ½). */
export function studentTail(x: number, degrees: number): number {
  if (!(degrees > 0))
    throw new DomainError(`studentTail: ${degrees} degrees of freedom; a positive number is expected.`);
  const sum = degrees + x * x;
  return incompleteBeta(degrees / sum, degrees / 2, 0.5, (x * x) / sum);
}

/**
 * t with P(|t| ≤ t*) = level of Student's distribution with ν degrees of freedom: the factor between a standard error
 * and half of a confidence interval. Found by Newton's method on ln P(|t| > x), which is concave.
 *
 * @param level between 0 and 1: 0.95
 */
export function studentFactor(level: number, degrees: number): number {
  if (!(level > 0 && level < 1)) throw new DomainError(`studentFactor: level ${level}; a number between 0 and 1.`);
  const wanted = log1p(-level);
  const logNorm = logGamma((degrees + 1) / 2) - logGamma(degrees / 2) - 0.5 * log(degrees * Math.PI);
  const density = (x: number): number => 2 * exp(logNorm - ((degrees + 1) / 2) * log1p((x * x) / degrees));
  let x = 1;
  for (let k = 0; k < NEWTON_STEPS; k++) {
    const tail = studentTail(x, degrees);
    const next = x + ((log(tail) - wanted) * tail) / density(x);
    const bounded = next > 0 ? Math.min(next, 1e3 * x) : x / 2;
    if (Math.abs(bounded - x) <= 1e-13 * x) return bounded;
    x = bounded;
  }
  return x;
}
