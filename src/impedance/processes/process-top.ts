import { pow, sin } from "../../numerics/elementary/index.ts";
import type { Process } from "./process.ts";

/** Exponent with which the density of an ideal process is drawn, where it is infinite. */
const BLUNT = 0.97;

/**
 * τ in s at the maximum of the density of a process; of Havriliak-Negami τ₀ (sin βθ / sin θ)^(1/α) with θ = πα/(1 + β), where
 * sin^β(πα − θ′) sin βθ′ is largest. A Gerischer process ends at its singularity, τ₀.
 */
export function processTop({
  shape,
  tau,
  exponents,
}: {
  readonly shape: Process["shape"];
  readonly tau: number;
  readonly exponents: ArrayLike<number>;
}): number {
  if (shape !== "havriliak-negami") return tau;
  const [alpha, beta] = [exponents[0], exponents[1]];
  const angle = (Math.PI * alpha) / (1 + beta);
  return tau * pow(sin(beta * angle) / sin(angle), 1 / alpha);
}

/** The process, or one close to it whose density is finite. */
export function bluntProcess(process: Process): Process {
  const { shape, exponents } = process;
  if (shape === "debye") return { ...process, shape: "cole-cole", exponents: [BLUNT] };
  if (shape === "gerischer") return { ...process, shape: "havriliak-negami", exponents: [BLUNT, 0.5] };
  if (shape === "barriers") return process;
  return { ...process, exponents: [Math.min(exponents[0], BLUNT), ...exponents.slice(1)] };
}
