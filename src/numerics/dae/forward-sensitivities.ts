import { ConvergenceError, DomainError } from "../../base/errors.ts";
import type { DaeSystem } from "./dae-system.ts";
import type { ErrorNorm } from "./error-norm.ts";
import type { Advance, AdvanceOptions, EventFunction, Integrator, WorkCounters } from "./integrator.ts";
import { rodas5p } from "./methods/rodas5p.ts";
import { moveAlong } from "./move-along.ts";
import type { ParameterStencil } from "./parameter-stencil.ts";
import { OneStepIntegrator, type RosenbrockSettings } from "./rosenbrock.ts";
import { addScaled } from "./row-kernels.ts";
import { SensitivityStep } from "./sensitivity-step.ts";

/** Part by which the state moves along a direction for the derivative of an event, and of the last step, or of t, by which t does. */
const EVENT_MOVE = 3e-4;
const EVENT_STEP = 1e-3;
const EVENT_TIME = 1e-7;
/** f' = (f₋₂ − 8 f₋₁ + 8 f₊₁ − f₊₂) / 12δ */
const PLACES = [-2, -1, 1, 2];
const WEIGHTS = [1 / 12, -8 / 12, 8 / 12, -1 / 12];

/** An event of the system with a parameter moved: of `stencils[parameter].systems[member]`. */
export type MovedEvent = (event: EventFunction, parameter: number, member: number) => EventFunction;

/**
 * An integrator that carries ∂y/∂p along. Times count from the start of each segment: a sensitivity is that of the state at a
 * fixed time after the last `start`; where an event ended the segment, that of the state at the event, whose time depends on p.
 */
export class SensitivityIntegrator implements Integrator {
  readonly #integrator: OneStepIntegrator;
  readonly #step: SensitivityStep;
  readonly #norm: ErrorNorm;
  readonly #stencils: readonly ParameterStencil[];
  readonly #movedEvent: MovedEvent | undefined;
  readonly #eventTimes: Float64Array;
  readonly #velocity: Float64Array;
  readonly #moved: Float64Array;

