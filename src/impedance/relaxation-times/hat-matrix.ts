import { type PivotedCholesky, pivotedCholesky } from "../../numerics/linear/pivoted-cholesky.ts";
import type { RelaxationProblem } from "./problem.ts";
import type { RegularizedSolution } from "./regularize.ts";

/** Part of the diagonal of AᵀA that is left away at the smallest λ: rounding. */
const RANK_TOLERANCE = 3e-14;
/** Part that is left away at a λ, relative to that λ over the one at which penalty and data have equal traces. */
const RELATIVE_TOLERANCE = 1e-5;
/** Part of the diagonal of the hat matrix, at most 1, that is left away. */
const HAT_TOLERANCE = 1e-6;

/**
 * AᵀA = F Fᵀ with F of few columns, so that A = Q Fᵀ with orthonormal columns of Q: the responses of overlapping functions
 * differ by less than rounding in many directions, and by less than the penalty in most.
 */
export interface DataFactor extends PivotedCholesky {
  /** The λ at which penalty and data have equal traces. */
  readonly unit: number;
}

/** The factorisation of AᵀA. @param unit the λ at which penalty and data have equal traces */
export function dataFactor(problem: RelaxationProblem, unit: number): DataFactor {
  const { unknowns: n, gram } = problem;
  const tolerance = Float64Array.from({ length: n }, (_, i) => RANK_TOLERANCE * gram[i * (n + 1)]);
  return { ...pivotedCholesky(gram, n, tolerance), unit };
}

/** The hat matrix K = A H⁻¹ Aᵀ on the functions in use, as K = (Q B)(Q B)ᵀ, its trace and that of its square. */
export interface HatMatrix {
  readonly trace: number;
  readonly square: number;
  /** Columns of Q that matter at this λ, and of B. */
  readonly rows: number;
  readonly columns: number;
  /** B, rows × columns, row-major. */
  readonly factor: Float64Array;
}

/**
 * The hat matrix of a solution. With H = S⁻¹LLᵀS⁻¹ it is Q WᵀW Qᵀ, W = L⁻¹ S F. What is left of F when the pivots have fallen
 * far below λ is not used. The factor of the solution must be the last one made with its plan.
 */
export function hatMatrix(problem: RelaxationProblem, data: DataFactor, s: RegularizedSolution): HatMatrix {
  const p = s.minimum.passive.length;
  const least = (RELATIVE_TOLERANCE * s.lambda) / data.unit / RANK_TOLERANCE;
  let r = data.rank;
  while (r > 1 && data.levels[r - 1] < least) r--;
  const { prior } = problem.plan.workspace;
  const w = prior.length >= p * r ? prior : new Float64Array(p * r);
  whiten(w, p, r, data, s);
  const product = p < r ? outer(w, p, r) : inner(w, p, r);
  const order = Math.min(p, r);
  let trace = 0;
  let square = 0;
  for (let i = 0; i < order; i++) trace += product[i * (order + 1)];
  for (const value of product) square += value * value;
  if (p < r) {
    const factor = new Float64Array(r * p);
    for (let a = 0; a < p; a++) for (let i = 0; i < r; i++) factor[i * p + a] = w[a * r + i];
    return { trace, square, rows: r, columns: p, factor };
  }
  const { rank, factor } = pivotedCholesky(product, r, new Float64Array(r).fill(HAT_TOLERANCE));
  return { trace, square, rows: r, columns: rank, factor };
}

/** W = L⁻¹ S F on the functions in use, p × r. */
function whiten(w: Float64Array, p: number, r: number, data: DataFactor, s: RegularizedSolution): void {
  const { passive, factor: l, scale } = s.minimum;
  for (let a = 0; a < p; a++) {
    const row = a * r;
    const from = passive[a] * data.rank;
    const factor = scale[passive[a]];
    for (let b = 0; b < r; b++) w[row + b] = factor * data.factor[from + b];
    const left = a * p;
    let k = 0;
    for (; k + 3 < a; k += 4) {
      const c = l[left + k];
      const d = l[left + k + 1];
      const e = l[left + k + 2];
      const g = l[left + k + 3];
      const first = k * r;
      const second = first + r;
      const third = second + r;
      const fourth = third + r;
      for (let b = 0; b < r; b++)
        w[row + b] -= c * w[first + b] + d * w[second + b] + e * w[third + b] + g * w[fourth + b];
    }
    for (; k < a; k++) {
      const c = l[left + k];
      for (let b = 0, other = k * r; b < r; b++) w[row + b] -= c * w[other + b];
    }
    const pivot = l[left + a];
    for (let b = 0; b < r; b++) w[row + b] /= pivot;
  }
}

/** WᵀW of order r, both triangles. */
function inner(w: Float64Array, p: number, r: number): Float64Array {
  const product = new Float64Array(r * r);
  let a = 0;
  for (; a + 3 < p; a += 4) {
    const first = a * r;
    const second = first + r;
    const third = second + r;
    const fourth = third + r;
    for (let i = 0; i < r; i++) {
      const c = w[first + i];
      const d = w[second + i];
      const e = w[third + i];
      const g = w[fourth + i];
      const to = i * r;
      for (let j = 0; j <= i; j++)
        product[to + j] += c * w[first + j] + d * w[second + j] + e * w[third + j] + g * w[fourth + j];
    }
  }
  for (; a < p; a++) {
    for (let i = 0, row = a * r; i < r; i++) {
      const c = w[row + i];
      for (let j = 0; j <= i; j++) product[i * r + j] += c * w[row + j];
    }
  }
  for (let i = 0; i < r; i++) for (let j = 0; j < i; j++) product[j * r + i] = product[i * r + j];
  return product;
}

/** WWᵀ of order p, both triangles. */
function outer(w: Float64Array, p: number, r: number): Float64Array {
  const product = new Float64Array(p * p);
  for (let a = 0; a < p; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let i = 0, left = a * r, right = b * r; i < r; i++) sum += w[left + i] * w[right + i];
      product[a * p + b] = sum;
      product[b * p + a] = sum;
    }
  }
  return product;
}
