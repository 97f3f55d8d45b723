import { exp } from "../../numerics/elementary/index.ts";
import { factorCholesky } from "../../numerics/linear/cholesky.ts";
import { cumulativeNormal } from "../../numerics/probability/normal.ts";
import type { NormalStream } from "../../numerics/random/normal-stream.ts";
import type { RelaxationModel } from "../processes/result.ts";

/** Draws of a smooth distribution γ = Σ x_m N(ln τ; c_m, σ), x ≥ 0. */
export interface SmoothDraws {
  readonly kind: "smooth";
  readonly count: number;
  /** R∞, L, then the weights in Ω; count × (2 + n), row-major. */
  readonly x: Float64Array;
  readonly width: number;
  readonly centres: Float64Array;
  readonly sigma: number;
  readonly logWeight: Float64Array;
}

const RIDGE = 1e-10;
/** By how much draws spread more than the covariance at one λ says: what smoothing leaves out, by calibration. */
const WIDER = 1.7;

/**
 * Draws about the penalised solution: normal with its covariance on the functions that are not 0 there (the solution of the same
 * problem for perturbed data, to first order), the noise level by its Student factor. A weight may come out below 0 in a draw: F is
 * then spread evenly about the solution, which cutting at 0 would push up.
 */
export function drawSmooth(
  model: RelaxationModel,
  freedom: number,
  count: number,
  stream: NormalStream,
): SmoothDraws | null {
  if (model.basis === null) return null;
  const { values, covariance } = model;
  const width = values.length;
  const active = Array.from(values.keys()).filter((i) => covariance[i * width + i] > 0);
  const n = active.length;
  const factor = new Float64Array(n * n);
  const scale = active.map((i) => Math.sqrt(covariance[i * width + i]));
  for (let a = 0; a < n; a++) {
    for (let b = 0; b <= a; b++) factor[a * n + b] = covariance[active[a] * width + active[b]] / (scale[a] * scale[b]);
    factor[a * n + a] += RIDGE;
  }
  if (n === 0 || factorCholesky(factor, n) >= 0) return null;
  const x = new Float64Array(count * width);
  const z = new Float64Array(n);
  for (let s = 0; s < count; s++) {
    const spread = Math.sqrt(freedom / stream.chiSquare(freedom));
    for (let a = 0; a < n; a++) {
      z[a] = stream.normal();
      let sum = 0;
      for (let b = 0; b <= a; b++) sum += factor[a * n + b] * z[b];
      x[s * width + active[a]] = values[active[a]] + WIDER * spread * scale[a] * sum;
    }
  }
  const { centres, sigma } = model.basis;
  return { kind: "smooth", count, x, width, centres, sigma, logWeight: new Float64Array(count) };
}

/** Density and cumulative of each function on a grid, function after function. */
export function smoothMatrices(
  { centres, sigma }: SmoothDraws,
  logTau: Float64Array,
): { readonly density: Float64Array; readonly cumulative: Float64Array } {
  const n = logTau.length;
  const density = new Float64Array(centres.length * n);
  const cumulative = new Float64Array(centres.length * n);
  const factor = 1 / (sigma * Math.sqrt(2 * Math.PI));
  for (let m = 0; m < centres.length; m++) {
    for (let i = 0; i < n; i++) {
      const u = (logTau[i] - centres[m]) / sigma;
      density[m * n + i] = factor * exp(-0.5 * u * u);
      cumulative[m * n + i] = cumulativeNormal(u);
    }
  }
  return { density, cumulative };
}
