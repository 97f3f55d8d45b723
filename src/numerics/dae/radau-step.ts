import { hypot } from "../elementary/index.ts";
import { createComplexPencil } from "../linear/create-complex-pencil.ts";
import { createPencil } from "../linear/create-pencil.ts";
import { multiply } from "../linear/multiply.ts";
import type { ComplexPencil, Pencil } from "../linear/pencil.ts";
import type { DaeSystem } from "./dae-system.ts";
import type { ErrorNorm } from "./error-norm.ts";
import type { WorkCounters } from "./integrator.ts";
import {
  radauAlpha,
  radauBeta,
  radauErrorWeights,
  radauGamma,
  radauNodes,
  radauTransform,
  radauTransformInverse,
} from "./radau-coefficients.ts";
import type { StepMethod } from "./step-method.ts";

const MOST_ITERATIONS = 12;
/**
 * Where increments do not fall any more, those below this part of the state are rounding of f, which the solution with the
 * matrix magnifies (in the transistor amplifier of the test problems by up to 10⁵) …
 */
const ROUNDING = 1e5 * Number.EPSILON;
/** … but never more than this many tolerances. */
const MOST_ROUNDING = 0.1;
/** The estimate is of order 3 in the state, so it falls as h⁴. */
const ERROR_ORDER = 4;

/**
 * One step of the three-stage Radau IIA method of order 5 with a simplified Newton iteration and a fresh Jacobian in every
 * step. The stages Zᵢ = Y(cᵢ) − y₀ solve (A⁻¹ ⊗ M) Z / h = F(y₀ + Z).
 */
export class RadauStep implements StepMethod {
  readonly system: DaeSystem;
  readonly pencil: Pencil;
  readonly counters: WorkCounters;
  readonly errorOrder: number = ERROR_ORDER;
  readonly slope: Float64Array;
  readonly jacobian: Float64Array;
  readonly argument: Float64Array;
  readonly error: Float64Array;
  readonly #norm: ErrorNorm;
  readonly #complex: ComplexPencil;
  /** Z₁, Z₂, Z₃. */
  readonly #stages: readonly [Float64Array, Float64Array, Float64Array];
  /** W = T⁻¹ Z. */
  readonly #w: readonly [Float64Array, Float64Array, Float64Array];
  readonly #right: readonly [Float64Array, Float64Array, Float64Array];
  /** Stages of the last step that was taken, for the guess. */
  readonly #last: readonly [Float64Array, Float64Array, Float64Array];
  readonly #states: readonly [Float64Array, Float64Array];
  readonly #timeSlope: Float64Array | undefined;
  readonly #point: Float64Array;
  readonly #product: Float64Array;
  #lastLength = 0;
  #length = 0;
  #first = true;
  #present = 0;
  #diverged = false;

  constructor(system: DaeSystem, norm: ErrorNorm, counters: WorkCounters) {
    const n = system.layout.size;
    const three = (): [Float64Array, Float64Array, Float64Array] => [
      new Float64Array(n),
      new Float64Array(n),
      new Float64Array(n),
    ];
    this.system = system;
    this.counters = counters;
    this.pencil = createPencil(system.layout, system.mass);
    this.#complex = createComplexPencil(system.layout, system.mass);
    this.#norm = norm;
    this.slope = new Float64Array(n);
    this.jacobian = new Float64Array(system.layout.entries);
    this.argument = new Float64Array(n);
    this.error = new Float64Array(n);
    this.#stages = three();
    this.#w = three();
    this.#right = three();
    this.#last = three();
    this.#states = [new Float64Array(n), new Float64Array(n)];
    this.#timeSlope = system.timeDerivative === undefined ? undefined : new Float64Array(n);
    this.#point = new Float64Array(n);
    this.#product = new Float64Array(n);
  }

  get state(): Float64Array {
    return this.#states[this.#present];
  }

  get next(): Float64Array {
    return this.#states[1 - this.#present];
  }

  get timeSlope(): Float64Array | undefined {
    return this.system.autonomous === true ? undefined : this.#timeSlope;
  }

