import { factorCholesky, invertCholesky, logDeterminant } from "../../numerics/linear/cholesky.ts";
import { type NonnegativeMinimizer, nonnegativeMinimizer } from "../../numerics/nonnegative/quadratic-program.ts";
import { logScaleIntegral } from "./evidence.ts";
import { processShape } from "./shape.ts";
import { cumulativeNormal } from "./shapes/normal-distribution.ts";
import type { WeightedSpectrum } from "./variable-projection.ts";
import { dot } from "./variable-projection.ts";

/** Centres a decade, and decades beyond 1/(2π f_min). */
const PER_DECADE = 8;
const BEYOND = 0.5;
/** σ of a basis function in units of the spacing: its full width at half maximum is two spacings. */
const WIDTH = 2 / 2.3548;
/** Range of ln λ beforehand, its tried values, and the step at which the search for the best ends. */
const LOG_LAMBDA_RANGE = Math.log(1e8);
/** ln of the prior odds of no processes at all, with the width of the evidence over ln λ. */
const SMOOTH_PRIOR = 0;
/** ln of the prior odds of each maximum of γ: a hump is a process. */
const HUMP_PRIOR = -4;
/** ln of the prior odds of each hump as narrow as the functions themselves: that is a process, not a smooth distribution. */
const SHARP_PRIOR = -5;
/** Functions on either side of a hump's largest that must carry at least this part of it. */
const SHARP_REACH = 2;
const SHARP_PART = 0.15;
/** A maximum lower than this part of the top is none. */
const LOWEST_HUMP = 0.01;

/** What depends on the frequencies only. */
export interface SmoothPlan {
  readonly frequency: Float64Array;
  /** ln τ of the centres; spacing h; σ of the normalised Gaussians. */
  readonly centres: Float64Array;
  readonly sigma: number;
  /** Unweighted response of each function, length 2m each. */
  readonly response: Float64Array;
  /** ∫ φ″ φ″ d ln τ, n × n. */
  readonly penalty: Float64Array;
  readonly minimizer: (unknowns: number) => NonnegativeMinimizer;
}

/** γ = Σ x_m N(ln τ; c_m, σ), x ≥ 0: smooth by a penalty on γ″. */
export interface SmoothModel {
  readonly plan: SmoothPlan;
  /** Weights of the basis in Ω. */
  readonly weights: Float64Array;
  /** R∞, L. */
  readonly ohmicResistance: number;
  readonly inductance: number;
  readonly lambda: number;
  readonly squares: number;
  /** Indices of the functions in use. */
  readonly passive: readonly number[];
  readonly evidence: number;
}

export function smoothPlan(frequency: Float64Array): SmoothPlan {
  const low = -Math.log(2 * Math.PI * frequency.reduce((a, b) => Math.max(a, b)));
  const high = -Math.log(2 * Math.PI * frequency.reduce((a, b) => Math.min(a, b))) + BEYOND * Math.LN10;
  const n = Math.ceil(((high - low) / Math.LN10) * PER_DECADE) + 1;
  const spacing = (high - low) / (n - 1);
  const sigma = WIDTH * spacing;
  const centres = Float64Array.from({ length: n }, (_, i) => low + i * spacing);
  const rows = 2 * frequency.length;
  const response = new Float64Array(rows * n);
  for (let i = 0; i < n; i++) {
    processShape("barriers").response(
      frequency,
      Math.exp(centres[i]),
      [0, sigma],
      response.subarray(i * rows, (i + 1) * rows),
      null,
    );
  }
  const penalty = new Float64Array(n * n);
  const s2 = 2 * sigma * sigma;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const a = (centres[i] - centres[j]) ** 2 / s2;
      penalty[i * n + j] = (Math.exp(-a / 2) / Math.sqrt(2 * Math.PI * s2) / (s2 * s2)) * (3 - 6 * a + a * a);
    }
  }
  const minimizers = new Map<number, NonnegativeMinimizer>();
  const minimizer = (unknowns: number): NonnegativeMinimizer => {
    const known = minimizers.get(unknowns) ?? nonnegativeMinimizer(unknowns);
    minimizers.set(unknowns, known);
    return known;
  };
  return { frequency, centres, sigma, response, penalty, minimizer };
}

