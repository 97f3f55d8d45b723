import { leastSquaresCovariance } from "../../numerics/least-squares/covariance.ts";
import { type ImpedanceSpectrum, impedanceSpectrum } from "../spectrum.ts";
import { arcPlaces, fittedArcs } from "./arcs.ts";
import type { ResolvedTie } from "./constraints.ts";
import { circuitEvaluator } from "./evaluator.ts";
import { identifiability } from "./identifiability.ts";
import { type Circuit, parameterNames, parseCircuit } from "./notation.ts";
import type { CircuitProblem, ParameterRange } from "./problem.ts";
import type { CircuitFit, FittedParameter } from "./result.ts";
import type { Weighting } from "./weighting.ts";

export interface SummaryOptions {
  readonly ties?: readonly ResolvedTie[];
  /** Factor on (JᵀJ)⁻¹ in place of the reduced χ². */
  readonly variance?: number;
}

/** A summary with what intervals are made from. */
export interface Summary {
  readonly fit: CircuitFit;
  /** Variables that are not at a bound, and their covariance, row-major. */
  readonly inside: readonly number[];
  readonly covariance: Float64Array;
  /** Variance s² of a weighted residual. */
  readonly variance: number;
}

/**
 * The result of a fit that ended at parameters p, with errors from the Jacobian there; none where it did not converge.
 *
 * @param problem whose variables are the free parameters themselves (by logarithm), not those of arcs
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
  options: SummaryOptions = {},
): CircuitFit {
  return fullSummary(circuit, spectrum, problem, ranges, p, bound, weighting, outcome, options).fit;
}

/** `summariseFit` with the covariance of the variables. */
export function fullSummary(
  circuit: Circuit,
  spectrum: ImpedanceSpectrum,
  problem: CircuitProblem,
  ranges: readonly ParameterRange[],
  p: Float64Array,
  bound: ArrayLike<number>,
  weighting: Weighting,
  outcome: { readonly converged: boolean; readonly iterations: number },
  { ties = [], variance: given }: SummaryOptions = {},
): Summary {
  const names = parameterNames(circuit);
  const units = circuit.elements.flatMap(({ element }) => element.parameters.map(({ unit }) => unit));
  const size = problem.residuals;
  const residual = new Float64Array(size);
  const jacobian = new Float64Array(size * problem.variables);
  problem.evaluate(problem.variablesOf(p), residual, jacobian);
  const fitted = deinterleave(spectrum, problem.impedance(p));
  let chiSquared = 0;
  for (let i = 0; i < size; i++) chiSquared += residual[i] * residual[i];

  const inside: number[] = [];
  problem.free.forEach((k, v) => {
    if (bound[k] === 0) inside.push(v);
  });
  const count = inside.length;
  const columns = new Float64Array(size * count);
  inside.forEach((v, j) => {
    columns.set(jacobian.subarray(v * size, (v + 1) * size), j * size);
  });
  const { covariance, determined, rank } = leastSquaresCovariance(columns, size, count, chiSquared);
  const own = chiSquared / (size - rank);
  const variance = given ?? own;
  if (variance !== own && own > 0) for (let i = 0; i < covariance.length; i++) covariance[i] *= variance / own;
  const reasons = identifiability(
    inside.map((v) => names[problem.free[v]] as string),
    inside.map((v) => ranges[problem.free[v]] as ParameterRange),
    columns,
    size,
    covariance,
    determined,
  );
  const slopes = parameterSlopes(problem, inside, names.length);
  const ofParameter = new Map(inside.map((v, j) => [problem.free[v], j]));
  const tieOf = new Map(ties.map((tie) => [tie.parameter, tie.text]));

  const parameters = names.map((name, k): FittedParameter => {
    const common = { name, value: p[k], unit: units[k] as string, standardError: null };
    const tie = tieOf.get(k);
    const j = ofParameter.get(k);
    const moving = inside.flatMap((_, i) => (slopes[k * count + i] !== 0 ? [i] : []));
    const unknown = j === undefined ? moving.find((i) => reasons[i] !== null) : j;
    const reason = unknown === undefined ? null : (reasons[unknown] as string | null);
    if (reason !== null)
      return { ...common, status: "not identifiable", reason, ...(tie !== undefined ? { tie } : {}) };
    if (moving.length === 0) {
      const follows = tie !== undefined ? { tie } : {};
      return { ...common, status: ranges[k]?.fixed === true || tie !== undefined ? "fixed" : "at bound", ...follows };
    }
    return { ...common, status: "free", ...(tie !== undefined ? { tie } : {}) };
  });
  const free = parameters.flatMap(({ status }, k) => (status === "free" ? [k] : []));
  const natural = naturalCovariance(free, slopes, count, covariance);
  const known = parameters.map((parameter, k): FittedParameter => {
    const place = outcome.converged ? free.indexOf(k) : -1;
    return place < 0 ? parameter : { ...parameter, standardError: Math.sqrt(natural[place * free.length + place]) };
  });
  const fit: CircuitFit = {
    circuit: circuit.notation,
    parameters: known,
    covariance: natural,
    arcs: fittedArcs(arcPlaces(circuit), known, natural, outcome.converged),
    weighting,
    chiSquared,
    rmsResidual: rmsResidual(spectrum, fitted),
    converged: outcome.converged,
    iterations: outcome.iterations,
    fitted,
  };
  return { fit, inside, covariance, variance };
}

