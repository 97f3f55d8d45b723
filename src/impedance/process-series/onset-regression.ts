import { exp, expm1 } from "../../numerics/elementary/index.ts";
import { factorCholesky, invertCholesky, solveCholesky } from "../../numerics/linear/cholesky.ts";
import type { ScoredSeries } from "./choose-tracks.ts";

/** How a rise runs from 0 to 1, with ½ at z = 0. */
export type RiseShape = "logistic" | "early" | "late";

/** 1/(1 + e^−z); 2^(−e^−z), which starts abruptly; 1 − 2^(−e^z), which ends abruptly. */
export function rise(shape: RiseShape, z: number): number {
  if (shape === "logistic") return 1 / (1 + exp(-z));
  if (shape === "early") return exp(-Math.LN2 * exp(-z));
  return -expm1(-Math.LN2 * exp(z));
}

/** The best coefficients of trend and rise at one place and width of the rise. */
export interface RiseFit {
  /** Fall of χ² against the trend alone. */
  readonly gain: number;
  /** Amplitude of the rise at t₀ in each unknown, and its covariance (row-major) without correction for misfit. */
  readonly amplitude: Float64Array;
  readonly covariance: () => Float64Array;
}

/** Relative ridge on every coefficient: unknowns of an absent track are not determined. */
const RIDGE = 1e-8;

/**
 * Generalised least squares of all unknowns of consecutive sweeps at once, x_u(t) = Σ_b c_ub P_b(t) + d_u S((t − t₀)/w),
 * with Legendre polynomials P_b, against the quadratic that the data of each sweep are near the smoothed states. No smoothness
 * prior enters: the data are counted once.
 */
export class OnsetRegression {
  readonly size: number;
  readonly degree: number;
  /** χ² of the data with the trend alone, over the noise of the fit. */
  readonly trendSquares: number;
  /** χ² of the data with every sweep on its own, over the noise of the fit, and the number of unknowns those have. */
  readonly freeSquares: number;
  readonly freeUnknowns: number;
  private readonly information: Float64Array;
  private readonly target: Float64Array;
  private readonly time: Float64Array;
  private readonly polynomials: Float64Array;
  private readonly factor: Float64Array;
  private readonly trend: Float64Array;

  /** @param time position of each sweep of the run, 0 … 1 */
  constructor(fit: ScoredSeries, sweeps: readonly number[], time: Float64Array, degree: number) {
    const { smoother, noise } = fit;
    const p = smoother.layout.size;
    const n = sweeps.length;
    const terms = degree + 1;
    this.size = p;
    this.degree = degree;
    this.time = time;
    this.information = new Float64Array(n * p * p);
    this.target = new Float64Array(n * p);
    this.polynomials = legendre(time, degree);
    const block = new Float64Array(p * p);
    const slope = new Float64Array(p);
    let atState = 0;
    let free = 0;
    let unknowns = 0;
    sweeps.forEach((s, i) => {
      smoother.dataOf(s, block, slope);
      let constant = smoother.squares[s];
      for (let u = 0; u < p; u++) {
        let sum = slope[u];
        const x = smoother.state[s * p + u];
        for (let v = 0; v < p; v++) sum += block[u * p + v] * smoother.state[s * p + v];
        this.target[i * p + u] = sum / noise;
        constant += x * (sum + slope[u]);
      }
      // χ² = squares − 2 g (x − x̂) + (x − x̂) A (x − x̂) = constant − 2 target x + x A x
      atState += constant / noise;
      for (let k = 0; k < p * p; k++) this.information[i * p * p + k] = block[k] / noise;
      const a = block.slice();
      let largest = 0;
      for (let u = 0; u < p; u++) largest = Math.max(largest, a[u * p + u]);
      for (let u = 0; u < p; u++) {
        if (a[u * p + u] > 1e-6 * largest) unknowns++;
        a[u * p + u] += 1e-7 * largest;
      }
      free += smoother.squares[s] / noise;
      if (factorCholesky(a, p) < 0) {
        const step = slope.slice();
        solveCholesky(a, p, step);
        for (let u = 0; u < p; u++) free -= (slope[u] * step[u]) / noise;
      }
    });
    this.freeSquares = free;
    this.freeUnknowns = unknowns;
    const q = p * terms;
    const matrix = new Float64Array(q * q);
    this.trend = new Float64Array(q);
    for (let i = 0; i < n; i++) {
      for (let b = 0; b < terms; b++) {
        const pb = this.polynomials[i * terms + b];
        for (let u = 0; u < p; u++) this.trend[b * p + u] += pb * this.target[i * p + u];
        for (let c = 0; c <= b; c++) {
          const f = pb * this.polynomials[i * terms + c];
          for (let u = 0; u < p; u++)
            for (let v = 0; v < p; v++)
              matrix[(b * p + u) * q + c * p + v] += f * this.information[i * p * p + u * p + v];
        }
      }
    }
    for (let k = 0; k < q; k++) matrix[k * q + k] *= 1 + RIDGE;
    for (let k = 0; k < q; k++) matrix[k * q + k] += 1e-9;
    factorCholesky(matrix, q);
    this.factor = matrix;
    const right = this.trend.slice();
    solveCholesky(this.factor, q, this.trend);
    let explained = 0;
    for (let k = 0; k < q; k++) explained += right[k] * this.trend[k];
    this.trendSquares = atState - explained;
  }

