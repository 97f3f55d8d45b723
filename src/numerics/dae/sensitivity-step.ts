import { ConvergenceError } from "../../base/errors.ts";
import { createPencil } from "../linear/create-pencil.ts";
import { multiply } from "../linear/multiply.ts";
import type { Pencil } from "../linear/pencil.ts";
import type { DaeSystem } from "./dae-system.ts";
import { describeUnknown } from "./describe-unknown.ts";
import type { ErrorNorm } from "./error-norm.ts";
import { indexFault } from "./index-check.ts";
import type { WorkCounters } from "./integrator.ts";
import type { RosenbrockMethod } from "./methods/rosenbrock-method.ts";
import { moveAlong } from "./move-along.ts";
import type { ParameterStencil } from "./parameter-stencil.ts";
import { RosenbrockStep } from "./rosenbrock-step.ts";
import { addScaled, addScaledProduct, combine } from "./row-kernels.ts";
import type { StepMethod } from "./step-method.ts";

/** Part by which the state moves along a direction for the derivative of J: near the cube root of the unit roundoff. */
const MOVE = 6e-6;
/** α of αM − J that holds the differential unknowns. */
const HOLD = 1e30;

/**
 * A Rosenbrock step that carries ∂y/∂p along: the formulas of the step, differentiated. With W = M/hγ − J the stages obey
 * W uᵢ = rᵢ, hence
 *
 *     W uᵢ' = J(Yᵢ) Yᵢ' + ∂f/∂p(Yᵢ) + γᵢ h ∂f_t' + M Σ cᵢⱼ uⱼ'/h + (∂J/∂p + ∂J/∂y·s) uᵢ + ∂M/∂p (Σ cᵢⱼ uⱼ/h − uᵢ/hγ)
 *
 * with the factors of W that the step itself used. What comes out is the exact derivative of the numbers that the step gives,
 * up to differences in ∂f/∂p and ∂J. All work is done when the step is taken (`swap`), none for rejected ones; it is counted with
 * that of the step, the functions of moved systems too.
 */
export class SensitivityStep implements StepMethod {
  readonly inner: RosenbrockStep;
  /** ∂y/∂p at the start of the step, one vector a parameter. */
  readonly sensitivities: readonly Float64Array[];
  readonly #norm: ErrorNorm;
  readonly #stencils: readonly ParameterStencil[];
  readonly #hold: Pencil;
  readonly #algebraic: Uint8Array;
  readonly #jacobian: Float64Array;
  readonly #other: Float64Array;
  readonly #point: Float64Array;
  readonly #work: Float64Array;
  readonly #product: Float64Array;
  readonly #direction: Float64Array;
  readonly #a: readonly Float64Array[];
  readonly #stagesOfParameter: readonly (readonly Float64Array[])[];
  readonly #changes: readonly Float64Array[];
  /** ∂M/∂p; undefined where p does not stand in the mass. */
  readonly #massChanges: readonly (Float64Array | undefined)[];
  #indexChecked = false;
  #time = 0;
  #length = 0;

  /**
   * @param system with a diagonal mass
   * @param norm whose tolerances say what is a small change of each unknown
   */
  constructor(
    system: DaeSystem,
    method: RosenbrockMethod,
    norm: ErrorNorm,
    counters: WorkCounters,
    stencils: readonly ParameterStencil[],
  ) {
    const n = system.layout.size;
    const { mass } = system;
    this.inner = new RosenbrockStep(system, method, counters);
    this.#norm = norm;
    this.#stencils = stencils;
    this.sensitivities = stencils.map(() => new Float64Array(n));
    this.#hold = createPencil(system.layout, mass);
    this.#algebraic = Uint8Array.from(mass.values, (value) => (value === 0 ? 1 : 0));
    this.#jacobian = new Float64Array(system.layout.entries);
    this.#other = new Float64Array(system.layout.entries);
    this.#changes = stencils.map(() => new Float64Array(system.layout.entries));
    this.#massChanges = stencils.map((stencil) => massChange(stencil, mass.values));
    this.#point = new Float64Array(n);
    this.#work = new Float64Array(n);
    this.#product = new Float64Array(n);
    this.#direction = new Float64Array(n);
    this.#a = method.a.map((values) => Float64Array.from(values));
    this.#stagesOfParameter = stencils.map(() => method.nodes.map(() => new Float64Array(n)));
  }

