import { solveCholesky } from "../../numerics/linear/cholesky.ts";
import { type LinearizedModel, modelResidual, type NoisySpectrum, product } from "./linearized.ts";
import type { NormalStream } from "./random.ts";

/** Draws from the posterior of one model. */
export interface ModelDraws {
  readonly source: LinearizedModel;
  readonly count: number;
  /** count × p, row-major. */
  readonly x: Float64Array;
  /** ln of the importance weight of each; −∞ outside the bounds. */
  readonly logWeight: Float64Array;
}

/** The normal distribution that is drawn from is wider than the linear approximation by this factor. */
const WIDER = 1.06;
/** Gain steps less probable than this are left out. */
const UNLIKELY = 2e-3;

/**
 * Draws from the posterior of the parameters of one model, of the noise level and of a gain step, first from the linear
 * approximation: s² by its scaled inverse χ², a place c and a size g of the step by their posterior, then the parameters from
 * N(x̂ − g A⁻¹Jᵀu_c/s², A⁻¹) with A = JᵀJ/s² + Λ. Each draw then carries the ratio of the exact posterior to the approximation,
 * exp{−(S(x) − S_lin(x))/2s²}, as its weight (Geweke, Econometrica 57 (1989) 1317), and none outside the bounds: the draws are
 * of the exact posterior, however bent it is.
 */
export function drawModel(
  noisy: NoisySpectrum,
  source: LinearizedModel,
  count: number,
  stream: NormalStream,
): ModelDraws {
  const { layout, columns, residual, variance, freedom, factor, scale, gradient, steps } = source;
  const p = layout.count;
  const { data, spectrum } = noisy;
  const points = spectrum.frequency.length;
  const rows = 2 * points;
  const x = new Float64Array(count * p);
  const logWeight = new Float64Array(count);
  const shifts = stepShifts(noisy, source);
  const z = new Float64Array(p);
  const step = new Float64Array(p);
  const actual = new Float64Array(rows);
  const linear = new Float64Array(rows);
  const response = new Float64Array(rows);
  const exponents = new Float64Array(4);
  const offset = stream.uniform();
  for (let s = 0; s < count; s++) {
    const spread = Math.sqrt(freedom / stream.chiSquare(freedom));
    let length = 0;
    for (let i = 0; i < p; i++) {
      z[i] = stream.normal();
      length += z[i] * z[i];
    }
    // D L⁻ᵀ z
    for (let i = p - 1; i >= 0; i--) {
      let sum = z[i];
      for (let k = i + 1; k < p; k++) sum -= factor[k * p + i] * step[k];
      step[i] = sum / factor[i * p + i];
    }
    for (let i = 0; i < p; i++) step[i] *= WIDER * spread * scale[i];
    const at = stepIndex(shifts, (s + offset) / count);
    let gain = 0;
    if (at >= 0) {
      const c = shifts.place[at];
      gain = steps.mean[c] + spread * steps.deviation[c] * stream.normal();
      for (let i = 0; i < p; i++) step[i] -= gain * shifts.shift[at * p + i];
    }
    let inside = true;
    const to = s * p;
    let slope = 0;
    for (let i = 0; i < p; i++) {
      const value = source.x[i] + step[i];
      x[to + i] = value;
      slope += gradient[i] * step[i];
      if (value < layout.lower[i] || value > layout.upper[i]) inside = false;
    }
    if (!inside) {
      logWeight[s] = Number.NEGATIVE_INFINITY;
      continue;
    }
    modelResidual(noisy, source.model, layout, x, to, actual, response, exponents);
    linear.set(residual);
    for (let i = 0; i < p; i++) {
      const d = step[i];
      const from = i * rows;
      for (let r = 0; r < rows; r++) linear[r] -= d * columns[from + r];
    }
    if (at >= 0) {
      for (let c = shifts.place[at]; c < points; c++) {
        const k = steps.order[c];
        for (const r of [k, points + k]) {
          actual[r] -= gain * data[r];
          linear[r] -= gain * data[r];
        }
      }
    }
    const excess = product(actual, 0, actual, 0, rows) - product(linear, 0, linear, 0, rows);
    const s2 = variance * spread * spread;
    logWeight[s] = -excess / (2 * s2) + slope / (spread * spread) - 0.5 * (WIDER * WIDER - 1) * length;
  }
  return { source, count, x, logWeight };
}

interface StepShifts {
  /** Places of the step, cumulative probability up to and with each (no step last), A⁻¹Jᵀu_c/s² of each. */
  readonly place: readonly number[];
  readonly cumulative: readonly number[];
  readonly shift: Float64Array;
}

function stepShifts(noisy: NoisySpectrum, source: LinearizedModel): StepShifts {
  const { steps, layout, columns, variance, factor, scale } = source;
  const p = layout.count;
  const points = noisy.spectrum.frequency.length;
  const place = Array.from(steps.probability.keys()).filter((c) => steps.probability[c] > UNLIKELY);
  const kept = place.reduce((sum, c) => sum + steps.probability[c], 0);
  const total = kept + 1 - steps.total;
  const cumulative: number[] = [];
  const shift = new Float64Array(place.length * p);
  const right = new Float64Array(p);
  let sum = 0;
  place.forEach((c, index) => {
    sum += steps.probability[c] / total;
    cumulative.push(sum);
    for (let i = 0; i < p; i++) {
      let inner = 0;
      for (let j = c; j < points; j++) {
        const k = steps.order[j];
        inner += columns[i * 2 * points + k] * noisy.data[k];
        inner += columns[i * 2 * points + points + k] * noisy.data[points + k];
      }
      right[i] = (scale[i] * inner) / variance;
    }
    solveCholesky(factor, p, right);
    for (let i = 0; i < p; i++) shift[index * p + i] = scale[i] * right[i];
  });
  return { place, cumulative, shift };
}

/** Which place a number in 0 … 1 falls on; −1: no step. */
function stepIndex({ cumulative }: StepShifts, at: number): number {
  for (let i = 0; i < cumulative.length; i++) if (at < cumulative[i]) return i;
  return -1;
}
