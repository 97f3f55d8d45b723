import type { LeastSquaresProblem } from "../../numerics/least-squares/levenberg-marquardt.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { type CircuitEvaluator, circuitEvaluator } from "./evaluator.ts";
import type { Circuit } from "./notation.ts";
import { fitVariables, type VariableOptions, type Variables } from "./variables.ts";

/** What one parameter of a circuit may do in a fit. */
export interface ParameterRange {
  readonly lower: number;
  readonly upper: number;
  readonly scale: "log" | "linear";
  /** True: kept at its start value. */
  readonly fixed: boolean;
  /** True: bounds were asked for, so that it has to be a variable itself. */
  readonly given?: boolean;
}

/** The fit of a circuit to a spectrum as a least-squares problem in the free parameters, logarithms where so scaled. */
export interface CircuitProblem extends LeastSquaresProblem {
  /** For each variable the index of its parameter among those of the circuit. */
  readonly free: Int32Array;
  readonly map: Variables;
  readonly evaluator: CircuitEvaluator;
  /** √w, interleaved; what is written there holds from the next evaluation on. */
  readonly roots: Float64Array;
  /** Measured Z, interleaved, in Ω. */
  readonly measured: Float64Array;
  /** Variables x of parameters p: ln p of a scale parameter, unless `options` say otherwise. */
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
  options: VariableOptions = {},
): CircuitProblem {
  const evaluator = circuitEvaluator(circuit, spectrum.frequency);
  const size = 2 * spectrum.frequency.length;
  const measured = new Float64Array(size);
  for (let i = 0; i < spectrum.frequency.length; i++) {
    measured[2 * i] = spectrum.real[i] as number;
    measured[2 * i + 1] = spectrum.imaginary[i] as number;
  }
  const map = fitVariables(circuit, ranges, options);
  const { entryParameter, entryStart, entries } = map;
  const p = Float64Array.from(fixedAt);

  return {
    variables: map.count,
    residuals: size,
    lower: map.lower,
    upper: map.upper,
    free: map.parameterOf,
    map,
    evaluator,
    roots,
    measured,
    variablesOf: (from) => map.of(from),
    parametersOf: (x, from) => {
      const all = Float64Array.from(from);
      map.into(x, all);
      return all;
    },
    impedance: (from) => evaluator.evaluate(from),
    sumOfSquares: (from) => {
      const z = evaluator.evaluate(from);
      let sum = 0;
      for (let i = 0; i < size; i++) sum += (roots[i] * (z[i] - measured[i])) ** 2;
      return sum;
    },
    evaluate: (x, residual, jacobian) => {
      map.into(x, p);
      const z = evaluator.evaluate(p);
      for (let i = 0; i < size; i++) residual[i] = roots[i] * (z[i] - measured[i]);
      const derivatives = evaluator.gradient();
      for (let v = 0; v < map.count; v++) {
        const at = v * size;
        const first = entryStart[v];
        const end = entryStart[v + 1];
        weighted(roots, derivatives, entryParameter[first] * size, entries[first], jacobian, at, size);
        for (let e = first + 1; e < end; e++) {
          addWeighted(roots, derivatives, entryParameter[e] * size, entries[e], jacobian, at, size);
        }
      }
    },
  };
}

/** out[at …] = √w · slope · a[from …] */
function weighted(
  roots: Float64Array,
  a: Float64Array,
  from: number,
  slope: number,
  out: Float64Array,
  at: number,
  size: number,
): void {
  for (let i = 0; i < size; i++) out[at + i] = roots[i] * slope * a[from + i];
}

function addWeighted(
  roots: Float64Array,
  a: Float64Array,
  from: number,
  slope: number,
  out: Float64Array,
  at: number,
  size: number,
): void {
  for (let i = 0; i < size; i++) out[at + i] += roots[i] * slope * a[from + i];
}
