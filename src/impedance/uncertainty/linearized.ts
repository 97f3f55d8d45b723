import { exp, hypot, log } from "../../numerics/elementary/index.ts";
import { factorCholesky } from "../../numerics/linear/cholesky.ts";
import { processShape } from "../processes/shape.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { GainSteps } from "./gain-steps.ts";
import { gainSteps } from "./gain-steps.ts";
import { exponentsAt, type ModelLayout, modelLayout, type ProcessModel, packModel } from "./model.ts";

/** A spectrum with the standard deviation of each part, right up to a common factor. */
export interface NoisySpectrum {
  readonly spectrum: ImpedanceSpectrum;
  /** 1/σ, and Z/σ: 2N, Re of all points, then Im. */
  readonly weight: Float64Array;
  readonly data: Float64Array;
  readonly size: number;
  readonly logTauMin: number;
  readonly logTauMax: number;
}

/** A model with the linear approximation of its fit at its parameters. */
export interface LinearizedModel {
  readonly model: ProcessModel;
  readonly layout: ModelLayout;
  readonly x: Float64Array;
  /** Weighted Jacobian, p × 2N, a parameter after the other; weighted residual. */
  readonly columns: Float64Array;
  readonly residual: Float64Array;
  readonly squares: number;
  /** Variance of a weighted row: squares / freedom; 2N − p. */
  readonly variance: number;
  readonly freedom: number;
  /** L of the Cholesky factor of D (JᵀJ/s² + Λ) D, row-major, and the diagonal of D. */
  readonly factor: Float64Array;
  readonly scale: Float64Array;
  /** Jᵀr/s²: 0 where no bound holds the fit. */
  readonly gradient: Float64Array;
  readonly steps: GainSteps;
  /** Orthonormal basis of the columns, rank × 2N. */
  readonly basis: Float64Array;
  readonly rank: number;
}

/** What is left of a column of which less than this part is independent counts as nothing. */
const DEPENDENT = 1e-7;
const RIDGE = 1e-10;

export function noisySpectrum(
  spectrum: ImpedanceSpectrum,
  noise: { readonly real: Float64Array; readonly imaginary: Float64Array },
): NoisySpectrum {
  const { frequency, real, imaginary } = spectrum;
  const points = frequency.length;
  const weight = new Float64Array(2 * points);
  const data = new Float64Array(2 * points);
  let [size, lowest, highest] = [0, Number.POSITIVE_INFINITY, 0];
  for (let k = 0; k < points; k++) {
    weight[k] = 1 / noise.real[k];
    weight[points + k] = 1 / noise.imaginary[k];
    data[k] = real[k] * weight[k];
    data[points + k] = imaginary[k] * weight[points + k];
    size = Math.max(size, hypot(real[k], imaginary[k]));
    lowest = Math.min(lowest, frequency[k]);
    highest = Math.max(highest, frequency[k]);
  }
  const logTauMin = -log(2 * Math.PI * highest);
  return { spectrum, weight, data, size, logTauMin, logTauMax: -log(2 * Math.PI * lowest) };
}

/** Fills `residual` with the weighted data less the model at x (from `from`). */
export function modelResidual(
  noisy: NoisySpectrum,
  model: ProcessModel,
  layout: ModelLayout,
  x: Float64Array,
  from: number,
  residual: Float64Array,
  response: Float64Array,
  exponents: Float64Array,
): void {
  const { weight, data, spectrum } = noisy;
  const { frequency } = spectrum;
  const points = frequency.length;
  for (let k = 0; k < points; k++) {
    residual[k] = x[from];
    residual[points + k] = 0;
  }
  if (layout.inductance >= 0) {
    const l = 2 * Math.PI * x[from + layout.inductance];
    for (let k = 0; k < points; k++) residual[points + k] += l * frequency[k];
  }
  if (layout.capacitance >= 0) {
    const c = x[from + layout.capacitance] / (2 * Math.PI);
    for (let k = 0; k < points; k++) residual[points + k] -= c / frequency[k];
  }
  for (let i = 0; i < layout.processes.length; i++) {
    const at = from + layout.processes[i];
    exponentsAt(model, layout, i, x, from, exponents);
    processShape(model.processes[i].shape).response(frequency, exp(x[at + 1]), exponents, response, null);
    const resistance = x[at];
    for (let k = 0; k < points; k++) {
      residual[k] += resistance * response[2 * k];
      residual[points + k] += resistance * response[2 * k + 1];
    }
  }
  for (let r = 0; r < 2 * points; r++) residual[r] = data[r] - weight[r] * residual[r];
}

