import { FORMS } from "./form.ts";
import type { FittedModel, VariableProjection } from "./variable-projection.ts";
import { dot } from "./variable-projection.ts";

/** Trial processes a decade, and their α. */
const PER_DECADE = 6;
const ALPHA = 0.9;

/** Weighted responses of trial processes over a range of ln τ. */
export interface TrialProcesses {
  readonly logTau: Float64Array;
  /** Trial t in [t · rows, (t + 1) · rows). */
  readonly columns: Float64Array;
}

export function trialProcesses(projection: VariableProjection): TrialProcesses {
  const { spectrum, rows, logTauMin, logTauMax } = projection;
  const count = Math.max(2, Math.ceil(((logTauMax - logTauMin) / Math.LN10) * PER_DECADE));
  const logTau = Float64Array.from(
    { length: count },
    (_, t) => logTauMin + ((logTauMax - logTauMin) * t) / (count - 1),
  );
  const columns = new Float64Array(rows * count);
  const h = new Float64Array(rows);
  for (let t = 0; t < count; t++) {
    FORMS["cole-cole"].shape.response(spectrum.frequency, Math.exp(logTau[t]), [ALPHA], h, null);
    for (let r = 0; r < rows; r++) columns[t * rows + r] = spectrum.weight[r] * h[r];
  }
  return { logTau, columns };
}

/** Where a further process would lower the sum of squares, all parameters of the model following linearly. */
export interface Addition {
  readonly logTau: number;
  /** The decrease of the sum of squares. */
  readonly gain: number;
  /** Sign of the resistance. */
  readonly sign: number;
}

/** What could be added to a model. */
export interface Additions {
  /** The largest gain first. */
  readonly processes: readonly Addition[];
  /** The decrease of the sum of squares by an inductance, by a blocking capacitor; 0 if it would be negative or is there. */
  readonly inductance: number;
  readonly capacitance: number;
}

/**
 * Local maxima over ln τ of Rao's score (cᵀr)² / ‖c − QQᵀc‖², c the column of a trial process, Q an orthonormal basis of the
 * Jacobian; the largest first. Source: C. R. Rao, Proc. Camb. Phil. Soc. 44 (1948) 50.
 */
export function additions(projection: VariableProjection, model: FittedModel, trials: TrialProcesses): Additions {
  const { rows } = projection;
  const { columns, residual, count } = projection.jacobian(model);
  const basis = columns.slice(0, count * rows);
  let rank = 0;
  for (let p = 0; p < count; p++) {
    const at = p * rows;
    const before = dot(basis, at, basis, at, rows);
    for (let q = 0; q < rank; q++) {
      const inner = dot(basis, at, basis, q * rows, rows);
      for (let r = 0; r < rows; r++) basis[at + r] -= inner * basis[q * rows + r];
    }
    const norm = dot(basis, at, basis, at, rows);
    if (!(norm > 1e-10 * before)) continue;
    const scale = 1 / Math.sqrt(norm);
    for (let r = 0; r < rows; r++) basis[rank * rows + r] = scale * basis[at + r];
    rank++;
  }
  const n = trials.logTau.length;
  const gain = new Float64Array(n);
  const inner = new Float64Array(n);
  for (let t = 0; t < n; t++) {
    inner[t] = dot(trials.columns, t * rows, residual, 0, rows);
    const whole = dot(trials.columns, t * rows, trials.columns, t * rows, rows);
    let rest = whole;
    for (let q = 0; q < rank; q++) rest -= dot(trials.columns, t * rows, basis, q * rows, rows) ** 2;
    gain[t] = rest > 1e-7 * whole ? inner[t] ** 2 / rest : 0;
  }
  const found: Addition[] = [];
  for (let t = 0; t < n; t++) {
    const isMaximum = gain[t] > 0 && (t === 0 || gain[t] > gain[t - 1]) && (t === n - 1 || gain[t] >= gain[t + 1]);
    if (isMaximum) found.push({ logTau: trials.logTau[t], gain: gain[t], sign: Math.sign(inner[t]) });
  }
  const single = (column: Float64Array): number => {
    const product = dot(column, 0, residual, 0, rows);
    const whole = dot(column, 0, column, 0, rows);
    let rest = whole;
    for (let q = 0; q < rank; q++) rest -= dot(column, 0, basis, q * rows, rows) ** 2;
    return product > 0 && rest > 1e-7 * whole ? product ** 2 / rest : 0;
  };
  return {
    processes: found.sort((a, b) => b.gain - a.gain),
    inductance: model.series.inductance ? 0 : single(projection.inductanceColumn),
    capacitance: model.series.capacitance ? 0 : single(projection.capacitanceColumn),
  };
}