  /** s, of the last step that was tried. */
  get length(): number {
    return this.#length;
  }
  get system(): DaeSystem {
    return this.inner.system;
  }
  get pencil(): Pencil {
    return this.inner.pencil;
  }
  get counters(): WorkCounters {
    return this.inner.counters;
  }
  get errorOrder(): number {
    return this.inner.errorOrder;
  }
  get state(): Float64Array {
    return this.inner.state;
  }
  get next(): Float64Array {
    return this.inner.next;
  }
  get slope(): Float64Array {
    return this.inner.slope;
  }
  get timeSlope(): Float64Array | undefined {
    return this.inner.timeSlope;
  }
  get jacobian(): Float64Array {
    return this.inner.jacobian;
  }
  get argument(): Float64Array {
    return this.inner.argument;
  }
  get error(): Float64Array {
    return this.inner.error;
  }
  forget(): void {
    this.inner.forget();
    this.#hold.forget?.();
    this.#indexChecked = false;
  }
  prepare(time: number): void {
    this.inner.prepare(time);
  }
  attempt(time: number, h: number): boolean {
    this.#time = time;
    this.#length = h;
    return this.inner.attempt(time, h);
  }
  interpolate(theta: number, out: Float64Array, only?: Int32Array): void {
    this.inner.interpolate(theta, out, only);
  }

  swap(): void {
    this.#differentiate(this.#time, this.#length);
    this.inner.swap();
  }

