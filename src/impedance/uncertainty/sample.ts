import { exp, log } from "../../numerics/elementary/index.ts";
import { solveCholesky } from "../../numerics/linear/cholesky.ts";
import type { NormalStream } from "../../numerics/random/normal-stream.ts";
import { type Discrepancy, discrepancyOf, drawDiscrepancy } from "./discrepancy.ts";
import { GAIN_DEVIATION } from "./gain-steps.ts";
import { type LinearizedModel, modelResidual, type NoisySpectrum, product } from "./linearized.ts";
import { adaptedProposal, drawProposal, logProposal, type Proposal, standardProposal } from "./proposal.ts";

/** Draws from the posterior of one model. */
export interface ProcessDraws {
  readonly kind: "processes";
  readonly source: LinearizedModel;
  readonly count: number;
  /** count × p, row-major. */
  readonly x: Float64Array;
  /** ln of the importance weight of each; −∞ outside the bounds. */
  readonly logWeight: Float64Array;
  /** How far the shapes may be off, and the a_j of each draw, count × hats. */
  readonly discrepancy: Discrepancy;
  readonly bumps: Float64Array;
}

/** Gain steps less probable than this are left out. */
const UNLIKELY = 2e-3;
/** Part of the draws from the linear approximation; where they are worth less than this part, the rest is drawn from what they found. */
const FIRST = 0.5;
const WORTH = 0.6;

/**
 * Draws from the posterior of the parameters of one model, the noise level integrated out (∝ S^(−N), S the weighted sum of
 * squares over 2N rows) and a gain step with them. A place c and a size g of the step are drawn by their posterior under the
 * linear approximation, the parameters about x̂ − g A⁻¹Jᵀu_c/s², A = JᵀJ/s² + Λ, from a Student distribution with covariance A⁻¹;
 * where that fits badly, half of them from one with the mean and covariance that the first half found. Each draw carries the exact
 * posterior over the mixture it came from as its weight, none outside the bounds: the draws are of the exact posterior, however
 * bent it is. Where no draw falls within the bounds, parameters are held at them.
 * Sources: Geweke, Econometrica 57 (1989) 1317; Cornuet, Marin, Mira & Robert, Scand. J. Stat. 39 (2012) 798.
 */
export function drawModel(
  noisy: NoisySpectrum,
  source: LinearizedModel,
  count: number,
  stream: NormalStream,
  hold = false,
): ProcessDraws {
  const { layout } = source;
  const p = layout.count;
  const x = new Float64Array(count * p);
  const y = new Float64Array(count * p);
  const logTarget = new Float64Array(count);
  const first = standardProposal(p);
  const shifts = stepShifts(noisy, source);
  const discrepancy = discrepancyOf(noisy, source);
  const bumps = new Float64Array(count * discrepancy.hats);
  const evaluate = targetOf(noisy, source, shifts, discrepancy, stream, hold);
  const half = Math.max(1, Math.round(FIRST * count));
  const work = new Float64Array(p);
  const offset = stream.uniform();
  const draw = (from: Proposal, s: number): void => {
    drawProposal(from, stream, y, s * p);
    const own = bumps.subarray(s * discrepancy.hats, (s + 1) * discrepancy.hats);
    logTarget[s] = evaluate(y, x, s * p, stepIndex(shifts, (s * GOLDEN + offset) % 1), own);
  };
  for (let s = 0; s < half; s++) draw(first, s);
  const logWeight = new Float64Array(count);
  for (let s = 0; s < half; s++) logWeight[s] = logTarget[s] - logProposal(first, y, s * p, work);
  const weight = relativeWeights(logWeight.subarray(0, half));
  const effective = effectiveCount(weight);
  const second = effective > 0 && effective < WORTH * half ? adaptedProposal(y, p, weight, effective) : null;
  for (let s = half; s < count; s++) draw(second ?? first, s);
  for (let s = 0; s < count; s++) {
    const a = logProposal(first, y, s * p, work);
    if (second === null) {
      logWeight[s] = logTarget[s] - a;
      continue;
    }
    const b = logProposal(second, y, s * p, work);
    const top = Math.max(a, b);
    const share = half / count;
    logWeight[s] = logTarget[s] - top - log(share * exp(a - top) + (1 - share) * exp(b - top));
  }
  if (!hold && logWeight.every((w) => w === Number.NEGATIVE_INFINITY))
    return drawModel(noisy, source, count, stream, true);
  return { kind: "processes", source, count, x, logWeight, discrepancy, bumps };
}

