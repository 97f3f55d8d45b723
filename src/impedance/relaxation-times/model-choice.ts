import { log, pow } from "../../numerics/elementary/index.ts";
import { factorCholesky, solveCholesky } from "../../numerics/linear/cholesky.ts";
import { chooseLambda } from "./choose-lambda.ts";
import { criterionValue, effectiveParameters, noiseOf } from "./criteria.ts";
import { positiveLimit } from "./positive-limit.ts";
import type { RelaxationProblem } from "./problem.ts";
import { equalTraces, relaxationProblem } from "./problem.ts";
import type { RegularizedSolution } from "./regularize.ts";
import { regularize } from "./regularize.ts";

/** A problem and its solution at the λ that the settings ask for. */
export interface ModelSolution {
  readonly problem: RelaxationProblem;
  readonly solution: RegularizedSolution;
}

/**
 * By how much −2 ln p(Z | model) must fall for 1/C or a lobe of negative γ to be taken in: odds of 150 to 1, "very strong"
 * (Kass & Raftery, J. Am. Stat. Assoc. 90 (1995) 773). A lobe has two borders besides, each chosen among n: 2 ln n.
 */
const VERY_STRONG = 10;
/** Standard deviations by which the best γ ≥ 0 of any shape must fit worse; relative residual of a perfect instrument. */
const SIGNIFICANT = 4;
const PERFECT = 1e-5;
/** λ, relative to the λ of equal traces, at which residuals that are systematic at a stiffer λ are looked at again. */
const SOFT = 1e-4;
/** Most lobes of negative γ. */
const MOST_LOBES = 3;
/** Standard deviations by which neighbouring residuals must agree in sign before a lobe is looked for. */
const SYSTEMATIC = 2.5;
/** Resistance of γ beyond 1/(2π f_min), over the noise of Z there, from which a blocking electrode is looked for. */
const BLOCKING = 3;
/** λ, relative to the λ of equal traces, of the fit without bounds in which lobes are looked for. */
const LOBE_DECADES = [-1, -2, -3, -4, -5] as const;

/** The solution with the model that settings and data ask for: with 1/C or without, with γ ≥ 0 everywhere or with negative lobes. */
export function chooseModel(first: ModelSolution): ModelSolution {
  const { capacitance, sign } = first.problem.plan.settings;
  let best = first;
  if (capacitance === "auto" && first.problem.useImaginary && looksBlocking(best)) {
    const blocking = solve(variant(best.problem, true, undefined), best.solution);
    if (score(blocking) < score(best) - VERY_STRONG) best = blocking;
  }
  if (sign === "both" || (sign === "auto" && residualsAreSystematic(best) && residualsAreSystematic(softened(best)))) {
    const signed = withLobes(best, sign === "both");
    if (sign === "both" || signed === best || needsLobes(best.problem, signed)) best = signed;
  }
  return best;
}

/** The solution at a λ that smooths nothing away, if its own λ is stiffer: what stays systematic there is not the work of λ. */
function softened({ problem, solution }: ModelSolution): ModelSolution {
  const soft = SOFT * equalTraces(problem);
  return solution.lambda <= soft ? { problem, solution } : { problem, solution: regularize(problem, soft, solution) };
}

function variant(problem: RelaxationProblem, capacitance: boolean, signs: Int8Array | undefined): RelaxationProblem {
  return relaxationProblem(problem.plan, problem.spectrum, {
    capacitance,
    weights: problem.weights,
    ...(signs === undefined ? {} : { signs }),
  });
}

function solve(problem: RelaxationProblem, near?: RegularizedSolution): ModelSolution {
  const { lambda } = problem.plan.settings;
  const same = near !== undefined && near.minimum.x.length === problem.unknowns ? near : undefined;
  const solution = typeof lambda === "number" ? regularize(problem, lambda, same) : chooseLambda(problem, lambda);
  return { problem, solution };
}

/** −2 ln p(Z | model, λ) up to a constant. */
function score({ problem, solution }: ModelSolution): number {
  return criterionValue(problem, regularize(problem, solution.lambda, solution), "evidence");
}

/** Whether γ heaps up resistance beyond 1/(2π f_min) that noise does not account for. */
function looksBlocking({ problem, solution }: ModelSolution): boolean {
  const { plan, free, spectrum, weights } = problem;
  const { synthesis, functions: n, tau, step, measuredTauMax } = plan;
  const x = solution.minimum.x;
  let beyond = 0;
  for (let i = tau.length - 1; i >= 0 && tau[i] > measuredTauMax; i--) {
    for (let m = plan.synthesisFrom[i]; m < plan.synthesisTo[i]; m++)
      beyond += step * synthesis[i * n + m] * x[free + m];
  }
  let slowest = 0;
  plan.frequency.forEach((f, k) => {
    if (f < plan.frequency[slowest]) slowest = k;
  });
  return spectrum.imaginary[slowest] < 0 && beyond * weights[slowest] > BLOCKING * noiseOf(problem, solution);
}

/**
 * Whether neighbours among the residuals agree in sign more often than noise makes them: r = Σ e_k e_{k+1} / Σ e_k² over points in
 * order of frequency, of standard deviation 1/√N (Durbin & Watson, Biometrika 37 (1950) 409).
 */
