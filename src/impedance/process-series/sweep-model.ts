import { atan2, cos, exp, log, sin } from "../../numerics/elementary/index.ts";
import type { StateLayout } from "./layout.ts";

/** One sweep prepared for fitting: everything divided by the scale, residuals weighted by one over the noise. */
export interface PreparedSweep {
  /** ln ω. */
  readonly logOmega: Float64Array;
  /** Z' and Z'' over the scale, and 1/σ of each part over the same scale. */
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  readonly weight: Float64Array;
  /** Shortest and longest τ in s that the frequencies reach. */
  readonly times: readonly [shortest: number, longest: number];
}

/** The inductive unknown is ω_ref L over the scale with this ω_ref: of the size of 1 where an inductance is visible. */
export const REFERENCE_LOG_OMEGA: number = log(2 * Math.PI * 1e6);

/** The capacitive unknown is 1/(ω_ref C) over the scale with this ω_ref, of 1 Hz. */
export const BLOCKING_LOG_OMEGA: number = log(2 * Math.PI);

/** Memory for the linearisation of one sweep. */
export interface SweepWorkspace {
  /** Weighted derivatives, one row of 2m numbers (real then imaginary part) an unknown. */
  readonly jacobian: Float64Array;
  /** Weighted residuals, data minus model: real, then imaginary part. */
  readonly residual: Float64Array;
  readonly rows: number;
}

/** Memory for sweeps of at most m points and layouts of at most `size` unknowns. */
export function sweepWorkspace(points: number, size: number): SweepWorkspace {
  return { jacobian: new Float64Array(2 * points * size), residual: new Float64Array(2 * points), rows: 2 * points };
}

/**
 * Weighted residuals of Z = R∞ + jωL + 1/(jωC) + Σ R / (1 + (jωτ)^α)^β and their derivatives with respect to the unknowns
 * (R, ln τ, α, β), for one sweep. Row u of the Jacobian stands at [u · 2m …].
 *
 * @param state unknowns of all sweeps; those of this one begin at `at`
 * @returns the sum of squared weighted residuals
 */
export function linearizeSweep(
  sweep: PreparedSweep,
  layout: StateLayout,
  state: Float64Array,
  at: number,
  work: SweepWorkspace,
  derivatives: boolean,
): number {
  const { logOmega, real, imaginary, weight } = sweep;
  const { jacobian, residual } = work;
  const m = logOmega.length;
  const row = 2 * m;
  const ohmic = state[at];
  for (let k = 0; k < m; k++) {
    residual[k] = weight[k] * (real[k] - ohmic);
    residual[m + k] = weight[k] * imaginary[k];
  }
  if (derivatives) {
    for (let k = 0; k < m; k++) {
      jacobian[k] = weight[k];
      jacobian[m + k] = 0;
    }
  }
  if (layout.inductive) {
    const reactance = state[at + 1];
    for (let k = 0; k < m; k++) {
      const slope = weight[k] * exp(logOmega[k] - REFERENCE_LOG_OMEGA);
      residual[m + k] -= slope * reactance;
      if (derivatives) {
        jacobian[row + k] = 0;
        jacobian[row + m + k] = slope;
      }
    }
  }
  if (layout.blocking >= 0) {
    const reactance = state[at + layout.blocking];
    const j0 = layout.blocking * row;
    for (let k = 0; k < m; k++) {
      const slope = -weight[k] * exp(BLOCKING_LOG_OMEGA - logOmega[k]);
      residual[m + k] -= slope * reactance;
      if (derivatives) {
        jacobian[j0 + k] = 0;
        jacobian[j0 + m + k] = slope;
      }
    }
  }
  for (let t = 0; t < layout.offsets.length; t++) {
    const offset = layout.offsets[t];
    const skewed = layout.shapes[t] === "havriliak-negami";
    const resistance = state[at + offset];
    const logTau = state[at + offset + 1];
    const alpha = state[at + offset + 2];
    const beta = skewed ? state[at + offset + 3] : 1;
    const cosine = cos((alpha * Math.PI) / 2);
    const sine = sin((alpha * Math.PI) / 2);
    const j0 = offset * row;
    for (let k = 0; k < m; k++) {
      const w = weight[k];
      const lnx = logOmega[k] + logTau;
      const size = exp(alpha * lnx);
      const ur = size * cosine;
      const ui = size * sine;
      // q = 1 / (1 + u)
      const a = 1 + ur;
      const d = 1 / (a * a + ui * ui);
      const qr = a * d;
      const qi = -ui * d;
      // h = q^β
      let hr = qr;
      let hi = qi;
      let lr = 0;
      let li = 0;
      if (skewed) {
        lr = 0.5 * log(d);
        li = atan2(qi, qr);
        const modulus = exp(beta * lr);
        hr = modulus * cos(beta * li);
        hi = modulus * sin(beta * li);
      }
      residual[k] -= w * resistance * hr;
      residual[m + k] -= w * resistance * hi;
      if (!derivatives) continue;
      jacobian[j0 + k] = w * hr;
      jacobian[j0 + m + k] = w * hi;
      // dh/du · u = −β q h u
      const sr = qr * ur - qi * ui;
      const si = qr * ui + qi * ur;
      const factor = -w * resistance * beta;
      const vr = factor * (sr * hr - si * hi);
      const vi = factor * (sr * hi + si * hr);
      jacobian[j0 + row + k] = vr * alpha;
      jacobian[j0 + row + m + k] = vi * alpha;
      // du/dα = u (ln ωτ + jπ/2)
      jacobian[j0 + 2 * row + k] = vr * lnx - (vi * Math.PI) / 2;
      jacobian[j0 + 2 * row + m + k] = vi * lnx + (vr * Math.PI) / 2;
      if (skewed) {
        const scale = w * resistance;
        jacobian[j0 + 3 * row + k] = scale * (hr * lr - hi * li);
        jacobian[j0 + 3 * row + m + k] = scale * (hr * li + hi * lr);
      }
    }
  }
  let sum = 0;
  for (let k = 0; k < row; k++) sum += residual[k] * residual[k];
  return sum;
}

/** Jᵀ J (row-major, lower triangle, order `size`) and Jᵀ r of a linearised sweep of m points. */
export function normalEquations(
  work: SweepWorkspace,
  points: number,
  size: number,
  information: Float64Array,
  gradient: Float64Array,
): void {
  const { jacobian, residual } = work;
  const row = 2 * points;
  for (let i = 0; i < size; i++) {
    const a = i * row;
    for (let j = 0; j <= i; j++) {
      const b = j * row;
      let sum = 0;
      for (let k = 0; k < row; k++) sum += jacobian[a + k] * jacobian[b + k];
      information[i * size + j] = sum;
    }
    let sum = 0;
    for (let k = 0; k < row; k++) sum += jacobian[a + k] * residual[k];
    gradient[i] = sum;
  }
}
