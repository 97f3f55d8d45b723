import { cos, sin } from "../../numerics/elementary/index.ts";

/** Above, Hankel's expansion is exact to 1e-11; below, the power series loses no more. */
const EXPAND = 13;
/** Zeros that are refined by Newton's iteration; beyond, McMahon's expansion is exact to rounding. */
const REFINED = 40;

/** J_m(x) for m = 0 or 1 and x ≥ 0, absolute error below 2e-11. DLMF 10.2.2, 10.17.3. */
export function bessel(order: 0 | 1, x: number): number {
  if (x < EXPAND) {
    const q = -0.25 * x * x;
    let term = order === 0 ? 1 : 0.5 * x;
    let sum = term;
    for (let k = 1; k < 60; k++) {
      term *= q / (k * (k + order));
      sum += term;
      if (Math.abs(term) < 1e-18) break;
    }
    return sum;
  }
  const mu = 4 * order * order;
  let even = 1;
  let odd = 0;
  let term = 1;
  for (let k = 1; k <= 26; k++) {
    const next = (term * (mu - (2 * k - 1) ** 2)) / (8 * k * x);
    if (Math.abs(next) > Math.abs(term)) break;
    term = next;
    const sign = (k & 2) === 0 ? 1 : -1;
    if ((k & 1) === 0) even += sign * term;
    else odd += sign * term;
    if (Math.abs(term) < 1e-17) break;
  }
  const phase = x - (0.5 * order + 0.25) * Math.PI;
  return Math.sqrt(2 / (Math.PI * x)) * (even * cos(phase) - odd * sin(phase));
}

/** α_n > 0 with J₁(α_n) = 0, n = 1, 2, …: McMahon's expansion (DLMF 10.21.19), refined with J₁′ = J₀ at a zero. */
export function zeroOfBesselOne(n: number): number {
  const b = (n + 0.25) * Math.PI;
  const q = 1 / (b * b);
  let x = b - (0.375 - q * (0.0234375 - q * 0.23027343)) / b;
  if (n > REFINED) return x;
  for (let step = 0; step < 3; step++) x -= bessel(1, x) / bessel(0, x);
  return x;
}

/** J₀(α)² at a zero α of J₁: 2/(πα) over the modulus of order 1 (DLMF 10.18.17) for large α. */
export function squareAtZero(zero: number): number {
  if (zero < REFINED) return bessel(0, zero) ** 2;
  const q = 1 / (zero * zero);
  return 2 / (Math.PI * zero * (1 + q * (0.375 - q * (45 / 128 - (q * 1575) / 1024))));
}