/** Successive multiples of it modulo 1 are spread evenly. */
const GOLDEN = 0.6180339887498949;

function relativeWeights(logWeight: Float64Array): Float64Array {
  const top = logWeight.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  if (top === Number.NEGATIVE_INFINITY) return new Float64Array(logWeight.length);
  return logWeight.map((w) => exp(w - top));
}

function effectiveCount(weight: Float64Array): number {
  let [sum, squares] = [0, 0];
  for (const w of weight) {
    sum += w;
    squares += w * w;
  }
  return squares > 0 ? (sum * sum) / squares : 0;
}

/** ln of the posterior of the draw y (whitened, at `to`) with a gain step at `at`, over that of the step alone; writes x. */
function targetOf(
  noisy: NoisySpectrum,
  source: LinearizedModel,
  shifts: StepShifts,
  discrepancy: Discrepancy,
  stream: NormalStream,
  hold: boolean,
): (y: Float64Array, x: Float64Array, to: number, at: number, bumps: Float64Array) => number {
  const { model, layout, x: mode, squares, factor, scale, steps } = source;
  const p = layout.count;
  const { data, spectrum } = noisy;
  const points = spectrum.frequency.length;
  const rows = 2 * points;
  const step = new Float64Array(p);
  const residual = new Float64Array(rows);
  const response = new Float64Array(rows);
  const exponents = new Float64Array(4);
  const { hats } = discrepancy;
  const coupling = couplings(noisy, source, shifts, discrepancy);
  const bumpShift = parameterShifts(source, discrepancy.columns, hats);
  const taken = new Float64Array(hats);
  return (y, x, to, at, bumps) => {
    // D L⁻ᵀ y
    for (let i = p - 1; i >= 0; i--) {
      let sum = y[to + i];
      for (let k = i + 1; k < p; k++) sum -= factor[k * p + i] * step[k];
      step[i] = sum / factor[i * p + i];
    }
    let gain = 0;
    let logStep = 0;
    if (at >= 0) {
      const c = shifts.place[at];
      const d2 = steps.deviation[c] ** 2;
      gain = steps.mean[c] + steps.deviation[c] * stream.normal();
      // what the step alone takes off the sum of squares, already counted in its posterior
      logStep = -gain * (steps.mean[c] / d2) + 0.5 * gain * gain * (1 / d2 - 1 / GAIN_DEVIATION ** 2);
    }
    for (let j = 0; j < hats; j++) taken[j] = at >= 0 ? gain * coupling[at * hats + j] : 0;
    const logBumps = drawDiscrepancy(discrepancy, stream.uniform(), taken, stream, bumps);
    if (logBumps === Number.NEGATIVE_INFINITY) return logBumps;
    let inside = true;
    for (let i = 0; i < p; i++) {
      let value = mode[i] + scale[i] * step[i] - (at >= 0 ? gain * shifts.shift[at * p + i] : 0);
      for (let j = 0; j < hats; j++) value -= bumps[j] * bumpShift[j * p + i];
      const held = Math.min(Math.max(value, layout.lower[i]), layout.upper[i]);
      x[to + i] = hold ? held : value;
      if (!hold && held !== value) inside = false;
    }
    if (!inside) return Number.NEGATIVE_INFINITY;
    modelResidual(noisy, model, layout, x, to, residual, response, exponents);
    if (at >= 0) {
      for (let c = shifts.place[at]; c < points; c++) {
        const k = steps.order[c];
        residual[k] -= gain * data[k];
        residual[points + k] -= gain * data[points + k];
      }
    }
    for (let j = 0; j < hats; j++) {
      const a = bumps[j];
      if (a === 0) continue;
      for (let r = 0; r < rows; r++) residual[r] -= a * discrepancy.columns[j * rows + r];
    }
    const found = product(residual, 0, residual, 0, rows);
    return -0.5 * rows * log(found / squares) + logStep + logBumps;
  };
}

