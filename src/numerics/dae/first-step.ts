import { pow } from "../elementary/index.ts";
import type { DaeSystem } from "./dae-system.ts";
import type { ErrorNorm } from "./error-norm.ts";
import type { WorkCounters } from "./integrator.ts";
import type { StepMethod } from "./step-method.ts";

/** Share of the segment at which the first look at the derivatives is taken. */
const FIRST_LOOK = 1e-6;
const LOOKS = 8;
/** No guess is shorter than this part of the segment: a step that is too long is refused and cut, one from rounding errors leads nowhere. */
const SHORTEST = 1e-12;
/** A move of this many tolerances is too short to say more. */
const NEGLIGIBLE = 1e-2;

/**
 * A first step from the problem. Two linearised implicit Euler steps of a short length δ give y' and y'' behind a jump of the
 * control, of the algebraic unknowns too: (M/δ − J) v₁ = f(y) + δ ∂f/∂t, (M/δ − J) v₂ = f(y + v₁) + δ ∂f/∂t, y' ≈ v₁/δ, y'' ≈ (v₂ − v₁)/δ². With
 * τ = ‖y'‖/‖y''‖, the time in which the slope changes, and A = τ ‖y'‖, the way that the transient goes, both in units of
 * the tolerance, the local error of order q of the transient is about C A (h/τ)^q; h makes it some 3 %. δ is shortened until
 * it is not longer than the step that comes out.
 */
export class FirstStep {
  readonly #step: StepMethod;
  readonly #norm: ErrorNorm;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  readonly #point: Float64Array;

  constructor(step: StepMethod, norm: ErrorNorm) {
    const n = step.slope.length;
    this.#step = step;
    this.#norm = norm;
    this.#first = new Float64Array(n);
    this.#second = new Float64Array(n);
    this.#point = new Float64Array(n);
  }

  /**
   * @param span length of the segment, s
   * @returns a length in s; span/1000 where the problem gives none
   */
  choose(time: number, state: Float64Array, span: number): number {
    const { system, pencil, counters, jacobian, slope, timeSlope, errorOrder } = this.#step;
    const v = this.#first;
    const w = this.#second;
    const point = this.#point;
    const shortest = Math.max(64 * Number.EPSILON * Math.abs(time), SHORTEST * span);
    if (span <= shortest) return span;
    let look = Math.max(FIRST_LOOK * span, shortest);
    let length = Math.max(1e-3 * span, shortest);
    for (let pass = 0; pass < LOOKS; pass++) {
      counters.factorizations++;
      if (!pencil.factor(1 / look, jacobian)) break;
      v.set(slope);
      if (timeSlope !== undefined) for (let i = 0; i < v.length; i++) v[i] += look * timeSlope[i];
      pencil.solve(v);
      for (let i = 0; i < v.length; i++) point[i] = state[i] + v[i];
      evaluate(system, counters, time + look, point, w);
      if (timeSlope !== undefined) for (let i = 0; i < w.length; i++) w[i] += look * timeSlope[i];
      pencil.solve(w);
      counters.solves += 2;
      for (let i = 0; i < v.length; i++) w[i] -= v[i];
      const slopeNorm = this.#norm.measure(v, state) / look;
      const curvature = this.#norm.measure(w, state) / (look * look);
      if (!Number.isFinite(slopeNorm) || !Number.isFinite(curvature)) {
        look = Math.max(1e-3 * look, shortest);
        length = look;
        continue;
      }
      if (slopeNorm === 0) return 1e-2 * span;
      if (curvature === 0) {
        length = 1 / slopeNorm;
        break;
      }
      const tau = slopeNorm / curvature;
      length = tau * pow(ERROR_SHARE / Math.max(tau * slopeNorm, ERROR_SHARE), 1 / errorOrder);
      if (length >= look || slopeNorm * look < NEGLIGIBLE) break;
      look = Math.max(length / 8, shortest);
    }
    return Math.min(Math.max(length, shortest), span);
  }
}

/** Local error wanted in the first step, over the error constant of the methods at the start of a transient. */
const ERROR_SHARE = 30;

function evaluate(
  system: DaeSystem,
  counters: WorkCounters,
  time: number,
  state: Float64Array,
  out: Float64Array,
): void {
  system.evaluate(time, state, out);
  counters.evaluations++;
}