/** Linearises a model; null if its parameters are not determined at all. */
export function linearize(noisy: NoisySpectrum, model: ProcessModel): LinearizedModel | null {
  const { weight, data, spectrum } = noisy;
  const { frequency } = spectrum;
  const points = frequency.length;
  const rows = 2 * points;
  const layout = modelLayout(model, noisy.size, noisy.logTauMin, noisy.logTauMax);
  const p = layout.count;
  if (p >= rows) return null;
  const x = packModel(model, layout);
  const columns = new Float64Array(p * rows);
  const residual = new Float64Array(rows);
  const response = new Float64Array(rows);
  const derivatives = new Float64Array(3 * rows);
  const exponents = new Float64Array(4);
  modelResidual(noisy, model, layout, x, 0, residual, response, exponents);
  for (let k = 0; k < points; k++) {
    columns[k] = weight[k];
    if (layout.inductance >= 0)
      columns[layout.inductance * rows + points + k] = weight[points + k] * 2 * Math.PI * frequency[k];
    if (layout.capacitance >= 0)
      columns[layout.capacitance * rows + points + k] = -weight[points + k] / (2 * Math.PI * frequency[k]);
  }
  for (let i = 0; i < layout.processes.length; i++) {
    const at = layout.processes[i];
    exponentsAt(model, layout, i, x, 0, exponents);
    processShape(model.processes[i].shape).response(frequency, exp(x[at + 1]), exponents, response, derivatives);
    const place = (column: number, from: Float64Array, offset: number, factor: number): void => {
      for (let k = 0; k < points; k++) {
        columns[column * rows + k] = factor * weight[k] * from[offset + 2 * k];
        columns[column * rows + points + k] = factor * weight[points + k] * from[offset + 2 * k + 1];
      }
    };
    place(at, response, 0, 1);
    place(at + 1, derivatives, 0, x[at]);
    for (const { index, at: column } of layout.exponents[i]) place(column, derivatives, (index + 1) * rows, x[at]);
  }
  let squares = 0;
  for (const r of residual) squares += r * r;
  const freedom = rows - p;
  const variance = squares / freedom;
  const factor = new Float64Array(p * p);
  const scale = new Float64Array(p);
  const gradient = new Float64Array(p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) factor[i * p + j] = product(columns, i * rows, columns, j * rows, rows) / variance;
    gradient[i] = product(columns, i * rows, residual, 0, rows) / variance;
    factor[i * p + i] += 1 / layout.open[i] ** 2;
    scale[i] = 1 / Math.sqrt(factor[i * p + i]);
    if (!Number.isFinite(scale[i])) return null;
  }
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) factor[i * p + j] *= scale[i] * scale[j];
    factor[i * p + i] += RIDGE;
  }
  if (factorCholesky(factor, p) >= 0) return null;
  const basis = columns.slice();
  const rank = orthonormalize(basis, p, rows);
  const steps = gainSteps(frequency, data, basis, rank, residual, variance);
  return {
    model,
    layout,
    x,
    columns,
    residual,
    squares,
    variance,
    freedom,
    factor,
    scale,
    gradient,
    steps,
    basis,
    rank,
  };
}

/** Gram-Schmidt, each step twice; dependent columns are left out. @returns the rank */
function orthonormalize(basis: Float64Array, count: number, rows: number): number {
  let rank = 0;
  for (let i = 0; i < count; i++) {
    const at = rank * rows;
    basis.copyWithin(at, i * rows, (i + 1) * rows);
    const before = Math.sqrt(product(basis, at, basis, at, rows));
    for (let pass = 0; pass < 2; pass++) {
      for (let q = 0; q < at; q += rows) {
        const inner = product(basis, at, basis, q, rows);
        for (let r = 0; r < rows; r++) basis[at + r] -= inner * basis[q + r];
      }
    }
    const rest = Math.sqrt(product(basis, at, basis, at, rows));
    if (!(rest > DEPENDENT * before)) continue;
    for (let r = at; r < at + rows; r++) basis[r] /= rest;
    rank++;
  }
  return rank;
}

/** Σ a_i b_i over n numbers of a from p and of b from q. */
export function product(a: Float64Array, p: number, b: Float64Array, q: number, n: number): number {
  let [even, odd] = [0, 0];
  let i = 0;
  for (; i + 1 < n; i += 2) {
    even += a[p + i] * b[q + i];
    odd += a[p + i + 1] * b[q + i + 1];
  }
  if (i < n) even += a[p + i] * b[q + i];
  return even + odd;
}
