import { DomainError } from "../../base/errors.ts";
import { log } from "../../numerics/elementary/index.ts";
import { factorCholesky, solveCholesky } from "../../numerics/linear/cholesky.ts";
import type { DataFactor, HatMatrix } from "./hat-matrix.ts";
import type { RelaxationProblem } from "./problem.ts";
import { modelImpedance, weightedModel } from "./problem.ts";
import type { RegularizedSolution } from "./regularize.ts";

/** Number of parts of `k-fold`, and the relative difference below which frequencies count as repeated. */
const FOLDS = 5;
const SAME_FREQUENCY = 1e-6;
/** Added to the unit diagonal of a scaled matrix, as in the minimum with all data. */
const RIDGE = 1e-13;

/** ln of the mean square error of prediction from the solution with all data and its hat matrix, to be made small. */
export type FoldError = (solution: RegularizedSolution, hat: HatMatrix) => number;

/**
 * K-fold cross-validation with K = 5: γ is found five times, each time without every fifth frequency, and judged by the weighted
 * error there. Frequencies are dealt out in order of their size, repeated ones together, so that the order of the points plays
 * no part (Stone, J. R. Stat. Soc. B 36 (1974) 111; Maradesa et al., J. Electrochem. Soc. 170 (2023) 030502).
 *
 * The functions in use are those of the solution with all data. On them it is linear in the data, and the residuals e of a part F
 * that is left out follow from those with all data, r, without another fit: e_F = (I − K_FF)⁻¹ r_F (Golub, Heath & Wahba,
 * Technometrics 21 (1979) 215, for parts of one point).
 */
export function foldError(problem: RelaxationProblem, data: DataFactor): FoldError {
  const { plan, spectrum, weights, rows } = problem;
  const { rank: r } = data;
  const parts = rowsOfParts(problem);
  const q = orthonormalRows(problem, data);
  const most = parts.reduce((size, part) => Math.max(size, part.length), 0);
  const memory = new Float64Array(most * (r + problem.unknowns + most + 1));
  const residual = new Float64Array(rows);
  return (solution, hat) => {
    const { real, imaginary } = solution;
    let row = 0;
    for (const [used, values, model] of [
      [problem.useReal, spectrum.real, real],
      [problem.useImaginary, spectrum.imaginary, imaginary],
    ] as const) {
      if (!used) continue;
      for (let k = 0; k < plan.frequency.length; k++)
        if (weights[k] > 0) residual[row++] = weights[k] * (values[k] - model[k]);
    }
    let squares = 0;
    for (const part of parts) squares += squaresLeftOut(part, q, r, hat, residual, memory);
    return log(squares / rows);
  };
}

/** ‖(I − K_FF)⁻¹ r_F‖²; infinite if the part determines an unknown alone. */
function squaresLeftOut(
  part: Int32Array,
  q: Float64Array,
  r: number,
  { rows, columns, factor }: HatMatrix,
  residual: Float64Array,
  memory: Float64Array,
): number {
  const m = part.length;
  const product = memory.subarray(0, m * columns);
  const matrix = memory.subarray(m * columns, m * (columns + m));
  const solved = memory.subarray(m * (columns + m), m * (columns + m + 1));
  product.fill(0);
  for (let a = 0; a < m; a++) {
    const from = part[a] * r;
    const to = a * columns;
    let i = 0;
    for (; i + 3 < rows; i += 4) {
      const c = q[from + i];
      const d = q[from + i + 1];
      const e = q[from + i + 2];
      const g = q[from + i + 3];
      const first = i * columns;
      const second = first + columns;
      const third = second + columns;
      const fourth = third + columns;
      for (let j = 0; j < columns; j++)
        product[to + j] +=
          c * factor[first + j] + d * factor[second + j] + e * factor[third + j] + g * factor[fourth + j];
    }
    for (; i < rows; i++) {
      const c = q[from + i];
      for (let j = 0, at = i * columns; j < columns; j++) product[to + j] += c * factor[at + j];
    }
    for (let b = 0; b <= a; b++) {
      const other = b * columns;
      let sum = 0;
      for (let j = 0; j < columns; j++) sum += product[to + j] * product[other + j];
      matrix[a * m + b] = (a === b ? 1 : 0) - sum;
    }
    solved[a] = residual[part[a]];
  }
  if (factorCholesky(matrix, m) >= 0) return Number.POSITIVE_INFINITY;
  solveCholesky(matrix, m, solved);
  let squares = 0;
  for (let a = 0; a < m; a++) squares += solved[a] * solved[a];
  return squares;
}

