import { ConvergenceError } from "../../base/errors.ts";
import { exp } from "../../numerics/elementary/index.ts";
import { factorCholesky, solveCholesky } from "../../numerics/linear/cholesky.ts";
import type { FittedModel, SeriesTerms, WeightedSpectrum } from "./fitted-model.ts";
import { dot } from "./fitted-model.ts";
import type { Candidate, Form } from "./form.ts";
import { packCandidates } from "./form.ts";

/** Longest step in ln τ. */
const LOG_TAU_STRIDE = 1.5;
/** Ends when a step lowers the sum of squares by less than this part of one squared standard deviation. */
const NEGLIGIBLE = 2e-3;
/** A fit that should get below a sum of squares is given up when so many of its last gains would not take it there. */
const HOPE = 6;
const RIDGE = 1e-11;
const MOST_DAMPING = 1e8;

/** One evaluation: columns of the Jacobian, the linear solution, the residual. */
interface Evaluation {
  /** Column p in [p · rows, (p + 1) · rows): linear columns first, then ∂/∂θ. */
  readonly columns: Float64Array;
  readonly linear: Float64Array;
  readonly residual: Float64Array;
  squares: number;
}

/**
 * Fits Z = R∞ + jωL + 1/(jωC) + Σ R_k h_k(θ_k) by variable projection: the linear parameters are at their best for the current θ at
 * every step, so that a Gauss-Newton step of all parameters is Kaufman's for θ; damped as by Levenberg and Marquardt, within bounds.
 * Source: G. H. Golub & V. Pereyra, SIAM J. Numer. Anal. 10 (1973) 413; L. Kaufman, BIT 15 (1975) 49.
 */
export class VariableProjection {
  readonly spectrum: WeightedSpectrum;
  readonly rows: number;
  /** Bounds of ln τ. */
  readonly logTauMin: number;
  readonly logTauMax: number;
  private current: Evaluation;
  private trial: Evaluation;
  private readonly response: Float64Array;
  private readonly derivatives: Float64Array;
  private readonly resistanceColumn: Float64Array;
  /** Weighted columns of L and of 1/C. */
  readonly inductanceColumn: Float64Array;
  readonly capacitanceColumn: Float64Array;
  private readonly gram: Float64Array;
  private readonly matrix: Float64Array;
  private readonly gradient: Float64Array;
  private readonly step: Float64Array;
  private readonly scale: Float64Array;
  private readonly exponents: Float64Array = new Float64Array(4);
  private readonly most: number;
  /** Whether the normal equations still lack the prior. */
  private priorFresh = true;
  evaluations = 0;
  /** Sum of squares that noise leaves, as far as known: the prior of the exponents is weighed with the noise variance from it. */
  floor: number = Number.POSITIVE_INFINITY;

  constructor(spectrum: WeightedSpectrum, logTauMin: number, logTauMax: number, mostParameters: number = 40) {
    this.spectrum = spectrum;
    this.logTauMin = logTauMin;
    this.logTauMax = logTauMax;
    const rows = spectrum.data.length;
    this.rows = rows;
    this.most = mostParameters;
    const evaluation = (): Evaluation => ({
      columns: new Float64Array(rows * mostParameters),
      linear: new Float64Array(mostParameters),
      residual: new Float64Array(rows),
      squares: 0,
    });
    this.current = evaluation();
    this.trial = evaluation();
    this.response = new Float64Array(rows);
    this.derivatives = new Float64Array(3 * rows);
    this.resistanceColumn = spectrum.weight.map((w, r) => (r % 2 === 0 ? w : 0));
    this.inductanceColumn = spectrum.weight.map((w, r) =>
      r % 2 === 1 ? w * 2 * Math.PI * spectrum.frequency[r >> 1] : 0,
    );
    this.capacitanceColumn = spectrum.weight.map((w, r) =>
      r % 2 === 1 ? -w / (2 * Math.PI * spectrum.frequency[r >> 1]) : 0,
    );
    this.gram = new Float64Array(mostParameters * mostParameters);
    this.matrix = new Float64Array(mostParameters * mostParameters);
    this.gradient = new Float64Array(mostParameters);
    this.step = new Float64Array(mostParameters);
    this.scale = new Float64Array(mostParameters);
  }

