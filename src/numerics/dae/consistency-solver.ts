import { createPencil } from "../linear/create-pencil.ts";
import { multiply } from "../linear/multiply.ts";
import type { Pencil } from "../linear/pencil.ts";
import { type StoredEntries, storedEntries } from "../linear/stored-entries.ts";
import type { DaeSystem } from "./dae-system.ts";
import { describeUnknown } from "./describe-unknown.ts";

export interface ConsistencyOptions {
  /** A Newton step not above relative · |y| + absolute in every unknown ends the iteration; default 1e-12. */
  readonly relativeTolerance?: number;
  /** One number, or one for every unknown, in its unit; default 1e-14. */
  readonly absoluteTolerance?: number | Float64Array;
  /** Default 200. */
  readonly maximumIterations?: number;
}

export interface Consistency {
  readonly converged: boolean;
  readonly iterations: number;
  /** Largest |f| of the algebraic equations at the state that was left behind. */
  readonly residual: number;
  /** Why not, as a sentence, where it did not converge. */
  readonly message?: string;
  /** The same without the time, for who has another clock. */
  readonly cause?: string;
}

/** α of αM − J: so large that the differential unknowns do not move. */
const DIAGONAL_WEIGHT = 1e30;
/**
 * α‖M‖/‖J‖ where M is a matrix, ‖J‖ that of the smallest row: rounding of αM must not bury J. The state is then the end of an
 * implicit Euler step of length 1/α, so M y moves by about this part of itself.
 */
const MATRIX_WEIGHT = 1e8;
/** A Newton step beyond this many times 1 + |y| comes from a singular ∂f/∂z. */
const BOUNDLESS = 1e20;
const SMALLEST_DAMPING = 1e-6;

/** Newton's method for the algebraic unknowns of one system; all arrays are made once. */
export class ConsistencySolver {
  readonly #system: DaeSystem;
  readonly #pencil: Pencil;
  readonly #jacobian: Float64Array;
  /** 1: held. */
  readonly #held: Uint8Array;
  readonly #f: Float64Array;
  readonly #step: Float64Array;
  readonly #next: Float64Array;
  readonly #trial: Float64Array;
  readonly #entry: Float64Array;
  readonly #tolerances: Float64Array;
  readonly #weights: Float64Array;
  readonly #moved: Float64Array;
  #entries: StoredEntries | undefined;
  #relativeTolerance = 0;
  #alpha = DIAGONAL_WEIGHT;
  /** Length of the last simplified step. */
  #simplified = Number.NaN;

  constructor(system: DaeSystem) {
    const n = system.layout.size;
    const { mass } = system;
    this.#system = system;
    this.#pencil = createPencil(system.layout, mass);
    this.#jacobian = new Float64Array(system.layout.entries);
    this.#held = new Uint8Array(n);
    if (mass.kind === "diagonal") for (let i = 0; i < n; i++) this.#held[i] = mass.values[i] === 0 ? 0 : 1;
    this.#f = new Float64Array(n);
    this.#step = new Float64Array(n);
    this.#next = new Float64Array(n);
    this.#trial = new Float64Array(n);
    this.#entry = new Float64Array(n);
    this.#tolerances = new Float64Array(n);
    this.#weights = new Float64Array(n);
    this.#moved = new Float64Array(n);
  }

