import { leastSquaresCovariance } from "../../numerics/least-squares/covariance.ts";
import { type ImpedanceSpectrum, impedanceSpectrum } from "../spectrum.ts";
import { arcPlaces, fittedArcs } from "./arcs.ts";
import { circuitEvaluator } from "./evaluator.ts";
import { type Circuit, parameterNames, parseCircuit } from "./notation.ts";
import type { CircuitProblem, ParameterRange } from "./problem.ts";
import type { CircuitFit, FittedParameter } from "./result.ts";
import type { Weighting } from "./weighting.ts";

/**
 * Standard error of ln p above which a scale parameter counts as not identifiable: its factor of uncertainty exceeds
 * e⁵ ≈ 150 either way. An exponent counts as not identifiable when its standard error exceeds the width of its range.
 */
export const UNIDENTIFIABLE_LOG_ERROR = 5;

/**
 * The result of a fit that ended at parameters p, with errors from the Jacobian there.
 *
 * @param bound by parameter of the circuit: not 0 where it ended at a bound
 */
export function summariseFit(
  circuit: Circuit,
  spectrum: ImpedanceSpectrum,
  problem: CircuitProblem,
  ranges: readonly ParameterRange[],
  p: Float64Array,
  bound: ArrayLike<number>,
  weighting: Weighting,
  outcome: { readonly converged: boolean; readonly iterations: number },
): CircuitFit {
  const names = parameterNames(circuit);
  const units = circuit.elements.flatMap(({ element }) => element.parameters.map(({ unit }) => unit));
  const size = problem.residuals;
  const residual = new Float64Array(size);
  const jacobian = new Float64Array(size * problem.variables);
  problem.evaluate(problem.variablesOf(p), residual, jacobian);
  const chiSquared = residual.reduce((sum, value) => sum + value * value, 0);

  const inside = Array.from(problem.free.keys()).filter((v) => bound[problem.free[v] as number] === 0);
  const columns = new Float64Array(size * inside.length);
  inside.forEach((v, j) => {
    columns.set(jacobian.subarray(v * size, (v + 1) * size), j * size);
  });
  const { covariance, determined } = leastSquaresCovariance(columns, size, inside.length, chiSquared);
  const error = inside.map((_, j) => Math.sqrt(covariance[j * inside.length + j] as number));
  const free = inside.flatMap((v, j) => {
    const { scale, lower, upper } = ranges[problem.free[v] as number] as ParameterRange;
    const limit = scale === "log" ? UNIDENTIFIABLE_LOG_ERROR : upper - lower;
    return determined[j] === 1 && (error[j] as number) <= limit ? [j] : [];
  });
  /** dp/dx of the variable in column j. */
  const inner = (j: number): number => {
    const k = problem.free[inside[j] as number] as number;
    return ranges[k]?.scale === "log" ? (p[k] as number) : 1;
  };

  const parameters = names.map((name, k): FittedParameter => {
    const j = inside.findIndex((v) => problem.free[v] === k);
    const common = { name, value: p[k] as number, unit: units[k] as string };
    if (free.includes(j)) return { ...common, standardError: (error[j] as number) * inner(j), status: "free" };
    if (j >= 0) return { ...common, standardError: null, status: "not identifiable" };
    return { ...common, standardError: null, status: ranges[k]?.fixed === true ? "fixed" : "at bound" };
  });
  const natural = new Float64Array(free.length ** 2);
  free.forEach((j, row) => {
    free.forEach((l, column) => {
      natural[row * free.length + column] = (covariance[j * inside.length + l] as number) * inner(j) * inner(l);
    });
  });

  const fitted = deinterleave(spectrum, problem.impedance(p));
  return {
    circuit: circuit.notation,
    parameters,
    covariance: natural,
    arcs: fittedArcs(arcPlaces(circuit), parameters, natural),
    weighting,
    chiSquared,
    rmsResidual: rmsResidual(spectrum, fitted),
    converged: outcome.converged,
    iterations: outcome.iterations,
    fitted,
  };
}

/** The same fit with `fitted` at all frequencies of a spectrum of which only a part was fitted. */
export function withFittedAt(fit: CircuitFit, spectrum: ImpedanceSpectrum): CircuitFit {
  const values = Float64Array.from(fit.parameters, ({ value }) => value);
  const z = circuitEvaluator(parseCircuit(fit.circuit), spectrum.frequency).evaluate(values);
  return { ...fit, fitted: deinterleave(spectrum, z) };
}

/** A spectrum at the frequencies of another from Re and Im interleaved. */
function deinterleave({ frequency }: ImpedanceSpectrum, z: Float64Array): ImpedanceSpectrum {
  const part = (offset: number): Float64Array => Float64Array.from(frequency, (_, i) => z[2 * i + offset] as number);
  return impedanceSpectrum(frequency, part(0), part(1));
}

/** √⟨|Z − Ẑ|²/|Z|²⟩ over the points with Z ≠ 0. */
function rmsResidual(measured: ImpedanceSpectrum, fitted: ImpedanceSpectrum): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < measured.real.length; i++) {
    const re = measured.real[i] as number;
    const im = measured.imaginary[i] as number;
    const square = re * re + im * im;
    if (square === 0) continue;
    sum += (((fitted.real[i] as number) - re) ** 2 + ((fitted.imaginary[i] as number) - im) ** 2) / square;
    count++;
  }
  return count > 0 ? Math.sqrt(sum / count) : 0;
}
