import { log } from "../../numerics/elementary/index.ts";

/** The frequencies of a spectrum with what every element needs of them, computed once. */
export interface FrequencyGrid {
  /** ω = 2πf in s⁻¹. */
  readonly omega: Float64Array;
  /** ln ω. */
  readonly logOmega: Float64Array;
}

/** The grid of frequencies f in Hz. */
export function frequencyGrid(frequency: Float64Array): FrequencyGrid {
  const omega = frequency.map((f) => 2 * Math.PI * f);
  return { omega, logOmega: omega.map(log) };
}

/** One parameter of a circuit element. */
export interface ElementParameter {
  /** Symbol as in the formula: `Q`. */
  readonly symbol: string;
  readonly unit: string;
  readonly meaning: string;
  /** Smallest and largest value a fit may try. For a logarithmic parameter these are only fences against overflow. */
  readonly lower: number;
  readonly upper: number;
  /** The variable in which it is fitted: its logarithm for a scale parameter, itself for an exponent. */
  readonly scale: "log" | "linear";
}

/** A circuit element: what it is called, its parameters and its impedance, side by side. */
export interface CircuitElement {
  /** Symbol in a circuit: `CPE`. */
  readonly symbol: string;
  /** Other symbols that are understood. */
  readonly aliases: readonly string[];
  readonly title: string;
  /** Z as one line of text. */
  readonly formula: string;
  readonly source: string;
  readonly parameters: readonly ElementParameter[];
  /** Power of s by which each parameter changes where Z becomes s Z: 1 for a resistance, −1 for a capacitance. */
  readonly scaling: readonly number[];
  /**
   * Parameters with which |Z| is about `resistance` (Ω) at ω = 1/τ and the element relaxes there if it does at all.
   */
  start(resistance: number, tau: number): readonly number[];
  /**
   * Writes Z and its derivatives over a grid of m frequencies.
   *
   * @param p values of the element's parameters, from index `at`
   * @param z Re Z, Im Z interleaved, length 2m, in Ω
   * @param dz ∂Z/∂p_k interleaved at [k·2m … (k + 1)·2m), in Ω per unit of the parameter
   */
  impedance(grid: FrequencyGrid, p: Float64Array, at: number, z: Float64Array, dz: Float64Array): void;
}

/** A scale parameter, fitted by its logarithm. */
export function scaleParameter(
  symbol: string,
  unit: string,
  meaning: string,
  lower: number,
  upper: number,
): ElementParameter {
  return { symbol, unit, meaning, lower, upper, scale: "log" };
}