function residualsAreSystematic({ problem, solution }: ModelSolution): boolean {
  const { plan, spectrum, weights, useReal, useImaginary } = problem;
  const { real, imaginary } = solution;
  const { order } = plan;
  let squares = 0;
  let products = 0;
  let [lastRe, lastIm] = [0, 0];
  for (const k of order) {
    const re = useReal ? weights[k] * (spectrum.real[k] - real[k]) : 0;
    const im = useImaginary ? weights[k] * (spectrum.imaginary[k] - imaginary[k]) : 0;
    squares += re * re + im * im;
    products += re * lastRe + im * lastIm;
    [lastRe, lastIm] = [re, im];
  }
  return products > (SYSTEMATIC * squares) / Math.sqrt(problem.rows) && squares > 1e-20 * problem.dataSquares;
}

/** Lobes are taken in one by one, the largest of those proposed first, as long as each improves the evidence enough. */
function withLobes(start: ModelSolution, force: boolean): ModelSolution {
  const { problem } = start;
  const n = problem.plan.functions;
  const capacitance = problem.elastanceAt >= 0;
  const least = force ? 0 : VERY_STRONG + 2 * log(n);
  let best = start;
  let value = score(start);
  const taken = new Int8Array(n).fill(1);
  const lobes = proposeLobes(problem).slice(0, MOST_LOBES);
  for (const lobe of lobes) {
    let improved: { found: ModelSolution; value: number; signs: Int8Array } | undefined;
    const attempt = (from: number, to: number): void => {
      if (from < 0 || to > n || from >= to) return;
      const signs = taken.slice().fill(-1, from, to);
      const found = solve(variant(problem, capacitance, signs));
      const own = score(found);
      if (own < (improved?.value ?? value - least)) improved = { found, value: own, signs };
    };
    // Its borders are known to a few functions only: try each of them further out and further in.
    attempt(lobe.from, lobe.to);
    for (const shift of [-6, -3, 3]) attempt(lobe.from + shift, lobe.to);
    if (lobe.to < n) for (const shift of [-3, 3, n - lobe.to]) attempt(lobe.from, Math.min(n, lobe.to + shift));
    if (improved === undefined) continue;
    ({ found: best, value } = improved);
    taken.set(improved.signs);
  }
  return best;
}

/**
 * Whether no γ ≥ 0 at all, however sharp, fits nearly as well: its variance of residuals exceeds that of the fit with lobes
 * significantly (a ratio of variances of N data scatters by √(2/N)), and is more than rounding or a perfect instrument leaves.
 */
function needsLobes(positive: RelaxationProblem, found: ModelSolution): boolean {
  const { problem, solution } = found;
  const limit = positiveLimit(positive);
  const { rows, dataSquares } = problem;
  const least = limit.residualSquares / Math.max(1, rows - limit.used);
  const again = regularize(problem, solution.lambda, solution);
  const own = solution.residualSquares / Math.max(1, rows - effectiveParameters(problem, again));
  return least > own * (1 + SIGNIFICANT * Math.sqrt(2 / rows)) && least * rows > PERFECT ** 2 * dataSquares;
}

interface Lobe {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

/** Runs of functions that are negative in the fit without bounds of greatest evidence, the largest sum first. */
function proposeLobes(problem: RelaxationProblem): readonly Lobe[] {
  const { plan, free, unknowns } = problem;
  const n = plan.functions;
  const unit = equalTraces(problem);
  let best: { readonly value: number; readonly x: Float64Array } = {
    value: Number.POSITIVE_INFINITY,
    x: new Float64Array(unknowns),
  };
  for (const decade of LOBE_DECADES) {
    const lambda = unit * pow(10, decade);
    const fit = withoutBounds(problem, lambda);
    if (fit === undefined) continue;
    const value = (problem.rows - free) * log(fit.energy) + fit.logDeterminant - n * log(lambda);
    if (value < best.value) best = { value, x: fit.x };
  }
  const lobes: Lobe[] = [];
  for (let i = 0; i < n; i++) {
    if (!(best.x[free + i] < 0)) continue;
    const from = i;
    let weight = 0;
    for (; i < n && best.x[free + i] < 0; i++) weight -= best.x[free + i];
    lobes.push({ from, to: i, weight });
  }
  return lobes.sort((a, b) => b.weight - a.weight);
}

function withoutBounds(
  problem: RelaxationProblem,
  lambda: number,
): { readonly x: Float64Array; readonly energy: number; readonly logDeterminant: number } | undefined {
  const { plan, free, unknowns, gram, projection, dataSquares } = problem;
  const n = plan.functions;
  const h = gram.slice();
  const scale = new Float64Array(unknowns);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) h[(i + free) * unknowns + free + j] += lambda * plan.penalty[i * n + j];
  }
  for (let i = 0; i < unknowns; i++) scale[i] = 1 / Math.sqrt(h[i * (unknowns + 1)]);
  for (let i = 0; i < unknowns; i++) for (let j = 0; j < unknowns; j++) h[i * unknowns + j] *= scale[i] * scale[j];
  for (let i = 0; i < unknowns; i++) h[i * (unknowns + 1)] += 1e-13;
  if (factorCholesky(h, unknowns) >= 0) return undefined;
  const x = projection.map((p, i) => p * scale[i]);
  solveCholesky(h, unknowns, x);
  let energy = dataSquares;
  let logDeterminant = 0;
  for (let i = 0; i < unknowns; i++) {
    x[i] *= scale[i];
    energy -= x[i] * projection[i];
    logDeterminant += 2 * log(h[i * (unknowns + 1)] / scale[i]);
  }
  return { x, energy: Math.max(energy, 1e-14 * dataSquares), logDeterminant };
}