  /** The fit from a start; at most so many iterations. */
  fit(
    start: readonly Candidate[],
    series: SeriesTerms,
    limit: number,
    enough: number = Number.POSITIVE_INFINITY,
  ): FittedModel {
    const forms = start.map((c) => c.form);
    let theta: Float64Array = packCandidates(start);
    this.clamp(forms, theta);
    let next: Float64Array = new Float64Array(theta.length);
    const fixed = 1 + (series.inductance ? 1 : 0) + (series.capacitance ? 1 : 0);
    const linearCount = fixed + forms.length;
    const total = linearCount + theta.length;
    if (total > this.most || total >= this.rows)
      throw new ConvergenceError(
        `resolveProcesses: ${total} parameters; ${Math.min(this.most, this.rows)} can be fitted.`,
      );
    this.evaluate(this.current, forms, series, theta);
    let damping = 1e-3;
    let converged = theta.length === 0;
    let iterations = 0;
    let fresh = true;
    while (!converged && iterations < limit) {
      iterations++;
      if (fresh) this.fillGram(this.current, total);
      const noise = Math.min(this.floor, this.current.squares) / (this.rows - total);
      const predicted = this.solveStep(forms, theta, linearCount, total, damping, noise, next);
      if (!(predicted > 0)) {
        converged = true;
        break;
      }
      const variance = this.current.squares / (this.rows - total);
      if (predicted < NEGLIGIBLE * variance && damping <= 1) {
        converged = true;
        break;
      }
      this.evaluate(this.trial, forms, series, next);
      const gain =
        this.current.squares -
        this.trial.squares +
        noise * (this.deviation(forms, theta) - this.deviation(forms, next));
      if (gain > 0) {
        [this.current, this.trial] = [this.trial, this.current];
        [theta, next] = [next, theta];
        fresh = true;
        damping = Math.max(
          1e-7,
          gain > 0.7 * predicted ? damping / 10 : gain > 0.25 * predicted ? damping / 2 : damping * 2,
        );
        if (gain < NEGLIGIBLE * variance && damping <= 1) converged = true;
        // hopeless: a few gains more like this one would not reach what is asked
        if (iterations >= 3 && this.current.squares - HOPE * gain > enough) break;
      } else {
        fresh = false;
        damping = Math.max(damping * 8, 1e-4);
        if (damping > MOST_DAMPING) converged = true;
      }
    }
    return {
      forms,
      series,
      linear: this.current.linear.slice(0, linearCount),
      theta: theta.slice(),
      squares: this.current.squares,
      iterations,
      converged,
    };
  }

  /** The Jacobian (columns as in FittedModel: linear, then θ) and the residual of a model, in memory of the next call. */
  jacobian(model: FittedModel): { columns: Float64Array; residual: Float64Array; count: number } {
    this.evaluate(this.current, model.forms, model.series, model.theta);
    const count = model.linear.length + model.theta.length;
    return { columns: this.current.columns, residual: this.current.residual, count };
  }

  private clamp(forms: readonly Form[], theta: Float64Array): void {
    let at = 0;
    for (const { lower, upper } of forms) {
      theta[at] = Math.min(Math.max(theta[at], this.logTauMin), this.logTauMax);
      at++;
      for (let e = 0; e < lower.length; e++, at++) theta[at] = Math.min(Math.max(theta[at], lower[e]), upper[e]);
    }
  }

  private evaluate(into: Evaluation, forms: readonly Form[], series: SeriesTerms, theta: Float64Array): void {
    this.evaluations++;
    const { rows, response, derivatives } = this;
    const { frequency, weight, data } = this.spectrum;
    const { columns, linear, residual } = into;
    let fixed = 0;
    columns.set(this.resistanceColumn, rows * fixed++);
    if (series.inductance) columns.set(this.inductanceColumn, rows * fixed++);
    if (series.capacitance) columns.set(this.capacitanceColumn, rows * fixed++);
    const linearCount = fixed + forms.length;
    let at = 0;
    let column = linearCount;
    for (let k = 0; k < forms.length; k++) {
      const { shape, held, free } = forms[k];
      const tau = exp(theta[at++]);
      for (let e = 0; e < held.length; e++) this.exponents[e] = Number.isNaN(held[e]) ? theta[at++] : held[e];
      shape.response(frequency, tau, this.exponents, response, derivatives);
      const to = (fixed + k) * rows;
      for (let r = 0; r < rows; r++) columns[to + r] = weight[r] * response[r];
      for (let d = -1; d < free.length; d++, column++) {
        const from = (d < 0 ? 0 : free[d] + 1) * rows;
        const there = column * rows;
        for (let r = 0; r < rows; r++) columns[there + r] = weight[r] * derivatives[from + r];
      }
    }
    // best linear parameters, by scaled normal equations
    const { matrix, scale } = this;
    for (let i = 0; i < linearCount; i++) {
      for (let j = 0; j <= i; j++) matrix[i * linearCount + j] = dot(columns, i * rows, columns, j * rows, rows);
      scale[i] = 1 / Math.sqrt(matrix[i * linearCount + i] || 1);
      linear[i] = scale[i] * dot(columns, i * rows, data, 0, rows);
    }
    for (let i = 0; i < linearCount; i++) {
      for (let j = 0; j <= i; j++) matrix[i * linearCount + j] *= scale[i] * scale[j];
      matrix[i * linearCount + i] += RIDGE;
    }
    const failed = factorCholesky(matrix, linearCount);
    if (failed >= 0) {
      into.squares = Number.POSITIVE_INFINITY;
      return;
    }
    solveCholesky(matrix, linearCount, linear);
    residual.set(data);
    for (let i = 0; i < linearCount; i++) {
      linear[i] *= scale[i];
      const from = i * rows;
      const x = linear[i];
      for (let r = 0; r < rows; r++) residual[r] -= x * columns[from + r];
    }
    into.squares = dot(residual, 0, residual, 0, rows);
    column = linearCount;
    for (let k = 0; k < forms.length; k++) {
      const resistance = linear[fixed + k];
      const end = (column + 1 + forms[k].free.length) * rows;
      for (let r = column * rows; r < end; r++) columns[r] *= resistance;
      column += 1 + forms[k].free.length;
    }
  }

