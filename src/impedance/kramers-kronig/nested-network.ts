import type { ImpedanceSpectrum } from "../spectrum.ts";
import { type NetworkParts, timeConstants } from "./network.ts";

/** An orthonormal basis that grows by one column at a time, with what each column leaves of the data. */
interface GrowingBasis {
  /** Rows of a column, and the columns one after another. */
  readonly rows: number;
  readonly basis: Float64Array;
  /** Columns so far. */
  rank: number;
  /** The data less their projection. */
  readonly left: Float64Array;
}

/** Networks of all orders for one spectrum and one set of weights; a network of one order contains those of lower order. */
export interface NestedNetwork {
  /** Elements in the order in which they join, as indices of `tau`. */
  readonly sequence: Int32Array;
  /** τ in s of all candidates. */
  readonly tau: Float64Array;
  /** Largest order reached. */
  readonly largest: number;
  /** Σ of squares that the network of order M leaves of both parts, M = 0 … largest, with its independent coefficients. */
  readonly jointSquares: Float64Array;
  readonly jointParameters: Int32Array;
  /** The same where Z' and Z'' have coefficients of their own. */
  readonly separateSquares: Float64Array;
  readonly separateParameters: Int32Array;
  /** Orthonormal columns of the joint network (2N rows, Z' first), of Z' alone, and of Z'' alone (N rows). */
  readonly joint: Float64Array;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
  /** Columns of each basis at each order. */
  readonly realColumns: Int32Array;
  readonly imaginaryColumns: Int32Array;
}

/** Asked after each order, with Σ of squares and coefficients of the joint and of the separate fits, whether to go on. */
export type GoOn = (
  order: number,
  joint: number,
  jointParameters: number,
  separate: number,
  parameters: number,
) => boolean;

/** What is left of a column below this fraction of it counts as nothing. */
const DEPENDENT = 1e-11;
/** The same for the squares of lengths in the choice of the sequence. */
const ROUNDED = 1e-13;
/** Where less of a column is left, rounding leaves more than 1e-12 along those before, and they are taken out once more. */
const CANCELLED = 1e-4;

/**
 * Orthogonalises the columns of R₀ + jωL + 1/(jωC) + Σ R_m/(1 + jωτ_m) once, so that Σ of squares is known for all orders
 * M at once. Of `largest` time constants, evenly spaced in ln τ, the one joins next whose column has the longest part
 * orthogonal to those before it (`joiningSequence`); the data are treated as one more column, and a column
 * of which little is left is orthogonalised twice (Golub & Van Loan, Matrix Computations, 4th ed., section 5.2.8).
 *
 * @param sizeReal what Z' of each point is divided by, in Ω; `sizeImaginary` the same for Z''
 * @param goOn asked after each order whether to go on to the next
 * @param before a network of the same frequencies whose sequence is taken over
 * @param lead τ in s of elements that join before the evenly spaced ones
 */
