import { asinh, atan2, cos, cosh, exp, expm1, log, sin, sinh } from "../../../numerics/elementary/index.ts";
import { gaussLegendre } from "../../../numerics/quadrature/gauss-legendre.ts";
import type { ProcessShape } from "./process-shape.ts";

const LARGEST_LOGARITHM = 300;
/** Beyond v = (τ/τ₀)^α of ½ or 2 the cumulative is summed as a power series; so many terms give rounding error. */
const SERIES_LIMIT = Math.LN2;
const SERIES_TERMS = 54;
const PANEL = gaussLegendre(16);
/** α at which the width of the peak, π(1 − α), is cut for the substitution in the cumulative. */
const NARROWEST = 1e-14;

/** Im (1 + e^{jφ} e^{−x})^{−β}, φ = −πα, x = ln v: π times the density in ln τ. */
function imaginaryPower(x: number, alpha: number, beta: number): number {
  const size = exp(x);
  // v^β Im (v + e^{−jπα})^{−β}; θ = atan2(sin πα, v + cos πα), in forms that do not cancel as α → 1
  const sine = sin(Math.PI * (1 - alpha));
  const half = sin((Math.PI / 2) * (1 - alpha));
  const cosine = expm1(x) + 2 * half * half; // v + cos πα = (v − 1) + 2 sin²(π(1 − α)/2)
  const theta = atan2(sine, cosine);
  return sin(beta * theta) * exp(beta * (x - 0.5 * log(cosine * cosine + sine * sine))) * (size > 0 ? 1 : 0);
}

/** ∫ from −∞ to x of `imaginaryPower` for x ≤ −ln 2, or from x to ∞ for x ≥ ln 2, over π. */
function tail(x: number, alpha: number, beta: number): number {
  // (1 + q)^−β = Σ c_k q^k, c_k = (−β choose k); q = v e^{jπα} below (times v^β e^{jπαβ}), e^{−jπα}/v above
  const below = x < 0;
  const ratio = exp(-Math.abs(x));
  let coefficient = 1;
  let power = below ? exp(beta * x) : 1;
  let sum = 0;
  for (let k = 0; k < SERIES_TERMS; k++) {
    const order = below ? k + beta : k;
    if (order > 0) sum += (coefficient * power * sin(Math.PI * alpha * order) * (below ? 1 : -1)) / order;
    coefficient *= -(beta + k) / (k + 1);
    power *= ratio;
  }
  return sum / Math.PI;
}

/** ∫ of `imaginaryPower` over [−ln 2, x] / π with x = ε sinh u, ε = π(1 − α): the pole at x = ±jε moves to u = ±jπ/2. */
function middle(x: number, alpha: number, beta: number): number {
  const epsilon = Math.max(Math.PI * (1 - alpha), NARROWEST);
  const from = asinh(-SERIES_LIMIT / epsilon);
  const to = asinh(x / epsilon);
  const panels = Math.ceil(to - from + 1e-12);
  const half = (to - from) / panels / 2;
  let sum = 0;
  for (let p = 0; p < panels; p++) {
    for (let i = 0; i < PANEL.nodes.length; i++) {
      const u = from + half * (2 * p + 1 + PANEL.nodes[i]);
      sum += PANEL.weights[i] * epsilon * cosh(u) * imaginaryPower(epsilon * sinh(u), alpha, beta);
    }
  }
  return (sum * half) / Math.PI;
}

/**
 * h = (1 + (jωτ₀)^α)^−β. γ/R = v^β sin(βθ) / π (v² + 2v cos πα + 1)^(β/2), v = (τ/τ₀)^α, θ = atan2(sin πα, v + cos πα).
 * τ₀ is not the maximum of γ unless β = 1.
 * Source: S. Havriliak & S. Negami, Polymer 8 (1967) 161; B. A. Boukamp & A. Rolle, Solid State Ionics 302 (2017) 12.
 */
export const havriliakNegami: ProcessShape = {
  name: "havriliak-negami",
  exponents: [
    { name: "alpha", lower: 0.4, upper: 1 },
    { name: "beta", lower: 0.2, upper: 1 },
  ],
  response(frequency, tau, exponents, out, derivatives) {
    const alpha = exponents[0];
    const beta = exponents[1];
    const m = 2 * frequency.length;
    const c = cos((Math.PI / 2) * alpha);
    const s = sin((Math.PI / 2) * alpha);
    const shift = log(2 * Math.PI * tau);
    for (let k = 0; k < m; k += 2) {
      const x = log(frequency[k >> 1]) + shift;
      const size = exp(Math.min(Math.max(alpha * x, -LARGEST_LOGARITHM), LARGEST_LOGARITHM));
      const ur = size * c;
      const ui = size * s;
      const square = (1 + ur) * (1 + ur) + ui * ui;
      const logModulus = 0.5 * log(square);
      const angle = atan2(ui, 1 + ur);
      const modulus = exp(-beta * logModulus);
      const hr = modulus * cos(beta * angle);
      const hi = -modulus * sin(beta * angle);
      out[k] = hr;
      out[k + 1] = hi;
      if (derivatives === null) continue;
      const qr = 1 - (1 + ur) / square; // u / (1 + u)
      const qi = ui / square;
      const gr = -beta * (qr * hr - qi * hi);
      const gi = -beta * (qr * hi + qi * hr);
      derivatives[k] = alpha * gr;
      derivatives[k + 1] = alpha * gi;
      derivatives[m + k] = gr * x - (gi * Math.PI) / 2;
      derivatives[m + k + 1] = gi * x + (gr * Math.PI) / 2;
      derivatives[2 * m + k] = -(logModulus * hr - angle * hi);
      derivatives[2 * m + k + 1] = -(logModulus * hi + angle * hr);
    }
  },
  density(tau, processTau, exponents) {
    const alpha = exponents[0];
    const x = alpha * log(tau / processTau);
    if (Math.abs(x) > LARGEST_LOGARITHM) return 0;
    return imaginaryPower(x, alpha, exponents[1]) / Math.PI;
  },
  cumulative(tau, processTau, exponents) {
    const alpha = exponents[0];
    const beta = exponents[1];
    const x = alpha * log(tau / processTau);
    if (x <= -SERIES_LIMIT) return Math.max(0, tail(Math.max(x, -LARGEST_LOGARITHM), alpha, beta) / alpha);
    if (x >= SERIES_LIMIT) return Math.min(1, 1 - tail(Math.min(x, LARGEST_LOGARITHM), alpha, beta) / alpha);
    return Math.min(1, (tail(-SERIES_LIMIT, alpha, beta) + middle(x, alpha, beta)) / alpha);
  },
};
