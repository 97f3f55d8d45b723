import { bandLogDeterminant, factorBand, invertInBand, solveBand } from "./band-matrix.ts";
import type { StateLayout } from "./layout.ts";
import { stateBounds } from "./layout.ts";
import { type EntryPrior, halfPenalty, type StepVariances, weakPrior } from "./penalty.ts";
import {
  linearizeSweep,
  normalEquations,
  type PreparedSweep,
  type SweepWorkspace,
  sweepWorkspace,
} from "./sweep-model.ts";

/** Damped steps allowed before the fit is called not converged. */
const MOST_STEPS = 60;
/** A fit has converged when a step lowers the objective by less than this. */
const SMALL_DECREASE = 1e-3;
/**
 * Most probable states of all sweeps together:
 * ½ Σ_i |r_i(x_i)|² + ½ Σ_u Σ_i w_ui (x_u,i − 2 x_u,i+1 + x_u,i+2)² / q_u + weak prior, over bounds, by damped Gauss-Newton
 * steps in which every sweep is solved with all others at once (a band matrix of half-bandwidth 2p): exact to convergence,
 * the same minimum and the same covariances that an iterated extended Kalman smoother ends at.
 */
export class SeriesSmoother {
  readonly sweeps: readonly PreparedSweep[];
  readonly layout: StateLayout;
  /** States, sweep by sweep. */
  readonly state: Float64Array;
  readonly variances: StepVariances;
  readonly window: readonly [number, number];
  readonly entry: EntryPrior | null;
  /** Squared weighted residuals of each sweep at the last accepted state. */
  readonly squares: Float64Array;
  converged = false;
  steps = 0;
  /** Covariances within two sweeps, as `invertInBand` leaves them; 0 for unknowns that lie on a bound. */
  readonly covariance: Float64Array;
  /** 1 for unknowns held by a bound. */
  readonly held: Uint8Array;
  /** ln det of the Hessian over the unknowns that are free. */
  logDeterminant = 0;
  private readonly work: SweepWorkspace;
  private readonly information: Float64Array;
  /** Jᵀ r of the data, sweep by sweep. */
  readonly gradient: Float64Array;
  private readonly hessian: Float64Array;
  private readonly factor: Float64Array;
  private readonly step: Float64Array;
  private readonly trial: Float64Array;
  private readonly lower: Float64Array;
  private readonly upper: Float64Array;
  /** Weak prior: precision `anchor` about `centre`, the same in every sweep. */
  readonly centre: Float64Array;
  readonly anchor: Float64Array;

  constructor(
    sweeps: readonly PreparedSweep[],
    layout: StateLayout,
    state: Float64Array,
    variances: StepVariances,
    window: readonly [number, number],
    entry: EntryPrior | null = null,
  ) {
    const n = sweeps.length;
    const p = layout.size;
    this.sweeps = sweeps;
    this.layout = layout;
    this.state = state;
    this.variances = variances;
    this.window = window;
    this.entry = entry;
    const points = Math.max(...sweeps.map((s) => s.logOmega.length));
    this.work = sweepWorkspace(points, p);
    this.squares = new Float64Array(n);
    this.information = new Float64Array(n * p * p);
    this.gradient = new Float64Array(n * p);
    this.hessian = new Float64Array(n * p * (2 * p + 1));
    this.factor = new Float64Array(n * p * (2 * p + 1));
    this.covariance = new Float64Array(n * p * (4 * p + 1));
    this.held = new Uint8Array(n * p);
    this.step = new Float64Array(n * p);
    this.trial = new Float64Array(n * p);
    const bounds = stateBounds(layout, window);
    this.lower = bounds.lower;
    this.upper = bounds.upper;
    const weak = weakPrior(layout, window, n);
    this.centre = weak.centre;
    this.anchor = weak.anchor;
  }

