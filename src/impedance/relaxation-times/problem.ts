import { DomainError } from "../../base/errors.ts";
import { hypot } from "../../numerics/elementary/index.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import type { RelaxationPlan } from "./plan.ts";
import { uniformGram } from "./uniform-kernel.ts";

/**
 * The weighted least-squares problem of one spectrum: unknowns are R∞, L, 1/C (as far as they are fitted), then the n weights
 * of the basis, each times its sign ≥ 0. `gram` is memory of its own unless made with a plan's workspace.
 */
export interface RelaxationProblem {
  readonly plan: RelaxationPlan;
  readonly spectrum: ImpedanceSpectrum;
  /** Unknowns without penalty, ahead of the basis: 0 to 3. */
  readonly free: number;
  readonly unknowns: number;
  /** Number of weighted data: points with a weight, times the parts fitted. */
  readonly rows: number;
  readonly useReal: boolean;
  readonly useImaginary: boolean;
  /** Where R∞, L and 1/C stand among the unknowns; −1 if not fitted. */
  readonly resistanceAt: number;
  readonly inductanceAt: number;
  readonly elastanceAt: number;
  readonly hasResistance: boolean;
  readonly hasInductance: boolean;
  /** w_k of each point. */
  readonly weights: Float64Array;
  /** Sign of each unknown; absent if all are ≥ 0. */
  readonly signs: Int8Array | undefined;
  /** AᵀA and Aᵀb of the weighted model A and data b in the unknowns times their signs, and bᵀb. */
  readonly gram: Float64Array;
  readonly projection: Float64Array;
  readonly dataSquares: number;
  /** M in the functions times their signs, n × n. */
  readonly penalty: Float64Array;
}

/** What a problem has apart from the settings of its plan. */
export interface ProblemVariant {
  /** Whether 1/(jωC) is part of the model; default no. */
  readonly capacitance?: boolean;
  /** Sign of each function; default all 1. */
  readonly signs?: Int8Array;
  /** Parts of Z that are fitted; default that of the settings. */
  readonly part?: "re+im" | "re" | "im";
  /** w_k; default by the settings. Points of weight 0 are left out. */
  readonly weights?: Float64Array;
  /** n × n memory for `gram`, at least unknowns²; default new. */
  readonly memory?: Float64Array;
}

/**
 * Weights w_k = S / |Z_k| with S² = N / Σ_k 1/|Z_k|², so that Σ w_k² = N, or w_k = 1: λ then scales with neither the size of Z
 * nor the number of decades in |Z|. |Z_k| is taken as at least 1e-12 of the largest.
 *
 * @throws DomainError if Z is 0 at all points
 */
function dataWeights(spectrum: ImpedanceSpectrum, weighting: "modulus" | "unit"): Float64Array {
  const { real, imaginary } = spectrum;
  const n = real.length;
  const weights = new Float64Array(n).fill(1);
  if (weighting === "unit") return weights;
  let largest = 0;
  for (let k = 0; k < n; k++) {
    weights[k] = hypot(real[k], imaginary[k]);
    largest = Math.max(largest, weights[k]);
  }
  if (largest === 0)
    throw new DomainError(`relaxationTimes: Z is 0 at all ${n} points; there is nothing to distribute.`);
  let squares = 0;
  for (let k = 0; k < n; k++) {
    weights[k] = largest / Math.max(weights[k], 1e-12 * largest);
    squares += weights[k] * weights[k];
  }
  const scale = Math.sqrt(n / squares);
  for (let k = 0; k < n; k++) weights[k] *= scale;
  return weights;
}

