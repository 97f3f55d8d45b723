import { exp, log } from "../../numerics/elementary/index.ts";
import { factorLu, solveLu } from "../../numerics/linear/lu.ts";
import { type BinaryPhase, CURVATURE, ENERGY, MIXED, SLOPE, STATE_LENGTH, THERMAL } from "./binary-phase.ts";

/** A phase of an equilibrium that is looked for. */
export interface Partner {
  readonly phase: BinaryPhase;
  /** Site fraction from which the search starts, or at which it is held; 0 < s < 1, any for a compound. */
  readonly start: number;
  readonly isHeld: boolean;
}

export interface LocalProblem {
  readonly partners: readonly Partner[];
  /** K, where the search starts, or at which it is held. */
  readonly temperature: number;
  readonly isTemperatureHeld: boolean;
  /** Both partners are to have one composition: adds that equation. */
  readonly isCongruent?: boolean;
}

/** Two or three phases in equilibrium with one another, stable or not. */
export interface LocalEquilibrium {
  /** K */
  readonly temperature: number;
  /** Site fraction s of each partner, and 1 − s. */
  readonly siteFraction: Float64Array;
  readonly rest: Float64Array;
  /** μ of the two components in J/mol. */
  readonly chemicalPotential: readonly [number, number];
  readonly iterations: number;
  /** Writes dT/dθ_k to the first and ds/dθ_k of each partner to the second array (partners × coefficients, row-major). */
  sensitivity(temperature: Float64Array, siteFraction: Float64Array): void;
}

const MOST_ITERATIONS = 60;
/** Converged when a step is below this in K and in ln(s/(1 − s)); the next step would be its square. */
const TEMPERATURE_TOLERANCE = 1e-7;
const LOGIT_TOLERANCE = 1e-8;
/** Longest step in K and in ln(s/(1 − s)). */
const LONGEST_TEMPERATURE_STEP = 40;
const LONGEST_LOGIT_STEP = 1.5;
/** Beyond this |ln(s/(1 − s))| a solution counts as lost. */
const FARTHEST_LOGIT = 300;

/**
 * Solves for phases in equilibrium by Newton's method in T, μ_A, μ_B and z = ln(s/(1 − s)) of each phase that mixes:
 *
 *   n_A(s) μ_A + n_B(s) μ_B = G(T, s)  for each phase,  n_A′ μ_A + n_B′ μ_B = ∂G/∂s  for each that mixes.
 *
 * The answer is the equilibrium of the phases asked for, whether or not another phase would be more stable.
 *
 * @param shift θ − θ°, see `BinaryPhase`
 * @returns null where the search does not converge, leaves the range of a phase, or ends where a phase would unmix (∂²G/∂s² ≤ 0)
 */