  solve(time: number, state: Float64Array, options: ConsistencyOptions): Consistency {
    if (!this.#held.includes(0)) return { converged: true, iterations: 0, residual: 0 };
    const { relativeTolerance = 1e-12, absoluteTolerance = 1e-14, maximumIterations = 200 } = options;
    this.#relativeTolerance = relativeTolerance;
    if (typeof absoluteTolerance === "number") this.#tolerances.fill(absoluteTolerance);
    else this.#tolerances.set(absoluteTolerance);
    this.#entry.set(state);
    let damping = 1;
    let iteration = 0;
    if (!this.#evaluate(time, state))
      return this.#giveUp(time, state, iteration, "the equations hold a number that is not finite");
    // From here on f is that of the point: of the start, or of the trial that was taken.
    for (; iteration < maximumIterations; iteration++) {
      if (!this.#factor(time, state)) return this.#giveUp(time, state, iteration, this.#undetermined(time, state));
      this.#weigh(state);
      const length = this.#newtonStep(state, this.#step);
      if (!(Number.isFinite(length) && this.#bounded(state)))
        return this.#giveUp(time, state, iteration, this.#undetermined(time, state));
      if (length <= 1) return this.#finish(time, state, iteration + 1);
      damping = this.#damp(time, state, length, damping);
      if (damping === 0)
        return this.#giveUp(time, state, iteration, `no damped step comes closer; ${this.#blame(state)}`);
      state.set(this.#trial);
      if (this.#simplified <= 1) {
        this.#step.set(this.#next);
        return this.#finish(time, state, iteration + 2);
      }
      damping = Math.min(1, 4 * damping);
    }
    return this.#giveUp(time, state, iteration, `the iteration did not settle; ${this.#blame(state)}`);
  }

  /** Whether the algebraic unknowns are determined at a state; undefined, or a sentence on what is wrong. */
  indexFault(time: number, state: Float64Array): string | undefined {
    const { mass } = this.#system;
    if (!this.#held.includes(0) || !this.#evaluate(time, state)) return undefined;
    if (!this.#factor(time, state)) return this.#undetermined(time, state);
    if (mass.kind === "matrix") return undefined;
    // A right-hand side of the size of an algebraic row moves a differential unknown only where no algebraic one can answer.
    const probe = this.#step;
    this.#rowSizes(probe, state);
    let scale = 0;
    for (let i = 0; i < probe.length; i++) {
      if (this.#held[i] === 0 && !(probe[i] > 0)) return this.#undetermined(time, state);
      probe[i] = this.#held[i] === 1 ? 0 : probe[i] * Math.cos(1 + 1.7 * i);
    }
    this.#pencil.solve(probe);
    for (let i = 0; i < probe.length; i++) {
      if (this.#held[i] === 1) scale = Math.max(scale, Math.abs(probe[i]) / Math.max(Math.abs(state[i]), 1e-6));
      else if (!Number.isFinite(probe[i])) return this.#undetermined(time, state);
    }
    return scale < 1e-9 ? undefined : this.#undetermined(time, state);
  }

  /** f into its array; whether it is finite. */
  #evaluate(time: number, state: Float64Array): boolean {
    this.#system.evaluate(time, state, this.#f);
    for (let i = 0; i < state.length; i++) if (!Number.isFinite(this.#f[i])) return false;
    return true;
  }

  #factor(time: number, state: Float64Array): boolean {
    const { mass } = this.#system;
    this.#system.jacobian(time, state, this.#jacobian);
    if (mass.kind === "matrix") {
      this.#rowSizes(this.#next, undefined);
      let smallest = Number.POSITIVE_INFINITY;
      for (const size of this.#next) if (size > 0) smallest = Math.min(smallest, size);
      this.#alpha =
        (MATRIX_WEIGHT * smallest) / mass.values.reduce((most, entry) => Math.max(most, Math.abs(entry)), 0);
    }
    return this.#pencil.factor(this.#alpha, this.#jacobian);
  }

  /** What a step is measured by, the same for all trials from one point. */
  #weigh(state: Float64Array): void {
    for (let i = 0; i < state.length; i++) {
      this.#weights[i] = 1 / (this.#tolerances[i] + this.#relativeTolerance * Math.abs(state[i]));
    }
  }

  /** δ with (αM − J) δ = f, where M is a matrix f − αM (y − y₀), into `step`; its largest entry against the tolerance. */
  #newtonStep(state: Float64Array, step: Float64Array): number {
    const f = this.#f;
    const held = this.#held;
    const { mass, layout } = this.#system;
    const { length: n } = f;
    if (mass.kind === "matrix") {
      const moved = this.#moved;
      for (let i = 0; i < n; i++) moved[i] = state[i] - this.#entry[i];
      multiply(layout, mass.values, moved, step);
      for (let i = 0; i < n; i++) step[i] = f[i] - this.#alpha * step[i];
    } else for (let i = 0; i < n; i++) step[i] = held[i] === 1 ? 0 : f[i];
    this.#pencil.solve(step);
    let longest = 0;
    for (let i = 0; i < n; i++) {
      if (held[i] === 1) step[i] = 0;
      const length = Math.abs(step[i]) * this.#weights[i];
      if (!(length <= longest)) longest = length;
    }
    return longest;
  }

  #bounded(state: Float64Array): boolean {
    for (let i = 0; i < state.length; i++) {
      if (Math.abs(this.#step[i]) > BOUNDLESS * (1 + Math.abs(state[i]))) return false;
    }
    return true;
  }

  /**
   * Cuts the step until the simplified step that follows is shorter (P. Deuflhard, Newton Methods for Nonlinear Problems,
   * Springer 2004, section 3.3: natural monotonicity); the point goes into the trial array.
   * @returns the damping taken, 0 where there is none
   */
  #damp(time: number, state: Float64Array, length: number, first: number): number {
    const { length: n } = state;
    for (let damping = first; damping >= SMALLEST_DAMPING; damping /= 2) {
      for (let i = 0; i < n; i++) this.#trial[i] = state[i] + damping * this.#step[i];
      if (!this.#evaluate(time, this.#trial)) continue;
      const next = this.#newtonStep(this.#trial, this.#next);
      this.#simplified = next;
      if (next <= Math.max(1, (1 - damping / 4) * length)) return damping;
    }
    return 0;
  }

  /** Takes the last step, which is below the tolerance, where it does not spoil f. */
  #finish(time: number, state: Float64Array, iterations: number): Consistency {
    const before = this.#residual();
    const { length: n } = state;
    for (let i = 0; i < n; i++) this.#trial[i] = state[i] + this.#step[i];
    if (this.#evaluate(time, this.#trial) && this.#residual() <= before) {
      state.set(this.#trial);
      return { converged: true, iterations, residual: this.#residual() };
    }
    return { converged: true, iterations, residual: before };
  }

  #residual(): number {
    let residual = 0;
    if (this.#system.mass.kind === "matrix") {
      // (αM − J) δ = f − αM (y − y₀): Jδ is what is left of all equations, the algebraic ones among them.
      multiply(this.#system.layout, this.#jacobian, this.#step, this.#next);
      for (const value of this.#next) residual = Math.max(residual, Math.abs(value));
      return residual;
    }
    for (let i = 0; i < this.#f.length; i++)
      if (this.#held[i] === 0) residual = Math.max(residual, Math.abs(this.#f[i]));
    return residual;
  }

  #giveUp(time: number, state: Float64Array, iterations: number, why: string): Consistency {
    state.set(this.#entry);
    this.#evaluate(time, state);
    return {
      converged: false,
      iterations,
      residual: this.#residual(),
      message: `No consistent state at t = ${time} s (${iterations} iterations): ${why}.`,
      cause: `No consistent state was found (${iterations} iterations): ${why}.`,
    };
  }

  #blame(state: Float64Array): string {
    let worst = 0;
    let longest = -1;
    for (let i = 0; i < state.length; i++) {
      const length = Math.abs(this.#step[i]) * this.#weights[i];
      if (length > longest) {
        longest = length;
        worst = i;
      }
    }
    return `the largest step, ${this.#step[worst].toExponential(2)}, is asked of ${describeUnknown(this.#system, worst, state[worst])}`;
  }

  /** Names the algebraic unknown whose column in the algebraic rows is smallest: the likely culprit of a singular ∂f/∂z. */
  #undetermined(time: number, state: Float64Array): string {
    const system = this.#system;
    system.jacobian(time, state, this.#jacobian);
    const { slots, rows, columns } = this.#storedEntries;
    const rowSizes = this.#next;
    const columnSizes = this.#trial;
    this.#rowSizes(rowSizes, state);
    columnSizes.fill(0);
    for (let k = 0; k < slots.length; k++) {
      const i = rows[k];
      const j = columns[k];
      if (this.#held[i] === 1 || !(rowSizes[i] > 0)) continue;
      const size = (Math.abs(this.#jacobian[slots[k]]) / rowSizes[i]) * Math.max(Math.abs(state[j]), 1e-6);
      columnSizes[j] = Math.max(columnSizes[j], size);
    }
    let culprit = -1;
    let smallest = Number.POSITIVE_INFINITY;
    for (let j = 0; j < columnSizes.length; j++) {
      if (this.#held[j] === 1 || !(columnSizes[j] < smallest)) continue;
      smallest = columnSizes[j];
      culprit = j;
    }
    const named = culprit < 0 ? "some unknown" : describeUnknown(system, culprit, state[culprit]);
    return `the algebraic equations do not determine the algebraic unknowns (∂f/∂z is singular: the index is above 1), least of all ${named}; give each algebraic unknown an equation that contains it`;
  }

  /** Largest |∂fᵢ/∂yⱼ yⱼ| of each row that is not held; without a state, of |∂fᵢ/∂yⱼ|. */
  #rowSizes(out: Float64Array, state: Float64Array | undefined): void {
    const { slots, rows, columns } = this.#storedEntries;
    const jacobian = this.#jacobian;
    out.fill(0);
    for (let k = 0; k < slots.length; k++) {
      const i = rows[k];
      if (this.#held[i] === 1) continue;
      const weight = state === undefined ? 1 : Math.max(Math.abs(state[columns[k]]), 1e-6);
      out[i] = Math.max(out[i], Math.abs(jacobian[slots[k]]) * weight);
    }
  }

  /** Where the entries of the Jacobian stand; made on the first use. */
  get #storedEntries(): StoredEntries {
    this.#entries ??= storedEntries(this.#system.layout);
    return this.#entries;
  }
}
