import { exp, log } from "../../numerics/elementary/index.ts";
import { factorCholesky, logDeterminant } from "../../numerics/linear/cholesky.ts";
import { type NonnegativeMinimizer, nonnegativeMinimizer } from "../../numerics/nonnegative/quadratic-program.ts";
import { logScaleIntegral } from "./evidence.ts";
import type { WeightedSpectrum } from "./fitted-model.ts";
import { dot } from "./fitted-model.ts";
import { BASIS_WIDTH, countHumps, countSharp } from "./humps.ts";
import { processShape } from "./shape.ts";

/** Centres a decade, and decades beyond 1/(2π f_min). */
const PER_DECADE = 8;
const BEYOND = 0.5;
/** Range of ln λ beforehand. */
const LOG_LAMBDA_RANGE = log(1e8);
/** ln of the prior odds of each maximum of γ: a hump is a process. */
const HUMP_PRIOR = -4;
/** ln of the prior odds of each hump as narrow as the functions themselves: that is a process, not a smooth distribution. */
const SHARP_PRIOR = -5;

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
  const low = -log(2 * Math.PI * frequency.reduce((a, b) => Math.max(a, b)));
  const high = -log(2 * Math.PI * frequency.reduce((a, b) => Math.min(a, b))) + BEYOND * Math.LN10;
  const n = Math.ceil(((high - low) / Math.LN10) * PER_DECADE) + 1;
  const spacing = (high - low) / (n - 1);
  const sigma = BASIS_WIDTH * spacing;
  const centres = Float64Array.from({ length: n }, (_, i) => low + i * spacing);
  const rows = 2 * frequency.length;
  const response = new Float64Array(rows * n);
  for (let i = 0; i < n; i++) {
    processShape("barriers").response(
      frequency,
      exp(centres[i]),
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
      penalty[i * n + j] = (exp(-a / 2) / Math.sqrt(2 * Math.PI * s2) / (s2 * s2)) * (3 - 6 * a + a * a);
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
  const minimizer = plan.minimizer(unknowns);
  const flags = new Uint8Array(unknowns).fill(1);
  const prior = new Float64Array(n * n);
  let best: SmoothModel | undefined;
  const attempt = (logLambda: number): number => {
    const lambda = exp(logLambda);
    const added = { matrix: penalty, weight: lambda };
    const { x, passive, factor, scale } = minimizer.minimize(gram, projection, flags, added);
    flags.fill(0);
    for (const i of passive) flags[i] = 1;
    const p = passive.length;
    let logH = logDeterminant(factor, p);
    for (const i of passive) logH -= 2 * log(scale[i]);
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
      log(size) * start -
      log(LOG_LAMBDA_RANGE) +
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
  const unit = log(rows / (size * size)) - log(total / rows);
  let step = log(100);
  let at = unit + log(1e-5);
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