/** Q = A F⁻ᵀ, rows × r, row-major. */
function orthonormalRows(problem: RelaxationProblem, data: DataFactor): Float64Array {
  const { unknowns, rows } = problem;
  const { rank: r, factor, pivots } = data;
  const model = turnedModel(problem);
  const q = new Float64Array(rows * r);
  for (let row = 0; row < rows; row++) {
    const at = row * r;
    for (let j = 0; j < r; j++) {
      const other = pivots[j] * r;
      let sum = model[row * unknowns + pivots[j]];
      for (let k = 0; k < j; k++) sum -= q[at + k] * factor[other + k];
      q[at + j] = sum / factor[other + j];
    }
  }
  return q;
}

/** The weighted model in unknowns times their signs, as in `gram`. */
function turnedModel(problem: RelaxationProblem): Float64Array {
  const { signs, unknowns } = problem;
  const { model } = weightedModel(problem);
  if (signs !== undefined) for (let i = 0; i < model.length; i++) model[i] *= signs[i % unknowns];
  return model;
}

/** The rows of the weighted model that are left out together. */
function rowsOfParts(problem: RelaxationProblem): readonly Int32Array[] {
  const { plan, weights } = problem;
  const { frequency } = plan;
  const order = Array.from(frequency.keys()).sort((a, b) => frequency[b] - frequency[a]);
  const fold = new Uint8Array(frequency.length);
  let rank = 0;
  order.forEach((k, i) => {
    if (i > 0 && frequency[k] < frequency[order[i - 1]] * (1 - SAME_FREQUENCY)) rank++;
    fold[k] = rank % FOLDS;
  });
  const parts: number[][] = Array.from({ length: FOLDS }, () => []);
  let row = 0;
  for (const used of [problem.useReal, problem.useImaginary]) {
    if (!used) continue;
    for (let k = 0; k < frequency.length; k++) if (weights[k] > 0) parts[fold[k]].push(row++);
  }
  return parts.map((part) => Int32Array.from(part));
}

/** ln of the mean square error of prediction from the solution with all data, to be made small. */
export type CrossPartError = (solution: RegularizedSolution) => number;

/**
 * Re-im cross-validation: γ of the real part predicts the imaginary part and the other way round; R∞ is that of the real, L and
 * 1/C are those of the imaginary fit (Saccoccio, Wan, Chen & Ciucci, Electrochim. Acta 147 (2014) 470, section 2.4). The functions
 * in use are those of the solution with both parts.
 *
 * @throws DomainError if only one part of Z is fitted
 */
