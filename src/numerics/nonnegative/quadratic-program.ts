import { ConvergenceError, DomainError } from "../../base/errors.ts";
import { factorCholesky, solveCholesky } from "../linear/cholesky.ts";

/** Minimiser of ½ xᵀ H x − gᵀ x over x ≥ 0. */
export interface NonnegativeMinimum {
  readonly x: Float64Array;
  /** Indices of the components that are free to move (x > 0), ascending. */
  readonly passive: Int32Array;
  /** Lower Cholesky factor of S H S on the passive set, row-major, order `passive.length`; may be followed by more. */
  readonly factor: Float64Array;
  /** The diagonal of S: 1/√H_ii. */
  readonly scale: Float64Array;
  /** Scaled gradient S (H x − g) where x = 0, −x / S where x > 0: how far each component is from changing over, by its sign to which side. */
  readonly standing: Float64Array;
  /** Number of factorisations. */
  readonly iterations: number;
}

/** Relative size below which a negative component or multiplier counts as zero. */
const ZERO = 1e-11;
/** Added to the unit diagonal of the scaled matrix: keeps the factorisation going at the edge of rounding. */
const RIDGE = 1e-13;
/** Full exchanges tried without progress before the slower, monotone method takes over (Portugal, Júdice & Vicente: 3 … 10). */
const FULL_EXCHANGES = 3;
/** Most factorisations by block pivoting. */
const BLOCK_LIMIT = 12;

/** A minimum, and how well it is one. */
export interface CheckedMinimum extends NonnegativeMinimum {
  /** Largest violation of the Karush-Kuhn-Tucker conditions in the scaled problem, relative to max |S g|. */
  readonly optimality: number;
}

/** What is added to the last m rows and columns of H: `weight` times `matrix`, symmetric, m × m, row-major. */
export interface WeightedPenalty {
  readonly matrix: Float64Array;
  readonly weight: number;
}

/** Minimises over x ≥ 0, again and again in the same memory. */
export interface NonnegativeMinimizer {
  /**
   * As `minimizeNonnegative`, of H with the penalty added to it; `factor` and `scale` of the result are overwritten by the next call.
   * @throws as `minimizeNonnegative`, or DomainError if the penalty is larger than H
   */
  minimize(h: Float64Array, g: Float64Array, start?: ArrayLike<number>, penalty?: WeightedPenalty): NonnegativeMinimum;
  /** `optimality` of the last minimum. */
  optimality(): number;
}

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
export function minimizeNonnegative(h: Float64Array, g: Float64Array, start?: ArrayLike<number>): CheckedMinimum {
  const minimizer = nonnegativeMinimizer(g.length);
  const minimum = minimizer.minimize(h, g, start);
  return { ...minimum, optimality: minimizer.optimality() };
}

/** A minimiser for n unknowns. */
export function nonnegativeMinimizer(n: number): NonnegativeMinimizer {
  const problem = new ScaledProblem(n);
  const flags = new Uint8Array(n);
  const feasible = new Float64Array(n);
  return {
    minimize: (h, g, start, penalty) => {
      if (g.length !== n || h.length !== n * n) {
        throw new DomainError(
          `minimizeNonnegative: ${h.length} coefficients and a right-hand side of ${g.length} for ${n} unknowns.`,
        );
      }
      problem.set(h, g, penalty);
      if (start === undefined) flags.fill(1);
      else for (let i = 0; i < n; i++) flags[i] = start[i] ? 1 : 0;
      if (!pivotBlocks(problem, flags, feasible)) climb(problem, flags, feasible);
      return problem.result();
    },
    optimality: () => problem.optimality(),
  };
}

const NO_PENALTY: WeightedPenalty = { matrix: new Float64Array(0), weight: 0 };

/**
 * The problem in z = x / s: unit diagonal. Keeps the last solution on a passive set. The scaled matrix is never written down: a search
 * that begins near its end reads few of its elements.
 */
class ScaledProblem {
  readonly n: number;
  readonly right: Float64Array;
  largest = 0;
  readonly z: Float64Array;
  /** Gradient H z − g, scaled; between solutions up to date only where z is not free. */
  readonly slope: Float64Array;
  iterations = 0;
  private size = 0;
  /** How many of the passive set stand before the penalty. */
  private bare = 0;
  /** H without the penalty, and the penalty, which begins at row and column `first`. */
  private h: Float64Array = new Float64Array(0);
  private penalty = NO_PENALTY;
  private first = 0;
  private readonly passive: Int32Array;
  private readonly scale: Float64Array;
  private readonly factor: Float64Array;
  private readonly part: Float64Array;
  /** The passive components without the scale. */
  private readonly x: Float64Array;

