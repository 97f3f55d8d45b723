import { DomainError } from "../../base/errors.ts";
import type { DaeSystem } from "./dae-system.ts";
import type { Advance, AdvanceOptions, EventFunction, Integrator, WorkCounters } from "./integrator.ts";
import { rodas5p } from "./methods/rodas5p.ts";
import type { ParameterStencil } from "./parameter-stencil.ts";
import { OneStepIntegrator, type RosenbrockSettings } from "./rosenbrock.ts";
import { SensitivityStep } from "./sensitivity-step.ts";

/** Relative move for the derivative of an event along a direction. */
const EVENT_MOVE = 1e-6;

/**
 * An integrator that carries ∂y/∂p along. Times count from the start of each segment: a sensitivity is that of the state at a
 * fixed time after the last `start`; where an event ended the segment, that of the state at the event, whose time depends on p.
 */
export class SensitivityIntegrator implements Integrator {
  readonly #integrator: OneStepIntegrator;
  readonly #step: SensitivityStep;
  readonly #eventTimes: Float64Array;
  readonly #velocity: Float64Array;
  readonly #moved: Float64Array;

  constructor(system: DaeSystem, settings: RosenbrockSettings, stencils: readonly ParameterStencil[]) {
    if (system.mass.kind !== "diagonal") {
      throw new DomainError(
        "createSensitivities: the mass matrix must be diagonal; write the equations with one rate a row.",
      );
    }
    let made: SensitivityStep | undefined;
    this.#integrator = new OneStepIntegrator(system, settings, (_, counters) => {
      made = new SensitivityStep(system, rodas5p, counters, stencils);
      return made;
    });
    if (made === undefined) throw new DomainError("createSensitivities: the integrator made no step.");
    this.#step = made;
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
  /** d(time of the event)/dp where the last `advance` ended at one, else 0; s over the unit of the parameter. */
  get eventTimeSensitivities(): Float64Array {
    return this.#eventTimes;
  }

  /** As for any integrator; the sensitivities of differential unknowns go on, those of algebraic ones are computed anew. */
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

  advance(end: number, options: AdvanceOptions = {}): Advance {
    this.#eventTimes.fill(0);
    const outcome = this.#integrator.advance(end, options);
    if (outcome.kind === "event" && options.events !== undefined) this.#follow(options.events[outcome.event]);
    return outcome;
  }

  /** dt/dp = −(∇g·s)/(∇g·y' + ∂g/∂t), and ds = y' dt/dp. */
  #follow(event: EventFunction): void {
    const velocity = this.#velocity;
    this.#step.velocity(this.time, velocity);
    const rate = this.#along(event, velocity, 1);
    this.sensitivities.forEach((s, k) => {
      const dt = -this.#along(event, s, 0) / rate;
      this.#eventTimes[k] = Number.isFinite(dt) ? dt : 0;
      for (let i = 0; i < s.length; i++) s[i] += velocity[i] * this.#eventTimes[k];
    });
  }

  /** Derivative of an event along a direction of the state, and `clock` of the time. */
  #along(event: EventFunction, direction: Float64Array, clock: number): number {
    const { state, time } = this;
    let largest = 0;
    for (let i = 0; i < state.length; i++) {
      largest = Math.max(largest, Math.abs(direction[i]) / Math.max(Math.abs(state[i]), 1e-2));
    }
    if (largest === 0) return clock === 0 ? 0 : Number.NaN;
    const move = EVENT_MOVE / largest;
    const value = (sign: number): number => {
      for (let i = 0; i < state.length; i++) this.#moved[i] = state[i] + sign * move * direction[i];
      return event.value(time + sign * move * clock, this.#moved);
    };
    return (value(1) - value(-1)) / (2 * move);
  }
}

/**
 * Forward sensitivities ∂y/∂p by the differentiated formulas of RODAS5P, with the factors of each step (staggered, as
 * W. F. Feehery, J. E. Tolsma, P. I. Barton, Appl. Numer. Math. 25 (1997) 41-54, for a one-step method).
 *
 * @param stencils one for each parameter, from `parameterStencil`
 * @throws DomainError for a mass matrix that is not diagonal, or tolerances that are not positive
 */
export function createSensitivities(
  system: DaeSystem,
  settings: RosenbrockSettings,
  stencils: readonly ParameterStencil[],
): SensitivityIntegrator {
  return new SensitivityIntegrator(system, settings, stencils);
}