export function nestedNetwork(
  spectrum: ImpedanceSpectrum,
  sizeReal: Float64Array,
  sizeImaginary: Float64Array,
  parts: NetworkParts,
  widening: number,
  largest: number,
  goOn: GoOn,
  before?: NestedNetwork,
  lead: readonly number[] = [],
): NestedNetwork {
  const { frequency } = spectrum;
  const n = frequency.length;
  const rows = 2 * n;
  const tau = before?.tau ?? Float64Array.of(...lead, ...timeConstants(frequency, largest, widening));
  const omega = frequency.map((f) => 2 * Math.PI * f);
  const fixed = 1 + (parts.inductance ? 1 : 0) + (parts.capacitance ? 1 : 0);
  const columns = new Float64Array((fixed + tau.length) * rows);
  for (let k = 0; k < n; k++) columns[k] = 1 / sizeReal[k];
  if (parts.inductance) for (let k = 0; k < n; k++) columns[rows + n + k] = omega[k] / sizeImaginary[k];
  if (parts.capacitance) {
    for (let k = 0; k < n; k++) columns[(fixed - 1) * rows + n + k] = -1 / (omega[k] * sizeImaginary[k]);
  }
  for (let m = 0; m < tau.length; m++) {
    const at = (fixed + m) * rows;
    for (let k = 0; k < n; k++) {
      const x = omega[k] * tau[m];
      const re = 1 / (1 + x * x);
      columns[at + k] = re / sizeReal[k];
      columns[at + n + k] = (-x * re) / sizeImaginary[k];
    }
  }
  const sequence = before?.sequence ?? joiningSequence(columns, rows, fixed, tau.length, lead.length);
  const joint = growing(rows, fixed + largest);
  const real = growing(n, largest + 1);
  const imaginary = growing(n, largest + fixed - 1);
  for (let k = 0; k < n; k++) {
    joint.left[k] = real.left[k] = spectrum.real[k] / sizeReal[k];
    joint.left[n + k] = imaginary.left[k] = spectrum.imaginary[k] / sizeImaginary[k];
  }
  for (let j = 0; j < fixed; j++) {
    extend(joint, columns, j * rows);
    if (j === 0) extend(real, columns, 0);
    else extend(imaginary, columns, j * rows + n);
  }
  const jointSquares = new Float64Array(largest + 1);
  const jointParameters = new Int32Array(largest + 1);
  const separateSquares = new Float64Array(largest + 1);
  const separateParameters = new Int32Array(largest + 1);
  const realColumns = new Int32Array(largest + 1);
  const imaginaryColumns = new Int32Array(largest + 1);
  const record = (order: number): boolean => {
    jointSquares[order] = squares(joint.left);
    jointParameters[order] = joint.rank;
    separateSquares[order] = squares(real.left) + squares(imaginary.left);
    realColumns[order] = real.rank;
    imaginaryColumns[order] = imaginary.rank;
    separateParameters[order] = real.rank + imaginary.rank;
    return goOn(order, jointSquares[order], joint.rank, separateSquares[order], separateParameters[order]);
  };
  let order = 0;
  let going = record(0);
  while (going && order < largest) {
    const at = (fixed + sequence[order]) * rows;
    const rank = joint.rank;
    extend(joint, columns, at);
    if (joint.rank === rank) break;
    extend(real, columns, at);
    extend(imaginary, columns, at + n);
    order++;
    going = record(order);
  }
  return {
    sequence,
    tau,
    largest: order,
    jointSquares,
    jointParameters,
    separateSquares,
    separateParameters,
    joint: joint.basis,
    real: real.basis,
    imaginary: imaginary.basis,
    realColumns,
    imaginaryColumns,
  };
}

/**
 * Order in which elements join: the pivots of the Cholesky decomposition of the matrix of scalar products of their columns,
 * the fixed columns first (QR decomposition with column pivoting, Businger & Golub, Numer. Math. 7 (1965) 269, without its Q).
 * Columns that depend on those before to rounding follow in the order of τ.
 */
function joiningSequence(
  columns: Float64Array,
  rows: number,
  fixed: number,
  elements: number,
  lead: number,
): Int32Array {
  const count = fixed + elements;
  const products = scalarProducts(columns, rows, count);
  const lengths = new Float64Array(count);
  for (let j = 0; j < count; j++) lengths[j] = Math.sqrt(products[j * count + j]) || 1;
  for (let j = 0; j < count; j++) {
    for (let i = 0; i <= j; i++) {
      products[i * count + j] = products[j * count + i] /= lengths[i] * lengths[j];
    }
  }
  const used = new Uint8Array(count);
  const sequence: number[] = [];
  for (let step = 0; step < count; step++) {
    let best = step < fixed + lead ? step : -1;
    let largest = ROUNDED;
    for (let j = fixed; step >= fixed + lead && j < count; j++) {
      if (!used[j] && products[j * count + j] > largest) [best, largest] = [j, products[j * count + j]];
    }
    if (best < 0) break;
    used[best] = 1;
    if (best >= fixed) sequence.push(best - fixed);
    const pivot = products[best * count + best];
    if (!(pivot > ROUNDED)) continue;
    for (let j = 0; j < count; j++) {
      if (used[j]) continue;
      const factor = products[best * count + j] / pivot;
      for (let i = 0; i < count; i++) if (!used[i]) products[j * count + i] -= factor * products[best * count + i];
    }
  }
  for (let j = 0; j < elements; j++) if (!used[fixed + j]) sequence.push(j);
  return Int32Array.from(sequence);
}

