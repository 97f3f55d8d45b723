import { ConvergenceError } from "../../base/errors.ts";
import { exp, pow } from "../../numerics/elementary/index.ts";

/** Terms of the series: enough from τ = 0.02 on, below which the half space is exact to e^{−1/τ}. */
const TERMS = 30;
const HALF_SPACE = 0.02;

/**
 * Change at the surface of a slab, closed behind, under a constant flux of 1 from τ = 0 on: τ + 1/3 − (2/π²) Σ e^{−k²π²τ}/k²,
 * 2 √(τ/π) for small τ. Lengths in thicknesses, times in L²/D. H. S. Carslaw, J. C. Jaeger, Conduction of Heat in Solids,
 * 2nd ed. (1959), sect. 3.8.
 */
export function stepResponse(time: number): number {
  if (time < HALF_SPACE) return 2 * Math.sqrt(time / Math.PI);
  let sum = 0;
  for (let k = 1; k <= TERMS; k++) sum += exp(-k * k * Math.PI * Math.PI * time) / (k * k);
  return time + 1 / 3 - (2 / Math.PI ** 2) * sum;
}

/**
 * The same under a flux that rises as τ, its integral: τ²/2 + τ/3 − 1/45 + (2/π⁴) Σ e^{−k²π²τ}/k⁴, (4/3) τ^{3/2}/√π for small τ.
 */
export function rampResponse(time: number): number {
  if (time < HALF_SPACE) return ((4 / 3) * pow(time, 1.5)) / Math.sqrt(Math.PI);
  let sum = 0;
  for (let k = 1; k <= TERMS; k++) sum += exp(-k * k * Math.PI * Math.PI * time) / pow(k, 4);
  return 0.5 * time * time + time / 3 - 1 / 45 + (2 / pow(Math.PI, 4)) * sum;
}

/**
 * τ at which an increasing response reaches a level > 0, to 1e-12 of τ.
 *
 * @throws ConvergenceError if it is not found in 200 bisections
 */
export function timeOf(response: (time: number) => number, level: number): number {
  if (!Number.isFinite(level)) return level;
  let high = 1;
  for (let k = 0; response(high) < level; k++) {
    if (k > 1000) throw new ConvergenceError(`timeOf: the response stays below ${level} up to τ = ${high}.`);
    high *= 2;
  }
  let low = 0;
  for (let k = 0; k < 200; k++) {
    const middle = 0.5 * (low + high);
    if (response(middle) < level) low = middle;
    else high = middle;
    if (high - low <= 1e-12 * high) return 0.5 * (low + high);
  }
  return 0.5 * (low + high);
}