  /** Σ ((θ − mean) / standard deviation)² over the exponents that have a normal prior. */
  private deviation(forms: readonly Form[], theta: Float64Array): number {
    let sum = 0;
    let at = 0;
    for (const { prior } of forms) {
      at++;
      for (const normal of prior) {
        if (normal !== null) sum += ((theta[at] - normal[0]) / normal[1]) ** 2;
        at++;
      }
    }
    return sum;
  }

  private fillGram({ columns, residual }: Evaluation, total: number): void {
    const { rows, gram, gradient } = this;
    this.priorFresh = true;
    for (let i = 0; i < total; i++) {
      for (let j = 0; j <= i; j++) gram[i * total + j] = dot(columns, i * rows, columns, j * rows, rows);
      gradient[i] = dot(columns, i * rows, residual, 0, rows);
    }
  }

  /** The damped step into `next`, within bounds; returns the decrease of the sum of squares that the linear model predicts. */
  private solveStep(
    forms: readonly Form[],
    theta: Float64Array,
    linearCount: number,
    total: number,
    damping: number,
    noise: number,
    next: Float64Array,
  ): number {
    const { gram, matrix, gradient, step, scale } = this;
    let index = linearCount;
    for (const { prior } of forms) {
      index++;
      for (const normal of prior) {
        if (normal !== null && this.priorFresh) {
          const curvature = noise / (normal[1] * normal[1]);
          gram[index * total + index] += curvature;
          gradient[index] -= curvature * (theta[index - linearCount] - normal[0]);
        }
        index++;
      }
    }
    this.priorFresh = false;
    // parameters at a bound that the gradient pushes against are held
    let p = linearCount;
    for (let i = 0; i < linearCount; i++) scale[i] = 1 / Math.sqrt(gram[i * total + i] || 1);
    const hold = (index: number, value: number, lower: number, upper: number): void => {
      const diagonal = gram[index * total + index];
      const held =
        !(diagonal > 0) || (value <= lower && gradient[index] < 0) || (value >= upper && gradient[index] > 0);
      scale[index] = held ? 0 : 1 / Math.sqrt(diagonal);
    };
    for (const { lower, upper } of forms) {
      hold(p, theta[p - linearCount], this.logTauMin, this.logTauMax);
      p++;
      for (let e = 0; e < lower.length; e++, p++) hold(p, theta[p - linearCount], lower[e], upper[e]);
    }
    for (let i = 0; i < total; i++) {
      for (let j = 0; j <= i; j++) matrix[i * total + j] = gram[i * total + j] * scale[i] * scale[j];
      matrix[i * total + i] = (scale[i] === 0 ? 1 : matrix[i * total + i]) + (i < linearCount ? RIDGE : damping);
      step[i] = gradient[i] * scale[i];
    }
    if (factorCholesky(matrix, total) >= 0) return 0;
    solveCholesky(matrix, total, step);
    let at = 0;
    let shrink = 1;
    const limit = (stride: number): void => {
      const change = Math.abs(step[linearCount + at] * scale[linearCount + at]);
      if (change > stride) shrink = Math.min(shrink, stride / change);
      at++;
    };
    for (const { stride } of forms) {
      limit(LOG_TAU_STRIDE);
      for (let e = 0; e < stride.length; e++) limit(stride[e]);
    }
    for (let i = 0; i < theta.length; i++) next[i] = theta[i] + shrink * step[linearCount + i] * scale[linearCount + i];
    this.clamp(forms, next);
    // 2 gᵀδ − δᵀGδ, which is gᵀδ for the whole undamped step
    let predicted = 0;
    for (let i = linearCount; i < total; i++)
      predicted += gradient[i] * (next[i - linearCount] - theta[i - linearCount]);
    return predicted;
  }
}