export function crossPartError(problem: RelaxationProblem): CrossPartError {
  const { plan, spectrum, weights, unknowns, rows, gram, projection, signs } = problem;
  const { resistanceAt, inductanceAt, elastanceAt } = problem;
  if (!(problem.useReal && problem.useImaginary)) {
    throw new DomainError(`relaxationTimes: λ by re-im needs both parts of Z; part is "${plan.settings.part}".`);
  }
  const ofReal = realPart(problem);
  const ofImaginary = {
    gram: gram.map((value, i) => value - ofReal.gram[i]),
    projection: projection.map((value, i) => value - ofReal.projection[i]),
  };
  const h = new Float64Array(unknowns * unknowns);
  const x = new Float64Array(unknowns);
  const y = new Float64Array(unknowns);
  const [real, imaginary, rest] = [0, 1, 2].map(() => new Float64Array(weights.length));
  return ({ minimum, lambda }) => {
    const forReal = minimum.passive.filter((i) => i >= problem.free || i === resistanceAt);
    const forImaginary = minimum.passive.filter((i) => i !== resistanceAt);
    if (!solveOn(problem, ofReal, lambda, forReal, h, x)) return Number.POSITIVE_INFINITY;
    if (!solveOn(problem, ofImaginary, lambda, forImaginary, h, y)) return Number.POSITIVE_INFINITY;
    // What is left unfitted by the other part takes the free unknowns of its own.
    y[resistanceAt] = x[resistanceAt];
    if (inductanceAt >= 0) x[inductanceAt] = y[inductanceAt];
    if (elastanceAt >= 0) x[elastanceAt] = y[elastanceAt];
    if (signs !== undefined) {
      for (let i = 0; i < unknowns; i++) {
        x[i] *= signs[i];
        y[i] *= signs[i];
      }
    }
    modelImpedance(problem, x, rest, imaginary);
    modelImpedance(problem, y, real, rest);
    let squares = 0;
    for (let k = 0; k < weights.length; k++) {
      const re = spectrum.real[k] - real[k];
      const im = spectrum.imaginary[k] - imaginary[k];
      squares += weights[k] ** 2 * (re * re + im * im);
    }
    return log(squares / rows);
  };
}

/** AᵀA and Aᵀb of one part of Z. */
interface PartOfData {
  readonly gram: Float64Array;
  readonly projection: Float64Array;
}

function realPart(problem: RelaxationProblem): PartOfData {
  const { plan, free, unknowns, weights, resistanceAt, spectrum, signs } = problem;
  const n = plan.functions;
  const gram = new Float64Array(unknowns * unknowns);
  const projection = new Float64Array(unknowns);
  const row = new Float64Array(unknowns);
  for (let k = 0; k < weights.length; k++) {
    const w = weights[k];
    if (w === 0) continue;
    row[resistanceAt] = w;
    for (let m = 0; m < n; m++) row[free + m] = w * plan.real[k * n + m] * (signs === undefined ? 1 : signs[free + m]);
    const value = w * spectrum.real[k];
    for (let i = 0; i < unknowns; i++) {
      const c = row[i];
      projection[i] += c * value;
      for (let j = 0, to = i * unknowns; j <= i; j++) gram[to + j] += c * row[j];
    }
  }
  for (let i = 0; i < unknowns; i++) for (let j = 0; j < i; j++) gram[j * unknowns + i] = gram[i * unknowns + j];
  return { gram, projection };
}

/** The unknowns of least Σ w² (part of Z − Ẑ)² + λ xᵀMx on a set, 0 elsewhere. False if the matrix is singular. */
function solveOn(
  { free, unknowns, plan, penalty }: RelaxationProblem,
  { gram, projection }: PartOfData,
  lambda: number,
  set: Int32Array,
  h: Float64Array,
  x: Float64Array,
): boolean {
  const n = plan.functions;
  const p = set.length;
  const scale = new Float64Array(p);
  const right = new Float64Array(p);
  for (let a = 0; a < p; a++) {
    const i = set[a];
    const row = i * unknowns;
    const rough = (i - free) * n - free;
    const own = gram[row + i] + (i >= free ? lambda * penalty[rough + i] : 0);
    if (!(own > 0)) return false;
    const s = 1 / Math.sqrt(own);
    scale[a] = s;
    right[a] = projection[i] * s;
    for (let b = 0; b < a; b++) {
      const j = set[b];
      h[a * p + b] = (gram[row + j] + (j >= free ? lambda * penalty[rough + j] : 0)) * s * scale[b];
    }
    h[a * p + a] = 1 + RIDGE;
  }
  if (factorCholesky(h, p) >= 0) return false;
  solveCholesky(h, p, right);
  x.fill(0);
  for (let a = 0; a < p; a++) x[set[a]] = right[a] * scale[a];
  return true;
}