/** ∂p_k/∂x of the variables inside, at [k · count + i], after an evaluation of the problem. */
function parameterSlopes(problem: CircuitProblem, inside: readonly number[], parameters: number): Float64Array {
  const { entryParameter, entryStart, entries } = problem.map;
  const slopes = new Float64Array(parameters * inside.length);
  inside.forEach((v, i) => {
    for (let e = entryStart[v]; e < entryStart[v + 1]; e++) slopes[entryParameter[e] * inside.length + i] = entries[e];
  });
  return slopes;
}

/** G C Gᵀ for the free parameters. */
function naturalCovariance(
  free: readonly number[],
  slopes: Float64Array,
  count: number,
  covariance: Float64Array,
): Float64Array {
  const size = free.length;
  const natural = new Float64Array(size * size);
  const moved = new Float64Array(count);
  free.forEach((k, row) => {
    moved.fill(0);
    for (let i = 0; i < count; i++) {
      const slope = slopes[k * count + i];
      if (slope === 0) continue;
      for (let l = 0; l < count; l++) moved[l] += slope * covariance[i * count + l];
    }
    free.forEach((m, column) => {
      let sum = 0;
      for (let l = 0; l < count; l++) sum += slopes[m * count + l] * moved[l];
      natural[row * size + column] = sum;
    });
  });
  return natural;
}

/** The same fit with `fitted` at all frequencies of a spectrum of which only a part was fitted. */
export function withFittedAt(fit: CircuitFit, spectrum: ImpedanceSpectrum): CircuitFit {
  const values = Float64Array.from(fit.parameters, ({ value }) => value);
  const z = circuitEvaluator(parseCircuit(fit.circuit), spectrum.frequency).evaluate(values);
  return { ...fit, fitted: deinterleave(spectrum, z) };
}

/** A spectrum at the frequencies of another from Re and Im interleaved. */
function deinterleave({ frequency }: ImpedanceSpectrum, z: Float64Array): ImpedanceSpectrum {
  const part = (offset: number): Float64Array => {
    const values = new Float64Array(frequency.length);
    for (let i = 0; i < values.length; i++) values[i] = z[2 * i + offset];
    return values;
  };
  return impedanceSpectrum(frequency, part(0), part(1));
}

/** √⟨|Z − Ẑ|²/|Z|²⟩ over the points with Z ≠ 0. */
function rmsResidual(measured: ImpedanceSpectrum, fitted: ImpedanceSpectrum): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < measured.real.length; i++) {
    const re = measured.real[i];
    const im = measured.imaginary[i];
    const square = re * re + im * im;
    if (square === 0) continue;
    sum += ((fitted.real[i] - re) ** 2 + (fitted.imaginary[i] - im) ** 2) / square;
    count++;
  }
  return count > 0 ? Math.sqrt(sum / count) : 0;
}
