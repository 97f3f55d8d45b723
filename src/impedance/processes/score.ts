import { exp } from "../../numerics/elementary/index.ts";
import type { FittedModel } from "./fitted-model.ts";
import { dot } from "./fitted-model.ts";
import type { Candidate } from "./form.ts";
import { FORMS } from "./form.ts";
import type { VariableProjection } from "./variable-projection.ts";

/** Trial processes a decade, and their α. */
const PER_DECADE = 6;
const ALPHA = 0.9;

/** Weighted responses of trial processes over a range of ln τ. */
export interface TrialProcesses {
  readonly logTau: Float64Array;
  /** Trial t in [t · rows, (t + 1) · rows). */
  readonly columns: Float64Array;
}

/** Responses before they are divided by the noise. */
export function trialProcesses(frequency: Float64Array, logTauMin: number, logTauMax: number): TrialProcesses {
  const rows = 2 * frequency.length;
  const count = Math.max(2, Math.ceil(((logTauMax - logTauMin) / Math.LN10) * PER_DECADE));
  const logTau = Float64Array.from(
    { length: count },
    (_, t) => logTauMin + ((logTauMax - logTauMin) * t) / (count - 1),
  );
  const columns = new Float64Array(rows * count);
  const shape = FORMS["cole-cole"].shape;
  for (let t = 0; t < count; t++)
    shape.response(frequency, exp(logTau[t]), [ALPHA], columns.subarray(t * rows, (t + 1) * rows), null);
  return { logTau, columns };
}

/** The same divided by the noise: 1/σ for each row. */
export function weightTrials({ logTau, columns }: TrialProcesses, weight: Float64Array): TrialProcesses {
  const rows = weight.length;
  return { logTau, columns: columns.map((c, i) => c * weight[i % rows]) };
}

/** Where a further process would lower the sum of squares, all parameters of the model following linearly. */
export interface Addition {
  readonly logTau: number;
  /** The decrease of the sum of squares. */
  readonly gain: number;
}

/**
 * Rao's score of a model against columns that are not in it: the decrease (cᵀr)² / ‖c − QQᵀc‖² of the sum of squares, all parameters
 * of the model following linearly; Q is an orthonormal basis of its Jacobian.
 * Source: C. R. Rao, Proc. Camb. Phil. Soc. 44 (1948) 50.
 */
export class ScoreTest {
  /** Residual variance of the model. */
  readonly noise: number;
  private readonly projection: VariableProjection;
  private readonly basis: Float64Array;
  private readonly residual: Float64Array;
  private rank = 0;
  private product = 0;

  constructor(projection: VariableProjection, model: FittedModel) {
    const { rows } = projection;
    const { columns, residual, count } = projection.jacobian(model);
    const basis = columns.slice(0, count * rows);
    for (let p = 0; p < count; p++) {
      const at = p * rows;
      const before = dot(basis, at, basis, at, rows);
      for (let q = 0; q < this.rank; q++) {
        const inner = dot(basis, at, basis, q * rows, rows);
        for (let r = 0; r < rows; r++) basis[at + r] -= inner * basis[q * rows + r];
      }
      const norm = dot(basis, at, basis, at, rows);
      if (!(norm > 1e-10 * before)) continue;
      const scale = 1 / Math.sqrt(norm);
      for (let r = 0; r < rows; r++) basis[this.rank * rows + r] = scale * basis[at + r];
      this.rank++;
    }
    this.projection = projection;
    this.basis = basis;
    this.residual = residual.slice();
    this.noise = model.squares / (rows - count);
  }

  /** The decrease of the sum of squares by the column in [from, from + rows) of `columns`. */
  gain(columns: Float64Array, from: number): number {
    const { rows } = this.projection;
    this.product = dot(columns, from, this.residual, 0, rows);
    const whole = dot(columns, from, columns, from, rows);
    let rest = whole;
    for (let q = 0; q < this.rank; q++) rest -= dot(columns, from, this.basis, q * rows, rows) ** 2;
    return rest > 1e-7 * whole ? this.product ** 2 / rest : 0;
  }

  /** As `gain`; 0 if the column would come in with a negative sign. */
  positiveGain(columns: Float64Array, from: number): number {
    const gain = this.gain(columns, from);
    return this.product > 0 ? gain : 0;
  }

  /** The decrease by a process of that form, place and exponents. */
  processGain(c: Candidate): number {
    const { frequency, weight } = this.projection.spectrum;
    const column = new Float64Array(weight.length);
    let free = 0;
    const exponents = c.form.held.map((value) => (Number.isNaN(value) ? c.exponents[free++] : value));
    c.form.shape.response(frequency, exp(c.logTau), exponents, column, null);
    for (let r = 0; r < column.length; r++) column[r] *= weight[r];
    return this.gain(column, 0);
  }

  /** Local maxima over ln τ of the gain by a trial process; the largest first. */
  additions(trials: TrialProcesses): readonly Addition[] {
    const { rows } = this.projection;
    const n = trials.logTau.length;
    const gain = trials.logTau.map((_, t) => this.gain(trials.columns, t * rows));
    const found: Addition[] = [];
    for (let t = 0; t < n; t++) {
      const isMaximum = gain[t] > 0 && (t === 0 || gain[t] > gain[t - 1]) && (t === n - 1 || gain[t] >= gain[t + 1]);
      if (isMaximum) found.push({ logTau: trials.logTau[t], gain: gain[t] });
    }
    return found.sort((a, b) => b.gain - a.gain);
  }
}