  /**
   * The rise multiplied by a polynomial of the time, d_u0 + d_u1 (t − t₀) + …: what appears also changes on.
   * @param at t₀ @param width w, both on the scale of the times
   * @param parts number of coefficients of that polynomial
   */
  withRise(shape: RiseShape, at: number, width: number, parts: number): RiseFit {
    const { size: p, degree, time, information, target, polynomials, factor } = this;
    const terms = degree + 1;
    const q = p * terms;
    const r = p * parts;
    const own = new Float64Array(r * r);
    const right = new Float64Array(r);
    const cross = new Float64Array(r * q);
    const column = new Float64Array(parts);
    for (let i = 0; i < time.length; i++) {
      const s = rise(shape, (time[i] - at) / width);
      if (s < 1e-12) continue;
      column[0] = s;
      for (let c = 1; c < parts; c++) column[c] = column[c - 1] * 2 * (time[i] - at);
      const a = i * p * p;
      for (let c = 0; c < parts; c++) {
        const from = c * p;
        for (let u = 0; u < p; u++) right[from + u] += column[c] * target[i * p + u];
        for (let d = 0; d <= c; d++) {
          const f = column[c] * column[d];
          for (let u = 0; u < p; u++) {
            const row = (from + u) * r + d * p;
            for (let v = 0; v < p; v++) own[row + v] += f * information[a + u * p + v];
          }
        }
        for (let b = 0; b < terms; b++) {
          const f = column[c] * polynomials[i * terms + b];
          for (let v = 0; v < p; v++) {
            const row = (from + v) * q + b * p;
            for (let u = 0; u < p; u++) cross[row + u] += f * information[a + u * p + v];
          }
        }
      }
    }
    const diagonal = Float64Array.from({ length: r }, (_, v) => own[v * r + v]);
    const solved = new Float64Array(q);
    for (let v = 0; v < r; v++) {
      const row = v * q;
      for (let k = 0; k < q; k++) {
        right[v] -= cross[row + k] * this.trend[k];
        solved[k] = cross[row + k];
      }
      solveCholesky(factor, q, solved);
      for (let u = v; u < r; u++) {
        const other = u * q;
        let sum = 0;
        for (let k = 0; k < q; k++) sum += cross[other + k] * solved[k];
        own[u * r + v] -= sum;
      }
    }
    for (let u = 0; u < r; u++) own[u * r + u] += 1e-7 * diagonal[u] + 1e-6;
    const amplitude = right.slice();
    if (factorCholesky(own, r) >= 0) {
      return { gain: 0, amplitude: new Float64Array(p), covariance: () => new Float64Array(p * p) };
    }
    solveCholesky(own, r, amplitude);
    let gain = 0;
    for (let u = 0; u < r; u++) gain += right[u] * amplitude[u];
    const covariance = (): Float64Array => {
      const whole = invertCholesky(own, r);
      return Float64Array.from({ length: p * p }, (_, k) => whole[Math.floor(k / p) * r + (k % p)]);
    };
    return { gain, amplitude: amplitude.slice(0, p), covariance };
  }
}

/** Legendre polynomials P_0 … P_degree at 2t − 1, row by row. */
function legendre(time: Float64Array, degree: number): Float64Array {
  const terms = degree + 1;
  const out = new Float64Array(time.length * terms);
  for (let i = 0; i < time.length; i++) {
    const x = 2 * time[i] - 1;
    out[i * terms] = 1;
    if (degree > 0) out[i * terms + 1] = x;
    for (let b = 2; b <= degree; b++)
      out[i * terms + b] = ((2 * b - 1) * x * out[i * terms + b - 1] - (b - 1) * out[i * terms + b - 2]) / b;
  }
  return out;
}
