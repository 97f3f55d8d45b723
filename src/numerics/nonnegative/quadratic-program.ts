import { ConvergenceError, DomainError } from "../../base/errors.ts";
import { factorCholesky, solveCholesky } from "../linear/cholesky.ts";

/** Minimiser of ½ xᵀ H x − gᵀ x over x ≥ 0. */
export interface NonnegativeMinimum {
  readonly x: Float64Array;
  /** Indices of the components that are free to move (x > 0), ascending. */
  readonly passive: Int32Array;
  /** Lower Cholesky factor of S H S on the passive set, row-major, order `passive.length`. */
  readonly factor: Float64Array;
  /** The diagonal of S: 1/√H_ii. */
  readonly scale: Float64Array;
  /** Largest violation of the Karush-Kuhn-Tucker conditions in the scaled problem, relative to max |S g|. */
  readonly optimality: number;
  /** Number of factorisations. */
  readonly iterations: number;
}

/** Relative size below which a negative component or multiplier counts as zero. */
const ZERO = 1e-11;
/** Added to the unit diagonal of the scaled matrix: keeps the factorisation going at the edge of rounding. */
const RIDGE = 1e-13;
/** Full exchanges tried without progress before single ones (Portugal, Júdice & Vicente: 3 … 10). */
const FULL_EXCHANGES = 3;
/** Factorisations by block pivoting before the slower, monotone active-set method takes over. */
const BLOCK_LIMIT = 40;

/**
 * min ½ xᵀ H x − gᵀ x subject to x ≥ 0, by block principal pivoting with a guard against cycling
 * (Portugal, Júdice & Vicente, Math. Comp. 63 (1994) 625), else by the active-set method of
 * Lawson & Hanson on the normal equations (Bro & de Jong, J. Chemometrics 11 (1997) 393).
 *
 * @param h symmetric positive definite, row-major n × n
 * @param start a passive set to begin with, as 0/1 flags, from a similar problem
 * @throws DomainError if lengths disagree or a diagonal element is not positive
 * @throws ConvergenceError if neither method ends
 */
export function minimizeNonnegative(h: Float64Array, g: Float64Array, start?: ArrayLike<number>): NonnegativeMinimum {
  const n = g.length;
  if (h.length !== n * n) throw new DomainError(`minimizeNonnegative: ${h.length} coefficients for ${n} unknowns.`);
  const scale = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const diagonal = h[i * n + i];
    if (!(diagonal > 0 && Number.isFinite(diagonal))) {
      throw new DomainError(`minimizeNonnegative: diagonal element ${i} of H is ${diagonal}; it must be positive.`);
    }
    scale[i] = 1 / Math.sqrt(diagonal);
  }
  const problem = new ScaledProblem(h, g, scale);
  const flags = new Uint8Array(n);
  if (start !== undefined) for (let i = 0; i < n; i++) flags[i] = start[i] ? 1 : 0;
  else flags.fill(1);
  if (!pivotBlocks(problem, flags)) climb(problem, flags);
  return problem.result();
}

/** The problem in z = x / s: unit diagonal. Keeps the last solution on a passive set. */
class ScaledProblem {
  readonly n: number;
  readonly right: Float64Array;
  readonly largest: number;
  readonly z: Float64Array;
  /** Gradient H z − g, scaled. */
  readonly slope: Float64Array;
  passive: Int32Array = new Int32Array(0);
  iterations = 0;
  private readonly matrix: Float64Array;
  private readonly scale: Float64Array;
  private factor: Float64Array = new Float64Array(0);

  constructor(h: Float64Array, g: Float64Array, scale: Float64Array) {
    const n = g.length;
    this.n = n;
    this.scale = scale;
    this.right = new Float64Array(n);
    this.matrix = new Float64Array(n * n);
    this.z = new Float64Array(n);
    this.slope = new Float64Array(n);
    let largest = 0;
    for (let i = 0; i < n; i++) {
      this.right[i] = g[i] * scale[i];
      largest = Math.max(largest, Math.abs(this.right[i]));
      for (let j = 0; j < n; j++) this.matrix[i * n + j] = h[i * n + j] * scale[i] * scale[j];
      this.matrix[i * n + i] = 1 + RIDGE;
    }
    this.largest = largest;
  }

