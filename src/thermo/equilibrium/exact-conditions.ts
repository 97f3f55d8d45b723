import { factorLu, solveLu } from "../../numerics/linear/lu.ts";
import { applyInverse, linearise, molesOf, type PhaseKernel } from "./phase-kernel.ts";
import { stepSiteFractions } from "./project.ts";

const MOST_ITERATIONS = 200;
/** The step after which the next one is below rounding, as convergence is quadratic. */
const LAST_STEP = 1e-9;
/** Two sets of one phase this near are one. */
const SAME_COMPOSITION = 1e-6;
/** A diagonal of the factored, scaled matrix below this share of the largest: the conditions do not fix μ. */
const SINGULAR_SHARE = 1e-13;
/** Moles of atoms in a set stay below this on the way. */
const LARGEST_SHARE = 2;
/** A set whose amount is wanted below zero so often in a row leaves. */
const PATIENCE = 5;

/** A phase with one composition: a miscibility gap has two sets of the same phase. */
export interface CompositionSet {
  readonly kernel: PhaseKernel;
  readonly siteFractions: Float64Array;
  /** Moles of formula units. */
  amount: number;
}

export type ExactOutcome =
  | {
      readonly kind: "converged";
      readonly sets: readonly CompositionSet[];
      readonly potentials: Float64Array;
      readonly iterations: number;
    }
  /** `singular`: the phases left do not fix every chemical potential. */
  | {
      readonly kind: "singular" | "failed";
      readonly sets: readonly CompositionSet[];
      readonly iterations: number;
      readonly residual: number;
    };

/**
 * Newton's method on the conditions of equilibrium for a given list of composition sets: G_k = Σ μ M_k y_k, ∂G_k/∂y = M_kᵀ μ on
 * the constraints of each set, and Σ n_k M_k y_k = b. With K_k the inverse Hessian on the constraints, a step has
 * Δy_k = K_k (M_kᵀ μ − ∂G_k/∂y), and what remains is linear in μ and n (Lukas, Henig & Zimmermann, Calphad 1 (1977) 225;
 * Sundman, Lu & Ohtani, Comput. Mater. Sci. 101 (2015) 127, section 3). A set whose amount falls below zero is dropped, two
 * sets of one phase that run into one another become one.
 *
 * @param composition b, mole fractions of all components, > 0
 * @param unreached directions v in which no phase changes its composition, row after row: there μ · v = 0 is chosen
 */
export function solveExactConditions(
  initial: readonly CompositionSet[],
  composition: Float64Array,
  guess: Float64Array,
  unreached: Float64Array,
): ExactOutcome {
  const c = composition.length;
  let sets = initial.map((set) => ({ ...set, siteFractions: set.siteFractions.slice(), amount: set.amount }));
  let room = sets.map((set) => new SetRoom(set.kernel));
  let below = sets.map(() => 0);
  const potentials = guess.slice();
  const weight = composition.map((x) => 1 / Math.sqrt(x));
  const thermal = sets[0].kernel.thermal;
  const most = c + sets.length;
  const matrix = new Float64Array(most * most);
  const right = new Float64Array(most);
  const pivots = new Int32Array(most);
  let residual = Number.POSITIVE_INFINITY;
  for (let iterations = 1; iterations <= MOST_ITERATIONS; iterations++) {
    const order = c + sets.length;
    for (let k = 0; k < sets.length; k++) room[k].linearise(sets[k]);
    assemble(sets, room, composition, weight, thermal, matrix, right);
    pinUnreached(unreached, weight, order, matrix);
    if (!factorLu(matrix, order, pivots) || isNearSingular(matrix, order)) {
      const merged = nearestPair(sets, room, 0.05);
      if (merged >= 0) {
        [sets, room, below] = [drop(sets, merged), drop(room, merged), drop(below, merged)];
        continue;
      }
      return { kind: "singular", sets, iterations, residual };
    }
    solveLu(matrix, order, pivots, right);
    let change = 0;
    for (let i = 0; i < c; i++) {
      const next = right[i] * weight[i] * thermal;
      change = Math.max(change, Math.abs(next - potentials[i]) / thermal);
      potentials[i] = next;
    }
    if (!Number.isFinite(change)) return { kind: "failed", sets, iterations, residual };
    let leaving = -1;
    for (let k = 0; k < sets.length; k++) {
      const set = sets[k];
      change = Math.max(change, room[k].step(set, potentials));
      const next = right[c + k];
      if (next > 0) {
        below[k] = 0;
        set.amount = Math.min(next, LARGEST_SHARE / room[k].atoms);
      } else {
        below[k]++;
        set.amount *= 0.3;
        if (below[k] >= PATIENCE && (leaving < 0 || next < right[c + leaving])) leaving = k;
      }
    }
    residual = change;
    if (leaving >= 0 && sets.length > 1) {
      [sets, room, below] = [drop(sets, leaving), drop(room, leaving), drop(below, leaving)];
      continue;
    }
    const merged = nearestPair(sets, room, SAME_COMPOSITION);
    if (merged >= 0) {
      [sets, room, below] = [drop(sets, merged), drop(room, merged), drop(below, merged)];
      continue;
    }
    if (change < LAST_STEP && !below.some((count) => count > 0)) {
      return { kind: "converged", sets, potentials, iterations };
    }
  }
  return { kind: "failed", sets, iterations: MOST_ITERATIONS, residual };
}

