import { DomainError } from "../../base/errors.ts";
import { acceptedStep } from "./accepted-step.ts";
import type { DaeSystem } from "./dae-system.ts";
import { describeUnknown } from "./describe-unknown.ts";
import { ErrorNorm, type ErrorNormKind } from "./error-norm.ts";
import { type Crossing, EventMonitor, type Interpolant } from "./event-monitor.ts";
import { failed, failureMessages } from "./failure-report.ts";
import { FirstStep } from "./first-step.ts";
import { indexFault } from "./index-check.ts";
import type {
  AcceptedStep,
  Advance,
  AdvanceOptions,
  IntegrationFailure,
  Integrator,
  IntegratorSettings,
  WorkCounters,
} from "./integrator.ts";
import { firstNonFiniteRow } from "./non-finite-row.ts";
import { partsLeft, StepController } from "./step-controller.ts";
import type { StepMethod } from "./step-method.ts";

export interface OneStepSettings extends IntegratorSettings {
  /** Default `grouped`. */
  readonly norm?: ErrorNormKind;
}

const DEFAULT_MAXIMUM_STEPS = 100_000;
/** A state whose algebraic equations ask for a move of more than this many tolerances is no start. */
const INCONSISTENT = 1e3;
const EVENT_CORRECTIONS = 4;
/** As many steps at the end of a segment share its rest. */
const LAST_STEPS = 4;

/** Steps, error control, events and exact ends for any one-step method. */
export class OneStepIntegrator implements Integrator {
  readonly counters: WorkCounters = {
    steps: 0,
    rejectedSteps: 0,
    evaluations: 0,
    jacobians: 0,
    factorizations: 0,
    solves: 0,
    starts: 0,
  };
  readonly #system: DaeSystem;
  readonly #settings: OneStepSettings;
  readonly #step: StepMethod;
  /** The method for another system; for reports. */
  readonly #makeAnother: (system: DaeSystem) => StepMethod;
  readonly #norm: ErrorNorm;
  readonly #controller: StepController;
  readonly #firstStep: FirstStep;
  readonly #monitor: EventMonitor;
  readonly #accepted: AcceptedStep;
  readonly #interpolant: Interpolant;
  #time = 0;
  /** Length that the controller suggests; 0: to be guessed. */
  #suggested = 0;
  /** Length of the last step that was refused for its error. */
  #refused = 0;
  #from = 0;
  #to = 0;
  #prepared = false;
  #started = false;
  #indexChecked = false;

