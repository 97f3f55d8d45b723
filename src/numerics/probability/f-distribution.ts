import { incompleteBeta } from "./incomplete-beta.ts";

/** Probability that an F-distributed quantity with d₁ and d₂ degrees of freedom exceeds f: I_{d₂/(d₂ + d₁f)}(d₂/2, d₁/2). */
export function exceedsF(f: number, d1: number, d2: number): number {
  return f <= 0 ? 1 : incompleteBeta(d2 / (d2 + d1 * f), d2 / 2, d1 / 2);
}
