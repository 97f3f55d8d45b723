import { squaresBetween, triangularize } from "../../numerics/linear/householder.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { type NetworkParts, timeConstants } from "./network.ts";

/** How closely Z' and Z'' are described when each has coefficients of its own: smooth, but free of Kramers and Kronig. */
export interface SeparateFit {
  readonly residualSquares: number;
  /** Independent coefficients of both parts together. */
  readonly parameters: number;
}

/** What networks of rising order leave of one spectrum, Σ |Z − Ẑ|²/size², without their coefficients. */
export interface NetworkLadder {
  /** Coefficients of the network with M elements. */
  parameters(order: number): number;
  /** The columns of `fitNetwork`, fitted to Z' (R₀ and elements) and to Z'' (elements, L, C) separately. */
  separate(order: number): SeparateFit;
  /**
   * Σ of squares that the one network for both parts leaves, of the order that `separate` was last called with: its
   * least-squares problem is that of the two triangles to which the separate fits have reduced their parts
   * (Golub & Van Loan, Matrix Computations, 4th ed., section 5.1.11).
   */
  joint(): number;
}

/** Prepares the fits of one spectrum with up to `largest` elements, each point divided by `size` in Ω; all memory is allocated here. */
export function networkLadder(
  spectrum: ImpedanceSpectrum,
  size: Float64Array,
  parts: NetworkParts,
  widening: number,
  largest: number,
): NetworkLadder {
  const { frequency } = spectrum;
  const rows = frequency.length;
  const weight = size.map((z) => 1 / z);
  const omega = frequency.map((f) => 2 * Math.PI * f);
  const dataReal = spectrum.real.map((re, k) => re * weight[k]);
  const dataImaginary = spectrum.imaginary.map((im, k) => im * weight[k]);
  const reactive = (parts.inductance ? 1 : 0) + (parts.capacitance ? 1 : 0);
  const most = largest + 1 + reactive;
  const real = new Float64Array(rows * most);
  const imaginary = new Float64Array(rows * most);
  const rightReal = new Float64Array(rows);
  const rightImaginary = new Float64Array(rows);
  const pivotsReal = new Int32Array(most);
  const pivotsImaginary = new Int32Array(most);
  const stack = new Float64Array(2 * most * most);
  const rightStack = new Float64Array(2 * most);
  const pivotsStack = new Int32Array(most);
  const heights = Int32Array.from({ length: most }, (_, j) => 2 * j + 1);
  let order = 0;
  let left = 0;

  const fillColumns = (): void => {
    const tau = timeConstants(frequency, order, widening);
    real.set(weight);
    for (let m = 0; m < order; m++) {
      for (let k = 0; k < rows; k++) {
        const x = omega[k] * tau[m];
        const re = weight[k] / (1 + x * x);
        real[(m + 1) * rows + k] = re;
        imaginary[m * rows + k] = -x * re;
      }
    }
    let at = order * rows;
    if (parts.inductance) {
      for (let k = 0; k < rows; k++) imaginary[at + k] = omega[k] * weight[k];
      at += rows;
    }
    if (parts.capacitance) for (let k = 0; k < rows; k++) imaginary[at + k] = -weight[k] / omega[k];
  };

  return {
    parameters: (m) => m + 1 + reactive,
    separate: (m) => {
      order = m;
      fillColumns();
      rightReal.set(dataReal);
      rightImaginary.set(dataImaginary);
      const first = triangularize(real, rows, order + 1, rightReal, pivotsReal);
      const second = triangularize(imaginary, rows, order + reactive, rightImaginary, pivotsImaginary);
      left = squaresBetween(rightReal, first, rows) + squaresBetween(rightImaginary, second, rows);
      return { residualSquares: left, parameters: first + second };
    },
    joint: () => {
      const columns = order + 1 + reactive;
      const height = 2 * columns - 1;
      stack.fill(0, 0, height * columns);
      rightStack.fill(0, 0, height);
      // Rows of both triangles take turns, so that column j has entries in rows 0 … 2j only.
      let reached = 0;
      for (let j = 0; j <= order; j++) {
        if (pivotsReal[j] >= 0) reached = pivotsReal[j] + 1;
        const to = j * height;
        for (let i = 0; i < reached; i++) stack[to + rowOfReal(i)] = real[j * rows + i];
      }
      for (let i = 0; i < reached; i++) rightStack[rowOfReal(i)] = rightReal[i];
      reached = 0;
      for (let j = 0; j < order + reactive; j++) {
        if (pivotsImaginary[j] >= 0) reached = pivotsImaginary[j] + 1;
        const to = (j + 1) * height;
        for (let i = 0; i < reached; i++) stack[to + rowOfImaginary(i)] = imaginary[j * rows + i];
      }
      for (let i = 0; i < reached; i++) rightStack[rowOfImaginary(i)] = rightImaginary[i];
      const rank = triangularize(stack, height, columns, rightStack, pivotsStack, heights);
      return left + squaresBetween(rightStack, rank, height);
    },
  };
}

/** Rows 0, 1, 3, 5 … of the stack come from the triangle of Z', rows 2, 4, 6 … from that of Z''. */
function rowOfReal(i: number): number {
  return i === 0 ? 0 : 2 * i - 1;
}

function rowOfImaginary(i: number): number {
  return 2 * i + 2;
}
