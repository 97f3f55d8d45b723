import { createPencil } from "../linear/create-pencil.ts";
import { multiply } from "../linear/multiply.ts";
import type { Pencil } from "../linear/pencil.ts";
import { type StoredEntries, storedEntries } from "../linear/stored-entries.ts";
import type { DaeSystem } from "./dae-system.ts";
import { describeUnknown } from "./describe-unknown.ts";
import { DIAGONAL_WEIGHT, holdingWeight } from "./holding-weight.ts";
import { undetermined } from "./index-check.ts";

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
  /** Where the entries of the Jacobian stand; made where M is a matrix. */
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

  /** Forgets the order of the pivots. */
  forget(): void {
    this.#pencil.forget?.();
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
      if (!this.#factor(time, state))
        return this.#giveUp(time, state, iteration, undetermined(this.#system, time, state));
      this.#weigh(state);
      const length = this.#newtonStep(state, this.#step);
      if (!(Number.isFinite(length) && this.#bounded(state)))
        return this.#giveUp(time, state, iteration, undetermined(this.#system, time, state));
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

  /** f into its array; whether it is finite. */
  #evaluate(time: number, state: Float64Array): boolean {
    this.#system.evaluate(time, state, this.#f);
    for (let i = 0; i < state.length; i++) if (!Number.isFinite(this.#f[i])) return false;
    return true;
  }

  #factor(time: number, state: Float64Array): boolean {
    const { mass, layout } = this.#system;
    this.#system.jacobian(time, state, this.#jacobian);
    if (mass.kind === "matrix") {
      this.#entries ??= storedEntries(layout);
      this.#alpha = holdingWeight(mass, this.#entries, this.#jacobian, this.#next);
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
}