  /**
   * Makes the algebraic entries of the sensitivities those of the present state: 0 = J s + ∂f/∂p in the algebraic rows. Call
   * after a switch, with the state made consistent.
   * @throws ConvergenceError where the algebraic equations do not determine them
   */
  makeConsistent(time: number): void {
    const { system, state } = this;
    const right = this.#work;
    this.#factorAlgebraic(time);
    this.sensitivities.forEach((s, k) => {
      for (let i = 0; i < s.length; i++) this.#direction[i] = this.#algebraic[i] === 1 ? 0 : s[i];
      multiply(system.layout, this.#jacobian, this.#direction, right);
      this.#addParameterSlope(k, time, state, right);
      this.#solveAlgebraic(right, s);
      this.#check(time, s, `∂/∂(${this.#stencils[k].name})`);
    });
  }

  /**
   * dy/dt at the present state, of the algebraic unknowns too, into `out`.
   * @throws ConvergenceError where the algebraic equations do not determine it
   */
  velocity(time: number, out: Float64Array): void {
    const { system, state } = this;
    const right = this.#work;
    system.evaluate(time, state, right);
    this.counters.evaluations++;
    const mass = system.mass.values;
    for (let i = 0; i < out.length; i++) {
      out[i] = this.#algebraic[i] === 1 ? 0 : right[i] / mass[i];
      this.#direction[i] = out[i];
    }
    this.#factorAlgebraic(time);
    multiply(system.layout, this.#jacobian, this.#direction, right);
    if (system.timeDerivative !== undefined) {
      system.timeDerivative(time, state, this.#product);
      addScaled(right, 1, this.#product);
    }
    this.#solveAlgebraic(right, out);
    this.#check(time, out, "d/dt");
  }

  /** Factors ∂f/∂z of the algebraic rows; J stands in its array then. */
  #factorAlgebraic(time: number): void {
    const { system, state, counters } = this;
    system.jacobian(time, state, this.#jacobian);
    counters.jacobians++;
    counters.factorizations++;
    const fault = this.#indexChecked ? undefined : indexFault(system, time, state);
    if (fault !== undefined || !this.#hold.factor(HOLD, this.#jacobian)) {
      throw new ConvergenceError(
        `Sensitivities at t = ${time} s: ${fault ?? indexFault(system, time, state) ?? "∂f/∂z of the algebraic equations is singular to working precision"}.`,
      );
    }
    this.#indexChecked = true;
  }

  #check(time: number, vector: Float64Array, what: string): void {
    const wrong = vector.findIndex((value) => !Number.isFinite(value));
    if (wrong < 0) return;
    throw new ConvergenceError(
      `Sensitivities at t = ${time} s: ${what} of ${describeUnknown(this.system, wrong, this.state[wrong])} is ${vector[wrong]}; start from a state at which the equations can be differentiated.`,
    );
  }

  /** Algebraic entries of `out` from −J δ = right in the algebraic rows, the differential ones held. */
  #solveAlgebraic(right: Float64Array, out: Float64Array): void {
    for (let i = 0; i < right.length; i++) if (this.#algebraic[i] === 0) right[i] = 0;
    this.#hold.solve(right);
    this.counters.solves++;
    for (let i = 0; i < right.length; i++) if (this.#algebraic[i] === 1) out[i] = right[i];
  }

  /** out += ∂f/∂p. */
  #addParameterSlope(k: number, time: number, state: Float64Array, out: Float64Array): void {
    const f = this.#product;
    const { systems } = this.#stencils[k];
    for (const { system, weight } of systems) {
      system.evaluate(time, state, f);
      addScaled(out, weight, f);
    }
    this.counters.evaluations += systems.length;
  }

  #differentiate(time: number, h: number): void {
    const { inner, system, counters } = this;
    const { method, stages, pencil } = inner;
    const { c, nodes, gammas } = method;
    const a = this.#a;
    const mass = system.mass.values;
    for (let k = 0; k < this.sensitivities.length; k++) this.#jacobianChange(k, time);
    for (let i = 0; i < stages.length; i++) {
      const stageTime = time + nodes[i] * h;
      combine(inner.state, a[i], stages, this.#point);
      system.jacobian(stageTime, this.#point, this.#jacobian);
      counters.jacobians++;
      for (let k = 0; k < this.sensitivities.length; k++) {
        const own = this.#stagesOfParameter[k];
        const right = own[i];
        combine(this.sensitivities[k], a[i], own, this.#direction);
        multiply(system.layout, this.#jacobian, this.#direction, right);
        this.#addParameterSlope(k, stageTime, this.#point, right);
        multiply(system.layout, this.#changes[k], stages[i], this.#product);
        addScaled(right, 1, this.#product);
        for (let j = 0; j < i; j++) {
          const factor = c[i][j] / h;
          if (factor !== 0) addScaledProduct(right, factor, mass, own[j]);
        }
        this.#addMassChange(k, i, h, right);
        if (system.timeDerivative !== undefined && gammas[i] !== 0)
          this.#addTimeSlopeChange(k, time, gammas[i] * h, right);
        pencil.solve(right);
        counters.solves++;
      }
    }
    const last = stages.length - 1;
    for (let k = 0; k < this.sensitivities.length; k++) {
      const own = this.#stagesOfParameter[k];
      const s = this.sensitivities[k];
      combine(s, a[last], own, this.#direction);
      addScaled(this.#direction, 1, own[last]);
      s.set(this.#direction);
      this.#check(time, s, `∂/∂(${this.#stencils[k].name})`);
    }
  }

  /** out += ∂M/∂p (Σ cᵢⱼ uⱼ/h − uᵢ/hγ), where p stands in the mass. */
  #addMassChange(k: number, i: number, h: number, out: Float64Array): void {
    const change = this.#massChanges[k];
    if (change === undefined) return;
    const { method, stages } = this.inner;
    for (let r = 0; r < out.length; r++) {
      if (change[r] === 0) continue;
      let sum = -stages[i][r] / method.gamma;
      for (let j = 0; j < i; j++) sum += method.c[i][j] * stages[j][r];
      out[r] += (change[r] * sum) / h;
    }
  }

  /** ∂J/∂y·s + ∂J/∂p at the start of the step. */
  #jacobianChange(k: number, time: number): void {
    const { system, inner, counters } = this;
    const { state } = inner;
    const s = this.sensitivities[k];
    const change = this.#changes[k];
    const move = moveAlong(s, state, this.#norm, MOVE);
    change.fill(0);
    if (move > 0) {
      for (const sign of [1, -1]) {
        for (let i = 0; i < s.length; i++) this.#direction[i] = state[i] + sign * move * s[i];
        system.jacobian(time, this.#direction, this.#other);
        addScaled(change, sign / (2 * move), this.#other);
      }
      counters.jacobians += 2;
    }
    for (const { system: moved, weight } of this.#stencils[k].systems) {
      moved.jacobian(time, state, this.#other);
      addScaled(change, weight, this.#other);
      counters.jacobians++;
    }
  }

  /** out += factor · d(∂f/∂t)/dp, along s and p. */
  #addTimeSlopeChange(k: number, time: number, factor: number, out: Float64Array): void {
    const { system, inner } = this;
    const { state } = inner;
    const s = this.sensitivities[k];
    const move = moveAlong(s, state, this.#norm, MOVE);
    if (move > 0) {
      for (const sign of [1, -1]) {
        for (let i = 0; i < s.length; i++) this.#direction[i] = state[i] + sign * move * s[i];
        system.timeDerivative?.(time, this.#direction, this.#product);
        addScaled(out, (factor * sign) / (2 * move), this.#product);
      }
    }
    for (const { system: moved, weight } of this.#stencils[k].systems) {
      moved.timeDerivative?.(time, state, this.#product);
      addScaled(out, factor * weight, this.#product);
    }
  }
}

/** Weights sum to zero in each stencil, so only differences to the mass at p are added: what p does not touch is exactly 0. */
function massChange({ systems }: ParameterStencil, own: Float64Array): Float64Array | undefined {
  const change = new Float64Array(own.length);
  for (const { system, weight } of systems) {
    const { values } = system.mass;
    for (let i = 0; i < change.length; i++) change[i] += weight * (values[i] - own[i]);
  }
  return change.some((value) => value !== 0) ? change : undefined;
}
