import { DomainError } from "../../base/errors.ts";
import { createPencil } from "../linear/create-pencil.ts";
import { multiply } from "../linear/multiply.ts";
import type { Pencil } from "../linear/pencil.ts";
import type { DaeSystem } from "./dae-system.ts";
import type { WorkCounters } from "./integrator.ts";
import type { RosenbrockMethod } from "./methods/rosenbrock-method.ts";
import { advanceArgument, combineStages, type StageRows } from "./stage-kernels.ts";
import type { StepMethod } from "./step-method.ts";

/**
 * One step of a Rosenbrock method from (t, y): `prepare` computes what does not depend on h, `attempt` does the stages for one
 * h and may be called again with another, `swap` makes the new state the present one. All vectors are rows of one array.
 */
export class RosenbrockStep implements StepMethod {
  readonly method: RosenbrockMethod;
  readonly system: DaeSystem;
  readonly pencil: Pencil;
  readonly counters: WorkCounters;
  /** Argument of the last stage: the embedded solution of the last attempt. */
  readonly argument: Float64Array;
  /** Last stage: the estimate of the error of the last attempt, new state − embedded solution. */
  readonly error: Float64Array;
  /** f at the start of the step. */
  readonly slope: Float64Array;
  readonly jacobian: Float64Array;
  readonly #work: Float64Array;
  readonly #rows: StageRows;
  readonly #stages: readonly Float64Array[];
  readonly #states: readonly [Float64Array, Float64Array];
  /** Room for M times the memory, and for f. */
  readonly #spare: Float64Array;
  readonly #timeSlope: Float64Array | undefined;
  readonly #nodes: Float64Array;
  readonly #gammas: Float64Array;
  readonly #a: readonly Float64Array[];
  readonly #c: readonly Float64Array[];
  readonly #scaledC: Float64Array = new Float64Array(8);
  readonly #continues: readonly boolean[];
  readonly #dense: readonly Float64Array[];
  readonly #k: readonly Float64Array[];
  #present = 0;
  #denseReady = false;
  /** Few unknowns whose vectors of the dense output are ready, and these, one unknown after the other. */
  #few: Int32Array | undefined;
  #fewDense: Float64Array = new Float64Array(0);
  /** Whether ∂f/∂t holds anything at the start of this step. */
  #timeDependent = false;

  constructor(system: DaeSystem, method: RosenbrockMethod, counters: WorkCounters) {
    checkMethod(method);
    const n = system.layout.size;
    const s = method.nodes.length;
    const work = new Float64Array((s + 4) * n);
    const row = (j: number): Float64Array => work.subarray(j * n, (j + 1) * n);
    this.system = system;
    this.method = method;
    this.counters = counters;
    this.pencil = createPencil(system.layout, system.mass);
    this.#work = work;
    this.#rows = { n, argument: s, mass: s + 1 };
    this.#stages = Array.from({ length: s }, (_, j) => row(j));
    this.error = this.#stages[s - 1];
    this.argument = row(s);
    if (system.mass.kind === "diagonal") row(s + 1).set(system.mass.values);
    else row(s + 1).fill(1);
    this.#states = [row(s + 2), row(s + 3)];
    this.slope = new Float64Array(n);
    this.jacobian = new Float64Array(system.layout.entries);
    this.#spare = new Float64Array(n);
    this.#timeSlope = system.timeDerivative === undefined ? undefined : new Float64Array(n);
    this.#nodes = Float64Array.from(method.nodes);
    this.#gammas = Float64Array.from(method.gammas);
    this.#a = method.a.map((values) => Float64Array.from(values));
    this.#c = method.c.map((values) => Float64Array.from(values));
    this.#continues = method.a.map((values, i) => i > 1 && continues(method.a[i - 1], values));
    this.#dense = method.dense.map((values) => Float64Array.from(values));
    this.#k = method.dense.map(() => new Float64Array(n));
  }

  /** Stages of the last attempt. */
  get stages(): readonly Float64Array[] {
    return this.#stages;
  }

  get errorOrder(): number {
    return this.method.embeddedOrder + 1;
  }

  get timeSlope(): Float64Array | undefined {
    return this.#timeDependent ? this.#timeSlope : undefined;
  }

  /** State at the start of the step. */
  get state(): Float64Array {
    return this.#states[this.#present];
  }

  /** Room for the state at the end of the step: argument + error. */
  get next(): Float64Array {
    return this.#states[1 - this.#present];
  }

  swap(): void {
    this.#present = 1 - this.#present;
  }

  forget(): void {
    this.pencil.forget?.();
  }