  /** Linearises every sweep at a state; fills information and gradient of the data. @returns half the sum of squares */
  private linearize(state: Float64Array, derivatives: boolean): number {
    const { sweeps, layout, work, information, gradient, squares } = this;
    const p = layout.size;
    let total = 0;
    const block = new Float64Array(p * p);
    const slope = new Float64Array(p);
    for (let i = 0; i < sweeps.length; i++) {
      const rss = linearizeSweep(sweeps[i], layout, state, i * p, work, derivatives);
      total += rss;
      if (!derivatives) continue;
      squares[i] = rss;
      normalEquations(work, sweeps[i].logOmega.length, p, block, slope);
      information.set(block, i * p * p);
      gradient.set(slope, i * p);
    }
    return total / 2;
  }

  private penaltyAt(state: Float64Array): number {
    return halfPenalty(state, this, this.sweeps.length);
  }

  /** Hessian (Gauss-Newton) into `hessian`, and minus its gradient into `step`. */
  private assemble(): void {
    const { layout, variances, centre, anchor, hessian, information, gradient, step, state, entry } = this;
    const p = layout.size;
    const n = this.sweeps.length;
    const b = 2 * p;
    const width = b + 1;
    hessian.fill(0);
    step.set(gradient);
    for (let i = 0; i < n; i++) {
      for (let u = 0; u < p; u++) {
        const row = (i * p + u) * width + b;
        for (let v = 0; v <= u; v++) hessian[row + v - u] = information[i * p * p + u * p + v];
        hessian[row] += anchor[u];
        step[i * p + u] -= anchor[u] * (state[i * p + u] - centre[u]);
      }
    }
    for (let u = 0; u < p; u++) {
      const precision = 1 / variances.variance[u];
      for (let i = 0; i + 2 < n; i++) {
        const w = variances.weight[u * (n - 2) + i] * precision;
        const first = i * p + u;
        const d = w * (state[first] - 2 * state[first + p] + state[first + 2 * p]);
        step[first] -= d;
        step[first + p] += 2 * d;
        step[first + 2 * p] -= d;
        hessian[first * width + b] += w;
        hessian[(first + p) * width + b] += 4 * w;
        hessian[(first + p) * width + b - p] -= 2 * w;
        hessian[(first + 2 * p) * width + b] += w;
        hessian[(first + 2 * p) * width + b - p] -= 2 * w;
        hessian[(first + 2 * p) * width + b - 2 * p] += w;
      }
    }
    if (entry !== null) {
      const size = Math.min(2 * p, n * p);
      for (let a = 0; a < size; a++) {
        let sum = entry.slope[a];
        for (let c = 0; c < size; c++) {
          const q = entry.precision[a * 2 * p + c];
          sum += q * (state[c] - entry.centre[c]);
          if (c <= a) hessian[a * width + b + c - a] += q;
        }
        step[a] -= sum;
      }
    }
  }

  /** Marks unknowns on a bound whose gradient points outwards. */
  private holdBounds(): void {
    const { state, step, held, lower, upper } = this;
    const p = this.layout.size;
    for (let k = 0; k < held.length; k++) {
      const u = k % p;
      held[k] = (state[k] <= lower[u] && step[k] < 0) || (state[k] >= upper[u] && step[k] > 0) ? 1 : 0;
    }
  }

  /** Copies the Hessian, damped, into `factor`, with held unknowns taken out, and factorises it. */
  private factorize(damping: number): boolean {
    const { hessian, factor, held, information, anchor } = this;
    const p = this.layout.size;
    const b = 2 * p;
    const width = b + 1;
    factor.set(hessian);
    for (let k = 0; k < held.length; k++) {
      const row = k * width + b;
      if (held[k]) {
        for (let c = Math.max(0, k - b); c < k; c++) factor[row + c - k] = 0;
        factor[row] = 1;
        continue;
      }
      const i = Math.floor(k / p);
      const u = k - i * p;
      // of the data alone: a stiff penalty must not hold back what it leaves free
      factor[row] += damping * (information[i * p * p + u * p + u] + anchor[u] + 1e-6);
      for (let c = Math.max(0, k - b); c < k; c++) if (held[c]) factor[row + c - k] = 0;
    }
    return factorBand(factor, held.length, b) < 0;
  }