  constructor(n: number) {
    this.n = n;
    this.scale = new Float64Array(n);
    this.right = new Float64Array(n);
    this.z = new Float64Array(n);
    this.slope = new Float64Array(n);
    this.passive = new Int32Array(n);
    this.factor = new Float64Array(n * n);
    this.part = new Float64Array(n);
    this.x = new Float64Array(n);
  }

  set(h: Float64Array, g: Float64Array, penalty: WeightedPenalty = NO_PENALTY): void {
    const { n, scale, right } = this;
    const order = Math.sqrt(penalty.matrix.length);
    if (!(Number.isInteger(order) && order <= n)) {
      throw new DomainError(`minimizeNonnegative: a penalty of ${penalty.matrix.length} elements for ${n} unknowns.`);
    }
    this.h = h;
    this.penalty = penalty;
    this.first = n - order;
    this.iterations = 0;
    this.largest = 0;
    for (let i = 0; i < n; i++) {
      const own = i < this.first ? 0 : penalty.weight * penalty.matrix[(i - this.first) * (order + 1)];
      const diagonal = h[i * n + i] + own;
      if (!(diagonal > 0 && Number.isFinite(diagonal))) {
        throw new DomainError(`minimizeNonnegative: diagonal element ${i} of H is ${diagonal}; it must be positive.`);
      }
      scale[i] = 1 / Math.sqrt(diagonal);
      right[i] = g[i] * scale[i];
      this.largest = Math.max(this.largest, Math.abs(right[i]));
    }
  }

  /** Solves on the passive set given by the flags; components outside are 0. */
  solve(flags: Uint8Array): void {
    const { n, h, z, x, right, passive, factor, part, scale, first } = this;
    const { matrix, weight } = this.penalty;
    const order = n - first;
    let p = 0;
    let bare = 0;
    for (let i = 0; i < n; i++) {
      if (!flags[i]) continue;
      passive[p++] = i;
      if (i < first) bare++;
    }
    this.size = p;
    this.bare = bare;
    for (let a = 0; a < p; a++) {
      const i = passive[a];
      const row = i * n;
      const added = (i - first) * order - first;
      const to = a * p;
      const own = scale[i];
      const plain = Math.min(a, bare);
      for (let b = 0; b < plain; b++) factor[to + b] = h[row + passive[b]] * own * scale[passive[b]];
      for (let b = plain; b < a; b++) {
        const j = passive[b];
        factor[to + b] = (h[row + j] + weight * matrix[added + j]) * own * scale[j];
      }
      factor[to + a] = 1 + RIDGE;
      part[a] = right[i];
    }
    const failed = factorCholesky(factor, p);
    if (failed >= 0) {
      throw new ConvergenceError(
        `minimizeNonnegative: the matrix of ${p} free unknowns is not positive definite (pivot ${failed}); regularise more.`,
      );
    }
    solveCholesky(factor, p, part);
    z.fill(0);
    for (let a = 0; a < p; a++) {
      z[passive[a]] = part[a];
      x[a] = part[a] * scale[passive[a]];
    }
    for (let i = 0; i < n; i++) if (!flags[i]) this.setSlope(i);
    this.iterations++;
  }

  private setSlope(i: number): void {
    const { n, h, x, passive, size, bare, first } = this;
    const row = i * n;
    let sum = 0;
    if (i < first) {
      for (let b = 0; b < size; b++) sum += h[row + passive[b]] * x[b];
    } else {
      const { matrix, weight } = this.penalty;
      const added = (i - first) * (n - first) - first;
      for (let b = 0; b < bare; b++) sum += h[row + passive[b]] * x[b];
      for (let b = bare; b < size; b++) {
        const j = passive[b];
        sum += (h[row + j] + weight * matrix[added + j]) * x[b];
      }
    }
    this.slope[i] = sum * this.scale[i] + RIDGE * this.z[i] - this.right[i];
  }

  result(): NonnegativeMinimum {
    const { n, z, slope, scale, size, factor, iterations } = this;
    const passive = this.passive.slice(0, size);
    const x = new Float64Array(n);
    const standing = slope.slice();
    for (const i of passive) standing[i] = -z[i];
    for (let i = 0; i < n; i++) x[i] = Math.max(0, z[i]) * scale[i];
    return { x, passive, factor, scale, standing, iterations };
  }