/** The smooth distribution of greatest evidence over λ, with or without L. */
export function smoothModel(
  plan: SmoothPlan,
  spectrum: WeightedSpectrum,
  inductance: boolean,
  size: number,
): SmoothModel {
  const { centres, response, penalty } = plan;
  const n = centres.length;
  const rows = spectrum.data.length;
  const free = inductance ? 2 : 1;
  const unknowns = n + free;
  const columns = new Float64Array(rows * unknowns);
  let highest = 0;
  for (const f of spectrum.frequency) highest = Math.max(highest, f);
  for (let r = 0; r < rows; r++) {
    const w = spectrum.weight[r];
    if (r % 2 === 0) columns[r] = w;
    else if (inductance) columns[rows + r] = (w * spectrum.frequency[r >> 1]) / highest;
    for (let i = 0; i < n; i++) columns[(free + i) * rows + r] = w * response[i * rows + r];
  }
  const gram = new Float64Array(unknowns * unknowns);
  const projection = new Float64Array(unknowns);
  for (let i = 0; i < unknowns; i++) {
    for (let j = 0; j <= i; j++)
      gram[i * unknowns + j] = gram[j * unknowns + i] = dot(columns, i * rows, columns, j * rows, rows);
    projection[i] = dot(columns, i * rows, spectrum.data, 0, rows);
  }
  const total = dot(spectrum.data, 0, spectrum.data, 0, rows);
  const hessian = new Float64Array(unknowns * unknowns);
  const minimizer = plan.minimizer(unknowns);
  const flags = new Uint8Array(unknowns).fill(1);
  const prior = new Float64Array(n * n);
  let best: SmoothModel | undefined;
  const attempt = (logLambda: number): number => {
    const lambda = Math.exp(logLambda);
    hessian.set(gram);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) hessian[(i + free) * unknowns + free + j] += lambda * penalty[i * n + j];
    const { x, passive, factor, scale } = minimizer.minimize(hessian, projection, flags);
    flags.fill(0);
    for (const i of passive) flags[i] = 1;
    const p = passive.length;
    let logH = logDeterminant(factor, p);
    for (const i of passive) logH -= 2 * Math.log(scale[i]);
    // Q = RSS + λ xᵀMx = dᵀd − gᵀx at the minimum
    let energy = total;
    for (const i of passive) energy -= projection[i] * x[i];
    energy = Math.max(energy, 1e-13 * total);
    let start = 0;
    while (start < p && passive[start] < free) start++;
    const q = p - start;
    let rough = 0;
    for (let a = 0; a < q; a++) {
      const i = passive[start + a] - free;
      for (let b = 0; b <= a; b++) {
        const j = passive[start + b] - free;
        prior[a * q + b] = penalty[i * n + j];
        rough += (a === b ? 1 : 2) * x[i + free] * x[j + free] * penalty[i * n + j];
      }
      prior[a * q + a] *= 1 + 1e-10;
    }
    if (factorCholesky(prior, q) >= 0) return Number.NEGATIVE_INFINITY;
    const logM = q * logLambda + logDeterminant(prior, q);
    const evidence =
      logScaleIntegral(energy, rows - start) -
      0.5 * logH +
      0.5 * logM -
      Math.log(size) * start -
      Math.log(LOG_LAMBDA_RANGE) +
      SMOOTH_PRIOR +
      HUMP_PRIOR * countHumps(x, free) +
      SHARP_PRIOR * countSharp(x, free);
    if (best === undefined || evidence > best.evidence) {
      best = {
        plan,
        weights: x.slice(free),
        ohmicResistance: x[0],
        inductance: inductance ? x[1] / (2 * Math.PI * highest) : 0,
        lambda,
        squares: energy - lambda * rough,
        passive: Array.from(passive.subarray(start), (i) => i - free),
        evidence,
      };
    }
    return evidence;
  };
  // γ ~ size: λ in units of rows / size²
  const unit = Math.log(rows / (size * size)) - Math.log(total / rows);
  let step = Math.log(100);
  let at = unit + Math.log(1e-5);
  let value = attempt(at);
  for (let side = 0; side < 2; side++) {
    const sign = side === 0 ? 1 : -1;
    for (let k = 0; k < 6; k++) {
      const next = attempt(at + sign * step);
      if (!(next > value)) break;
      value = next;
      at += sign * step;
    }
  }
  for (let halving = 0; halving < 2; halving++) {
    step /= 2;
    for (const sign of [1, -1]) {
      const next = attempt(at + sign * step);
      if (next > value) {
        value = next;
        at += sign * step;
        break;
      }
    }
  }
  return best as SmoothModel;
}

/** exp(−u²/2) at distances of 0, ½, 1 … spacings. */
const BELL = Float64Array.from({ length: 8 }, (_, i) => Math.exp(-0.5 * (i / 2 / WIDTH) ** 2));

/** Maxima of γ, from its values at the centres and half way between. */
function countHumps(x: Float64Array, free: number): number {
  const n = x.length - free;
  const gamma = new Float64Array(2 * n - 1);
  let top = 0;
  for (let i = 0; i < gamma.length; i++) {
    const near = i >> 1;
    for (let m = Math.max(0, near - 3); m <= Math.min(n - 1, near + 4); m++) {
      const distance = Math.abs(i - 2 * m);
      if (distance < BELL.length) gamma[i] += x[free + m] * BELL[distance];
    }
    top = Math.max(top, gamma[i]);
  }
  let humps = 0;
  for (let i = 0; i < gamma.length; i++) {
    const before = i === 0 ? 0 : gamma[i - 1];
    const after = i === gamma.length - 1 ? 0 : gamma[i + 1];
    if (gamma[i] > LOWEST_HUMP * top && gamma[i] > before && gamma[i] >= after) humps++;
  }
  return humps;
}

