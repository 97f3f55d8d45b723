import type { LeastSquaresProblem } from "../../numerics/least-squares/levenberg-marquardt.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { circuitEvaluator } from "./evaluator.ts";
import type { Circuit } from "./notation.ts";

/** What one parameter of a circuit may do in a fit. */
export interface ParameterRange {
  readonly lower: number;
  readonly upper: number;
  readonly scale: "log" | "linear";
  /** True: kept at its start value. */
  readonly fixed: boolean;
}

/** The fit of a circuit to a spectrum as a least-squares problem in the free parameters, logarithms where so scaled. */
export interface CircuitProblem extends LeastSquaresProblem {
  /** Indices of the free parameters among those of the circuit. */
  readonly free: Int32Array;
  /** Variables x of parameters p; those of a logarithmic parameter are ln p. */
  variablesOf(p: Float64Array): Float64Array;
  /** Parameters: the free ones from x, the others from `p`. */
  parametersOf(x: Float64Array, p: Float64Array): Float64Array;
  /** Z of parameters p, Re and Im interleaved; overwritten by the next call. */
  impedance(p: Float64Array): Float64Array;
  /** F(p) without derivatives. */
  sumOfSquares(p: Float64Array): number;
}

/** The ranges of a circuit's parameters as its elements declare them, all free. */
export function elementRanges(circuit: Circuit): readonly ParameterRange[] {
  return circuit.elements.flatMap(({ element }) =>
    element.parameters.map(({ lower, upper, scale }) => ({ lower, upper, scale, fixed: false })),
  );
}

/**
 * Residuals √w (Ẑ − Z), Re and Im interleaved.
 *
 * @param roots √w from `weightRoots`
 * @param ranges one for each parameter of the circuit
 * @param fixedAt values of the fixed parameters, at their places
 */
export function circuitProblem(
  circuit: Circuit,
  spectrum: ImpedanceSpectrum,
  roots: Float64Array,
  ranges: readonly ParameterRange[],
  fixedAt: Float64Array,
): CircuitProblem {
  const evaluator = circuitEvaluator(circuit, spectrum.frequency);
  const size = 2 * spectrum.frequency.length;
  const measured = new Float64Array(size);
  for (let i = 0; i < spectrum.frequency.length; i++) {
    measured[2 * i] = spectrum.real[i] as number;
    measured[2 * i + 1] = spectrum.imaginary[i] as number;
  }
  const free = Int32Array.from(Array.from(ranges.keys()).filter((k) => ranges[k]?.fixed === false));
  const isLog = Uint8Array.from(free, (k) => (ranges[k]?.scale === "log" ? 1 : 0));
  const transform = (value: number, scale: "log" | "linear"): number => (scale === "log" ? Math.log(value) : value);
  const edge = (end: "lower" | "upper"): Float64Array =>
    Float64Array.from(free, (k) => transform((ranges[k] as ParameterRange)[end], (ranges[k] as ParameterRange).scale));
  const p = Float64Array.from(fixedAt);
  const derivatives = new Float64Array(size * ranges.length);

  const insert = (x: Float64Array, into: Float64Array): void => {
    for (let v = 0; v < free.length; v++) {
      into[free[v] as number] = isLog[v] === 1 ? Math.exp(x[v] as number) : (x[v] as number);
    }
  };

  return {
    variables: free.length,
    residuals: size,
    lower: edge("lower"),
    upper: edge("upper"),
    free,
    variablesOf: (from) =>
      Float64Array.from(free, (k, v) => (isLog[v] === 1 ? Math.log(from[k] as number) : (from[k] as number))),
    parametersOf: (x, from) => {
      const all = Float64Array.from(from);
      insert(x, all);
      return all;
    },
    impedance: (from) => evaluator.evaluate(from),
    sumOfSquares: (from) => {
      const z = evaluator.evaluate(from);
      let sum = 0;
      for (let i = 0; i < size; i++) sum += ((roots[i] as number) * ((z[i] as number) - (measured[i] as number))) ** 2;
      return sum;
    },
    evaluate: (x, residual, jacobian) => {
      insert(x, p);
      const z = evaluator.evaluate(p);
      for (let i = 0; i < size; i++) residual[i] = (roots[i] as number) * ((z[i] as number) - (measured[i] as number));
      evaluator.derivatives(derivatives);
      for (let v = 0; v < free.length; v++) {
        const k = free[v] as number;
        const inner = isLog[v] === 1 ? (p[k] as number) : 1;
        for (let i = 0; i < size; i++) {
          jacobian[v * size + i] = (roots[i] as number) * (derivatives[k * size + i] as number) * inner;
        }
      }
    },
  };
}
