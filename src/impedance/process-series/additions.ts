import { exp } from "../../numerics/elementary/index.ts";
import { factorCholesky, solveCholesky } from "../../numerics/linear/cholesky.ts";
import { stateLayout } from "./layout.ts";
import type { SeriesSmoother } from "./smoother.ts";
import {
  BLOCKING_LOG_OMEGA,
  linearizeSweep,
  normalEquations,
  REFERENCE_LOG_OMEGA,
  sweepWorkspace,
} from "./sweep-model.ts";

/** Something that a model may be extended by, with the fall of χ² that its linearisation promises, sweep by sweep. */
export interface Addition {
  readonly kind: "track" | "skew" | "inductance" | "capacitance";
  /** Index of the track that becomes skewed; −1 else. */
  readonly track: number;
  /** ln τ of a new track. */
  readonly logTau: number;
  /** Promised fall of χ² over the series, residuals scaled to unit variance. */
  readonly gain: number;
  /** First guess of the new unknown in each sweep: R, inductance or 1/C over the scale, ≥ 0; β − 1. */
  readonly amplitude: Float64Array;
}

/** α of a trial track. */
const TRIAL_EXPONENT = 0.88;
/** Trials a decade of τ. */
const TRIALS_PER_DECADE = 4;
/** Relative ridge: unknowns of a track with R = 0 are not determined. */
const RIDGE = 1e-9;

/**
 * Score tests of every extension of a fitted model: for a new column a, with M the projector that takes out what the unknowns
 * of the sweep can follow, χ² falls by (aᵀ M r)² / aᵀ M a at the amplitude aᵀ M r / aᵀ M a. Amplitudes of the wrong sign
 * count nothing. The largest gain first; of new tracks those at local maxima.
 */
export function additions(smoother: SeriesSmoother, noise: number): readonly Addition[] {
  const { sweeps, layout, state, window } = smoother;
  const p = layout.size;
  const n = sweeps.length;
  const points = Math.max(...sweeps.map((s) => s.logOmega.length));
  const work = sweepWorkspace(points, p);
  const trialWork = sweepWorkspace(points, 5);
  const trialLayout = stateLayout(["cole-cole"], false);
  const skewLayout = stateLayout(["havriliak-negami"], false);
  const trials = Math.round(((window[1] - window[0]) / Math.LN10) * TRIALS_PER_DECADE) - 1;
  const times = Array.from(
    { length: trials },
    (_, t) => window[0] + ((t + 1) * (window[1] - window[0])) / (trials + 1),
  );
  const blocking = trials + layout.offsets.length;
  const candidates = blocking + 2;
  const gains = new Float64Array(candidates);
  const amplitudes = Array.from({ length: candidates }, () => new Float64Array(n));
  const matrix = new Float64Array(p * p);
  const gradient = new Float64Array(p);
  const image = new Float64Array(p);
  const column = new Float64Array(2 * points);
  const trialState = new Float64Array(5);
  for (let i = 0; i < n; i++) {
    const sweep = sweeps[i];
    const m = sweep.logOmega.length;
    const row = 2 * m;
    linearizeSweep(sweep, layout, state, i * p, work, true);
    normalEquations(work, m, p, matrix, gradient);
    let largest = 0;
    for (let u = 0; u < p; u++) largest = Math.max(largest, matrix[u * p + u]);
    for (let u = 0; u < p; u++) matrix[u * p + u] += RIDGE * largest;
    if (factorCholesky(matrix, p) >= 0) continue;
    const residual = work.residual.slice(0, row);
    solveCholesky(matrix, p, gradient);
    const score = (candidate: number, sign: number): void => {
      let along = 0;
      let size = 0;
      for (let k = 0; k < row; k++) {
        along += column[k] * residual[k];
        size += column[k] * column[k];
      }
      const whole = size;
      for (let u = 0; u < p; u++) {
        let sum = 0;
        const at = u * row;
        for (let k = 0; k < row; k++) sum += work.jacobian[at + k] * column[k];
        image[u] = sum;
        along -= sum * gradient[u];
      }
      const before = image.slice();
      solveCholesky(matrix, p, image);
      for (let u = 0; u < p; u++) size -= before[u] * image[u];
      if (!(size > 1e-7 * whole) || along * sign <= 0) return;
      gains[candidate] += (along * along) / size / noise;
      amplitudes[candidate][i] = along / size;
    };
    for (let t = 0; t < trials; t++) {
      trialState.set([0, 1, times[t], TRIAL_EXPONENT]);
      linearizeSweep(sweep, trialLayout, trialState, 0, trialWork, true);
      column.set(trialWork.jacobian.subarray(row, 2 * row));
      score(t, 1);
    }
    layout.offsets.forEach((at, k) => {
      if (layout.shapes[k] !== "cole-cole") return;
      const from = i * p + at;
      trialState.set([0, state[from], state[from + 1], state[from + 2], 1]);
      linearizeSweep(sweep, skewLayout, trialState, 0, trialWork, true);
      column.set(trialWork.jacobian.subarray(4 * row, 5 * row));
      score(trials + k, -1);
    });
    if (layout.blocking < 0) {
      for (let k = 0; k < m; k++) {
        column[k] = 0;
        column[m + k] = -sweep.weight[k] * exp(BLOCKING_LOG_OMEGA - sweep.logOmega[k]);
      }
      score(blocking, 1);
    }
    if (!layout.inductive) {
      for (let k = 0; k < m; k++) {
        column[k] = 0;
        column[m + k] = sweep.weight[k] * exp(sweep.logOmega[k] - REFERENCE_LOG_OMEGA);
      }
      score(candidates - 1, 1);
    }
  }
  const found: Addition[] = [];
  for (let t = 0; t < trials; t++) {
    if ((t > 0 && gains[t - 1] > gains[t]) || (t + 1 < trials && gains[t + 1] >= gains[t]) || gains[t] === 0) continue;
    found.push({ kind: "track", track: -1, logTau: times[t], gain: gains[t], amplitude: amplitudes[t] });
  }
  layout.offsets.forEach((_, k) => {
    const gain = gains[trials + k];
    if (gain > 0) found.push({ kind: "skew", track: k, logTau: 0, gain, amplitude: amplitudes[trials + k] });
  });
  const gain = gains[candidates - 1];
  if (gain > 0) found.push({ kind: "inductance", track: -1, logTau: 0, gain, amplitude: amplitudes[candidates - 1] });
  if (gains[blocking] > 0)
    found.push({ kind: "capacitance", track: -1, logTau: 0, gain: gains[blocking], amplitude: amplitudes[blocking] });
  return found.sort((a, b) => b.gain - a.gain);
}