function growing(rows: number, columns: number): GrowingBasis {
  return { rows, basis: new Float64Array(rows * columns), rank: 0, left: new Float64Array(rows) };
}

/** Adds what a column (from `at` in `source`) has beyond the basis; nothing if it has nothing. */
function extend(to: GrowingBasis, source: Float64Array, at: number): void {
  const { rows, basis, left } = to;
  const end = to.rank * rows;
  for (let k = 0; k < rows; k++) basis[end + k] = source[at + k];
  const length = Math.sqrt(dot(basis, end, basis, end, rows));
  takeOut(basis, to.rank, rows, end);
  let rest = Math.sqrt(dot(basis, end, basis, end, rows));
  if (rest < CANCELLED * length) {
    takeOut(basis, to.rank, rows, end);
    rest = Math.sqrt(dot(basis, end, basis, end, rows));
  }
  if (!(rest > DEPENDENT * length)) return;
  for (let k = 0; k < rows; k++) basis[end + k] /= rest;
  subtract(left, 0, basis, end, dot(left, 0, basis, end, rows), rows);
  to.rank++;
}

/** Takes the first `count` orthonormal columns out of the column at `end`, four at a time: each number read serves four products. */
function takeOut(basis: Float64Array, count: number, rows: number, end: number): void {
  let j = 0;
  for (; j + 3 < count; j += 4) {
    const p0 = j * rows;
    const p1 = p0 + rows;
    const p2 = p1 + rows;
    const p3 = p2 + rows;
    let [c0, c1, c2, c3] = [0, 0, 0, 0];
    for (let k = 0; k < rows; k++) {
      const v = basis[end + k];
      c0 += v * basis[p0 + k];
      c1 += v * basis[p1 + k];
      c2 += v * basis[p2 + k];
      c3 += v * basis[p3 + k];
    }
    for (let k = 0; k < rows; k++) {
      basis[end + k] -= c0 * basis[p0 + k] + c1 * basis[p1 + k] + c2 * basis[p2 + k] + c3 * basis[p3 + k];
    }
  }
  for (; j < count; j++) subtract(basis, end, basis, j * rows, dot(basis, end, basis, j * rows, rows), rows);
}

/** Scalar products of every column with every other, rows × count, symmetric. */
function scalarProducts(columns: Float64Array, rows: number, count: number): Float64Array {
  const products = new Float64Array(count * count);
  for (let j = 0; j < count; j++) {
    const q = j * rows;
    let i = 0;
    for (; i + 3 <= j; i += 4) {
      const p0 = i * rows;
      const p1 = p0 + rows;
      const p2 = p1 + rows;
      const p3 = p2 + rows;
      let [c0, c1, c2, c3] = [0, 0, 0, 0];
      for (let k = 0; k < rows; k++) {
        const v = columns[q + k];
        c0 += v * columns[p0 + k];
        c1 += v * columns[p1 + k];
        c2 += v * columns[p2 + k];
        c3 += v * columns[p3 + k];
      }
      products[j * count + i] = c0;
      products[j * count + i + 1] = c1;
      products[j * count + i + 2] = c2;
      products[j * count + i + 3] = c3;
    }
    for (; i <= j; i++) products[j * count + i] = dot(columns, i * rows, columns, q, rows);
  }
  return products;
}

function squares(values: Float64Array): number {
  return dot(values, 0, values, 0, values.length);
}

/** Scalar product of the n numbers of a from p and of b from q. */
export function dot(a: Float64Array, p: number, b: Float64Array, q: number, n: number): number {
  let sum = 0;
  for (let k = 0; k < n; k++) sum += a[p + k] * b[q + k];
  return sum;
}

/** a ← a − factor b for the n numbers of a from p and of b from q. */
export function subtract(a: Float64Array, p: number, b: Float64Array, q: number, factor: number, n: number): void {
  for (let k = 0; k < n; k++) a[p + k] -= factor * b[q + k];
}
