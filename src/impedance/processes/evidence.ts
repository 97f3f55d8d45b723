import { log } from "../../numerics/elementary/index.ts";
import { factorCholesky, logDeterminant } from "../../numerics/linear/cholesky.ts";
import { logGamma } from "../../numerics/probability/log-gamma.ts";
import type { FittedModel } from "./fitted-model.ts";
import { dot } from "./fitted-model.ts";
import type { FormName } from "./form.ts";
import type { VariableProjection } from "./variable-projection.ts";

/** ln of the prior odds of a form against cole-cole; once for all processes if it has one exponent, else each time. */
const FORM_PRIOR: Readonly<Record<FormName, number>> = {
  debye: -1.5,
  "cole-cole": 0,
  gerischer: -1.5,
  "havriliak-negami": -2.5,
  "log-normal": -3.5,
  barriers: -3.5,
};
/** ln of the prior probability that a process is inductive. */
const NEGATIVE_PRIOR = -3;
/** Decades (as ln) over which R of a process is spread beforehand. */
const LOG_RESISTANCE_RANGE = log(1e4);
/** ln of the prior odds of each further form: the processes of one cell are much alike. */
const MIXED_PRIOR = -3;
/** ln of the prior odds of one process more. */
const PROCESS_PRIOR = -3.5;
/** A Gaussian of curvature 2π/range² has the height 1/range at its top. */
const UNIFORM_CURVATURE = 2 * Math.PI;
/** ln of the prior odds of an inductance, of a blocking capacitor. */
const INDUCTANCE_PRIOR = -1;
const CAPACITANCE_PRIOR = -3;

/** ln ∫ s^(−1−ν) (2π)^(−ν/2) exp(−Q/2s²) ds: the unknown scale of the noise integrated out under the prior 1/s. */
export function logScaleIntegral(squares: number, freedom: number): number {
  return log(0.5) - (freedom / 2) * log(Math.PI * squares) + logGamma(freedom / 2);
}

/**
 * ln of the marginal likelihood by Laplace's approximation, the noise scale integrated exactly:
 * ln E = ln ∫ ds … − ½ ln det JᵀJ + ln π(θ̂) + ln K!, J in R∞, L ω_max, 1/C ω_min, ln R, ln τ, exponents; priors: uniform over stated
 * ranges. Source: R. E. Kass & A. E. Raftery, J. Am. Stat. Assoc. 90 (1995) 773.
 *
 * @param size largest |Z| in Ω
 */
export function logEvidence(projection: VariableProjection, model: FittedModel, size: number): number {
  const { rows, spectrum } = projection;
  const { columns, count } = projection.jacobian(model);
  const processes = model.forms.length;
  const fixed = model.linear.length - processes;
  let prior = -log(size);
  const scale = new Float64Array(count).fill(1);
  let next = 1;
  const { highest, lowest } = outermost(spectrum.frequency);
  if (model.series.inductance) {
    scale[next++] = 1 / (2 * Math.PI * highest);
    prior += INDUCTANCE_PRIOR - log(size);
  }
  if (model.series.capacitance) {
    scale[next++] = 2 * Math.PI * lowest;
    prior += CAPACITANCE_PRIOR - log(size);
  }
  const logTauRange = log(highest / lowest) + Math.LN10;
  const noise = model.squares / (rows - count);
  const curvature = priorCurvature(projection, model, noise);
  const names = new Set(model.forms.map((f) => f.name));
  for (const name of names) {
    const times = model.forms.filter((f) => f.name === name && f.free.length > 1).length;
    prior += FORM_PRIOR[name] * Math.max(1, times);
  }
  if (names.size > 1) prior += MIXED_PRIOR * (names.size - 1);
  let theta = model.linear.length;
  for (let k = 0; k < processes; k++) {
    const resistance = model.linear[fixed + k];
    const { lower, upper, prior: normals } = model.forms[k];
    scale[fixed + k] = Math.abs(resistance);
    prior += PROCESS_PRIOR - log(logTauRange) - log(LOG_RESISTANCE_RANGE) + log(k + 1);
    if (resistance < 0) prior += NEGATIVE_PRIOR;
    theta++;
    for (let e = 0; e < lower.length; e++) {
      const value = model.theta[theta - model.linear.length];
      const normal = normals[e];
      if (normal === null) prior -= log(upper[e] - lower[e]);
      else prior -= 0.5 * ((value - normal[0]) / normal[1]) ** 2 + log(normal[1] * Math.sqrt(2 * Math.PI));
      if (value <= lower[e] || value >= upper[e]) prior -= Math.LN2;
      theta++;
    }
  }
  const gram = gramOfColumns(columns, rows, count, scale);
  for (let i = 0; i < count; i++) gram[i * count + i] += curvature[i];
  // unit diagonal first: the determinant of a nearly singular matrix to rounding
  let logScale = 0;
  const root = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    const d = gram[i * count + i];
    if (!(d > 0)) return Number.NEGATIVE_INFINITY;
    logScale += log(d);
    root[i] = 1 / Math.sqrt(d);
  }
  for (let i = 0; i < count; i++) {
    for (let j = 0; j <= i; j++) gram[i * count + j] *= root[i] * root[j];
    gram[i * count + i] += 1e-12;
  }
  if (factorCholesky(gram, count) >= 0) return Number.NEGATIVE_INFINITY;
  const determinant = logDeterminant(gram, count) + logScale;
  return logScaleIntegral(model.squares, rows - count) - 0.5 * determinant + prior;
}

function outermost(frequency: Float64Array): { readonly highest: number; readonly lowest: number } {
  let highest = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (const f of frequency) {
    highest = Math.max(highest, f);
    lowest = Math.min(lowest, f);
  }
  return { highest, lowest };
}

/** σ² times the curvature of the prior in ln R, ln τ and the exponents: keeps what the data leave open within the prior. */
export function priorCurvature(projection: VariableProjection, model: FittedModel, noise: number): Float64Array {
  const { highest, lowest } = outermost(projection.spectrum.frequency);
  const curvature = new Float64Array(model.linear.length + model.theta.length);
  const fixed = model.linear.length - model.forms.length;
  let at = model.linear.length;
  const open = (index: number, range: number): void => {
    curvature[index] = (UNIFORM_CURVATURE * noise) / (range * range);
  };
  model.forms.forEach(({ lower, upper, prior }, k) => {
    open(fixed + k, LOG_RESISTANCE_RANGE);
    open(at++, log(highest / lowest) + Math.LN10);
    for (let e = 0; e < lower.length; e++) {
      const normal = prior[e];
      if (normal === null) open(at++, upper[e] - lower[e]);
      else curvature[at++] = noise / (normal[1] * normal[1]);
    }
  });
  return curvature;
}

/** Lower triangle of CᵀC of scaled columns. */
export function gramOfColumns(columns: Float64Array, rows: number, count: number, scale: Float64Array): Float64Array {
  const gram = new Float64Array(count * count);
  for (let i = 0; i < count; i++)
    for (let j = 0; j <= i; j++)
      gram[i * count + j] = scale[i] * scale[j] * dot(columns, i * rows, columns, j * rows, rows);
  return gram;
}
