import { DomainError } from "../../base/errors.ts";
import { cos, exp, log, sin } from "../../numerics/elementary/index.ts";
import { factorCholesky, solveCholesky } from "../../numerics/linear/cholesky.ts";
import { EvidenceSolver, type Linearized, linearize } from "./evidence.ts";
import { fitJoint, fittedParameters, type JointFit } from "./joint-fit.ts";
import {
  type JointData,
  type JointStructure,
  jointModel,
  PER_ARC,
  parameterCount,
  resistanceAt,
  STATIC_HEAD,
  staticCount,
} from "./joint-model.ts";
import type { CoursePrior, TimeBasis } from "./time-basis.ts";

/** A number of arcs with every resistance free to drift. */
export interface Screened {
  readonly fit: JointFit;
  readonly linear: Linearized;
  /** Standard deviation of a weighted residual. */
  readonly noise: number;
  /** Largest log evidence over the sets of drifting resistances. */
  readonly logEvidence: number;
  /** Sets of drifting resistances, best first, with their log evidence. */
  readonly sets: readonly { readonly drifting: readonly number[]; readonly logEvidence: number }[];
}

/** The prior under which all resistances are fitted, and those under which sets are compared. */
const OPEN: CoursePrior = { family: "relaxing", size: 0.1 };
const COMPARED: readonly CoursePrior[] = [
  { family: "straight", size: 0 },
  { family: "relaxing", size: 0.003 },
  { family: "relaxing", size: 0.02 },
  { family: "relaxing", size: 0.1 },
];
/** Exponent and spacing (per factor e) of the arcs that are tried as an addition. */
const TRIAL_EXPONENT = 0.85;
const TRIALS_PER_E = 1.3;
/** A noise below this part of what was expected calls for another fit: priors weigh by it. */
const WEAKER = 0.7;
/** Most rounds, and relative reductions of the sum at which each ends. */
const ROUNDS = 4;
const TOLERANCES = [1e-2, 1e-3, 1e-4];
/** Rise of the log evidence that one more arc must bring. */
const WORTH = 3;

/**
 * Chooses the number of arcs while every resistance may drift, by evidence.
 *
 * @param basis few time functions: a straight line and some relaxations
 * @throws DomainError if there are too few points for one arc
 */
export function chooseArcCount(
  data: JointData,
  basis: TimeBasis,
  { maximumArcs, skewed }: { readonly maximumArcs: number; readonly skewed: boolean },
): Screened {
  let still: JointFit | undefined;
  let best: Screened | undefined;
  let failures = 0;
  for (let arcs = 1; arcs <= maximumArcs && (failures === 0 || (failures === 1 && arcs === 3)); arcs++) {
    const all = Array.from({ length: arcs + 1 }, (_, k) => k);
    const structure: JointStructure = { arcs, skewed, drifting: all, links: all.map(() => "free" as const) };
    if (2 * data.points < parameterCount(structure, basis) + 10) break;
    const constant: JointStructure = { arcs, skewed, drifting: [], links: [] };
    const from = still ? withAnotherArc(data, still) : firstArc(data);
    const model = jointModel(data, constant, basis, new Float64Array(0));
    still = fitJoint(data, model, from, { variances: [], noise: 1, tolerance: 1e-4, maximumIterations: 25 });
    const screened = screen(data, basis, structure, still);
    if (best === undefined || screened.logEvidence > best.logEvidence + WORTH) {
      best = screened;
      failures = 0;
    } else failures++;
  }
  if (best === undefined) {
    throw new DomainError(
      `driftAnalysis: ${data.points} points in all do not determine one process whose resistances drift; ` +
        `${Math.ceil((STATIC_HEAD + PER_ARC + 2 * basis.size + 10) / 2)} are needed.`,
    );
  }
  return best;
}

/** Screens the arcs of a fit anew, in data whose repeated misfit is known. */
export function screenAgain(data: JointData, basis: TimeBasis, fit: JointFit): Screened {
  const { structure } = fit.model;
  const constant: JointStructure = { ...structure, drifting: [], links: [] };
  const model = jointModel(data, constant, basis, new Float64Array(0));
  const from = fit.x.subarray(0, staticCount(structure));
  return screen(data, basis, structure, fitJoint(data, model, from, { variances: [], noise: 1, tolerance: 1e-4 }));
}

