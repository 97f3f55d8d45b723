import { factorCholesky, invertCholesky } from "../../numerics/linear/cholesky.ts";
import { gramOfColumns, priorCurvature } from "./evidence.ts";
import type { FittedModel } from "./fitted-model.ts";
import type { VariableProjection } from "./variable-projection.ts";

/**
 * Covariance of all parameters in the order of a fit (linear, then θ), by Laplace's approximation: s² (JᵀJ + s² Λ)⁻¹ with
 * s² = squares / (rows − parameters) and Λ the curvature of the prior, in the units of the parameters. NaN-free: zeros where the
 * matrix is singular.
 */
export function fitCovariance(projection: VariableProjection, model: FittedModel): Float64Array {
  const { columns, count } = projection.jacobian(model);
  const { rows } = projection;
  const noise = model.squares / (rows - count);
  const scale = new Float64Array(count).fill(1);
  const gram = gramOfColumns(columns, rows, count, scale);
  const curvature = priorCurvature(projection, model, noise);
  const root = new Float64Array(count);
  const fixed = model.linear.length - model.forms.length;
  for (let i = 0; i < count; i++) {
    // the prior is on ln R
    const unit = i >= fixed && i < model.linear.length ? Math.abs(model.linear[i]) || 1 : 1;
    gram[i * count + i] += curvature[i] / (unit * unit);
    root[i] = 1 / Math.sqrt(gram[i * count + i] || 1);
  }
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) gram[i * count + j] *= root[i] * root[j];
    gram[i * count + i] += 1e-12;
  }
  if (factorCholesky(gram, count) >= 0) return new Float64Array(count * count);
  const inverse = invertCholesky(gram, count);
  for (let i = 0; i < count; i++) for (let j = 0; j < count; j++) inverse[i * count + j] *= noise * root[i] * root[j];
  return inverse;
}