  /** f, ∂f/∂y and ∂f/∂t at the start of a step. */
  prepare(time: number): void {
    const { system, counters, state } = this;
    system.evaluate(time, state, this.slope);
    system.jacobian(time, state, this.jacobian);
    this.#timeDependent = false;
    if (this.#timeSlope !== undefined && system.autonomous !== true) {
      system.timeDerivative?.(time, state, this.#timeSlope);
      this.#timeDependent = holdsAnything(this.#timeSlope);
    }
    counters.evaluations++;
    counters.jacobians++;
  }

  /**
   * The stages of a step of length h from the point of the last `prepare`.
   * @returns false where M/hγ − J cannot be factored
   */
  attempt(time: number, h: number): boolean {
    const { pencil, counters } = this;
    const work = this.#work;
    const rows = this.#rows;
    const stages = this.#stages;
    const scaledC = this.#scaledC;
    const timeSlope = this.timeSlope;
    const gammas = this.#gammas;
    const nodes = this.#nodes;
    const y = rows.mass + 1 + this.#present;
    this.#denseReady = false;
    this.#few = undefined;
    counters.factorizations++;
    if (!pencil.factor(1 / (h * this.method.gamma), this.jacobian)) return false;
    const inverse = 1 / h;
    const count = stages.length;
    for (let i = 0; i < count; i++) {
      const u = stages[i];
      if (i === 0) u.set(this.slope);
      else {
        const c = this.#c[i];
        for (let j = 0; j < i; j++) scaledC[j] = c[j] * inverse;
        if (this.#continues[i]) advanceArgument(i, work, rows, scaledC);
        else combineStages(i, work, rows, y, this.#a[i], scaledC);
        this.#addRight(time + nodes[i] * h, u);
      }
      if (timeSlope !== undefined && gammas[i] !== 0) addScaled(u, gammas[i] * h, timeSlope);
      pencil.solve(u);
    }
    counters.evaluations += count - 1;
    counters.solves += count;
    return true;
  }

  /** Dense output of the last attempt: the state at start + θ h; `next` must hold the state at its end. */
  interpolate(theta: number, out: Float64Array, only?: Int32Array): void {
    if (only !== undefined && !this.#denseReady) {
      this.#interpolateFew(theta, out, only);
      return;
    }
    const k = this.#k;
    if (!this.#denseReady) {
      for (let l = 0; l < k.length; l++) weightedSum(this.#dense[l], this.#stages, k[l]);
      this.#denseReady = true;
    }
    const { state: start, next: end } = this;
    const n = out.length;
    const rest = 1 - theta;
    const k1 = k[0];
    const k2 = k[1];
    if (k.length === 2) {
      for (let i = 0; i < n; i++) out[i] = rest * start[i] + theta * (end[i] + rest * (k1[i] + theta * k2[i]));
      return;
    }
    const k3 = k[2];
    for (let i = 0; i < n; i++) {
      out[i] = rest * start[i] + theta * (end[i] + rest * (k1[i] + theta * (k2[i] + theta * k3[i])));
    }
  }

  /** The same of few unknowns, whose part of the dense output is worked out once for all places in a step. */
  #interpolateFew(theta: number, out: Float64Array, only: Int32Array): void {
    const count = this.#dense.length;
    if (this.#few !== only) this.#prepareFew(only);
    const k = this.#fewDense;
    const { state: start, next: end } = this;
    const rest = 1 - theta;
    for (let m = 0, at = 0; m < only.length; m++, at += count) {
      const i = only[m];
      let inner = k[at + count - 1];
      for (let l = count - 2; l >= 0; l--) inner = k[at + l] + theta * inner;
      out[i] = rest * start[i] + theta * (end[i] + rest * inner);
    }
  }

  #prepareFew(only: Int32Array): void {
    const dense = this.#dense;
    const stages = this.#stages;
    const count = dense.length;
    if (this.#fewDense.length < only.length * count) this.#fewDense = new Float64Array(only.length * count);
    const k = this.#fewDense;
    for (let l = 0; l < count; l++) {
      const weights = dense[l];
      for (let m = 0; m < only.length; m++) k[m * count + l] = 0;
      for (let j = 0; j < weights.length; j++) {
        const w = weights[j];
        const stage = stages[j];
        for (let m = 0; m < only.length; m++) k[m * count + l] += w * stage[only[m]];
      }
    }
    this.#few = only;
  }

  /** f at the argument is added to the memory that a stage holds, which is multiplied by M where that is a matrix. */
  #addRight(time: number, u: Float64Array): void {
    const { system, argument } = this;
    const spare = this.#spare;
    if (system.mass.kind === "matrix") u.set(multiply(system.layout, system.mass.values, u, spare));
    if (system.accumulate !== undefined) system.accumulate(time, argument, u);
    else {
      system.evaluate(time, argument, spare);
      add(u, spare);
    }
  }
}

function holdsAnything(x: Float64Array): boolean {
  const n = x.length;
  for (let i = 0; i < n; i++) if (x[i] !== 0) return true;
  return false;
}

function add(out: Float64Array, x: Float64Array): void {
  const n = out.length;
  for (let i = 0; i < n; i++) out[i] += x[i];
}

function addScaled(out: Float64Array, factor: number, x: Float64Array): void {
  const n = out.length;
  for (let i = 0; i < n; i++) out[i] += factor * x[i];
}

function weightedSum(weights: Float64Array, vectors: readonly Float64Array[], out: Float64Array): void {
  const n = out.length;
  out.fill(0);
  for (let j = 0; j < weights.length; j++) {
    const w = weights[j];
    const v = vectors[j];
    if (w !== 0) for (let i = 0; i < n; i++) out[i] += w * v[i];
  }
}

/** Whether a row of a is the row before with 1 for the last stage. */
function continues(before: readonly number[], row: readonly number[]): boolean {
  return row[row.length - 1] === 1 && before.every((value, j) => value === row[j]);
}

function checkMethod({ name, nodes, gammas, a, c, dense }: RosenbrockMethod): void {
  const s = nodes.length;
  const triangular = (rows: readonly (readonly number[])[]) =>
    rows.length === s && rows.every((row, i) => row.length === i);
  if (s < 4 || s > 8 || gammas.length !== s || !triangular(a) || !triangular(c)) {
    throw new DomainError(
      `createRosenbrock: ${name} needs 4 to 8 stages with rows of 0, 1, 2, … numbers; it has ${s}.`,
    );
  }
  if (dense.length < 2 || dense.length > 3 || dense.some((row) => row.length > s)) {
    throw new DomainError(
      `createRosenbrock: ${name} needs two or three rows of dense output, of at most ${s} numbers.`,
    );
  }
  if (!continues(a[s - 2], a[s - 1]) || nodes[s - 1] !== 1 || nodes[s - 2] !== 1) {
    throw new DomainError(
      `createRosenbrock: ${name} is not stiffly accurate: its last stage must continue the one before.`,
    );
  }
}
