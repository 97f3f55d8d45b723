import type { ImpedanceSpectrum } from "../../src/impedance/spectrum.ts";
import { leastSquaresCovariance } from "../../src/numerics/least-squares/covariance.ts";
import type { LeastSquaresProblem } from "../../src/numerics/least-squares/levenberg-marquardt.ts";
import { levenbergMarquardt } from "../../src/numerics/least-squares/levenberg-marquardt.ts";
import {
  elementsAt,
  type OracleParameter,
  oracleParameters,
  truthVector,
  writeImpedance,
} from "./oracle-parameters.ts";
import { exactCumulative } from "./workload/cumulative.ts";
import { type Element, elementGamma, exactGamma, exactPolarization, truePeaks } from "./workload/elements.ts";

/** What the oracle is told besides the family, the number of processes and the truth as its start. */
export interface OracleSetting {
  /** Standard deviation of each part of Z at each point, in Ω. */
  readonly deviation: Float64Array;
  /** Frequency in Hz below which the gain of the instrument is another, unknown but near `gain`. */
  readonly gainBelow?: number;
  readonly gain?: number;
}

/** A maximum-likelihood fit of the true family: what the data still hold. */
export interface OracleFit {
  readonly elements: readonly Element[];
  readonly converged: boolean;
  /** Σ of squared residuals in units of the true noise. */
  readonly chiSquare: number;
  /** As `drtMetrics` defines them, of the exact γ and F of the fitted elements. */
  readonly eL2: number;
  readonly emd: number;
  readonly rp: number;
  /** Processes that vanished or left their place by 0.2 decade or more. */
  readonly wrongProcesses: number;
}

/** Central-difference step in ln τ, exponents and widths: error of the derivative 1e-10 relative, rounding 1e-11. */
const STEP = 1e-5;
const NEAR = 0.2;
/** A process with less of its true resistance has vanished. */
const VANISHED = 0.02;
const POINTS = 4001;

/** Residuals (Z_model − Z)/σ with their Jacobian, Re then Im, variables as `oracleParameters`, then the gain step if one is told. */
function problemOf(
  elements: readonly Element[],
  parameters: readonly OracleParameter[],
  z: ImpedanceSpectrum,
  { deviation, gainBelow = 0 }: OracleSetting,
): LeastSquaresProblem {
  const f = z.frequency;
  const points = f.length;
  const rows = 2 * points;
  const hasGain = gainBelow > 0;
  const variables = parameters.length + (hasGain ? 1 : 0);
  const part = new Float64Array(rows);
  const other = new Float64Array(rows);
  const evaluate = (x: Float64Array, residual: Float64Array, jacobian: Float64Array): void => {
    const current = elementsAt(elements, parameters, x);
    const gain = f.map((one) => (one < gainBelow ? 1 + x[variables - 1] : 1));
    residual.fill(0);
    for (const e of current) {
      writeImpedance(e, f, part);
      for (let r = 0; r < rows; r++) residual[r] += part[r];
    }
    if (hasGain) {
      const at = parameters.length * rows;
      for (let r = 0; r < rows; r++)
        jacobian[at + r] = f[r % points] < gainBelow ? residual[r] / deviation[r % points] : 0;
    }
    for (let r = 0; r < rows; r++) {
      const k = r % points;
      residual[r] = (gain[k] * residual[r] - (r < points ? z.real[k] : z.imaginary[k])) / deviation[k];
    }
    const moved = Float64Array.from(x);
    parameters.forEach(({ element, kind }, p) => {
      const at = p * rows;
      let scale = 1 / x[p];
      if (kind === "scale") {
        writeImpedance(current[element], f, part);
        other.fill(0);
      } else {
        moved[p] = x[p] + STEP;
        writeImpedance(elementsAt(elements, parameters, moved)[element], f, part);
        moved[p] = x[p] - STEP;
        writeImpedance(elementsAt(elements, parameters, moved)[element], f, other);
        moved[p] = x[p];
        scale = 1 / (2 * STEP);
      }
      for (let r = 0; r < rows; r++) {
        const k = r % points;
        jacobian[at + r] = (gain[k] * scale * (part[r] - other[r])) / deviation[k];
      }
    });
  };
  const lower = Float64Array.from([...parameters.map((p) => p.lower), ...(hasGain ? [-0.1] : [])]);
  const upper = Float64Array.from([...parameters.map((p) => p.upper), ...(hasGain ? [0.1] : [])]);
  return { variables, residuals: rows, evaluate, lower, upper };
}

function startOf(parameters: readonly OracleParameter[], { gainBelow, gain = 1 }: OracleSetting): Float64Array {
  return Float64Array.from([...truthVector(parameters), ...(gainBelow === undefined ? [] : [gain - 1])]);
}

/** Fits the true elements from the truth, weighted by the true noise, and judges what comes out. */
export function oracleFit(elements: readonly Element[], z: ImpedanceSpectrum, setting: OracleSetting): OracleFit {
  const parameters = oracleParameters(elements);
  const problem = problemOf(elements, parameters, z, setting);
  const found = levenbergMarquardt(problem, startOf(parameters, setting), {
    maximumIterations: 300,
    reductionTolerance: 1e-9,
    stepTolerance: 1e-8,
  });
  const fitted = elementsAt(elements, parameters, found.x);
  return {
    elements: fitted,
    converged: found.converged,
    chiSquare: found.sumOfSquares,
    ...distances(elements, fitted, z.frequency),
    wrongProcesses: wrongProcesses(elements, fitted),
  };
}

