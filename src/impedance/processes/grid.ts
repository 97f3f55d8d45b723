import { exp, log } from "../../numerics/elementary/index.ts";
import type { Process } from "./process.ts";
import { processTop } from "./process-top.ts";
import { processShape } from "./shape.ts";

/** Points a decade away from sharp processes. */
export const POINTS_PER_DECADE = 20;
/** Half the base, in ln τ, of the triangle that stands for a process sharper than can be drawn. */
const TRIANGLE = 0.08;
/** A process with a half width below this is drawn as a triangle. */
const SHARPEST = 0.02;
/** Half width above which the plain grid is fine enough. */
const BLUNT = 0.8;
/** Places around a sharp feature in units of its half width. */
const AROUND = [0, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6, 8, 11, 15, 20, 28, 40];
/** Two points of the grid are at least so far apart in ln τ. */
const CLOSEST = 1e-7;
/** Part of R that may lie outside the grid at either end, and the farthest that the grid reaches, in ln τ. */
const LEFT_OUT = 2e-4;
const FARTHEST = 7 * Math.LN10;
/** Distances in ln τ below a Gerischer τ₀. */
const GERISCHER_STEPS = [5e-4, 1e-3, 2e-3, 4e-3, 8e-3, 0.016, 0.03, 0.06, 0.12];

/** Half width in ln τ, and the distances from τ₀ of what is sharp. */
function features({ shape, tau, exponents }: Process): readonly (readonly [number, number])[] {
  const at = log(tau);
  switch (shape) {
    case "cole-cole":
      return [[at, (Math.PI * (1 - exponents[0])) / exponents[0]]];
    case "havriliak-negami":
      return [[log(processTop({ shape, tau, exponents })), (Math.PI * (1 - exponents[0])) / exponents[0]]];
    case "barriers":
      if (exponents[0] < 2 * exponents[1]) return [[at, exponents[1]]];
      return [
        [at - exponents[0] / 2, exponents[1]],
        [at + exponents[0] / 2, exponents[1]],
      ];
    default:
      return [];
  }
}

/** Whether the process is drawn as a triangle. */
function isSpike(process: Process): boolean {
  if (process.shape === "debye") return true;
  if (process.shape === "cole-cole") return Math.PI * (1 - process.exponents[0]) < SHARPEST;
  return process.shape === "barriers" && process.exponents[1] + process.exponents[0] / 2 < SHARPEST;
}

/**
 * A grid of τ in s, ascending: 20 points a decade over the window and as far as the processes reach, finer around what is sharp.
 */
export function tauGrid(processes: readonly Process[], tauMin: number, tauMax: number): Float64Array {
  const low = log(tauMin);
  const high = log(tauMax);
  let from = low - 0.5 * Math.LN10;
  let to = high + Math.LN10;
  const points: number[] = [];
  for (const p of processes) {
    const shape = processShape(p.shape);
    while (from > low - FARTHEST && shape.cumulative(exp(from), p.tau, p.exponents) > LEFT_OUT) from -= 0.5;
    while (to < high + FARTHEST && 1 - shape.cumulative(exp(to), p.tau, p.exponents) > LEFT_OUT) to += 0.5;
    const at = log(p.tau);
    if (isSpike(p)) points.push(at - TRIANGLE, at, at + TRIANGLE);
    else if (p.shape === "gerischer") for (const d of [0, -1e-6, ...GERISCHER_STEPS]) points.push(at - d);
    else {
      for (const [centre, half] of features(p)) {
        if (half > BLUNT) points.push(centre);
        else for (const k of AROUND) if (k * half < 1) points.push(centre - k * half, centre + k * half);
      }
    }
  }
  const cells = Math.ceil(((to - from) / Math.LN10) * POINTS_PER_DECADE);
  for (let i = 0; i <= cells; i++) points.push(from + ((to - from) * i) / cells);
  const sorted = Float64Array.from(points).sort();
  return sorted.filter((x, i) => i === 0 || x > sorted[i - 1] + CLOSEST).map(exp);
}

/** Adds weight · γ of a process on the grid, scaled so that the trapezoid rule gives its resistance within the grid. */
export function addProcess(
  process: Process,
  weight: number,
  tau: Float64Array,
  logTau: Float64Array,
  gamma: Float64Array,
): void {
  const n = tau.length;
  const density = new Float64Array(n);
  const shape = processShape(process.shape);
  const at = log(process.tau);
  const spike = isSpike(process);
  for (let i = 0; i < n; i++) {
    if (spike) density[i] = Math.max(0, 1 - Math.abs(logTau[i] - at) / TRIANGLE);
    else if (process.shape === "gerischer" && logTau[i] > at - 0.5 * GERISCHER_STEPS[0])
      density[i] = logTau[i] <= at + CLOSEST ? 3 * shape.density(exp(-GERISCHER_STEPS[0]), 1, []) : 0;
    else density[i] = shape.density(tau[i], process.tau, process.exponents);
  }
  let area = 0;
  for (let i = 1; i < n; i++) area += 0.5 * (density[i] + density[i - 1]) * (logTau[i] - logTau[i - 1]);
  const whole =
    shape.cumulative(tau[n - 1], process.tau, process.exponents) -
    shape.cumulative(tau[0], process.tau, process.exponents);
  const factor = area > 0 ? (weight * process.resistance * whole) / area : 0;
  for (let i = 0; i < n; i++) gamma[i] += factor * density[i];
}
