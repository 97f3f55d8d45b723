import { cos, exp, log } from "../../numerics/elementary/index.ts";
import { factorCholesky, logDeterminant, solveCholesky } from "../../numerics/linear/cholesky.ts";
import type { NormalStream } from "../../numerics/random/normal-stream.ts";
import { processesCumulative } from "../processes/process.ts";
import type { LinearizedModel, NoisySpectrum } from "./linearized.ts";
import { product } from "./linearized.ts";

/** Spacing in ln τ of the hats by which a shape may be off. */
const SPACING = 0.8;
/** Points a hat on which the distribution is summed. */
const FINE = 8;
/** How far beyond the window, in ln τ. */
const BEYOND = 2.4;
/** Standard deviations of the relative error of γ in one hat that are weighed, and their prior probabilities. */
const SIZES = [0, 0.03, 0.1, 0.3] as const;
const PRIOR = [0.6, 0.2, 0.12, 0.08] as const;
/** A hat that holds less than this part of Σ |R| is left out. */
const EMPTY = 2e-3;

/** One size of the discrepancy with what the data say of it. */
interface Level {
  readonly size: number;
  readonly logFactor: number;
  /** Cholesky factor of G + I/s². */
  readonly factor: Float64Array;
}

/**
 * By how much the true distribution may differ from that of a model: γ (1 + Σ a_j h_j(ln τ)) with hats h_j and a_j ~ N(0, s²),
 * s itself weighed by the data (a Bayes factor for each of a few sizes, 0 among them). A model whose shapes are right keeps
 * s ≈ 0; one that only approximates a distribution gets as much freedom as its misfit asks for and the data cannot exclude.
 * Kennedy & O'Hagan, J. R. Stat. Soc. B 63 (2001) 425.
 */
export interface Discrepancy {
  readonly hats: number;
  /** ln τ of the middle of each hat. */
  readonly centres: Float64Array;
  /** Weighted responses, hats × 2N. */
  readonly columns: Float64Array;
  /** G = UᵀPU/s², h = UᵀPr/s². */
  readonly gram: Float64Array;
  readonly projection: Float64Array;
  readonly levels: readonly Level[];
  /** Posterior probability of each level, cumulative. */
  readonly cumulative: Float64Array;
  /** ln of the mean Bayes factor: what the freedom does for the evidence of the model. */
  readonly logEvidence: number;
  /** Edges of the cells in ln τ and the resistance up to each edge of every hat, hats × (cells + 1). */
  readonly edges: Float64Array;
  readonly area: Float64Array;
}

/** The hat at x: ½ (1 + cos πu) over |u| < 1 in units of the spacing; all hats together are 1. */
export function hat(centre: number, x: number): number {
  const u = Math.abs(x - centre) / SPACING;
  return u < 1 ? 0.5 * (1 + cos(Math.PI * u)) : 0;
}