  /** Goes to the most probable state. @param most steps allowed */
  fit(most: number = MOST_STEPS, decrease: number = SMALL_DECREASE): void {
    const { state, step, trial, held, lower, upper } = this;
    const p = this.layout.size;
    const b = 2 * p;
    let objective = this.linearize(state, true) + this.penaltyAt(state);
    let damping = 1e-4;
    this.converged = false;
    for (let k = 0; k < most && !this.converged; k++) {
      this.assemble();
      this.holdBounds();
      const right = step.slice();
      let accepted = false;
      while (!accepted && damping < 1e8) {
        this.steps++;
        if (this.factorize(damping)) {
          for (let i = 0; i < step.length; i++) step[i] = held[i] ? 0 : right[i];
          solveBand(this.factor, step.length, b, step);
          for (let i = 0; i < step.length; i++) {
            const u = i % p;
            trial[i] = Math.min(upper[u], Math.max(lower[u], state[i] + step[i]));
          }
          const next = this.linearize(trial, true) + this.penaltyAt(trial);
          if (next <= objective) {
            accepted = true;
            this.converged = objective - next < decrease && damping < 1;
            objective = next;
            state.set(trial);
            damping = Math.max(1e-9, damping * 0.1);
            break;
          }
          if (next - objective < 1e-9 * Math.abs(objective)) {
            this.converged = true;
            break;
          }
        }
        damping *= 8;
      }
      if (!accepted) break;
    }
    this.linearize(state, true);
  }

  /** Curvature at the fitted state: covariances in the band, log determinant. */
  invert(): boolean {
    const { covariance, held, factor } = this;
    const p = this.layout.size;
    const b = 2 * p;
    this.assemble();
    this.holdBounds();
    if (!this.factorize(1e-9)) return false;
    this.logDeterminant = bandLogDeterminant(factor, held.length, b);
    invertInBand(factor, held.length, b, covariance);
    for (let k = 0; k < held.length; k++) if (held[k]) covariance[k * (4 * p + 1) + b] = 0;
    return true;
  }

  /** Covariance of unknown u of sweep i and unknown v of sweep j, |i − j| ≤ 1 (or 2 for u = v), after `invert`. */
  covarianceOf(i: number, u: number, j: number, v: number): number {
    const p = this.layout.size;
    const row = i * p + u;
    const column = j * p + v;
    if (row !== column && (this.held[row] || this.held[column])) return 0;
    return this.covariance[row * (4 * p + 1) + column - row + 2 * p];
  }

  /** Information that the data of sweep i hold of its unknowns u and v. */
  informationOf(i: number, u: number, v: number): number {
    const p = this.layout.size;
    return this.information[i * p * p + Math.max(u, v) * p + Math.min(u, v)];
  }

  /** Information matrix of the data of sweep i (row-major, both triangles) and Jᵀ r, at the fitted state. */
  dataOf(i: number, information: Float64Array, gradient: Float64Array): void {
    const p = this.layout.size;
    for (let u = 0; u < p; u++) {
      for (let v = 0; v < p; v++) information[u * p + v] = this.informationOf(i, u, v);
      gradient[u] = this.gradient[i * p + u];
    }
  }

  /** Diagonal of the Hessian. */
  curvatureOf(i: number, u: number): number {
    const p = this.layout.size;
    return this.hessian[(i * p + u) * (2 * p + 1) + 2 * p];
  }

  /** Σ of the squared weighted residuals of all sweeps. */
  get sumOfSquares(): number {
    let sum = 0;
    for (let i = 0; i < this.squares.length; i++) sum += this.squares[i];
    return sum;
  }

  /** Effective number of parameters: trace of (Hessian)⁻¹ times the information of the data. */
  get effectiveParameters(): number {
    const p = this.layout.size;
    let sum = 0;
    for (let i = 0; i < this.sweeps.length; i++) {
      for (let u = 0; u < p; u++) {
        if (this.held[i * p + u]) continue;
        for (let v = 0; v < p; v++)
          if (!this.held[i * p + v]) sum += this.covarianceOf(i, u, i, v) * this.informationOf(i, u, v);
      }
    }
    return sum;
  }
}