/** The problem of a spectrum whose frequencies the plan serves. @throws DomainError if Z is 0 at all points */
export function relaxationProblem(
  plan: RelaxationPlan,
  spectrum: ImpedanceSpectrum,
  variant: ProblemVariant = {},
): RelaxationProblem {
  const { settings, functions } = plan;
  const part = variant.part ?? settings.part;
  const useReal = part !== "im";
  const useImaginary = part !== "re";
  const hasInductance = settings.inductance && useImaginary;
  let free = 0;
  const resistanceAt = useReal ? free++ : -1;
  const inductanceAt = hasInductance ? free++ : -1;
  const elastanceAt = variant.capacitance && useImaginary ? free++ : -1;
  const unknowns = free + functions;
  const weights = variant.weights ?? dataWeights(spectrum, settings.weighting);
  const points = weights.reduce((count, w) => count + (w > 0 ? 1 : 0), 0);
  const gram = (variant.memory ?? new Float64Array(unknowns * unknowns)).subarray(0, unknowns * unknowns);
  const problem = {
    plan,
    spectrum,
    free,
    unknowns,
    rows: points * ((useReal ? 1 : 0) + (useImaginary ? 1 : 0)),
    useReal,
    useImaginary,
    resistanceAt,
    inductanceAt,
    elastanceAt,
    hasResistance: useReal,
    hasInductance,
    weights,
    signs: undefined,
    gram,
    projection: new Float64Array(unknowns),
    dataSquares: 0,
    penalty: plan.penalty,
  };
  fillFunctions(problem);
  const dataSquares = fillFreeAndData(problem);
  return variant.signs === undefined ? { ...problem, dataSquares } : turn({ ...problem, dataSquares }, variant.signs);
}

/** The λ at which penalty and data have equal traces: a scale for λ that settings and units play no part in. */
export function equalTraces(problem: RelaxationProblem): number {
  const { free, unknowns, plan, gram } = problem;
  const n = plan.functions;
  let dataTrace = 0;
  let penaltyTrace = 0;
  for (let i = 0; i < n; i++) {
    dataTrace += gram[(i + free) * (unknowns + 1)];
    penaltyTrace += plan.penalty[i * n + i];
  }
  return dataTrace / penaltyTrace;
}

/** The part of the Gram matrix that belongs to the functions. */
function fillFunctions(problem: RelaxationProblem): void {
  const { plan, free, unknowns, weights, gram, useReal, useImaginary } = problem;
  const { functions: n, stencil } = plan;
  const points = weights.length;
  if (stencil !== undefined && useReal && useImaginary) {
    const { debye, nodes } = stencil;
    const sums = new Float64Array(nodes);
    for (let k = 0; k < points; k++) {
      const square = weights[k] * weights[k];
      if (square === 0) continue;
      for (let q = 0, at = k * nodes; q < nodes; q++) sums[q] += square * debye[at + q];
    }
    uniformGram(stencil, sums, n, gram, unknowns, free);
    return;
  }
  gram.fill(0);
  for (let k = 0; k < points; k++) {
    const square = weights[k] * weights[k];
    if (square === 0) continue;
    const at = k * n;
    const [re, im] = [useReal ? square : 0, useImaginary ? square : 0];
    for (let i = 0; i < n; i++) {
      const a = re * plan.real[at + i];
      const b = im * plan.imaginary[at + i];
      const to = (i + free) * unknowns + free;
      for (let j = 0; j <= i; j++) gram[to + j] += a * plan.real[at + j] + b * plan.imaginary[at + j];
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) gram[(j + free) * unknowns + i + free] = gram[(i + free) * unknowns + j + free];
  }
}

/** The rows of R∞, L and 1/C, and Aᵀb. @returns bᵀb */
function fillFreeAndData(problem: RelaxationProblem): number {
  const { plan, spectrum, free, unknowns, weights, gram, projection, useReal, useImaginary } = problem;
  const { functions: n, real, imaginary, frequency } = plan;
  const { resistanceAt, inductanceAt, elastanceAt } = problem;
  const own = new Float64Array(free);
  let dataSquares = 0;
  for (let i = 0; i < free; i++) {
    for (let j = 0; j < unknowns; j++) gram[i * unknowns + j] = 0;
  }
  for (let k = 0; k < weights.length; k++) {
    const square = weights[k] * weights[k];
    if (square === 0) continue;
    const omega = 2 * Math.PI * frequency[k];
    const re = useReal ? square * spectrum.real[k] : 0;
    const im = useImaginary ? square * spectrum.imaginary[k] : 0;
    dataSquares += re * spectrum.real[k] + im * spectrum.imaginary[k];
    for (let m = 0, at = k * n; m < n; m++) projection[free + m] += re * real[at + m] + im * imaginary[at + m];
    if (resistanceAt >= 0) {
      projection[resistanceAt] += re;
      const to = resistanceAt * unknowns;
      gram[to + resistanceAt] += square;
      for (let m = 0, at = k * n; m < n; m++) gram[to + free + m] += square * real[at + m];
    }
    if (inductanceAt >= 0) own[inductanceAt] = omega;
    if (elastanceAt >= 0) own[elastanceAt] = -1 / omega;
    for (let i = 0; i < free; i++) {
      if (i === resistanceAt) continue;
      const c = own[i];
      projection[i] += c * im;
      const to = i * unknowns;
      for (let j = 0; j < free; j++) gram[to + j] += square * c * own[j];
      for (let m = 0, at = k * n; m < n; m++) gram[to + free + m] += square * c * imaginary[at + m];
    }
  }
  for (let i = 0; i < free; i++) {
    for (let j = i + 1; j < unknowns; j++) gram[j * unknowns + i] = gram[i * unknowns + j];
  }
  return dataSquares;
}