export function localEquilibrium(problem: LocalProblem, shift: Float64Array): LocalEquilibrium | null {
  const { partners, isTemperatureHeld } = problem;
  const count = partners.length;
  // Unknowns: μ_A, μ_B, then T unless held, then s of each partner that is neither held nor a compound.
  let order = isTemperatureHeld ? 2 : 3;
  const place = partners.map(({ phase, isHeld }) => (phase.isStoichiometric || isHeld ? -1 : order++));
  const rows = partners.reduce((sum, { phase }) => sum + (phase.isStoichiometric ? 1 : 2), 0);
  if (rows + (problem.isCongruent ? 1 : 0) !== order) return null;

  const z = Float64Array.from(partners, ({ start }) => log(start / (1 - start)));
  const s = new Float64Array(count);
  const rest = new Float64Array(count);
  const spread = (): void => {
    for (let p = 0; p < count; p++) {
      s[p] = 1 / (1 + exp(-z[p]));
      rest[p] = 1 / (1 + exp(z[p]));
    }
  };
  const matrix = new Float64Array(order * order);
  const right = new Float64Array(order);
  const pivots = new Int32Array(order);
  const state = new Float64Array(STATE_LENGTH);
  let temperature = problem.temperature;
  const low = Math.max(...partners.map(({ phase }) => phase.temperatureRange[0]));
  const high = Math.min(...partners.map(({ phase }) => phase.temperatureRange[1]));
  if (!(temperature >= low && temperature <= high)) return null;
  spread();

  /** Fills the Jacobian in μ, T and s, and −F; false where a phase is inside its spinodal. Returns whether all mix stably. */
  const assemble = (first: number, second: number): boolean => {
    matrix.fill(0);
    let row = 0;
    let isStable = true;
    for (let p = 0; p < count; p++) {
      const { phase } = partners[p] as Partner;
      phase.evaluate(temperature, s[p], rest[p], shift, state);
      const nA = phase.base[0] + phase.slope[0] * s[p];
      const nB = phase.base[1] + phase.slope[1] * s[p];
      const tilt = phase.slope[0] * first + phase.slope[1] * second - state[SLOPE];
      matrix[row * order] = nA;
      matrix[row * order + 1] = nB;
      if (!isTemperatureHeld) matrix[row * order + 2] = -state[THERMAL];
      if (place[p] >= 0) matrix[row * order + place[p]] = tilt;
      right[row] = state[ENERGY] - nA * first - nB * second;
      row++;
      if (phase.isStoichiometric) continue;
      matrix[row * order] = phase.slope[0];
      matrix[row * order + 1] = phase.slope[1];
      if (!isTemperatureHeld) matrix[row * order + 2] = -state[MIXED];
      if (place[p] >= 0) matrix[row * order + place[p]] = -state[CURVATURE];
      right[row] = -tilt;
      row++;
      if (!(state[CURVATURE] > 0)) isStable = false;
    }
    if (problem.isCongruent) {
      // n_B¹ n_A² = n_A¹ n_B²
      const [one, two] = partners as readonly [Partner, Partner];
      const n = [one, two].map(({ phase }, p) => phase.base.map((b, c) => b + phase.slope[c] * s[p])) as [
        [number, number],
        [number, number],
      ];
      right[row] = n[0][0] * n[1][1] - n[0][1] * n[1][0];
      if (place[0] >= 0) {
        matrix[row * order + place[0]] = one.phase.slope[1] * n[1][0] - one.phase.slope[0] * n[1][1];
      }
      if (place[1] >= 0) {
        matrix[row * order + place[1]] = n[0][1] * two.phase.slope[0] - n[0][0] * two.phase.slope[1];
      }
    }
    return isStable;
  };

  let [first, second] = startingPotentials(problem, shift, state);
  let isConverged = false;
  let iterations = 0;
  while (!isConverged && iterations < MOST_ITERATIONS) {
    iterations++;
    assemble(first, second);
    if (!factorLu(matrix, order, pivots)) return null;
    solveLu(matrix, order, pivots, right);
    let fraction = 1;
    const stepT = isTemperatureHeld ? 0 : right[2];
    fraction = Math.min(fraction, LONGEST_TEMPERATURE_STEP / Math.abs(stepT || 1e-300));
    let largest = 0;
    for (let p = 0; p < count; p++) {
      if (place[p] < 0) continue;
      const stepZ = right[place[p]] / (s[p] * rest[p]);
      largest = Math.max(largest, Math.abs(stepZ));
      fraction = Math.min(fraction, LONGEST_LOGIT_STEP / Math.abs(stepZ || 1e-300));
    }
    if (!Number.isFinite(stepT) || !Number.isFinite(largest)) return null;
    first += fraction * right[0];
    second += fraction * right[1];
    temperature += fraction * stepT;
    for (let p = 0; p < count; p++) {
      if (place[p] < 0) continue;
      z[p] += (fraction * right[place[p]]) / (s[p] * rest[p]);
      if (!(Math.abs(z[p]) < FARTHEST_LOGIT)) return null;
    }
    if (!(temperature >= low && temperature <= high)) return null;
    spread();
    isConverged = fraction === 1 && Math.abs(stepT) < TEMPERATURE_TOLERANCE && largest < LOGIT_TOLERANCE;
  }
  if (!isConverged || !assemble(first, second) || !factorLu(matrix, order, pivots)) return null;

  const coefficients = shift.length;
  const derivative = new Float64Array(3);
  return {
    temperature,
    siteFraction: s,
    rest,
    chemicalPotential: [first, second],
    iterations,
    sensitivity: (outT, outS) => {
      for (let k = 0; k < coefficients; k++) {
        right.fill(0);
        let row = 0;
        for (let p = 0; p < count; p++) {
          const { phase } = partners[p] as Partner;
          const i = phase.coefficients.indexOf(k);
          if (i >= 0) {
            phase.derivative(i, temperature, s[p], rest[p], derivative);
            right[row] = derivative[0];
            if (!phase.isStoichiometric) right[row + 1] = derivative[1];
          }
          row += phase.isStoichiometric ? 1 : 2;
        }
        solveLu(matrix, order, pivots, right);
        outT[k] = isTemperatureHeld ? 0 : right[2];
        for (let p = 0; p < count; p++) outS[p * coefficients + k] = place[p] < 0 ? 0 : right[place[p]];
      }
    },
  };
}

/** μ from the tangent of the first phase that mixes, at its starting composition. */
function startingPotentials(
  { partners, temperature }: LocalProblem,
  shift: Float64Array,
  state: Float64Array,
): [number, number] {
  const from = partners.find(({ phase }) => !phase.isStoichiometric);
  if (from === undefined) return [0, 0];
  const { phase, start } = from;
  phase.evaluate(temperature, start, 1 - start, shift, state);
  return partialEnergies(phase, start, state[ENERGY], state[SLOPE]);
}

/** Solves n_A μ_A + n_B μ_B = G, n_A′ μ_A + n_B′ μ_B = G′: partial molar quantities from an integral one. */
export function partialEnergies(phase: BinaryPhase, s: number, value: number, slope: number): [number, number] {
  const [a, b] = phase.slope;
  const nA = phase.base[0] + a * s;
  const nB = phase.base[1] + b * s;
  const determinant = nA * b - nB * a;
  return [(value * b - nB * slope) / determinant, (nA * slope - a * value) / determinant];
}
