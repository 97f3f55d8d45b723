import { exp, hypot, log } from "../../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { chooseLambda } from "./choose-lambda.ts";
import { noiseOf } from "./criteria.ts";
import { chooseModel, type ModelSolution } from "./model-choice.ts";
import type { RelaxationTimesOptions } from "./options.ts";
import { describeRelaxationTimes } from "./options.ts";
import { findPeaks } from "./peaks.ts";
import type { RelaxationPlan } from "./plan.ts";
import { relaxationPlan } from "./plan.ts";
import { relaxationProblem, signedUnknowns } from "./problem.ts";
import { regularize, type StartSet } from "./regularize.ts";
import type { RelaxationPeak, RelaxationTimes } from "./result.ts";

/**
 * Distribution of relaxation times γ(ln τ) ≥ 0 of a spectrum of N points,
 * Ẑ(ω) = R∞ + jωL + ∫ γ(ln τ) / (1 + jωτ) d ln τ with R∞ ≥ 0 and L ≥ 0, by Tikhonov regularisation. What is minimised is
 *
 * Σ_k w_k² |Z_k − Ẑ_k|² + λ ∫ (d^p γ / d(ln τ)^p)² d ln τ,  γ = Σ x_m φ_m,  x ≥ 0,
 *
 * with w_k = S / |Z_k|, S² = N / Σ_k 1/|Z_k|² in Ω² (so that Σ w_k² = N), or w_k = 1 if residuals are unweighted; of Z − Ẑ only
 * the part that is fitted. p = 2 by default, and the integral runs over all ln τ. λ has no unit: Z → cZ gives γ → cγ at the
 * same λ. The values `lambda` of options and result are this λ.
 * Source: Wan, Saccoccio, Chen & Ciucci, Electrochim. Acta 184 (2015) 483, equations 26 … 38, where w_k = 1.
 *
 * @throws DomainError with fewer than 5 distinct frequencies, frequencies outside 1e-9 … 1e12 Hz or over more than 20
 * decades, or an option outside its range
 * @throws ConvergenceError if no λ can be chosen
 */
export function relaxationTimes(spectrum: ImpedanceSpectrum, options: RelaxationTimesOptions = {}): RelaxationTimes {
  return distribution(relaxationPlan(spectrum.frequency, describeRelaxationTimes(options)), spectrum);
}

/** The problem of a spectrum, with the model that it asks for, and its solution. */
export function solveSpectrum(plan: RelaxationPlan, spectrum: ImpedanceSpectrum, start?: StartSet): ModelSolution {
  const { lambda, capacitance } = plan.settings;
  const problem = relaxationProblem(plan, spectrum, {
    capacitance: capacitance === true,
    memory: plan.workspace.gram,
  });
  const solution =
    typeof lambda === "number" ? regularize(problem, lambda, start) : chooseLambda(problem, lambda, start);
  return chooseModel({ problem, solution });
}

/** The distribution of a spectrum whose frequencies the plan serves. */
export function distribution(plan: RelaxationPlan, spectrum: ImpedanceSpectrum): RelaxationTimes {
  return distributionOf(plan, spectrum, solveSpectrum(plan, spectrum));
}

