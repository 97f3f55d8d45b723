import type { ImpedanceSpectrum } from "../spectrum.ts";
import { type NetworkParts, networkColumns, timeConstants } from "./network.ts";

/** What the separate fits of Z' and Z'' leave at each point. */
export interface SeparateResiduals {
  /** Sum of the squares of both residuals, over the square of the size. */
  readonly squares: Float64Array;
  /** 2 − h' − h'', with the leverages h of the point in both fits: degrees of freedom left to it; they add up to 2N − p. */
  readonly freedom: Float64Array;
  /** Sum over all points, and number of independent coefficients. */
  readonly residualSquares: number;
  readonly parameters: number;
}

/** As in `linearLeastSquares`: what is left of a column below this fraction of it counts as nothing. */
const DEPENDENT = 1e-15;

/**
 * Fits the columns of the network with `order` elements to Z' (R₀ and elements) and to Z'' (elements, L, C) apart, by an
 * orthonormal basis Q of the columns (Gram-Schmidt, each step twice: Golub & Van Loan, Matrix Computations, 4th ed.,
 * section 5.2.9), which gives the leverages Σ Q² too.
 *
 * @param size what each point is divided by, in Ω
 */
export function separateResiduals(
  spectrum: ImpedanceSpectrum,
  size: Float64Array,
  order: number,
  parts: NetworkParts,
  widening: number,
): SeparateResiduals {
  const tau = timeConstants(spectrum.frequency, order, widening);
  const { real, imaginary } = networkColumns(spectrum, size, tau, parts);
  const squares = new Float64Array(size.length);
  const freedom = new Float64Array(size.length);
  const parameters =
    addResiduals(real.slice(0, order + 1), spectrum.real, size, squares, freedom) +
    addResiduals(imaginary.slice(1), spectrum.imaginary, size, squares, freedom);
  return { squares, freedom, residualSquares: squares.reduce((a, b) => a + b, 0), parameters };
}

/** Adds what one fit leaves to `squares` and 1 − h to `freedom`. @returns the rank */
function addResiduals(
  columns: readonly Float64Array[],
  data: Float64Array,
  size: Float64Array,
  squares: Float64Array,
  freedom: Float64Array,
): number {
  const rows = size.length;
  const left = data.map((value, k) => value / size[k]);
  const basis = new Float64Array(rows * columns.length);
  let rank = 0;
  for (const column of columns) {
    const at = rank * rows;
    basis.set(column, at);
    const length = Math.sqrt(dot(basis, at, basis, at, rows));
    for (let pass = 0; pass < 2; pass++) {
      for (let p = 0; p < at; p += rows) subtract(basis, at, basis, p, dot(basis, at, basis, p, rows), rows);
    }
    const rest = Math.sqrt(dot(basis, at, basis, at, rows));
    if (!(rest > DEPENDENT * length)) continue;
    for (let k = 0; k < rows; k++) basis[at + k] /= rest;
    subtract(left, 0, basis, at, dot(left, 0, basis, at, rows), rows);
    rank++;
  }
  for (let k = 0; k < rows; k++) {
    let leverage = 0;
    for (let p = k; p < rank * rows; p += rows) leverage += basis[p] * basis[p];
    squares[k] += left[k] * left[k];
    freedom[k] += Math.max(0, 1 - leverage);
  }
  return rank;
}

/** Scalar product of the n numbers of a from p and of b from q. */
function dot(a: Float64Array, p: number, b: Float64Array, q: number, n: number): number {
  let sum = 0;
  for (let k = 0; k < n; k++) sum += a[p + k] * b[q + k];
  return sum;
}

/** a ← a − factor b for the n numbers of a from p and of b from q. */
function subtract(a: Float64Array, p: number, b: Float64Array, q: number, factor: number, n: number): void {
  for (let k = 0; k < n; k++) a[p + k] -= factor * b[q + k];
}