export function discrepancyOf(noisy: NoisySpectrum, source: LinearizedModel): Discrepancy {
  const { model, variance, residual, basis, rank } = source;
  const { weight, spectrum, logTauMin, logTauMax } = noisy;
  const rows = weight.length;
  const points = rows / 2;
  const low = logTauMin - BEYOND;
  const step = SPACING / FINE;
  const cells = Math.ceil((logTauMax - logTauMin + 2 * BEYOND) / step);
  const edges = Float64Array.from({ length: cells + 1 }, (_, i) => low + i * step);
  const below = processesCumulative(
    model.processes,
    edges.map((x) => exp(x)),
  );
  const all = model.processes.reduce((sum, p) => sum + Math.abs(p.resistance), 0);
  const centres: number[] = [];
  for (let x = low; x <= edges[cells]; x += SPACING) {
    let mass = 0;
    for (let i = 0; i < cells; i++) mass += Math.abs(below[i + 1] - below[i]) * hat(x, edges[i] + step / 2);
    if (mass > EMPTY * all) centres.push(x);
  }
  const hats = centres.length;
  const columns = new Float64Array(hats * rows);
  const area = new Float64Array(hats * (cells + 1));
  const debye = new Float64Array(rows);
  for (let i = 0; i < cells; i++) {
    const mass = below[i + 1] - below[i];
    const x = edges[i] + step / 2;
    if (mass !== 0) {
      const tau = 2 * Math.PI * exp(x);
      for (let k = 0; k < points; k++) {
        const wt = tau * spectrum.frequency[k];
        const re = mass / (1 + wt * wt);
        debye[k] = re * weight[k];
        debye[points + k] = -wt * re * weight[points + k];
      }
    }
    for (let j = 0; j < hats; j++) {
      const h = hat(centres[j], x);
      area[j * (cells + 1) + i + 1] = area[j * (cells + 1) + i] + h * mass;
      if (h > 0 && mass !== 0) for (let r = 0; r < rows; r++) columns[j * rows + r] += h * debye[r];
    }
  }
  const projected = columns.slice();
  for (let j = 0; j < hats; j++) {
    for (let q = 0; q < rank; q++) {
      const inner = product(columns, j * rows, basis, q * rows, rows);
      for (let r = 0; r < rows; r++) projected[j * rows + r] -= inner * basis[q * rows + r];
    }
  }
  const gram = new Float64Array(hats * hats);
  const projection = new Float64Array(hats);
  for (let i = 0; i < hats; i++) {
    for (let j = 0; j < hats; j++)
      gram[i * hats + j] = product(projected, i * rows, projected, j * rows, rows) / variance;
    projection[i] = product(projected, i * rows, residual, 0, rows) / variance;
  }
  const levels = SIZES.map((size): Level => {
    const factor = gram.slice();
    if (size === 0 || hats === 0) return { size: 0, logFactor: 0, factor };
    for (let i = 0; i < hats; i++) factor[i * hats + i] += 1 / (size * size);
    if (factorCholesky(factor, hats) >= 0) return { size: 0, logFactor: Number.NEGATIVE_INFINITY, factor };
    return { size, logFactor: logBayes(factor, hats, size, projection), factor };
  });
  const top = levels.reduce((a, l) => Math.max(a, l.logFactor), 0);
  const weights = levels.map((l, i) => PRIOR[i] * exp(l.logFactor - top));
  const total = weights.reduce((a, b) => a + b, 0);
  let sum = 0;
  const cumulative = Float64Array.from(weights, (w) => {
    sum += w / total;
    return sum;
  });
  return {
    hats,
    centres: Float64Array.from(centres),
    columns,
    gram,
    projection,
    levels,
    cumulative,
    logEvidence: top + log(total),
    edges,
    area,
  };
}

/** ln of √|C|/s^J exp(hᵀCh/2), C⁻¹ = G + I/s². */
function logBayes(factor: Float64Array, hats: number, size: number, projection: Float64Array): number {
  const solved = projection.slice();
  solveCholesky(factor, hats, solved);
  return -0.5 * logDeterminant(factor, hats) - hats * log(size) + 0.5 * product(solved, 0, projection, 0, hats);
}

/**
 * Draws a_j of the discrepancy into `out` given what a gain step takes off h, and returns ln of the weight that remains:
 * BF(h − g k)/BF(h) · exp{−aᵀ(h − g k) + aᵀGa/2}; −∞ where γ would change its sign.
 */
export function drawDiscrepancy(
  discrepancy: Discrepancy,
  uniform: number,
  shift: Float64Array,
  stream: NormalStream,
  out: Float64Array,
): number {
  const { hats, levels, cumulative, projection, gram } = discrepancy;
  out.fill(0);
  let at = 0;
  while (at < levels.length - 1 && uniform >= cumulative[at]) at++;
  const { size, factor, logFactor } = levels[at];
  if (size === 0) return 0;
  const target = projection.map((h, j) => h - shift[j]);
  const mean = target.slice();
  solveCholesky(factor, hats, mean);
  for (let i = hats - 1; i >= 0; i--) {
    let sum = stream.normal();
    for (let k = i + 1; k < hats; k++) sum -= factor[k * hats + i] * out[k];
    out[i] = sum / factor[i * hats + i];
  }
  let logWeight = logBayes(factor, hats, size, target) - logFactor;
  for (let i = 0; i < hats; i++) out[i] += mean[i];
  for (let i = 0; i < hats; i++) {
    if (out[i] < -1) return Number.NEGATIVE_INFINITY;
    logWeight += out[i] * (0.5 * product(gram, i * hats, out, 0, hats) - target[i]);
  }
  return logWeight;
}

/** Change of F up to ln τ by the discrepancy, in Ω. */
export function discrepancyArea(
  { hats, edges, area }: Discrepancy,
  a: Float64Array,
  from: number,
  logTau: number,
): number {
  const cells = edges.length - 1;
  const place = Math.min(Math.max((logTau - edges[0]) / (edges[1] - edges[0]), 0), cells);
  const i = Math.min(Math.floor(place), cells - 1);
  const t = place - i;
  let sum = 0;
  for (let j = 0; j < hats; j++) {
    const at = j * (cells + 1) + i;
    sum += a[from + j] * (area[at] + t * (area[at + 1] - area[at]));
  }
  return sum;
}
