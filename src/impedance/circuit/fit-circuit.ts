import { DomainError } from "../../base/errors.ts";
import { levenbergMarquardt } from "../../numerics/least-squares/levenberg-marquardt.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { ArcSeed } from "./arc-scan.ts";
import { ascendingArcs } from "./arcs.ts";
import { boundByParameter } from "./bounds.ts";
import { type Circuit, parameterNames, parseCircuit } from "./notation.ts";
import { circuitProblem, elementRanges, type ParameterRange } from "./problem.ts";
import type { CircuitFit } from "./result.ts";
import { otherPlacement, placeArcs, startParameters } from "./start-values.ts";
import { summariseFit, withFittedAt } from "./summary.ts";
import { between } from "./trim.ts";
import { type Weighting, weightRoots } from "./weighting.ts";

export interface FitCircuitOptions {
  /** Default `modulus`. */
  readonly weighting?: Weighting;
  /** Start values by parameter name; the others are read off the spectrum. */
  readonly start?: Readonly<Record<string, number>>;
  /** Parameters kept at a value. */
  readonly fixed?: Readonly<Record<string, number>>;
  /** Lowest and highest value by parameter name, within those of the element. */
  readonly bounds?: Readonly<Record<string, readonly [lower: number, upper: number]>>;
  /** Time constants and resistances to start the arcs from, for example the peaks of a relaxation-time distribution. */
  readonly seeds?: readonly ArcSeed[];
  /** Only points between these frequencies in Hz are fitted; `fitted` has all. */
  readonly frequencies?: readonly [lowest: number, highest: number];
  /** Steps of the final fit, default 300. */
  readonly maximumIterations?: number;
}

/** Autocorrelation of neighbouring residuals above which the fit is tried from elsewhere: the curve runs beside the data. */
const POOR_CORRELATION = 0.4;
/** Relative residual that no start can better: rounding. */
const EXACT = 1e-9;
/** Other starts that are looked at, and that are followed. */
const OTHER_STARTS = 96;
const FOLLOWED_STARTS = 6;
const FOLLOWED_ITERATIONS = 40;
/** Relative improvement of χ² for which another start replaces the first. */
const BETTER = 1e-6;

/**
 * Fits an equivalent circuit to a spectrum by weighted complex nonlinear least squares: minimises Σ w |Z − Ẑ|² over
 * the parameters (scale parameters by their logarithm) within their bounds. Starts from values read off the
 * spectrum; where the residuals of neighbouring points run together, a parameter ends at a bound or the fit does not
 * converge, a fixed sequence of other starts is tried too, and the best fit is returned.
 * Arcs that may be exchanged are put in ascending order of τ unless parameters are named in the options.
 * Standard errors are those of the covariance s² (JᵀJ)⁻¹ with s² the reduced χ².
 *
 * @throws DomainError if the notation is wrong, a parameter does not exist or its value is out of range, or there are
 * not more numbers measured than parameters to fit
 *
 * J. R. Macdonald, J. Schoonman, A. P. Lehnen, J. Electroanal. Chem. 131 (1982) 77.
 */