  constructor(
    system: DaeSystem,
    settings: OneStepSettings,
    makeStep: (norm: ErrorNorm, counters: WorkCounters, system: DaeSystem) => StepMethod,
  ) {
    const n = system.layout.size;
    this.#system = system;
    this.#settings = settings;
    this.#norm = new ErrorNorm(
      system.layout,
      settings.relativeTolerance,
      settings.absoluteTolerance,
      settings.norm ?? "grouped",
    );
    this.#step = makeStep(this.#norm, this.counters, system);
    this.#makeAnother = (watched) => makeStep(this.#norm, { ...this.counters }, watched);
    this.#controller = new StepController(this.#step.errorOrder);
    this.#firstStep = new FirstStep(this.#step, this.#norm);
    this.#monitor = new EventMonitor(n);
    this.#interpolant = (theta, out, only) => this.#step.interpolate(theta, out, only);
    this.#accepted = acceptedStep(
      () => this.#from,
      () => this.#to,
      () => this.#step.next,
      this.#interpolant,
    );
  }

  get time(): number {
    return this.#time;
  }

  get state(): Float64Array {
    return this.#step.state;
  }

  start(time: number, state: Float64Array): void {
    if (state.length !== this.#step.state.length || !Number.isFinite(time)) {
      throw new DomainError(
        `start: ${state.length} numbers at t = ${time} s for a system of ${this.#step.state.length} unknowns.`,
      );
    }
    const wrong = state.findIndex((value) => !Number.isFinite(value));
    if (wrong >= 0) {
      throw new DomainError(`start at t = ${time} s: ${describeUnknown(this.#system, wrong, state[wrong])}.`);
    }
    this.#time = time;
    this.#step.state.set(state);
    this.#suggested = 0;
    this.#prepared = false;
    this.#started = true;
    this.#controller.restart();
    this.#step.restart?.();
    this.counters.starts++;
  }

  forget(): void {
    this.#step.forget();
    this.#monitor.forget();
    this.#indexChecked = false;
    this.#started = false;
  }

  advance(end: number, options: AdvanceOptions = {}): Advance {
    if (!this.#started) throw new DomainError(`advance to ${end} s: call start first.`);
    if (!(end >= this.#time && end < Number.POSITIVE_INFINITY)) {
      throw new DomainError(`advance: from t = ${this.#time} s to ${end} s; the end must be finite and not before.`);
    }
    if (end === this.#time) return { kind: "reached" };
    const { events, onStep } = options;
    const watched = events !== undefined && events.length > 0;
    if (watched) this.#monitor.begin(events, this.#time, this.#step.state);
    const maximumSteps = this.#settings.maximumSteps ?? DEFAULT_MAXIMUM_STEPS;
    const maximumStep = this.#settings.maximumStep ?? Number.POSITIVE_INFINITY;
    const smallest = 1e-18 * (end - this.#time);
    const counters = this.counters;
    let reason: IntegrationFailure["reason"] = "step-too-small";
    for (let attempts = 0; this.#time < end; attempts++) {
      if (!this.#prepared) {
        this.#step.prepare(this.#time);
        this.#prepared = true;
        reason = "step-too-small";
      }
      if (this.#suggested === 0) {
        const failure = this.#begin(end);
        if (failure !== undefined) return failure;
      }
      if (attempts >= maximumSteps) return this.#fail("too-many-steps", this.#suggested, end);
      const time = this.#time;
      const suggested = Math.min(this.#suggested, maximumStep);
      const left = end - time;
      const resolution = 8 * Number.EPSILON * Math.abs(time);
      const parts =
        left <= 4 * resolution && suggested > 0.1 * left ? 1 : partsLeft(left, this.#suggested, maximumStep);
      const wanted = parts > LAST_STEPS ? suggested : left / parts;
      const to = parts === 1 ? end : time + wanted;
      const h = to - time;
      if (wanted < left && !(h > resolution && h > smallest)) {
        return this.#fail(reason, wanted, end);
      }
      if (!this.#step.attempt(time, h)) {
        reason = this.#step.iterationFailed === true ? "step-too-small" : "singular-matrix";
        counters.rejectedSteps++;
        this.#suggested = this.#controller.refused(h, Number.NaN);
        continue;
      }
      const error = this.#norm.close(this.#step.state, this.#step.argument, this.#step.error, this.#step.next);
      if (!(error <= 1)) {
        reason = Number.isFinite(error) ? "step-too-small" : "not-finite";
        this.#refused = h;
        counters.rejectedSteps++;
        this.#suggested = this.#controller.refused(h, error);
        continue;
      }
      this.#from = time;
      this.#to = to;
      if (watched) {
        const crossing = this.#monitor.scan(time, to, this.#interpolant, this.#step.next);
        if (crossing !== undefined) {
          const event = this.#stopAt(crossing, h);
          if (event === undefined) {
            counters.rejectedSteps++;
            this.#suggested = 0.5 * h;
            this.#monitor.begin(events, time, this.#step.state);
            continue;
          }
          onStep?.(this.#accepted);
          this.#take();
          return event;
        }
      }
      const suggestion = this.#controller.accepted(h, error);
      this.#suggested = wanted < suggested ? Math.max(suggestion, suggested) : suggestion;
      onStep?.(this.#accepted);
      this.#take();
    }
    return { kind: "reached" };
  }

  /** First step of a segment; a failure where there can be none. */
  #begin(end: number): Advance | undefined {
    const { slope, pencil, jacobian } = this.#step;
    const worst = slope.findIndex((value) => !Number.isFinite(value));
    if (worst >= 0) return this.#fail("not-finite", 0, end, worst);
    if (!this.#indexChecked) {
      const fault = indexFault(this.#system, this.#time, this.#step.state);
      if (fault !== undefined) return this.#refuse("singular-matrix", -1, fault);
      this.#indexChecked = true;
    }
    const span = end - this.#time;
    this.#suggested = this.#settings.initialStep ?? this.#firstStep.choose(this.#time, this.#step.state, span);
    const { mass } = this.#system;
    if (mass.kind === "diagonal" && mass.values.includes(0)) {
      const move = this.#step.next;
      this.counters.factorizations++;
      if (pencil.factor(1 / Math.min(this.#suggested, span), jacobian)) {
        for (let i = 0; i < move.length; i++) move[i] = mass.values[i] === 0 ? slope[i] : 0;
        pencil.solve(move);
        this.counters.solves++;
        const unknown = this.#norm.worst(move, this.#step.state);
        const size = unknown < 0 ? 0 : Math.abs(move[unknown]);
        const allowed =
          unknown < 0
            ? 1
            : INCONSISTENT * (this.#norm.absolute[unknown] + this.#norm.relative * Math.abs(this.#step.state[unknown]));
        if (size > allowed) {
          return this.#refuse(
            "inconsistent-start",
            unknown,
            `the algebraic equations are not fulfilled: they ask ${describeUnknown(this.#system, unknown, this.#step.state[unknown])} to move by ${move[unknown].toExponential(3)}; call makeConsistent after each switch`,
          );
        }
      }
    }
    return undefined;
  }

  #take(): void {
    this.#step.swap();
    this.#time = this.#to;
    this.#prepared = false;
    this.counters.steps++;
  }

  /** A step that ends at a crossing: the zero of the dense output, then secants on the states of real steps. */
  #stopAt({ event, theta, slope }: Crossing, h: number): Advance | undefined {
    const time = this.#time;
    const monitor = this.#monitor;
    let length = theta * h;
    let rate = slope / h;
    let best = Number.NaN;
    let least = Number.POSITIVE_INFINITY;
    let lastLength = Number.NaN;
    let lastValue = Number.NaN;
    let current = Number.NaN;
    for (let pass = 0; pass <= EVENT_CORRECTIONS; pass++) {
      const to = time + length;
      length = to - time;
      if (!(length > 0) || !this.#trial(length)) break;
      current = length;
      const value = monitor.value(event, to, this.#step.next);
      if (!(Math.abs(value) < least)) break;
      least = Math.abs(value);
      best = length;
      if (value === 0 || length === lastLength) break;
      if (pass > 0) {
        const secant = (value - lastValue) / (length - lastLength);
        if (Number.isFinite(secant) && secant !== 0) rate = secant;
      }
      lastLength = length;
      lastValue = value;
      const correction = -value / rate;
      if (!(Math.abs(correction) > 2 * Number.EPSILON * Math.abs(to))) break;
      length = Math.min(h, Math.max(0, length + correction));
    }
    if (!(best > 0)) return undefined;
    if (current !== best && !this.#trial(best)) return undefined;
    this.#to = time + best;
    monitor.fired(event, this.#to);
    return { kind: "event", event, time: this.#to };
  }

  /** A step of another length from the same point; whether it came to something. */
  #trial(h: number): boolean {
    if (!this.#step.attempt(this.#time, h)) return false;
    return Number.isFinite(this.#norm.close(this.#step.state, this.#step.argument, this.#step.error, this.#step.next));
  }

  #refuse(reason: IntegrationFailure["reason"], unknown: number, why: string): Advance {
    const messages = { message: `Start at t = ${this.#time} s: ${why}.`, cause: `${why}.` };
    return failed(reason, messages, this.#time, unknown, this.#step.state);
  }

  #fail(reason: IntegrationFailure["reason"], step: number, end: number, row = -1): Advance {
    const state = this.#step.state;
    let unknown = row;
    let value = state[row];
    if (row < 0 && reason === "not-finite") {
      const found = firstNonFiniteRow(this.#system, this.#makeAnother, this.#time, state, this.#refused);
      unknown = found?.unknown ?? -1;
      value = found?.value ?? Number.NaN;
    }
    if (unknown < 0 && reason !== "singular-matrix") {
      unknown = this.#norm.worst(this.#step.error, state);
      value = state[unknown];
    }
    const worst = unknown < 0 ? undefined : describeUnknown(this.#system, unknown, value);
    return failed(reason, failureMessages(reason, { time: this.#time, end, step, worst }), this.#time, unknown, state);
  }
}
