import { log } from "../../numerics/elementary/index.ts";
import { factorCholesky, invertCholesky, logDeterminant, solveCholesky } from "../../numerics/linear/cholesky.ts";
import { freeStatics, type JointFit } from "./joint-fit.ts";
import { type JointData, type JointModel, parameterCount, staticCount } from "./joint-model.ts";
import type { TimeBasis } from "./time-basis.ts";

/**
 * The joint model made linear about a fit: all that the data say about the free static parameters (their deviations
 * from the fit) and the coefficients of the courses.
 */
export interface Linearized {
  readonly model: JointModel;
  readonly x: Float64Array;
  /** Places of the unknowns among the parameters of the model: free statics, then coefficients. */
  readonly unknowns: Int32Array;
  readonly statics: number;
  /** JᵀJ and Jᵀy, y = the data less the model without courses; yᵀy. */
  readonly gram: Float64Array;
  readonly right: Float64Array;
  readonly total: number;
  /** Number of real residuals. */
  readonly residuals: number;
}

/** What a prior for the courses makes of the data. */
export interface Posterior {
  /** ln of the marginal likelihood, up to a constant common to all models of the same data. */
  readonly logEvidence: number;
  /** Penalised Σ of squared weighted residuals. */
  readonly chiSquare: number;
}

/** Makes the model linear about x in a basis that may hold more functions than the fit used (`places[m]`: its function m). */
export function linearize(data: JointData, fit: JointFit, model: JointModel, places: readonly number[]): Linearized {
  const first = staticCount(model.structure);
  const x = expand(fit, model, places);
  const rows = 2 * data.points;
  const residual = new Float64Array(rows);
  const free = freeStatics(fit);
  const unknowns = Int32Array.from([...free, ...Array.from({ length: model.parameters - first }, (_, k) => first + k)]);
  const jacobian = new Float64Array(rows * unknowns.length);
  model.evaluate(x, residual, jacobian, rows, unknowns);
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) y[i] = -(residual[i] as number);
  for (let a = free.length; a < unknowns.length; a++) {
    const c = x[unknowns[a] as number] as number;
    if (c !== 0) for (let i = 0; i < rows; i++) y[i] += c * jacobian[a * rows + i];
  }
  const n = unknowns.length;
  const gram = new Float64Array(n * n);
  const right = new Float64Array(n);
  let total = 0;
  for (let i = 0; i < rows; i++) total += (y[i] as number) ** 2;
  for (let a = 0; a < n; a++) {
    const p = a * rows;
    let sum = 0;
    for (let i = 0; i < rows; i++) sum += jacobian[p + i] * y[i];
    right[a] = sum;
    for (let b = 0; b <= a; b++) {
      const q = b * rows;
      let dot = 0;
      for (let i = 0; i < rows; i++) dot += jacobian[p + i] * jacobian[q + i];
      gram[a * n + b] = dot;
      gram[b * n + a] = dot;
    }
  }
  return { model, x, unknowns, statics: free.length, gram, right, total, residuals: rows };
}

/** Parameters of a fit in a basis with more functions. */
function expand(fit: JointFit, model: JointModel, places: readonly number[]): Float64Array {
  const first = staticCount(model.structure);
  const x = new Float64Array(parameterCount(model.structure, model.basis));
  x.set(fit.x.subarray(0, first));
  const size = fit.model.basis.size;
  model.structure.drifting.forEach((which, place) => {
    const from = fit.model.structure.drifting.indexOf(which);
    if (from < 0) return;
    const change = (fit.model.reference[from] as number) / (model.reference[place] as number);
    for (let m = 0; m < size; m++) {
      x[first + place * model.basis.size + (places[m] as number)] = change * (fit.x[first + from * size + m] as number);
    }
  });
  return x;
}

/** Workspace for many priors of one linearised model. */
export class EvidenceSolver {
  private readonly matrix: Float64Array;
  private readonly roots: Float64Array;
  readonly solution: Float64Array;
  private readonly linear: Linearized;
  private readonly noise: number;
  private active = 0;
  private readonly order: Int32Array;

  /** @param noise standard deviation of a weighted residual */
  constructor(linear: Linearized, noise: number) {
    const n = linear.unknowns.length;
    this.linear = linear;
    this.noise = noise;
    this.matrix = new Float64Array(n * n);
    this.roots = new Float64Array(n);
    this.solution = new Float64Array(n);
    this.order = new Int32Array(n);
  }

  /**
   * Evidence under coefficients of the given variances (one array for each drifting resistance; zeros take a function
   * out) and static parameters of unit information: ln p = −½ n ln χ² − ½ ln det(1 + S Sᵀ) with χ² = yᵀ(1 + SSᵀ)⁻¹y.
   */
  solve(variances: readonly Float64Array[], basis: TimeBasis): Posterior {
    const { linear, noise, roots, order, matrix, solution } = this;
    const n = linear.unknowns.length;
    const size = basis.size;
    let active = 0;
    for (let a = 0; a < n; a++) {
      const diagonal = linear.gram[a * n + a] as number;
      const k = a - linear.statics;
      const root =
        k < 0
          ? noise * Math.sqrt(linear.residuals / Math.max(diagonal, Number.MIN_VALUE))
          : Math.sqrt((variances[Math.floor(k / size)] as Float64Array)[k % size] as number);
      if (root > 0 && diagonal > 0) {
        roots[active] = root / noise;
        order[active++] = a;
      }
    }
    this.active = active;
    for (let a = 0; a < active; a++) {
      const from = (order[a] as number) * n;
      for (let b = 0; b <= a; b++) {
        matrix[a * active + b] =
          (linear.gram[from + (order[b] as number)] as number) * (roots[a] as number) * (roots[b] as number);
      }
      matrix[a * active + a] = (matrix[a * active + a] as number) + 1;
      solution[a] = (linear.right[order[a] as number] as number) * (roots[a] as number);
    }
    if (factorCholesky(matrix, active) >= 0) return { logEvidence: -Infinity, chiSquare: Infinity };
    let explained = 0;
    const b = Float64Array.from(solution.subarray(0, active));
    solveCholesky(matrix, active, solution.subarray(0, active));
    for (let a = 0; a < active; a++) explained += (b[a] as number) * (solution[a] as number);
    const chiSquare = Math.max(linear.total - explained, Number.MIN_VALUE);
    return {
      chiSquare,
      logEvidence: -0.5 * linear.residuals * log(chiSquare) - 0.5 * logDeterminant(matrix, active),
    };
  }

  /**
   * Mean (all parameters of the model) and covariance (of `places`) after `solve`, for a residual variance `variance`.
   */
  moments(variance: number): { mean: Float64Array; covariance: Float64Array; places: Int32Array } {
    const { linear, order, roots, active } = this;
    const mean = Float64Array.from(linear.x);
    for (let k = staticCount(linear.model.structure); k < mean.length; k++) mean[k] = 0;
    const places = new Int32Array(active);
    for (let a = 0; a < active; a++) {
      const p = linear.unknowns[order[a] as number] as number;
      places[a] = p;
      mean[p] = (mean[p] as number) + (this.solution[a] as number) * (roots[a] as number);
    }
    const covariance = invertCholesky(this.matrix.subarray(0, active * active), active);
    for (let a = 0; a < active; a++) {
      for (let b = 0; b < active; b++) {
        covariance[a * active + b] =
          (covariance[a * active + b] as number) * variance * (roots[a] as number) * (roots[b] as number);
      }
    }
    return { mean, covariance, places };
  }
}