function distances(
  truth: readonly Element[],
  fitted: readonly Element[],
  f: Float64Array,
): Pick<OracleFit, "eL2" | "emd" | "rp"> {
  const lo = Math.log(1 / (2 * Math.PI * f.reduce((a, b) => Math.max(a, b))));
  const hi = Math.log(1 / (2 * Math.PI * f.reduce((a, b) => Math.min(a, b))));
  const step = (hi - lo) / (POINTS - 1);
  let difference = 0;
  let total = 0;
  let misplaced = 0;
  for (let i = 0; i < POINTS; i++) {
    const tau = Math.exp(lo + i * step);
    const weight = i === 0 || i === POINTS - 1 ? 0.5 : 1;
    const exact = exactGamma(truth, tau);
    difference += weight * (exactGamma(fitted, tau) - exact) ** 2;
    total += weight * exact * exact;
    misplaced += weight * Math.abs(exactCumulative(fitted, tau) - exactCumulative(truth, tau));
  }
  const rp = exactPolarization(truth);
  return {
    eL2: truth.some((e) => e[0] === "RC" || e[0] === "G") ? Number.NaN : Math.sqrt(difference / total),
    emd: (misplaced * step) / Math.LN10 / Math.abs(rp),
    rp: Math.abs(exactPolarization(fitted) - rp) / Math.abs(rp),
  };
}

/** Whether an element is a process with a relaxation time. */
export function isProcess(e: Element): boolean {
  return e[0] !== "R" && e[0] !== "L" && e[0] !== "W";
}

/** τ in s of the maximum of |γ| of one process; the middle of a box, τ₀ of a Gerischer element. */
export function peakTau(e: Element): number {
  if (e[0] === "BOX") return Math.sqrt(e[2] * e[3]);
  if (e[0] === "R" || e[0] === "L" || e[0] === "W") return Number.NaN;
  if (e[0] !== "HN") return Number(e[2]);
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [Math.log(e[2]) - 8, Math.log(e[2]) + 4];
  for (let i = 0; i < 70; i++) {
    const [u, v] = [b - ratio * (b - a), a + ratio * (b - a)];
    if (elementGamma(e, Math.exp(u)) < elementGamma(e, Math.exp(v))) a = u;
    else b = v;
  }
  return Math.exp((a + b) / 2);
}

/**
 * Processes out of place: each by the peak of its own element; where several make fewer maxima of γ than they are (one skewed
 * hump), by those maxima.
 */
function wrongProcesses(truth: readonly Element[], fitted: readonly Element[]): number {
  const processes = truth.filter(isProcess);
  const peaks = truePeaks(truth);
  const decades = (a: number, b: number): number => Math.abs(Math.log10(a / b));
  if (processes.length > 1 && peaks.length < processes.length) {
    const found = truePeaks(fitted);
    const missed = peaks.filter(([t, s]) => !found.some(([u, q]) => q === s && decades(t, u) < NEAR)).length;
    return Math.max(missed, found.length - peaks.length);
  }
  const moved = fitted.filter(isProcess);
  return processes.filter((e, i) => !(decades(peakTau(e), peakTau(moved[i])) < NEAR && moved[i][1] / e[1] > VANISHED))
    .length;
}

/** The least covariance of unbiased estimates, at the truth. */
export interface CramerRao {
  readonly parameters: readonly OracleParameter[];
  /** Of the variables in order (resistances over the truth, ln τ, exponents, widths), row-major; the gain step last if told. */
  readonly covariance: Float64Array;
  readonly variables: number;
  /** Standard deviation of a quantity of the elements, by its gradient at the truth. */
  deviationOf(quantity: (elements: readonly Element[]) => number): number;
  /** Standard deviation of F(τ) in Ω, of R/R* and of log₁₀ τ of process i (of those with a relaxation time). */
  cumulativeDeviation(tau: number): number;
  resistanceDeviation(process: number): number;
  decadeDeviation(process: number): number;
}

/** (JᵀJ)⁻¹ at the truth, J of the residuals in units of the true noise. */
export function cramerRao(elements: readonly Element[], exact: ImpedanceSpectrum, setting: OracleSetting): CramerRao {
  const parameters = oracleParameters(elements);
  const problem = problemOf(elements, parameters, exact, setting);
  const { variables, residuals: rows } = problem;
  const x = startOf(parameters, setting);
  const residual = new Float64Array(rows);
  const jacobian = new Float64Array(rows * variables);
  problem.evaluate(x, residual, jacobian);
  const { covariance } = leastSquaresCovariance(jacobian, rows, variables, rows - variables);
  const deviationOf = (quantity: (e: readonly Element[]) => number): number => {
    const moved = Float64Array.from(x);
    const gradient = parameters.map((_, p) => {
      moved[p] = x[p] + STEP;
      const above = quantity(elementsAt(elements, parameters, moved));
      moved[p] = x[p] - STEP;
      const below = quantity(elementsAt(elements, parameters, moved));
      moved[p] = x[p];
      return (above - below) / (2 * STEP);
    });
    let sum = 0;
    gradient.forEach((a, i) => {
      gradient.forEach((b, j) => {
        sum += a * b * covariance[i * variables + j];
      });
    });
    return Math.sqrt(sum);
  };
  const processes = Array.from(elements.keys()).filter((i) => isProcess(elements[i]));
  return {
    parameters,
    covariance,
    variables,
    deviationOf,
    cumulativeDeviation: (tau) => deviationOf((e) => exactCumulative(e, tau)),
    resistanceDeviation: (process) => {
      const i = processes[process];
      return deviationOf((e) => Number(e[i][1]) / Number(elements[i][1]));
    },
    decadeDeviation: (process) => deviationOf((e) => Math.log10(peakTau(e[processes[process]]))),
  };
}
