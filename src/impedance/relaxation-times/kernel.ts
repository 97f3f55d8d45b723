import { exp } from "../../numerics/elementary/index.ts";
import { gaussLegendre } from "../../numerics/quadrature/gauss-legendre.ts";
import type { BasisName, RadialFunction } from "./basis.ts";
import { radialFunction } from "./basis.ts";

/** Real and imaginary parts of ∫ φ_m(ln τ) / (1 + jωτ) d ln τ, row-major: frequency k, function m at [k · functions + m]. */
export interface KernelMatrices {
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** Trapezoid step in units of 1/ε and in ln τ: together below 1e-11 for every ε (poles of the Debye factor at ±jπ/2). */
const GAUSSIAN_STEP = 0.5;
const DEBYE_STEP = 0.3;
/** Longest Gauss-Legendre panel in units of 1/ε and in ln τ, with 16 points each. */
const GAUSSIAN_PANEL = 8;
const DEBYE_PANEL = 2;
const PANEL = gaussLegendre(16);

/** A quadrature for ∫ φ(ln τ) f(τ) d ln τ: factors on τ_m, and weights times φ. */
interface Stencil {
  readonly factors: Float64Array;
  readonly weights: Float64Array;
}

/**
 * The response of each basis function at each frequency. Gaussians by the trapezoid rule in ln τ, which converges
 * exponentially (Trefethen & Weideman, SIAM Rev. 56 (2014) 385); functions with a kink by Gauss-Legendre panels
 * between the kinks. Error below 1e-10 of the area of φ, on any grid of frequencies.
 *
 * @param frequency in Hz
 * @param logTau ln of the centres τ_m in s, ascending
 * @param epsilon shape factor, φ(ε (ln τ − ln τ_m)); not used by hats
 */
export function kernelMatrices(
  frequency: Float64Array,
  logTau: Float64Array,
  basis: BasisName,
  epsilon: number,
): KernelMatrices {
  const rows = frequency.length;
  const columns = logTau.length;
  const real = new Float64Array(rows * columns);
  const imaginary = new Float64Array(rows * columns);
  const radial = basis === "piecewise-linear" ? undefined : radialStencil(radialFunction(basis), epsilon);
  for (let m = 0; m < columns; m++) {
    const { factors, weights } = radial ?? hatStencil(logTau, m);
    const tau = exp(logTau[m]);
    for (let k = 0; k < rows; k++) {
      const omegaTau = 2 * Math.PI * frequency[k] * tau;
      let re = 0;
      let im = 0;
      for (let i = 0; i < factors.length; i++) {
        const x = omegaTau * factors[i];
        const debye = weights[i] / (1 + x * x);
        re += debye;
        im -= x * debye;
      }
      real[k * columns + m] = re;
      imaginary[k * columns + m] = im;
    }
  }
  return { real, imaginary };
}

function radialStencil(radial: RadialFunction, epsilon: number): Stencil {
  const reach = radial.reach / epsilon;
  const factors: number[] = [];
  const weights: number[] = [];
  if (radial.smooth) {
    const step = Math.min(GAUSSIAN_STEP / epsilon, DEBYE_STEP);
    const count = Math.ceil(reach / step);
    for (let i = -count; i <= count; i++) {
      factors.push(exp(i * step));
      weights.push(step * radial.value(epsilon * i * step));
    }
  } else {
    const value = (x: number): number => radial.value(epsilon * x);
    addPanels(-reach, 0, GAUSSIAN_PANEL / epsilon, value, factors, weights);
    addPanels(0, reach, GAUSSIAN_PANEL / epsilon, value, factors, weights);
  }
  return { factors: Float64Array.from(factors), weights: Float64Array.from(weights) };
}

/** The hat that is 1 at logTau[m] and 0 at its neighbours; half a hat at an end. */
function hatStencil(logTau: Float64Array, m: number): Stencil {
  const factors: number[] = [];
  const weights: number[] = [];
  const left = m > 0 ? logTau[m] - logTau[m - 1] : 0;
  const right = m < logTau.length - 1 ? logTau[m + 1] - logTau[m] : 0;
  if (left > 0) addPanels(-left, 0, left, (x) => 1 + x / left, factors, weights);
  if (right > 0) addPanels(0, right, right, (x) => 1 - x / right, factors, weights);
  return { factors: Float64Array.from(factors), weights: Float64Array.from(weights) };
}

function addPanels(
  from: number,
  to: number,
  longest: number,
  value: (x: number) => number,
  factors: number[],
  weights: number[],
): void {
  const count = Math.ceil((to - from) / Math.min(longest, DEBYE_PANEL) - 1e-9);
  const half = (to - from) / count / 2;
  for (let p = 0; p < count; p++) {
    const centre = from + (2 * p + 1) * half;
    for (let i = 0; i < PANEL.nodes.length; i++) {
      const x = centre + half * PANEL.nodes[i];
      factors.push(exp(x));
      weights.push(half * PANEL.weights[i] * value(x));
    }
  }
}