export function fitCircuit(
  whole: ImpedanceSpectrum,
  circuitText: string | Circuit,
  options: FitCircuitOptions = {},
): CircuitFit {
  const circuit = typeof circuitText === "string" ? parseCircuit(circuitText) : circuitText;
  const spectrum = options.frequencies === undefined ? whole : between(whole, ...options.frequencies);
  const weighting = options.weighting ?? "modulus";
  const ranges = rangesOf(circuit, options);
  const roots = weightRoots(spectrum, weighting);
  const free = ranges.filter(({ fixed }) => !fixed).length;
  const points = spectrum.frequency.length;
  if (2 * points <= free) {
    throw new DomainError(
      `fitCircuit: ${points} points (${2 * points} numbers) do not determine ${free} parameters of ${circuit.notation}.`,
    );
  }
  const placement = placeArcs(circuit, spectrum, options.seeds ?? []);
  const startFrom = (p: Float64Array): Float64Array => withGiven(circuit, ranges, options, p);
  const first = startFrom(startParameters(circuit, spectrum, placement));
  const problem = circuitProblem(circuit, spectrum, roots, ranges, first);
  const maximumIterations = options.maximumIterations ?? 300;
  const run = (p: Float64Array, iterations: number): Attempt => {
    const {
      x,
      sumOfSquares,
      bound,
      converged,
      iterations: taken,
      residual,
    } = levenbergMarquardt(problem, problem.variablesOf(p), { maximumIterations: iterations });
    return { p: problem.parametersOf(x, p), sumOfSquares, bound, converged, iterations: taken, residual };
  };
  const parts = [spectrum.real, spectrum.imaginary];
  let best = run(first, maximumIterations);
  const total = roots.reduce((sum, root, i) => sum + (root * (parts[i & 1]?.[i >> 1] as number)) ** 2, 0);
  if (isPoor(best, EXACT ** 2 * total)) {
    const starts = Array.from({ length: OTHER_STARTS }, (_, k) => {
      const p = startFrom(startParameters(circuit, spectrum, otherPlacement(placement, spectrum, k + 1)));
      return { p, sum: problem.sumOfSquares(p) };
    });
    starts.sort((a, b) => a.sum - b.sum);
    for (const { p } of starts.slice(0, FOLLOWED_STARTS)) {
      const attempt = run(p, FOLLOWED_ITERATIONS);
      if (attempt.sumOfSquares < best.sumOfSquares * (1 - BETTER)) best = attempt;
    }
    if (!best.converged) {
      const more = run(best.p, maximumIterations);
      best = { ...more, iterations: more.iterations + best.iterations };
    }
  }
  const bound = boundByParameter(problem.free, ranges.length, best.bound);
  const named = options.start !== undefined || options.fixed !== undefined || options.bounds !== undefined;
  const order = named ? Int32Array.from(best.p.keys()) : ascendingArcs(circuit, best.p);
  const p = Float64Array.from(order, (k) => best.p[k] as number);
  const sides = Int8Array.from(order, (k) => bound[k] as number);
  const fit = summariseFit(circuit, spectrum, problem, ranges, p, sides, weighting, best);
  return spectrum === whole ? fit : withFittedAt(fit, whole);
}

interface Attempt {
  readonly p: Float64Array;
  readonly sumOfSquares: number;
  readonly bound: Int8Array;
  readonly converged: boolean;
  readonly iterations: number;
  readonly residual: Float64Array;
}

function isPoor({ converged, bound, residual, sumOfSquares }: Attempt, exact: number): boolean {
  if (sumOfSquares <= exact) return false;
  if (!converged || bound.some((side) => side !== 0)) return true;
  let product = 0;
  for (let i = 2; i < residual.length; i++) product += (residual[i] as number) * (residual[i - 2] as number);
  return product > POOR_CORRELATION * sumOfSquares;
}

function rangesOf(circuit: Circuit, { start, fixed, bounds }: FitCircuitOptions): readonly ParameterRange[] {
  const names = parameterNames(circuit);
  for (const [what, given] of Object.entries({ start, fixed, bounds })) {
    for (const name of Object.keys(given ?? {})) {
      if (!names.includes(name)) {
        throw new DomainError(
          `fitCircuit: ${what} names ${name}, which ${circuit.notation} does not have; it has ${names.join(", ")}.`,
        );
      }
    }
  }
  return elementRanges(circuit).map((range, k) => {
    const name = names[k] as string;
    for (const value of [start?.[name], fixed?.[name]]) {
      if (value !== undefined && !(Number.isFinite(value) && (range.scale === "linear" || value > 0))) {
        throw new DomainError(`fitCircuit: ${name} = ${value}; a positive number is expected.`);
      }
    }
    const [low, high] = bounds?.[name] ?? [range.lower, range.upper];
    const lower = Math.max(low, range.lower);
    const upper = Math.min(high, range.upper);
    if (!(lower <= upper)) {
      throw new DomainError(
        `fitCircuit: bounds ${low} … ${high} of ${name} leave nothing of its range ${range.lower} … ${range.upper}.`,
      );
    }
    return { ...range, lower, upper, fixed: fixed?.[name] !== undefined };
  });
}

/** Start values with those given in place of those read off, the free ones within their bounds. */
function withGiven(
  circuit: Circuit,
  ranges: readonly ParameterRange[],
  { start, fixed }: FitCircuitOptions,
  p: Float64Array,
): Float64Array {
  const names = parameterNames(circuit);
  return p.map((value, k) => {
    const name = names[k] as string;
    const { lower, upper } = ranges[k] as ParameterRange;
    return fixed?.[name] ?? Math.min(upper, Math.max(lower, start?.[name] ?? value));
  });
}