/** The rows of a set: moles, K Mᵀ and K ∂G/∂y. */
class SetRoom {
  readonly moles: Float64Array;
  /** Row c: K times row c of M. */
  readonly response: Float64Array;
  readonly relaxation: Float64Array;
  readonly change: Float64Array;
  readonly next: Float64Array;
  atoms = 0;
  energy = 0;

  constructor(kernel: PhaseKernel) {
    this.moles = new Float64Array(kernel.components);
    this.response = new Float64Array(kernel.components * kernel.variables);
    this.relaxation = new Float64Array(kernel.variables);
    this.change = new Float64Array(kernel.variables);
    this.next = new Float64Array(kernel.variables);
  }

  linearise({ kernel, siteFractions }: CompositionSet): void {
    const n = kernel.variables;
    linearise(kernel, siteFractions);
    this.atoms = molesOf(kernel, siteFractions, this.moles);
    this.energy = kernel.energy;
    for (let c = 0; c < kernel.components; c++) applyInverse(kernel, kernel.composition, c * n, this.response, c * n);
    applyInverse(kernel, kernel.gradient, 0, this.relaxation, 0);
  }

  /** Moves the site fractions; returns the largest change of one. */
  step({ kernel, siteFractions }: CompositionSet, potentials: Float64Array): number {
    const n = kernel.variables;
    let largest = 0;
    for (let i = 0; i < n; i++) {
      let sum = -this.relaxation[i];
      for (let c = 0; c < kernel.components; c++) sum += potentials[c] * this.response[c * n + i];
      this.change[i] = sum;
      const relative = Math.abs(sum) / siteFractions[i];
      largest = Math.max(largest, Math.abs(sum), siteFractions[i] > 1e-90 ? 1e-6 * relative : 0);
    }
    stepSiteFractions(kernel.phase.model, siteFractions, this.change, 1, this.next);
    siteFractions.set(this.next);
    return largest;
  }
}

/** Unknowns: μ_c / (RT w_c), then the amounts; rows of the components are weighted by w = 1/√b so that traces count alike. */
function assemble(
  sets: readonly CompositionSet[],
  room: readonly SetRoom[],
  composition: Float64Array,
  weight: Float64Array,
  thermal: number,
  matrix: Float64Array,
  right: Float64Array,
): void {
  const c = composition.length;
  const order = c + sets.length;
  matrix.fill(0, 0, order * order);
  for (let i = 0; i < c; i++) right[i] = composition[i] * weight[i];
  for (let k = 0; k < sets.length; k++) {
    const { kernel, amount } = sets[k];
    const { moles, response, relaxation, energy } = room[k];
    const n = kernel.variables;
    for (let i = 0; i < c; i++) {
      const row = i * n;
      let offset = 0;
      for (let v = 0; v < n; v++) offset += kernel.composition[row + v] * relaxation[v];
      right[i] += amount * offset * weight[i];
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let v = 0; v < n; v++) sum += kernel.composition[row + v] * response[j * n + v];
        sum *= amount * thermal * weight[i] * weight[j];
        matrix[i * order + j] += sum;
        if (i !== j) matrix[j * order + i] += sum;
      }
      matrix[i * order + c + k] = moles[i] * weight[i];
      matrix[(c + k) * order + i] = moles[i] * weight[i];
    }
    right[c + k] = energy / thermal;
  }
}

/** Adds v vᵀ, in weighted rows and unknowns: then the rows give Σ … + v (v · μ) = …, whose part along v is v · μ = 0. */
function pinUnreached(unreached: Float64Array, weight: Float64Array, order: number, matrix: Float64Array): void {
  const c = weight.length;
  for (let at = 0; at < unreached.length; at += c) {
    for (let i = 0; i < c; i++) {
      for (let j = 0; j < c; j++) {
        matrix[i * order + j] += unreached[at + i] * unreached[at + j] * weight[i] * weight[j];
      }
    }
  }
}

function isNearSingular(factored: Float64Array, order: number): boolean {
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let i = 0; i < order; i++) {
    const size = Math.abs(factored[i * order + i]);
    if (!(size >= least)) least = size;
    if (size > most) most = size;
  }
  return !(least > SINGULAR_SHARE * most);
}

/** Index of the smaller of two sets of one phase whose compositions differ by less than a distance; −1 without. */
function nearestPair(sets: readonly CompositionSet[], room: readonly SetRoom[], distance: number): number {
  for (let a = 0; a < sets.length; a++) {
    for (let b = a + 1; b < sets.length; b++) {
      if (sets[a].kernel !== sets[b].kernel) continue;
      let apart = 0;
      for (let i = 0; i < room[a].moles.length; i++) {
        apart = Math.max(apart, Math.abs(room[a].moles[i] / room[a].atoms - room[b].moles[i] / room[b].atoms));
      }
      if (apart < distance) return sets[a].amount < sets[b].amount ? a : b;
    }
  }
  return -1;
}

function drop<Item>(items: readonly Item[], index: number): Item[] {
  return items.filter((_, k) => k !== index);
}
