import { exp } from "../../numerics/elementary/index.ts";
import type { RadialFunction } from "./basis.ts";
import type { KernelMatrices } from "./kernel.ts";

/**
 * Smooth radial functions at equal distances as sums of Debye elements on one fine uniform grid of ln τ (the trapezoid rule):
 * function m is Σ_q weights[q] δ(ln τ − x_{m · perCentre + q}), q = 0 … 2 reach. Node by node, not function by function, is the
 * Debye factor evaluated.
 */
export interface UniformStencil {
  /** Fine nodes a centre. */
  readonly perCentre: number;
  readonly weights: Float64Array;
  /** Number of fine nodes. */
  readonly nodes: number;
  /** Re 1/(1 + jωτ) of each node at each frequency, frequencies × nodes, row-major. */
  readonly debye: Float64Array;
  /**
   * weights[q] · Σ_r weights[r] / (1 + exp(−(x_q − x_r + d))) for functions d = 0, ±1, … centres apart: functions × taps each,
   * row-major, d ≥ 0 in `slower` and −d in `faster`.
   */
  readonly slower: Float64Array;
  readonly faster: Float64Array;
}

/** Trapezoid step in units of 1/ε and in ln τ: together below 1e-11 for every ε (poles of the Debye factor at ±jπ/2). */
const GAUSSIAN_STEP = 0.5;
const DEBYE_STEP = 0.3;
/** |u| beyond which a Gaussian is left out: e^(−u²) < 1e-13. */
const REACH = 5.5;

/** The fine grid of functions at first + m · spacing, with the Debye factor on it. */
export function uniformStencil(
  frequency: Float64Array,
  first: number,
  spacing: number,
  functions: number,
  radial: RadialFunction,
  epsilon: number,
): UniformStencil {
  const perCentre = Math.ceil(spacing / Math.min(GAUSSIAN_STEP / epsilon, DEBYE_STEP) - 1e-9);
  const step = spacing / perCentre;
  const reach = Math.ceil(Math.min(REACH, radial.reach) / (epsilon * step));
  const weights = Float64Array.from(
    { length: 2 * reach + 1 },
    (_, q) => step * radial.value(epsilon * (q - reach) * step),
  );
  const nodes = (functions - 1) * perCentre + weights.length;
  const omegaTau = Float64Array.from({ length: nodes }, (_, q) => 2 * Math.PI * exp(first + (q - reach) * step));
  const debye = new Float64Array(frequency.length * nodes);
  for (let k = 0; k < frequency.length; k++) {
    const f = frequency[k];
    for (let q = 0, at = k * nodes; q < nodes; q++) {
      const x = f * omegaTau[q];
      debye[at + q] = 1 / (1 + x * x);
    }
  }
  const logistic = logisticTable(step, weights, (functions - 1) * perCentre, nodes);
  const taps = weights.length;
  const slower = new Float64Array(functions * taps);
  const faster = new Float64Array(functions * taps);
  for (let d = 0; d < functions; d++) {
    for (let q = 0; q < taps; q++) {
      slower[d * taps + q] = weights[q] * logistic[(functions - 1 + d) * perCentre + q];
      faster[d * taps + q] = weights[q] * logistic[(functions - 1 - d) * perCentre + q];
    }
  }
  return { perCentre, weights, nodes, debye, slower, faster };
}

/** Σ_r weights[r] / (1 + exp(−(x_t − x_r))) at t = −before … after − 1, from index 0. */
function logisticTable(step: number, weights: Float64Array, before: number, after: number): Float64Array {
  const last = weights.length - 1;
  const plain = new Float64Array(before + after + last);
  for (let i = 0; i < plain.length; i++) plain[i] = 1 / (1 + exp((before + last - i) * step));
  const table = new Float64Array(before + after);
  for (let t = 0; t < table.length; t++) {
    let sum = 0;
    for (let r = 0; r <= last; r++) sum += weights[r] * plain[t + last - r];
    table[t] = sum;
  }
  return table;
}

/** The response of each function, as `kernelMatrices`, from the Debye factors of a stencil. */
export function uniformKernelMatrices(
  frequency: Float64Array,
  first: number,
  spacing: number,
  functions: number,
  stencil: UniformStencil,
): KernelMatrices {
  const { perCentre, weights, nodes, debye } = stencil;
  const real = new Float64Array(frequency.length * functions);
  const imaginary = new Float64Array(frequency.length * functions);
  const reach = (weights.length - 1) / 2;
  // −ωτ of a node over that of the function's centre: the same for every function.
  const factors = Float64Array.from(weights, (w, q) => w * exp(((q - reach) * spacing) / perCentre));
  const centres = Float64Array.from({ length: functions }, (_, m) => 2 * Math.PI * exp(first + m * spacing));
  for (let k = 0; k < frequency.length; k++) {
    const to = k * functions;
    for (let m = 0; m < functions; m++) {
      const at = k * nodes + m * perCentre;
      let re = 0;
      let im = 0;
      for (let q = 0; q < weights.length; q++) {
        const d = debye[at + q];
        re += weights[q] * d;
        im += factors[q] * d;
      }
      real[to + m] = re;
      imaginary[to + m] = -frequency[k] * centres[m] * im;
    }
  }
  return { real, imaginary };
}

/**
 * Σ_k w_k² (Re A_ki Re A_kj + Im A_ki Im A_kj) of all pairs of functions, in O(n² · reach) instead of O(n² · frequencies): with
 * S(τ) = Σ_k w_k² / (1 + ω_k²τ²), two Debye elements at a and b have the inner product (a S(a) + b S(b)) / (a + b), by partial
 * fractions. All terms are positive: nothing cancels.
 *
 * @param sums S at the nodes
 * @param gram written: row-major with `stride`, the functions from `offset` on; both triangles
 */
export function uniformGram(
  stencil: UniformStencil,
  sums: Float64Array,
  functions: number,
  gram: Float64Array,
  stride: number,
  offset: number,
): void {
  const { perCentre, weights, slower, faster } = stencil;
  const taps = weights.length;
  const corner = offset * stride + offset;
  for (let d = 0; d < functions; d++) {
    const table = d * taps;
    // Four pairs of functions at the same distance at a time.
    for (let i = d; i < functions; i += 4) {
      const last = functions - 1;
      const a = i * perCentre;
      const b = Math.min(i + 1, last) * perCentre;
      const c = Math.min(i + 2, last) * perCentre;
      const e = Math.min(i + 3, last) * perCentre;
      const back = d * perCentre;
      let one = 0;
      let two = 0;
      let three = 0;
      let four = 0;
      for (let q = 0; q < taps; q++) {
        const slow = slower[table + q];
        const fast = faster[table + q];
        one += slow * sums[a + q] + fast * sums[a - back + q];
        two += slow * sums[b + q] + fast * sums[b - back + q];
        three += slow * sums[c + q] + fast * sums[c - back + q];
        four += slow * sums[e + q] + fast * sums[e - back + q];
      }
      const at = corner + i * stride + i - d;
      const mirrored = corner + (i - d) * stride + i;
      gram[at] = one;
      gram[mirrored] = one;
      if (i + 1 > last) continue;
      gram[at + stride + 1] = two;
      gram[mirrored + stride + 1] = two;
      if (i + 2 > last) continue;
      gram[at + 2 * (stride + 1)] = three;
      gram[mirrored + 2 * (stride + 1)] = three;
      if (i + 3 > last) continue;
      gram[at + 3 * (stride + 1)] = four;
      gram[mirrored + 3 * (stride + 1)] = four;
    }
  }
}