/**
 * Fits one structure from its arcs with constant resistances, and compares the sets of its resistances that may drift.
 * Priors weigh by the noise, which is not known at first: rounds with the noise that the round before has left.
 */
function screen(data: JointData, basis: TimeBasis, structure: JointStructure, still: JointFit): Screened {
  const start = new Float64Array(parameterCount(structure, basis));
  start.set(still.x);
  const model = jointModel(data, structure, basis, referenceOf(structure, start));
  const open = basis.variances(OPEN);
  const variances = structure.drifting.map(() => open);
  let noise = noiseOf(data, still);
  let iterations = still.iterations;
  let fit = still;
  let x: Float64Array = start;
  for (let round = 0; round < ROUNDS; round++) {
    fit = fitJoint(data, model, x, { variances, noise, tolerance: TOLERANCES[round] ?? 1e-5, maximumIterations: 25 });
    iterations += fit.iterations;
    x = fit.x;
    const before = noise;
    noise = noiseOf(data, fit);
    if (round > 0 && noise > WEAKER * before) break;
  }
  fit = { ...fit, iterations };
  const places = Array.from({ length: basis.size }, (_, m) => m);
  const linear = linearize(data, fit, model, places);
  const solver = new EvidenceSolver(linear, noise);
  // A parameter at its bound was still there to be chosen.
  const held = fittedParameters(model).filter((p) => p < staticCount(structure)).length - linear.statics;
  const penalty = 0.5 * held * log(2 * data.points);
  const off = new Float64Array(basis.size);
  const priors = COMPARED.map((prior) => basis.variances(prior));
  const sets = subsets(structure.drifting).map((drifting) => {
    let logEvidence = -Infinity;
    for (const variance of priors) {
      const found = solver.solve(
        structure.drifting.map((k) => (drifting.includes(k) ? variance : off)),
        basis,
      ).logEvidence;
      logEvidence = Math.max(logEvidence, found);
      if (drifting.length === 0) break;
    }
    return { drifting, logEvidence: logEvidence - penalty };
  });
  sets.sort((a, b) => b.logEvidence - a.logEvidence);
  return { fit, linear, noise, logEvidence: (sets[0] as { logEvidence: number }).logEvidence, sets };
}

/** Root of the mean squared weighted residual, degrees of freedom of the static parameters taken off. */
export function noiseOf(data: JointData, fit: JointFit): number {
  const freedom = Math.max(2 * data.points - staticCount(fit.model.structure), 1);
  return Math.sqrt(Math.max(fit.sumOfSquares, Number.MIN_VALUE) / freedom);
}

/** Reference resistances of the drifting ones: their static values. */
export function referenceOf(structure: JointStructure, x: Float64Array): Float64Array {
  return Float64Array.from(structure.drifting, (k) => Math.max(Math.abs(x[resistanceAt(k)] as number), 0.02));
}

function subsets(items: readonly number[]): number[][] {
  return Array.from({ length: 2 ** items.length }, (_, bits) => items.filter((_, k) => (bits >> k) & 1));
}

/** Trial time constants over the measured window, ln s. */
function trialTimes(data: JointData): Float64Array {
  const sorted = Float64Array.from(data.logOmega).sort();
  const from = -(sorted[sorted.length - 1] as number) - 1;
  const to = -(sorted[0] as number) + 1;
  const count = Math.max(4, Math.ceil((to - from) * TRIALS_PER_E));
  return Float64Array.from({ length: count }, (_, k) => from + ((to - from) * (k + 0.5)) / count);
}

/** Weighted column of one arc of unit resistance. */
function trialColumn(data: JointData, logTau: number, column: Float64Array): void {
  const n = data.points;
  const cosine = cos((TRIAL_EXPONENT * Math.PI) / 2);
  const sine = sin((TRIAL_EXPONENT * Math.PI) / 2);
  for (let i = 0; i < n; i++) {
    const size = exp(TRIAL_EXPONENT * ((data.logOmega[i] as number) + logTau));
    const a = 1 + size * cosine;
    const b = size * sine;
    const w = (data.scale * (data.weight[i] as number)) / (a * a + b * b);
    column[i] = w * a;
    column[n + i] = -w * b;
  }
}