  optimality(): number {
    const { n, z, slope, passive, size, largest } = this;
    for (let a = 0; a < size; a++) this.setSlope(passive[a]);
    let worst = 0;
    for (let i = 0, next = 0; i < n; i++) {
      const isPassive = next < size && passive[next] === i;
      if (isPassive) next++;
      worst = Math.max(worst, isPassive ? Math.abs(slope[i]) : -slope[i], -z[i]);
    }
    return largest > 0 ? worst / largest : 0;
  }
}

/**
 * Block principal pivoting. True when it ended at the minimum, with `flags` its passive set; false when exchanges no longer
 * bring the number of violated conditions down, with `feasible` the positive part of the first iterate.
 */
function pivotBlocks(problem: ScaledProblem, flags: Uint8Array, feasible: Float64Array): boolean {
  const { n, z, slope, largest } = problem;
  const zero = ZERO * largest;
  let fewest = n + 1;
  let left = FULL_EXCHANGES;
  for (let step = 0; step < BLOCK_LIMIT; step++) {
    problem.solve(flags);
    let count = 0;
    for (let i = 0; i < n; i++) {
      if (step === 0) feasible[i] = flags[i] ? Math.max(0, z[i]) : 0;
      if (flags[i] ? z[i] < -zero : slope[i] < -zero) count++;
    }
    if (count === 0) return true;
    if (count < fewest) {
      fewest = count;
      left = FULL_EXCHANGES;
    } else if (left-- <= 0) return false;
    for (let i = 0; i < n; i++) if (flags[i] ? z[i] < -zero : slope[i] < -zero) flags[i] ^= 1;
  }
  return false;
}

/**
 * Lawson & Hanson from a feasible point: the objective falls at every step, so it ends. First the components that stand in the
 * way are set free of the passive set; then the steepest of each run of neighbours with negative slope is added, those that turn
 * negative at once being dropped again, or only the steepest of all if none stayed.
 */
function climb(problem: ScaledProblem, flags: Uint8Array, feasible: Float64Array): void {
  const { n, z, slope, largest } = problem;
  const zero = ZERO * largest;
  const limit = problem.iterations + 10 * n + 100;
  const isNew = new Uint8Array(n);
  for (let i = 0; i < n; i++) flags[i] = feasible[i] > 0 ? 1 : 0;
  for (;;) {
    let dropped = false;
    let added = 0;
    for (let i = 0; i < n; i++) added += isNew[i];
    for (;;) {
      if (problem.iterations >= limit) {
        throw new ConvergenceError(`minimizeNonnegative: no minimum after ${problem.iterations} factorisations.`);
      }
      problem.solve(flags);
      let refused = false;
      if (added > 1) {
        for (let i = 0; i < n; i++) {
          if (!(isNew[i] && flags[i] && feasible[i] === 0 && z[i] <= 0)) continue;
          flags[i] = 0;
          isNew[i] = 0;
          refused = true;
        }
      }
      if (refused) {
        dropped = true;
        continue;
      }
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
    let stayed = 0;
    for (let i = 0; i < n; i++) stayed += isNew[i] && flags[i] ? 1 : 0;
    const one = dropped && stayed === 0;
    isNew.fill(0);
    if (!addSteepest(slope, flags, isNew, -zero, one)) return;
  }
}

/** Adds the steepest of each run of neighbours whose slope is below `bound`, or the steepest of all. False if there is none. */
function addSteepest(
  slope: Float64Array,
  flags: Uint8Array,
  isNew: Uint8Array,
  bound: number,
  onlyOne: boolean,
): boolean {
  const n = flags.length;
  let steepest = -1;
  let best = -1;
  let any = false;
  for (let i = 0; i <= n; i++) {
    if (i < n && !flags[i] && slope[i] < bound) {
      if (best < 0 || slope[i] < slope[best]) best = i;
      continue;
    }
    if (best < 0) continue;
    if (!onlyOne) {
      flags[best] = 1;
      isNew[best] = 1;
      any = true;
    } else if (steepest < 0 || slope[best] < slope[steepest]) steepest = best;
    best = -1;
  }
  if (steepest < 0) return any;
  flags[steepest] = 1;
  isNew[steepest] = 1;
  return true;
}