  /** Whether the last attempt failed because Newton's iteration did not converge. */
  get iterationFailed(): boolean {
    return this.#diverged;
  }

  prepare(time: number): void {
    this.system.evaluate(time, this.state, this.slope);
    this.system.jacobian(time, this.state, this.jacobian);
    if (this.timeSlope !== undefined) this.system.timeDerivative?.(time, this.state, this.timeSlope);
    this.counters.evaluations++;
    this.counters.jacobians++;
  }

  attempt(time: number, h: number): boolean {
    const { pencil, jacobian, counters, state } = this;
    counters.factorizations += 2;
    this.#diverged = false;
    if (!pencil.factor(radauGamma / h, jacobian)) return false;
    if (!this.#complex.factor(radauAlpha / h, radauBeta / h, jacobian)) return false;
    this.#length = h;
    this.#guess(h);
    this.#diverged = !this.#iterate(time, state, h);
    if (this.#diverged) return false;
    this.#estimate(time, state, h);
    return true;
  }

  /** The collocation polynomial through y₀ and the three stages, order 3. */
  interpolate(theta: number, out: Float64Array): void {
    const { state: start, next: end } = this;
    const [z1, z2] = this.#stages;
    const [l1, l2, l3] = lagrange(theta);
    for (let i = 0; i < out.length; i++) out[i] = start[i] + l1 * z1[i] + l2 * z2[i] + l3 * (end[i] - start[i]);
  }

  swap(): void {
    this.#present = 1 - this.#present;
    for (let k = 0; k < 3; k++) this.#last[k].set(this.#stages[k]);
    this.#lastLength = this.#length;
    this.#first = false;
  }

  restart(): void {
    this.#lastLength = 0;
    this.#first = true;
  }

  forget(): void {
    this.pencil.forget?.();
  }

  /** First guess of the stages: the polynomial of the last step, continued. */
  #guess(h: number): void {
    const [z1, z2, z3] = this.#stages;
    if (this.#lastLength === 0) {
      for (const z of this.#stages) z.fill(0);
    } else {
      const [p1, p2, p3] = this.#last;
      for (let k = 0; k < 3; k++) {
        const [l1, l2, l3] = lagrange(1 + (radauNodes[k] * h) / this.#lastLength);
        const z = this.#stages[k];
        for (let i = 0; i < z.length; i++) z[i] = l1 * p1[i] + l2 * p2[i] + (l3 - 1) * p3[i];
      }
    }
    combine(radauTransformInverse, z1, z2, z3, this.#w);
  }

  /** Newton's iteration; whether it converged. */
  #iterate(time: number, state: Float64Array, h: number): boolean {
    const { system, pencil, counters } = this;
    const [z1, z2, z3] = this.#stages;
    const [w1, w2, w3] = this.#w;
    const [r1, r2, r3] = this.#right;
    const n = state.length;
    const point = this.#point;
    const relative = this.#norm.relative;
    const enough = Math.max((10 * Number.EPSILON) / relative, Math.min(0.003, Math.sqrt(relative) * 0.1));
    const [gamma, alpha, beta] = [radauGamma / h, radauAlpha / h, radauBeta / h];
    let before = 0;
    for (let turn = 0; turn < MOST_ITERATIONS; turn++) {
      for (let k = 0; k < 3; k++) {
        const z = this.#stages[k];
        for (let i = 0; i < n; i++) point[i] = state[i] + z[i];
        system.evaluate(time + radauNodes[k] * h, point, this.#right[k]);
      }
      counters.evaluations += 3;
      combine(radauTransformInverse, r1, r2, r3, this.#right);
      this.#subtract(gamma, w1, r1);
      this.#subtract(alpha, w2, r2);
      this.#subtract(-beta, w3, r2);
      this.#subtract(beta, w2, r3);
      this.#subtract(alpha, w3, r3);
      pencil.solve(r1);
      this.#complex.solve(r2, r3);
      counters.solves += 2;
      for (let i = 0; i < n; i++) {
        w1[i] += r1[i];
        w2[i] += r2[i];
        w3[i] += r3[i];
      }
      combine(radauTransform, w1, w2, w3, this.#stages);
      // ‖ΔZ‖ is measured through ΔW of the real and the complex part, which T maps with a factor of order 1.
      const size = hypot(this.#norm.measure(r1, state), this.#norm.measure(r2, state), this.#norm.measure(r3, state));
      if (!Number.isFinite(size) || !allFinite(z1) || !allFinite(z2) || !allFinite(z3)) return false;
      if (size === 0) return true;
      const rate = turn === 0 ? 0.5 : size / before;
      if (turn > 0 && (rate / (1 - Math.min(rate, 0.99))) * size <= enough) return true;
      if (turn > 1 && rate >= 1) {
        // Rounding stops the iteration before the tolerance is reached where the tolerance is near the precision of the state.
        return size <= Math.min(MOST_ROUNDING, ROUNDING * this.#norm.measure(state, state));
      }
      before = size;
    }
    return false;
  }

  /** right −= factor · M w. */
  #subtract(factor: number, w: Float64Array, right: Float64Array): void {
    const { mass, layout } = this.system;
    const n = w.length;
    if (mass.kind === "diagonal") {
      const m = mass.values;
      for (let i = 0; i < n; i++) right[i] -= factor * m[i] * w[i];
      return;
    }
    const product = multiply(layout, mass.values, w, this.#product);
    for (let i = 0; i < n; i++) right[i] -= factor * product[i];
  }

  #estimate(time: number, state: Float64Array, h: number): void {
    const { error, argument, slope, pencil, counters, system } = this;
    const [z1, z2, z3] = this.#stages;
    const [e1, e2, e3] = radauErrorWeights;
    const n = state.length;
    const sum = this.#right[0];
    for (let i = 0; i < n; i++) this.#point[i] = e1 * z1[i] + e2 * z2[i] + e3 * z3[i];
    sum.fill(0);
    this.#subtract(-1 / h, this.#point, sum);
    for (let i = 0; i < n; i++) error[i] = slope[i] + sum[i];
    pencil.solve(error);
    counters.solves++;
    if (this.#first || this.#norm.measure(error, state) >= 1) {
      // Filtered once more, so that stiff parts do not reject a first step (eq. IV.8.21).
      for (let i = 0; i < n; i++) this.#point[i] = state[i] + error[i];
      system.evaluate(time, this.#point, error);
      for (let i = 0; i < n; i++) error[i] += sum[i];
      pencil.solve(error);
      counters.evaluations++;
      counters.solves++;
    }
    for (let i = 0; i < n; i++) argument[i] = state[i] + z3[i] - error[i];
  }
}

function allFinite(x: Float64Array): boolean {
  for (let i = 0; i < x.length; i++) if (!Number.isFinite(x[i])) return false;
  return true;
}

/** Lagrange polynomials of the nodes 0, c₁, c₂, 1 at θ, without that of 0. */
function lagrange(theta: number): readonly [number, number, number] {
  const [c1, c2] = radauNodes;
  return [
    (theta * (theta - c2) * (theta - 1)) / (c1 * (c1 - c2) * (c1 - 1)),
    (theta * (theta - c1) * (theta - 1)) / (c2 * (c2 - c1) * (c2 - 1)),
    (theta * (theta - c1) * (theta - c2)) / ((1 - c1) * (1 - c2)),
  ];
}

type Three = readonly [Float64Array, Float64Array, Float64Array];

/** out = (matrix ⊗ I) x; x may be out. */
function combine(
  matrix: typeof radauTransform,
  x1: Float64Array,
  x2: Float64Array,
  x3: Float64Array,
  out: Three,
): void {
  const n = x1.length;
  for (let i = 0; i < n; i++) {
    const p = x1[i];
    const q = x2[i];
    const r = x3[i];
    for (let k = 0; k < 3; k++) {
      const row = matrix[k];
      out[k][i] = row[0] * p + row[1] * q + row[2] * r;
    }
  }
}