  /** Solves on the passive set given by the flags; components outside are 0. */
  solve(flags: Uint8Array): void {
    const { n, matrix, z, slope, right } = this;
    let p = 0;
    for (let i = 0; i < n; i++) p += flags[i];
    const passive = new Int32Array(p);
    for (let i = 0, k = 0; i < n; i++) if (flags[i]) passive[k++] = i;
    const factor = new Float64Array(p * p);
    const part = new Float64Array(p);
    for (let a = 0; a < p; a++) {
      const row = passive[a] * n;
      for (let b = 0; b <= a; b++) factor[a * p + b] = matrix[row + passive[b]];
      part[a] = right[passive[a]];
    }
    const failed = factorCholesky(factor, p);
    if (failed >= 0) {
      throw new ConvergenceError(
        `minimizeNonnegative: the matrix of ${p} free unknowns is not positive definite (pivot ${failed}); regularise more.`,
      );
    }
    solveCholesky(factor, p, part);
    z.fill(0);
    for (let a = 0; a < p; a++) z[passive[a]] = part[a];
    for (let i = 0; i < n; i++) {
      let sum = -right[i];
      const row = i * n;
      for (let b = 0; b < p; b++) sum += matrix[row + passive[b]] * part[b];
      slope[i] = sum;
    }
    this.passive = passive;
    this.factor = factor;
    this.iterations++;
  }

  result(): NonnegativeMinimum {
    const { n, z, slope, scale, largest, passive, factor, iterations } = this;
    const x = new Float64Array(n);
    let worst = 0;
    const isPassive = new Uint8Array(n);
    for (const i of passive) isPassive[i] = 1;
    for (let i = 0; i < n; i++) {
      worst = Math.max(worst, isPassive[i] ? Math.abs(slope[i]) : -slope[i], -z[i]);
      x[i] = Math.max(0, z[i]) * scale[i];
    }
    return { x, passive, factor, scale, optimality: largest > 0 ? worst / largest : 0, iterations };
  }
}

/** Block principal pivoting. True when it ended at the minimum, with `flags` its passive set. */
function pivotBlocks(problem: ScaledProblem, flags: Uint8Array): boolean {
  const { n, z, slope, largest } = problem;
  const zero = ZERO * largest;
  let fewest = n + 1;
  let left = FULL_EXCHANGES;
  while (problem.iterations < BLOCK_LIMIT) {
    problem.solve(flags);
    let count = 0;
    let last = -1;
    for (let i = 0; i < n; i++) {
      if (flags[i] ? z[i] < -zero : slope[i] < -zero) {
        count++;
        last = i;
      }
    }
    if (count === 0) return true;
    if (count < fewest) {
      fewest = count;
      left = FULL_EXCHANGES;
    } else if (left-- <= 0) {
      flags[last] ^= 1;
      continue;
    }
    for (let i = 0; i < n; i++) if (flags[i] ? z[i] < -zero : slope[i] < -zero) flags[i] ^= 1;
  }
  return false;
}

/** Lawson & Hanson from the empty set: the objective falls at every step, so it ends. */
function climb(problem: ScaledProblem, flags: Uint8Array): void {
  const { n, z, slope, largest } = problem;
  const zero = ZERO * largest;
  const limit = problem.iterations + 10 * n + 100;
  const feasible = new Float64Array(n);
  flags.fill(0);
  problem.solve(flags);
  for (;;) {
    let best = -1;
    for (let i = 0; i < n; i++) if (!flags[i] && slope[i] < -zero && (best < 0 || slope[i] < slope[best])) best = i;
    if (best < 0) return;
    flags[best] = 1;
    for (;;) {
      if (problem.iterations >= limit) {
        throw new ConvergenceError(`minimizeNonnegative: no minimum after ${problem.iterations} factorisations.`);
      }
      problem.solve(flags);
      let step = 1;
      for (let i = 0; i < n; i++) {
        if (flags[i] && z[i] <= 0) step = Math.min(step, feasible[i] / (feasible[i] - z[i]) || 0);
      }
      if (step >= 1) break;
      let removed = false;
      for (let i = 0; i < n; i++) {
        if (!flags[i]) continue;
        const moved = feasible[i] + step * (z[i] - feasible[i]);
        feasible[i] = Math.max(0, moved);
        if (z[i] <= 0 && moved <= zero) {
          feasible[i] = 0;
          flags[i] = 0;
          removed = true;
        }
      }
      if (!removed) break;
    }
    feasible.set(z);
  }
}
