import { exp, hypot, log } from "../../numerics/elementary/index.ts";
import type { LinearLeastSquares } from "../../numerics/linear/householder.ts";
import { linearLeastSquares } from "../../numerics/linear/householder.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";

/** What the linear network consists of besides R₀ and the M resistor-capacitor elements. */
export interface NetworkParts {
  readonly capacitance: boolean;
  readonly inductance: boolean;
}

/** A fitted network. */
export interface FittedNetwork {
  readonly order: number;
  /** R_k in Ω. */
  readonly resistances: Float64Array;
  /** (Z − Ẑ)/size, with the size of each point that the fit was given. */
  readonly residualReal: Float64Array;
  readonly residualImaginary: Float64Array;
  /** Σ of squares of both residuals, and number of fitted unknowns that were independent. */
  readonly residualSquares: number;
  readonly parameters: number;
}

/** τ_k in s of an order: uniform in ln τ over [1/ω_max, 1/ω_min], widened by a factor on both sides; one element sits at the slow end. */
export function timeConstants(frequency: Float64Array, order: number, widening = 1): Float64Array {
  let fastest = 0;
  let slowest = Number.POSITIVE_INFINITY;
  for (const f of frequency) {
    fastest = Math.max(fastest, f);
    slowest = Math.min(slowest, f);
  }
  const from = log(1 / (2 * Math.PI * fastest * widening));
  const to = log(widening / (2 * Math.PI * slowest));
  const tau = new Float64Array(order);
  for (let k = 0; k < order; k++) tau[k] = exp(order === 1 ? to : from + ((to - from) * k) / (order - 1));
  return tau;
}

/** |Z| of each point; a point with Z = 0 weighs like the smallest other one. */
export function moduli(spectrum: ImpedanceSpectrum): Float64Array {
  const values = spectrum.real.map((re, k) => hypot(re, spectrum.imaginary[k]));
  const smallest = values.reduce((a, b) => (b > 0 ? Math.min(a, b) : a), Number.POSITIVE_INFINITY);
  return values.map((z) => (z > 0 ? z : Number.isFinite(smallest) ? smallest : 1));
}

/** The columns of a network: real and imaginary parts over the size of each point, first R₀, then the elements, then L, then 1/C. */
export interface NetworkColumns {
  readonly real: readonly Float64Array[];
  readonly imaginary: readonly Float64Array[];
}

/** Columns of a network with elements at τ, each point divided by `size`. */
export function networkColumns(
  spectrum: ImpedanceSpectrum,
  size: Float64Array,
  tau: Float64Array,
  parts: NetworkParts,
): NetworkColumns {
  const { frequency } = spectrum;
  const zero = new Float64Array(frequency.length);
  const real: Float64Array[] = [size.map((z) => 1 / z)];
  const imaginary: Float64Array[] = [zero];
  for (const t of tau) {
    const re = new Float64Array(frequency.length);
    const im = new Float64Array(frequency.length);
    for (let k = 0; k < frequency.length; k++) {
      const x = 2 * Math.PI * frequency[k] * t;
      re[k] = 1 / ((1 + x * x) * size[k]);
      im[k] = -x * re[k];
    }
    real.push(re);
    imaginary.push(im);
  }
  if (parts.inductance) {
    real.push(zero);
    imaginary.push(size.map((z, k) => (2 * Math.PI * frequency[k]) / z));
  }
  if (parts.capacitance) {
    real.push(zero);
    imaginary.push(size.map((z, k) => -1 / (2 * Math.PI * frequency[k] * z)));
  }
  return { real, imaginary };
}

/** Solves for the chosen columns stacked over the given parts of Z. */
function solve(blocks: readonly (readonly Float64Array[])[], data: readonly Float64Array[]): LinearLeastSquares {
  const points = data[0].length;
  const rows = points * data.length;
  const columns = blocks[0].length;
  const matrix = new Float64Array(rows * columns);
  const right = new Float64Array(rows);
  data.forEach((values, b) => {
    right.set(values, b * points);
    blocks[b].forEach((column, j) => {
      matrix.set(column, j * rows + b * points);
    });
  });
  return linearLeastSquares(matrix, rows, columns, right);
}

/**
 * R₀ + Σ R_k/(1 + jωτ_k) + jωL + 1/(jωC) fitted to Z with weights 1/size, |Z| if not given, R_k of either sign: every such network
 * obeys the Kramers-Kronig relations. With `real` the imaginary part gives only L and C, with `imaginary` the real
 * part gives only R₀ (Boukamp, J. Electrochem. Soc. 142 (1995) 1885, equation 7).
 */
export function fitNetwork(
  spectrum: ImpedanceSpectrum,
  order: number,
  fit: "complex" | "real" | "imaginary",
  parts: NetworkParts,
  widening = 1,
  size: Float64Array = moduli(spectrum),
): FittedNetwork {
  const tau = timeConstants(spectrum.frequency, order, widening);
  const { real, imaginary } = networkColumns(spectrum, size, tau, parts);
  const dataReal = spectrum.real.map((re, k) => re / size[k]);
  const dataImaginary = spectrum.imaginary.map((im, k) => im / size[k]);
  const total = real.length;
  const reactive = total - order - 1;
  const x = new Float64Array(total);
  let parameters = 0;
  const place = ({ solution, rank }: LinearLeastSquares, at: number): void => {
    x.set(solution, at);
    parameters += rank;
  };
  if (fit === "complex") place(solve([real, imaginary], [dataReal, dataImaginary]), 0);
  else if (fit === "real") {
    place(solve([real.slice(0, order + 1)], [dataReal]), 0);
    if (reactive > 0) {
      const left = subtract(dataImaginary, imaginary, x);
      place(solve([imaginary.slice(order + 1)], [left]), order + 1);
    }
  } else {
    place(solve([imaginary.slice(1)], [dataImaginary]), 1);
    const left = subtract(dataReal, real, x);
    let numerator = 0;
    let denominator = 0;
    for (let k = 0; k < left.length; k++) {
      numerator += left[k] / size[k];
      denominator += 1 / size[k] ** 2;
    }
    x[0] = numerator / denominator;
    parameters++;
  }
  const residualReal = subtract(dataReal, real, x);
  const residualImaginary = subtract(dataImaginary, imaginary, x);
  const squares = (values: Float64Array): number => values.reduce((sum, r) => sum + r * r, 0);
  return {
    order,
    resistances: x.slice(1, order + 1),
    residualReal,
    residualImaginary,
    residualSquares: squares(residualReal) + squares(residualImaginary),
    parameters,
  };
}

function subtract(data: Float64Array, columns: readonly Float64Array[], x: Float64Array): Float64Array {
  const left = data.slice();
  columns.forEach((column, j) => {
    for (let k = 0; k < left.length; k++) left[k] -= column[k] * x[j];
  });
  return left;
}

/** µ = 1 − Σ|R<0| / Σ|R≥0| (Schönleber, Klotz & Ivers-Tiffée, Electrochim. Acta 131 (2014) 20); −∞ if no R ≥ 0. */
export function negativeMass(resistances: Float64Array): number {
  let negative = 0;
  let positive = 0;
  for (const r of resistances) {
    if (r < 0) negative -= r;
    else positive += r;
  }
  if (negative === 0) return 1;
  return positive > 0 ? 1 - negative / positive : Number.NEGATIVE_INFINITY;
}
