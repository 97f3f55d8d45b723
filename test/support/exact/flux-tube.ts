import { ConvergenceError, DomainError } from "../../../src/base/errors.ts";
import { factorLu, solveLu } from "../../../src/numerics/linear/lu.ts";

/** Zeros of J₁ that are summed one by one; what remains is summed on average, error O(1/N²). */
const ZEROS = 100_000;
/** Zeros that are refined by Newton's iteration; beyond them McMahon's expansion is exact to rounding. */
const REFINED = 40;

/**
 * Constriction factor ψ(ε) = 4aR/ρ of an isothermal (equipotential) spot of radius a on a tube of radius b = a/ε, one side, by
 * Galerkin's method for the mixed problem: the current density on the spot is Σ x_k P₂ₖ(√(1−u²))/√(1−u²), u = r/a, whose Hankel
 * transforms are spherical Bessel functions j₂ₖ, and
 *
 *     Σ_k M_lk x_k = δ_l0,   M_lk = Σ_n 2ε² j₂ₗ(α_n ε) j₂ₖ(α_n ε) / (α_n J₀²(α_n)),   J₁(α_n) = 0,   ψ = 2/(π ε x₀)
 *
 * With one function (the density of a free spot) it is what Roess's series expands; with a few the mixed problem is solved to
 * 1e-9. Source of the series in Bessel functions: M. G. Cooper, B. B. Mikic, M. M. Yovanovich, Int. J. Heat Mass Transfer 12
 * (1969) 279.
 *
 * @param ratio ε = a/b, 0 < ε < 1
 * @param functions number of functions k = 0, 1, …
 * @throws DomainError for a ratio outside of (0, 1) or no function
 */
export function fluxTubeConstriction(ratio: number, functions: number): number {
  if (!(ratio > 0 && ratio < 1))
    throw new DomainError(`fluxTubeConstriction: a/b = ${ratio}; a number between 0 and 1 is expected.`);
  if (!(Number.isInteger(functions) && functions >= 1))
    throw new DomainError(`fluxTubeConstriction: ${functions} functions; at least 1 is expected.`);
  const size = functions;
  const matrix = new Float64Array(size * size);
  const j = new Float64Array(2 * size);
  let zero = 0;
  for (let n = 1; n <= ZEROS; n++) {
    zero = zeroOfBesselOne(n);
    const weight = (2 * ratio * ratio) / (zero * squareOfBesselZero(zero, n));
    sphericalBessel(zero * ratio, j);
    for (let l = 0; l < size; l++)
      for (let k = 0; k <= l; k++)
        matrix[l * size + k] = (matrix[l * size + k] as number) + weight * (j[2 * l] as number) * (j[2 * k] as number);
  }
  // Beyond, weight · j₂ₗ j₂ₖ → π (−1)^{k+l} sin²(αε)/α², on average half of it, and the zeros lie π apart.
  const rest = 0.5 / (zero + 0.5 * Math.PI);
  for (let l = 0; l < size; l++)
    for (let k = 0; k <= l; k++) {
      const value = (matrix[l * size + k] as number) + ((k + l) % 2 === 0 ? rest : -rest);
      matrix[l * size + k] = value;
      matrix[k * size + l] = value;
    }
  const x = new Float64Array(size);
  x[0] = 1;
  const pivots = new Int32Array(size);
  if (!factorLu(matrix, size, pivots))
    throw new ConvergenceError(`fluxTubeConstriction: ${size} functions are dependent.`);
  solveLu(matrix, size, pivots, x);
  return 2 / (Math.PI * ratio * (x[0] as number));
}

/** α_n with J₁(α_n) = 0: McMahon's expansion (DLMF 10.21.19), for small n refined with J₁′ = J₀ at a zero. */
function zeroOfBesselOne(n: number): number {
  const b = (n + 0.25) * Math.PI;
  const q = 1 / (b * b);
  let x = b - (0.375 - q * (0.0234375 - q * 0.23027343)) / b;
  if (n > REFINED) return x;
  for (let step = 0; step < 3; step++) x -= bessel(1, x) / bessel(0, x);
  return x;
}

/** J₀² at a zero of J₁: (2/(πα))²/Y₁² by the Wronskian, with the expansion of the modulus (DLMF 10.18.17) for large α. */
function squareOfBesselZero(zero: number, n: number): number {
  if (n <= REFINED) {
    const value = bessel(0, zero);
    return value * value;
  }
  const q = 1 / (zero * zero);
  return 2 / (Math.PI * zero * (1 + q * (0.375 - q * (45 / 128 - (q * 1575) / 1024))));
}

/** J_m(x) = (1/π) ∫₀^π cos(mθ − x sin θ) dθ by the trapezoidal rule, which is exact to rounding for fewer than 200 nodes − m − x. */
function bessel(order: number, x: number): number {
  const nodes = 400;
  let sum = 0;
  for (let i = 0; i < nodes; i++) {
    const angle = (2 * Math.PI * (i + 0.5)) / nodes;
    sum += Math.cos(order * angle - x * Math.sin(angle));
  }
  return sum / nodes;
}

/** j₀(x) … j_{m−1}(x) into `out`: upward recurrence where x exceeds the order, Miller's downward one below. */
function sphericalBessel(x: number, out: Float64Array): void {
  const m = out.length;
  const j0 = x < 1e-4 ? 1 - (x * x) / 6 : Math.sin(x) / x;
  out[0] = j0;
  if (m === 1) return;
  if (x > m) {
    out[1] = (j0 - Math.cos(x)) / x;
    for (let k = 2; k < m; k++) out[k] = ((2 * k - 1) / x) * (out[k - 1] as number) - (out[k - 2] as number);
    return;
  }
  let above = 0;
  let here = 1e-280;
  for (let k = m + 20; k > 0; k--) {
    const below = ((2 * k + 1) / x) * here - above;
    above = here;
    here = below;
    if (k <= m) out[k - 1] = here;
    if (Math.abs(here) > 1e200) {
      here *= 1e-200;
      above *= 1e-200;
      for (let i = k - 1; i < m; i++) out[i] = (out[i] as number) * 1e-200;
    }
  }
  // j₀ sets the scale or, near its zeros, j₁.
  const scale = Math.abs(j0) > 0.1 ? j0 / here : (j0 - Math.cos(x)) / x / above;
  for (let k = 0; k < m; k++) out[k] = scale * (out[k] as number);
}