/** The distribution that a solution holds. */
export function distributionOf(
  plan: RelaxationPlan,
  spectrum: ImpedanceSpectrum,
  { problem, solution }: ModelSolution,
): RelaxationTimes {
  const { settings } = plan;
  const unknowns = signedUnknowns(problem, solution.minimum.x);
  const x = unknowns.subarray(problem.free);
  const points = plan.frequency.length;
  const real = problem.hasResistance ? solution.real : solution.real.slice();
  const { imaginary } = solution;
  const ohmicResistance = problem.hasResistance ? unknowns[problem.resistanceAt] : meanDifference(spectrum, real);
  const inductance = problem.hasInductance ? unknowns[problem.inductanceAt] : 0;
  const elastance = problem.elastanceAt < 0 ? 0 : unknowns[problem.elastanceAt];
  let squares = 0;
  for (let k = 0; k < points; k++) {
    if (!problem.hasResistance) real[k] += ohmicResistance;
    const modulus = hypot(spectrum.real[k], spectrum.imaginary[k]);
    const re = (spectrum.real[k] - real[k]) / modulus;
    const im = (spectrum.imaginary[k] - imaginary[k]) / modulus;
    if (modulus > 0) squares += re * re + im * im;
  }
  const gamma = distributionOnGrid(plan, x, new Float64Array(plan.tau.length));
  let area = 0;
  for (let i = 0; i < gamma.length; i++) area += i === 0 || i === gamma.length - 1 ? gamma[i] / 2 : gamma[i];
  const fitted = impedanceSpectrum(spectrum.frequency, real, imaginary);
  const rmsResidual = Math.sqrt(squares / points);
  return {
    tau: plan.tau,
    gamma,
    lambda: solution.lambda,
    lambdaFrom: typeof settings.lambda === "number" ? "fixed" : settings.lambda,
    ohmicResistance,
    inductance,
    ...(elastance > 0 ? { capacitance: 1 / elastance } : {}),
    sign: problem.signs === undefined ? "positive" : "both",
    polarizationResistance: area * plan.step,
    peaks: measuredPeaks(plan, gamma, ohmicResistance + area * plan.step, fitted, rmsResidual),
    fitted,
    rmsResidual,
    kktResidual: solution.minimum.optimality,
    noise: noiseOf(problem, solution),
    measuredTauMin: plan.measuredTauMin,
    measuredTauMax: plan.measuredTauMax,
  };
}

/** γ on the grid of a plan from the coefficients of its functions. @param gamma written, and returned */
export function distributionOnGrid(
  plan: RelaxationPlan,
  coefficients: Float64Array,
  gamma: Float64Array,
): Float64Array {
  const { synthesis, synthesisFrom, synthesisTo, functions: n } = plan;
  for (let i = 0; i < gamma.length; i++) {
    let sum = 0;
    for (let m = synthesisFrom[i], at = i * n; m < synthesisTo[i]; m++) sum += synthesis[at + m] * coefficients[m];
    gamma[i] = sum;
  }
  return gamma;
}

/** Least resistance of a peak as a share of R∞ + R: below it, rounding. */
const LEAST_RESISTANCE = 1e-6;

/**
 * Least resistance of a process that stands apart, over the rms residual times |Z| at its τ. In synthetic spectra noise of
 * 0.5 … 2 % heaps up lumps of 1 … 3.
 */
const DETECTABLE = 6;

/** The peaks inside the measured window by at least the width of a function: beyond, γ is extrapolated. */
function measuredPeaks(
  plan: RelaxationPlan,
  gamma: Float64Array,
  total: number,
  fitted: ImpedanceSpectrum,
  rmsResidual: number,
): readonly RelaxationPeak[] {
  const { frequency, real, imaginary } = fitted;
  const leastResistance = (tau: number): number => {
    const f = 1 / (2 * Math.PI * tau);
    let nearest = 0;
    frequency.forEach((one, k) => {
      if (Math.abs(log(one / f)) < Math.abs(log(frequency[nearest] / f))) nearest = k;
    });
    return DETECTABLE * rmsResidual * hypot(real[nearest], imaginary[nearest]);
  };
  const { measuredTauMin: from, measuredTauMax: to } = plan;
  const window = { from, to, edge: exp(plan.resolution), leastResistance };
  return findPeaks(plan.tau, gamma, {}, window).filter(
    ({ resistance }) => Math.abs(resistance) > LEAST_RESISTANCE * Math.abs(total),
  );
}

/** R∞ when only the imaginary part was fitted: the mean of Z' − Ẑ'. */
function meanDifference(spectrum: ImpedanceSpectrum, real: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < real.length; k++) sum += spectrum.real[k] - real[k];
  return sum / real.length;
}