/** The same problem in unknowns times signs. */
function turn(problem: RelaxationProblem, ofFunctions: Int8Array): RelaxationProblem {
  const { free, unknowns, gram, projection, plan } = problem;
  const n = plan.functions;
  const signs = new Int8Array(unknowns).fill(1);
  signs.set(ofFunctions, free);
  for (let i = 0; i < unknowns; i++) {
    projection[i] *= signs[i];
    for (let j = 0; j < unknowns; j++) gram[i * unknowns + j] *= signs[i] * signs[j];
  }
  const penalty = plan.penalty.slice();
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) penalty[i * n + j] *= ofFunctions[i] * ofFunctions[j];
  return { ...problem, signs, penalty };
}

/** Unknowns with their signs: R∞, L, 1/C as far as they are fitted, then the coefficients of the basis. */
export function signedUnknowns(problem: RelaxationProblem, x: Float64Array): Float64Array {
  const { signs } = problem;
  return signs === undefined ? x : x.map((v, i) => v * signs[i]);
}

/**
 * Impedance in Ω of unknowns with their signs, at the plan's frequencies.
 *
 * @param real written, as `imaginary`; without R∞ if it is not fitted
 */
export function modelImpedance(
  problem: RelaxationProblem,
  unknowns: Float64Array,
  real: Float64Array,
  imaginary: Float64Array,
): void {
  const { plan, free, resistanceAt, inductanceAt, elastanceAt } = problem;
  const { functions: n, frequency } = plan;
  const used: number[] = [];
  for (let m = 0; m < n; m++) if (unknowns[free + m] !== 0) used.push(m);
  const indices = Int32Array.from(used);
  const values = Float64Array.from(used, (m) => unknowns[free + m]);
  const resistance = resistanceAt < 0 ? 0 : unknowns[resistanceAt];
  const inductance = inductanceAt < 0 ? 0 : unknowns[inductanceAt];
  const elastance = elastanceAt < 0 ? 0 : unknowns[elastanceAt];
  for (let k = 0; k < frequency.length; k++) {
    const omega = 2 * Math.PI * frequency[k];
    const at = k * n;
    let re = resistance;
    let im = omega * inductance - elastance / omega;
    for (let a = 0; a < indices.length; a++) {
      const c = values[a];
      re += plan.real[at + indices[a]] * c;
      im += plan.imaginary[at + indices[a]] * c;
    }
    real[k] = re;
    imaginary[k] = im;
  }
}

/** Weighted model A, rows × unknowns in unknowns with their signs, row-major, and data b; real parts first. */
export function weightedModel(problem: RelaxationProblem): {
  readonly model: Float64Array;
  readonly data: Float64Array;
} {
  const { plan, spectrum, free, unknowns, rows, weights } = problem;
  const { functions: n, frequency } = plan;
  const model = new Float64Array(rows * unknowns);
  const data = new Float64Array(rows);
  let row = 0;
  for (const imaginary of [false, true]) {
    if (!(imaginary ? problem.useImaginary : problem.useReal)) continue;
    const response = imaginary ? plan.imaginary : plan.real;
    const values = imaginary ? spectrum.imaginary : spectrum.real;
    for (let k = 0; k < weights.length; k++) {
      const w = weights[k];
      if (w === 0) continue;
      const omega = 2 * Math.PI * frequency[k];
      const at = row * unknowns;
      if (!imaginary && problem.resistanceAt >= 0) model[at + problem.resistanceAt] = w;
      if (imaginary && problem.inductanceAt >= 0) model[at + problem.inductanceAt] = w * omega;
      if (imaginary && problem.elastanceAt >= 0) model[at + problem.elastanceAt] = -w / omega;
      for (let m = 0; m < n; m++) model[at + free + m] = w * response[k * n + m];
      data[row++] = w * values[k];
    }
  }
  return { model, data };
}
