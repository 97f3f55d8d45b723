import { DomainError } from "../../base/errors.ts";
import { createPencil } from "../linear/create-pencil.ts";
import { multiply } from "../linear/multiply.ts";
import type { Pencil } from "../linear/pencil.ts";
import type { DaeSystem } from "./dae-system.ts";
import type { WorkCounters } from "./integrator.ts";
import type { RosenbrockMethod } from "./methods/rosenbrock-method.ts";
import { advanceArgument, combineStages } from "./stage-kernels.ts";

/** What a trial step came to. */
export type TrialOutcome = "done" | "singular";

/**
 * One step of a Rosenbrock method from (t, y): `prepare` computes what does not depend on h, `attempt` does the stages for one
 * h and may be called again with another. All arrays are made once.
 */
export class RosenbrockStep {
  readonly method: RosenbrockMethod;
  readonly system: DaeSystem;
  readonly pencil: Pencil;
  readonly counters: WorkCounters;
  /** State at the end of the last attempt, before the error is added: the embedded solution. */
  readonly argument: Float64Array;
  /** f at the start of the step. */
  readonly slope: Float64Array;
  readonly jacobian: Float64Array;
  readonly #stages: Float64Array[] = [];
  readonly #memory: Float64Array;
  readonly #product: Float64Array | undefined;
  readonly #weights: Float64Array;
  readonly #timeSlope: Float64Array | undefined;
  readonly #a: Float64Array[];
  readonly #c: Float64Array[];
  readonly #scaledC: Float64Array = new Float64Array(8);
  readonly #continues: boolean[];
  readonly #k: Float64Array[];
  readonly #dense: Float64Array[];
  #denseReady = false;

  constructor(system: DaeSystem, method: RosenbrockMethod, counters: WorkCounters) {
    const n = system.layout.size;
    const s = method.nodes.length;
    checkMethod(method);
    this.system = system;
    this.method = method;
    this.counters = counters;
    this.pencil = createPencil(system.layout, system.mass);
    this.argument = new Float64Array(n);
    this.slope = new Float64Array(n);
    this.jacobian = new Float64Array(system.layout.entries);
    for (let i = 0; i < s; i++) this.#stages.push(new Float64Array(n));
    this.#memory = new Float64Array(n);
    this.#product = system.mass.kind === "matrix" ? new Float64Array(n) : undefined;
    this.#weights = system.mass.kind === "diagonal" ? system.mass.values : new Float64Array(n).fill(1);
    this.#timeSlope = system.timeDerivative === undefined ? undefined : new Float64Array(n);
    this.#a = method.a.map((row) => Float64Array.from(row));
    this.#c = method.c.map((row) => Float64Array.from(row));
    this.#continues = method.a.map((row, i) => i > 1 && continues(method.a[i - 1], row));
    this.#dense = method.dense.map((row) => Float64Array.from(row));
    this.#k = method.dense.map(() => new Float64Array(n));
  }

  /** The estimate of the error of the last attempt: yₙ₊₁ − ŷₙ₊₁ of each unknown. */
  get error(): Float64Array {
    return this.#stages[this.#stages.length - 1];
  }

  /** f, ∂f/∂y and ∂f/∂t at the start of a step. */
  prepare(time: number, state: Float64Array): void {
    const { system, counters } = this;
    system.evaluate(time, state, this.slope);
    system.jacobian(time, state, this.jacobian);
    if (this.#timeSlope !== undefined) system.timeDerivative?.(time, state, this.#timeSlope);
    counters.evaluations++;
    counters.jacobians++;
  }

  /**
   * The stages of a step of length h from the point of the last `prepare`. The new state is `argument` + `error`.
   * @returns "singular" where M/hγ − J cannot be factored
   */
  attempt(time: number, state: Float64Array, h: number): TrialOutcome {
    const { system, pencil, method, argument, counters } = this;
    const stages = this.#stages;
    const memory = this.#memory;
    const scaledC = this.#scaledC;
    const timeSlope = this.#timeSlope;
    const { gammas, nodes } = method;
    this.#denseReady = false;
    counters.factorizations++;
    if (!pencil.factor(1 / (h * method.gamma), this.jacobian)) return "singular";
    const inverse = 1 / h;
    const count = stages.length;
    for (let i = 0; i < count; i++) {
      const u = stages[i];
      if (i === 0) u.set(this.slope);
      else {
        const c = this.#c[i];
        for (let j = 0; j < i; j++) scaledC[j] = c[j] * inverse;
        if (this.#continues[i]) advanceArgument(i, this.#weights, stages, scaledC, argument, memory);
        else combineStages(i, state, this.#weights, stages, this.#a[i], scaledC, argument, memory);
        system.evaluate(time + nodes[i] * h, argument, u);
        add(u, this.#product === undefined ? memory : this.#massTimes(memory, this.#product));
      }
      if (timeSlope !== undefined && gammas[i] !== 0) addScaled(u, gammas[i] * h, timeSlope);
      pencil.solve(u);
    }
    counters.evaluations += count - 1;
    counters.solves += count;
    return "done";
  }

  /**
   * Dense output of the last attempt: the state at start + θ h.
   * @param start,end states at both ends of the step
   */
  interpolate(theta: number, start: Float64Array, end: Float64Array, out: Float64Array): void {
    const k = this.#k;
    if (!this.#denseReady) {
      for (let l = 0; l < k.length; l++) weightedSum(this.#dense[l], this.#stages, k[l]);
      this.#denseReady = true;
    }
    const n = out.length;
    const rest = 1 - theta;
    const [k1, k2] = k;
    if (k.length === 2) {
      for (let i = 0; i < n; i++) out[i] = rest * start[i] + theta * (end[i] + rest * (k1[i] + theta * k2[i]));
      return;
    }
    const k3 = k[2];
    for (let i = 0; i < n; i++) {
      out[i] = rest * start[i] + theta * (end[i] + rest * (k1[i] + theta * (k2[i] + theta * k3[i])));
    }
  }

  #massTimes(x: Float64Array, out: Float64Array): Float64Array {
    return multiply(this.system.layout, this.system.mass.values, x, out);
  }
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
