import { exp, log } from "../../numerics/elementary/index.ts";
import { factorCholesky, invertCholesky } from "../../numerics/linear/cholesky.ts";
import { cumulativeNormal } from "../../numerics/probability/normal.ts";
import type { WeightedSpectrum } from "./fitted-model.ts";
import { dot } from "./fitted-model.ts";
import type { SmoothModel } from "./smooth.ts";

/** γ(ln τ) in Ω of a smooth model. */
export function smoothDensity({ plan, weights }: SmoothModel, tau: Float64Array): Float64Array {
  const gamma = new Float64Array(tau.length);
  const factor = 1 / (plan.sigma * Math.sqrt(2 * Math.PI));
  for (let i = 0; i < tau.length; i++) {
    const x = log(tau[i]);
    for (let m = 0; m < weights.length; m++) {
      if (weights[m] === 0) continue;
      const u = (x - plan.centres[m]) / plan.sigma;
      if (Math.abs(u) < 9) gamma[i] += weights[m] * factor * exp(-0.5 * u * u);
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
      sum[i] += weights[m] * cumulativeNormal((log(tau[i]) - plan.centres[m]) / plan.sigma);
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