interface StepShifts {
  /** Places of the step, cumulative probability up to and with each (no step last), A⁻¹Jᵀu_c/s² of each. */
  readonly place: readonly number[];
  readonly cumulative: readonly number[];
  readonly shift: Float64Array;
}

function stepShifts(noisy: NoisySpectrum, source: LinearizedModel): StepShifts {
  const { steps } = source;
  const place = Array.from(steps.probability.keys()).filter((c) => steps.probability[c] > UNLIKELY);
  const kept = place.reduce((sum, c) => sum + steps.probability[c], 0);
  const total = kept + 1 - steps.total;
  let sum = 0;
  const cumulative = place.map((c) => {
    sum += steps.probability[c] / total;
    return sum;
  });
  return { place, cumulative, shift: parameterShifts(source, stepColumns(noisy, source, place), place.length) };
}

/** u_c of each place: the data below the step. */
function stepColumns(noisy: NoisySpectrum, { steps }: LinearizedModel, place: readonly number[]): Float64Array {
  const rows = noisy.data.length;
  const points = rows / 2;
  const columns = new Float64Array(place.length * rows);
  place.forEach((c, index) => {
    for (let j = c; j < points; j++) {
      const k = steps.order[j];
      columns[index * rows + k] = noisy.data[k];
      columns[index * rows + points + k] = noisy.data[points + k];
    }
  });
  return columns;
}

/** A⁻¹Jᵀu/s² of each of `count` columns u: how the parameters follow. */
function parameterShifts(
  { layout, columns: jacobian, variance, factor, scale }: LinearizedModel,
  columns: Float64Array,
  count: number,
): Float64Array {
  const p = layout.count;
  const rows = jacobian.length / p;
  const shift = new Float64Array(count * p);
  const right = new Float64Array(p);
  for (let c = 0; c < count; c++) {
    for (let i = 0; i < p; i++) right[i] = (scale[i] * product(jacobian, i * rows, columns, c * rows, rows)) / variance;
    solveCholesky(factor, p, right);
    for (let i = 0; i < p; i++) shift[c * p + i] = scale[i] * right[i];
  }
  return shift;
}

/** UᵀPu_c/s² of each place and hat. */
function couplings(
  noisy: NoisySpectrum,
  source: LinearizedModel,
  shifts: StepShifts,
  { hats, columns }: Discrepancy,
): Float64Array {
  const { basis, rank, variance } = source;
  const rows = noisy.data.length;
  const steps = stepColumns(noisy, source, shifts.place);
  const coupling = new Float64Array(shifts.place.length * hats);
  for (let c = 0; c < shifts.place.length; c++) {
    const u = steps.subarray(c * rows, (c + 1) * rows);
    for (let q = 0; q < rank; q++) {
      const inner = product(u, 0, basis, q * rows, rows);
      for (let r = 0; r < rows; r++) u[r] -= inner * basis[q * rows + r];
    }
    for (let j = 0; j < hats; j++) coupling[c * hats + j] = product(columns, j * rows, u, 0, rows) / variance;
  }
  return coupling;
}

/** Which place a number in 0 … 1 falls on; −1: no step. */
function stepIndex({ cumulative }: StepShifts, at: number): number {
  for (let i = 0; i < cumulative.length; i++) if (at < cumulative[i]) return i;
  return -1;
}