  constructor(
    system: DaeSystem,
    settings: RosenbrockSettings,
    stencils: readonly ParameterStencil[],
    movedEvent?: MovedEvent,
  ) {
    if (system.mass.kind !== "diagonal") {
      throw new DomainError(
        "createSensitivities: the mass matrix must be diagonal; write the equations with one rate a row.",
      );
    }
    let made: { readonly step: SensitivityStep; readonly norm: ErrorNorm } | undefined;
    this.#integrator = new OneStepIntegrator(system, settings, (norm, counters) => {
      const step = new SensitivityStep(system, rodas5p, norm, counters, stencils);
      made = { step, norm };
      return step;
    });
    if (made === undefined) throw new DomainError("createSensitivities: the integrator made no step.");
    this.#step = made.step;
    this.#norm = made.norm;
    this.#stencils = stencils;
    this.#movedEvent = movedEvent;
    this.#eventTimes = new Float64Array(stencils.length);
    this.#velocity = new Float64Array(system.layout.size);
    this.#moved = new Float64Array(system.layout.size);
  }

  get time(): number {
    return this.#integrator.time;
  }
  get state(): Float64Array {
    return this.#integrator.state;
  }
  get counters(): Readonly<WorkCounters> {
    return this.#integrator.counters;
  }
  /** ∂y/∂p of each parameter at `time`, in the units of the unknown over that of the parameter; a live view. */
  get sensitivities(): readonly Float64Array[] {
    return this.#step.sensitivities;
  }
  /** d(time of the end)/dp where the last `advance` ended at an event, or `moveEnd` has told it; else 0. s over the unit of p. */
  get eventTimeSensitivities(): Float64Array {
    return this.#eventTimes;
  }

  /**
   * As for any integrator; the sensitivities of differential unknowns go on, those of algebraic ones are computed anew.
   * @throws ConvergenceError where the algebraic equations do not determine them
   */
  start(time: number, state: Float64Array): void {
    this.#integrator.start(time, state);
    this.#step.makeConsistent(time);
  }

  /** Sets ∂y/∂p of the differential unknowns, as where the start depends on p. Before `start`; they begin as 0. */
  setSensitivities(values: readonly ArrayLike<number>[]): void {
    this.#step.sensitivities.forEach((s, k) => {
      s.set(values[k]);
    });
  }

  /** @throws ConvergenceError where an event does not determine how its time moves, or a sensitivity is not finite */
  advance(end: number, options: AdvanceOptions = {}): Advance {
    this.#eventTimes.fill(0);
    const outcome = this.#integrator.advance(end, options);
    if (outcome.kind === "event" && options.events !== undefined) this.#follow(options.events[outcome.event]);
    return outcome;
  }

  /** Makes the sensitivities those of an end whose time moves with the parameters, by dt/dp each: ds = y' dt/dp. */
  moveEnd(shifts: ArrayLike<number>): void {
    const velocity = this.#velocity;
    this.#step.velocity(this.time, velocity);
    this.sensitivities.forEach((s, k) => {
      this.#eventTimes[k] += shifts[k];
      addScaled(s, shifts[k], velocity);
    });
  }

  /** dt/dp = −(∇g·s + ∂g/∂p)/(∇g·y' + ∂g/∂t), and ds = y' dt/dp. */
  #follow(event: EventFunction): void {
    const velocity = this.#velocity;
    this.#step.velocity(this.time, velocity);
    const rate = this.#along(event, velocity) + this.#inTime(event);
    this.sensitivities.forEach((s, k) => {
      const dt = -(this.#along(event, s) + this.#toParameter(event, k)) / rate;
      if (!Number.isFinite(dt)) {
        throw new ConvergenceError(
          `Sensitivities at t = ${this.time} s: "${event.name}" changes by ${rate} per second where it ended the segment, so how its time moves is not determined; move the limit away from where the quantity turns.`,
        );
      }
      this.#eventTimes[k] = dt;
      addScaled(s, dt, velocity);
    });
  }

  /** Derivative of an event along a direction of the state: ∇g · d. */
  #along(event: EventFunction, direction: Float64Array): number {
    const { state, time } = this;
    const moved = this.#moved;
    const move = moveAlong(direction, state, this.#norm, EVENT_MOVE);
    if (move === 0) return 0;
    let sum = 0;
    for (let k = 0; k < PLACES.length; k++) {
      const way = PLACES[k] * move;
      for (let i = 0; i < state.length; i++) moved[i] = state[i] + way * direction[i];
      sum += WEIGHTS[k] * event.value(time, moved);
    }
    return sum / move;
  }

  /** ∂g/∂p at a fixed state, from the event of the moved systems. */
  #toParameter(event: EventFunction, parameter: number): number {
    if (this.#movedEvent === undefined) return 0;
    const { state, time } = this;
    const { systems } = this.#stencils[parameter];
    const own = event.value(time, state);
    let sum = 0;
    for (let j = 0; j < systems.length; j++) {
      sum += systems[j].weight * (this.#movedEvent(event, parameter, j).value(time, state) - own);
    }
    return sum;
  }

  /** ∂g/∂t */
  #inTime(event: EventFunction): number {
    const { state, time } = this;
    const move = Math.max(EVENT_STEP * this.#step.length, EVENT_TIME * Math.abs(time));
    let sum = 0;
    for (let k = 0; k < PLACES.length; k++) sum += WEIGHTS[k] * event.value(time + PLACES[k] * move, state);
    return sum / move;
  }
}

/**
 * Forward sensitivities ∂y/∂p by the differentiated formulas of RODAS5P, with the factors of each step (staggered, as
 * W. F. Feehery, J. E. Tolsma, P. I. Barton, Appl. Numer. Math. 25 (1997) 41-54, for a one-step method).
 *
 * @param stencils one for each parameter, from `parameterStencil`
 * @param movedEvent absent: no event contains a parameter other than through the state
 * @throws DomainError for a mass matrix that is not diagonal, or tolerances that are not positive
 */
export function createSensitivities(
  system: DaeSystem,
  settings: RosenbrockSettings,
  stencils: readonly ParameterStencil[],
  movedEvent?: MovedEvent,
): SensitivityIntegrator {
  return new SensitivityIntegrator(system, settings, stencils, movedEvent);
}