/** Humps whose weights fall to next to nothing within two functions on both sides. */
function countSharp(x: Float64Array, free: number): number {
  let top = 0;
  for (let i = free; i < x.length; i++) top = Math.max(top, x[i]);
  let sharp = 0;
  for (let i = free; i < x.length; i++) {
    const [before, after] = [i > free ? x[i - 1] : 0, i + 1 < x.length ? x[i + 1] : 0];
    if (!(x[i] > 0.05 * top && x[i] > before && x[i] >= after)) continue;
    const below = i - SHARP_REACH >= free ? x[i - SHARP_REACH] : 0;
    const above = i + SHARP_REACH < x.length ? x[i + SHARP_REACH] : 0;
    if (below < SHARP_PART * x[i] && above < SHARP_PART * x[i]) sharp++;
  }
  return sharp;
}

/** γ(ln τ) in Ω of a smooth model. */
export function smoothDensity({ plan, weights }: SmoothModel, tau: Float64Array): Float64Array {
  const gamma = new Float64Array(tau.length);
  const factor = 1 / (plan.sigma * Math.sqrt(2 * Math.PI));
  for (let i = 0; i < tau.length; i++) {
    const x = Math.log(tau[i]);
    for (let m = 0; m < weights.length; m++) {
      if (weights[m] === 0) continue;
      const u = (x - plan.centres[m]) / plan.sigma;
      if (Math.abs(u) < 9) gamma[i] += weights[m] * factor * Math.exp(-0.5 * u * u);
    }
  }
  return gamma;
}

/** ∫ from −∞ to ln τ of γ, in Ω. */
export function smoothCumulative({ plan, weights }: SmoothModel, tau: Float64Array): Float64Array {
  const sum = new Float64Array(tau.length);
  for (let m = 0; m < weights.length; m++) {
    if (weights[m] === 0) continue;
    for (let i = 0; i < tau.length; i++)
      sum[i] += weights[m] * cumulativeNormal((Math.log(tau[i]) - plan.centres[m]) / plan.sigma);
  }
  return sum;
}

/** Z in Ω, real and imaginary parts in turn. */
export function smoothImpedance(model: SmoothModel): Float64Array {
  const { plan, weights } = model;
  const rows = 2 * plan.frequency.length;
  const z = new Float64Array(rows);
  for (let r = 0; r < rows; r++)
    z[r] = r % 2 === 0 ? model.ohmicResistance : 2 * Math.PI * plan.frequency[r >> 1] * model.inductance;
  for (const m of model.passive) for (let r = 0; r < rows; r++) z[r] += weights[m] * plan.response[m * rows + r];
  return z;
}

/**
 * Covariance of R∞, L and the weights x in use, s² (AᵀA + λM)⁻¹ with s² = (squares + λ xᵀMx) / rows, zeros for the others: row-major
 * of order 2 + n.
 */
export function smoothCovariance(model: SmoothModel, spectrum: WeightedSpectrum): Float64Array {
  const { plan, passive, lambda, weights } = model;
  const n = plan.centres.length;
  const rows = spectrum.data.length;
  const inductive = model.inductance > 0;
  const free = inductive ? 2 : 1;
  const p = free + passive.length;
  const columns = new Float64Array(rows * p);
  for (let r = 0; r < rows; r++) {
    const w = spectrum.weight[r];
    if (r % 2 === 0) columns[r] = w;
    else if (inductive) columns[rows + r] = w * 2 * Math.PI * spectrum.frequency[r >> 1];
    for (let a = 0; a < passive.length; a++) columns[(free + a) * rows + r] = w * plan.response[passive[a] * rows + r];
  }
  const matrix = new Float64Array(p * p);
  const root = new Float64Array(p);
  let energy = model.squares;
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      matrix[i * p + j] = dot(columns, i * rows, columns, j * rows, rows);
      if (j < free) continue;
      const m = plan.penalty[passive[i - free] * n + passive[j - free]];
      matrix[i * p + j] += lambda * m;
      energy += (i === j ? 1 : 2) * lambda * m * weights[passive[i - free]] * weights[passive[j - free]];
    }
    root[i] = 1 / Math.sqrt(matrix[i * p + i]);
  }
  for (let i = 0; i < p; i++) for (let j = 0; j <= i; j++) matrix[i * p + j] *= root[i] * root[j];
  for (let i = 0; i < p; i++) matrix[i * p + i] += 1e-12;
  const order = 2 + n;
  const covariance = new Float64Array(order * order);
  if (factorCholesky(matrix, p) >= 0) return covariance;
  const inverse = invertCholesky(matrix, p);
  const place = (i: number): number => (i < free ? i : 2 + passive[i - free]);
  for (let i = 0; i < p; i++)
    for (let j = 0; j < p; j++)
      covariance[place(i) * order + place(j)] = (inverse[i * p + j] * root[i] * root[j] * energy) / rows;
  return covariance;
}
