import { log } from "../elementary/index.ts";

/** Where the series of Stirling begins; arguments below are raised to it by Γ(x + 1) = x Γ(x). */
const STIRLING_FROM = 10;
const HALF_LOG_TWO_PI = 0.5 * log(2 * Math.PI);

/** ln Γ(x) for x > 0, to 1e-14 of max(1, |ln Γ|): recursion to x ≥ 10, then Stirling's series (DLMF 5.5.1, 5.11.1). */
export function logGamma(x: number): number {
  let product = 1;
  let y = x;
  for (; y < STIRLING_FROM; y++) product *= y;
  const z = 1 / (y * y);
  const series = (1 / 12 - z * (1 / 360 - z * (1 / 1260 - z * (1 / 1680 - z * (1 / 1188 - (z * 691) / 360360))))) / y;
  return (y - 0.5) * log(y) - y + HALF_LOG_TWO_PI + series - log(product);
}