/** Start of one arc: the time constant whose arc, with R∞ and L, leaves the least. */
function firstArc(data: JointData): Float64Array {
  const n = data.points;
  const columns = [0, 1, 2].map(() => new Float64Array(2 * n));
  const [ohmic, inductive, arc] = columns as [Float64Array, Float64Array, Float64Array];
  const y = new Float64Array(2 * n);
  for (let i = 0; i < n; i++) {
    const w = data.weight[i] as number;
    ohmic[i] = w * data.scale;
    inductive[n + i] = (w * data.scale * exp(data.logOmega[i] as number)) / data.fastest;
    y[i] = w * (data.real[i] as number);
    y[n + i] = w * (data.imaginary[i] as number);
  }
  let best = -Infinity;
  const x = new Float64Array(STATIC_HEAD + PER_ARC);
  for (const logTau of trialTimes(data)) {
    trialColumn(data, logTau, arc);
    const gram = Float64Array.from({ length: 9 }, (_, k) =>
      dot(columns[Math.floor(k / 3)] as Float64Array, columns[k % 3] as Float64Array),
    );
    for (let k = 0; k < 3; k++) gram[4 * k] = (gram[4 * k] as number) * (1 + 1e-10);
    const right = Float64Array.from(columns, (column) => dot(column, y));
    const solution = Float64Array.from(right);
    if (factorCholesky(gram, 3) >= 0) continue;
    solveCholesky(gram, 3, solution);
    const explained = dot(right, solution);
    if (explained > best && (solution[2] as number) > 0) {
      best = explained;
      x.set([solution[0] as number, solution[1] as number, solution[2] as number, logTau, TRIAL_EXPONENT, 1, 0.5]);
    }
  }
  if (best === -Infinity) x.set([0.5, 0, 0.5, (trialTimes(data)[0] as number) + 3, TRIAL_EXPONENT, 1, 0.5]);
  return x;
}

/** Start of one more arc: the time constant whose column explains most of the residual of the fit before. */
function withAnotherArc(data: JointData, previous: JointFit): Float64Array {
  const rows = 2 * data.points;
  const { model } = previous;
  const residual = new Float64Array(rows);
  const used = fittedParameters(model).filter((p) => previous.bound[p] === 0);
  const n = used.length;
  const jacobian = new Float64Array(rows * n);
  model.evaluate(previous.x, residual, jacobian, rows, used);
  const gram = new Float64Array(n * n);
  const columnOf = (a: number): Float64Array => jacobian.subarray(a * rows, (a + 1) * rows);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b <= a; b++) gram[a * n + b] = dot(columnOf(a), columnOf(b));
    gram[a * n + a] = (gram[a * n + a] as number) * (1 + 1e-8) + 1e-12;
  }
  const usable = factorCholesky(gram, n) < 0;
  const column = new Float64Array(rows);
  const projection = new Float64Array(n);
  let best = 0;
  let logTau = Number.NaN;
  let size = 0;
  for (const trial of trialTimes(data)) {
    trialColumn(data, trial, column);
    for (let a = 0; a < n; a++) projection[a] = dot(columnOf(a), column);
    if (usable) solveCholesky(gram, n, projection);
    else projection.fill(0);
    for (let a = 0; a < n; a++) {
      const c = projection[a] as number;
      for (let i = 0; i < rows; i++) column[i] -= c * jacobian[a * rows + i];
    }
    const length = dot(column, column);
    const product = -dot(column, residual);
    const gain = length > 0 ? (product * Math.abs(product)) / length : 0;
    if (gain > best) {
      best = gain;
      logTau = trial;
      size = product / length;
    }
  }
  const arcs: number[][] = [];
  for (let k = 1; k <= model.structure.arcs; k++) {
    const p = resistanceAt(k);
    arcs.push([...previous.x.subarray(p, p + PER_ARC)]);
  }
  const largest = arcs.reduce((a, b) => ((b[0] as number) > (a[0] as number) ? b : a));
  arcs.push(
    Number.isFinite(logTau)
      ? [Math.min(Math.max(size, 0.01), 1), logTau, TRIAL_EXPONENT, 1, 0.5]
      : [0.1 * (largest[0] as number), (largest[1] as number) + 2, TRIAL_EXPONENT, 1, 0.5],
  );
  arcs.sort((a, b) => (a[1] as number) - (b[1] as number));
  return Float64Array.from([...previous.x.subarray(0, STATIC_HEAD), ...arcs.flat()]);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
