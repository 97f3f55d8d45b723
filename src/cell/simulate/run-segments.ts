import { DomainError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";
import type {
  AcceptedStep,
  Advance,
  AdvanceOptions,
  IntegrationFailure,
  Integrator,
} from "../../numerics/dae/integrator.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { SpectrumTime } from "../protocol/impedance-request.ts";
import { type Limit, resolveControl, type Segment, type SegmentOutcome } from "../protocol/segment.ts";
import { CompensatedSum } from "./compensated-sum.ts";
import { crossEdge } from "./edge.ts";
import { chooseIntegrator } from "./integrators.ts";
import { largestPower } from "./largest-power.ts";
import { imposedTime, LimitEvent } from "./limit-event.ts";
import {
  checkOptions,
  DEFAULT_MAXIMUM_SEGMENTS,
  DEFAULT_MAXIMUM_STEPS,
  DEFAULT_MAXIMUM_TIME,
  DEFAULT_RELATIVE_TOLERANCE,
  PLOT_RECORD,
  type SimulationOptions,
} from "./options.ts";
import { Recorder } from "./recorder.ts";
import { explainFailure, nameStep, spell } from "./sentences.ts";
import { StateDerivative } from "./state-derivative.ts";
import type { SegmentRecord, StoredState, Trajectory, TrajectoryEnd } from "./trajectory.ts";

/**
 * What can be run: a list of segments, or a compiled protocol, which is told how each segment went and may answer with the
 * step behind a repetition.
 */
export interface SegmentSource {
  [Symbol.iterator](): Iterator<Segment, unknown, SegmentOutcome | undefined>;
}

/** Where a run stands: told after every segment. */
export interface Standing {
  segment: Segment | undefined;
  /** s since the start of the run */
  elapsed: number;
}

/** Steps of the integrator between two times that the floor is given back. */
const STEPS_AT_A_TIME = 200;
const COMPLETED: TrajectoryEnd = { kind: "completed" };

/** One run of segments on a cell; `segments()` does it, one step of the generator for each segment. */
export class SegmentRun {
  readonly standing: Standing = { segment: undefined, elapsed: 0 };
  private readonly model: CellModel;
  private readonly options: SimulationOptions;
  private readonly integrator: Integrator;
  private readonly recorder: Recorder;
  /** The state between segments. */
  private readonly state: Float64Array;
  private readonly records: SegmentRecord[] = [];
  private readonly states: StoredState[] = [];
  private readonly warnings: Warning[] = [];
  private readonly events: LimitEvent[] = [];
  private readonly searched: Limit[] = [];
  private readonly time: CompensatedSum;
  private readonly charge: CompensatedSum;
  private readonly startTime: number;
  private readonly absoluteClock: boolean;
  private readonly maximumTime: number;
  private readonly maximumSteps: number;
  /** How often the integrator is sent on in one segment. */
  private readonly slices: number;
  private readonly onStep: { readonly onStep?: (step: AcceptedStep) => void };
  private derivative: StateDerivative | undefined;
  /** Clock of the integrator at the planned end of the segment. */
  private clockEnd = 0;
  private step = "";
  private stepStart = 0;
  private end: TrajectoryEnd | undefined;

  constructor(model: CellModel, options: SimulationOptions) {
    checkOptions(options);
    const { size } = model.layout;
    const { initialState, relativeTolerance = DEFAULT_RELATIVE_TOLERANCE } = options;
    if (initialState !== undefined && initialState.length !== size) {
      throw new DomainError(
        `simulate: an initial state of ${initialState.length} numbers for a cell of ${size} unknowns`,
      );
    }
    this.model = model;
    this.options = options;
    this.state = initialState?.slice() ?? model.initialState();
    for (const [i, value] of this.state.entries()) {
      if (!Number.isFinite(value)) throw new DomainError(`simulate: entry ${i} of the initial state is ${value}`);
    }
    this.maximumSteps = options.maximumSteps ?? DEFAULT_MAXIMUM_STEPS;
    this.slices = Math.ceil(this.maximumSteps / STEPS_AT_A_TIME) - 1;
    this.integrator = chooseIntegrator(options.integrator)(model, {
      relativeTolerance,
      absoluteTolerance: options.absoluteTolerance ?? model.absoluteTolerances(relativeTolerance),
      maximumSteps: Math.min(STEPS_AT_A_TIME, this.maximumSteps),
      ...(options.maximumStep === undefined ? {} : { maximumStep: options.maximumStep }),
    });
    this.recorder = new Recorder(model, options.record ?? PLOT_RECORD);
    this.startTime = options.startTime ?? 0;
    this.time = new CompensatedSum(this.startTime);
    this.charge = new CompensatedSum(this.state[model.charge]);
    this.maximumTime = options.maximumTime ?? DEFAULT_MAXIMUM_TIME;
    this.absoluteClock = containsTime(model, this.state);
    const recorder = this.recorder;
    this.onStep = recorder.listens ? { onStep: (step) => recorder.step(step, this.clockEnd) } : {};
  }

  /** Runs segment after segment; gives the floor back after each. */
  *segments(source: SegmentSource): Generator<Standing, Trajectory, void> {
    const maximum = this.options.maximumSegments ?? DEFAULT_MAXIMUM_SEGMENTS;
    const control = this.model.control;
    const iterator = source[Symbol.iterator]();
    let outcome: SegmentOutcome | undefined;
    try {
      for (let item = iterator.next(); item.done !== true; item = iterator.next(outcome)) {
        if (this.records.length >= maximum) {
          this.stop(`after ${maximum} segments, before ${nameStep(item.value)}: raise maximumSegments to go on`);
          break;
        }
        outcome = yield* this.run(item.value);
        if (this.end !== undefined) break;
      }
    } finally {
      this.model.control = control;
    }
    return this.trajectory(this.end ?? COMPLETED);
  }

  private *run(segment: Segment): Generator<Standing, SegmentOutcome | undefined, void> {
    const { model, state, integrator, recorder, records } = this;
    const { current, voltage, charge } = model;
    const start = this.time.value;
    this.standing.segment = segment;
    const startVoltage = state[voltage];
    if (segment.step !== this.step) {
      this.step = segment.step;
      this.stepStart = startVoltage;
    }
    const power = Math.sign(state[current]) * Math.abs(state[current] * startVoltage);
    const { value, slope, duration } = resolveControl(
      segment,
      { current: state[current], voltage: startVoltage, power },
      this.stepStart,
    );
    if (!(duration >= 0) || !Number.isFinite(value) || !Number.isFinite(slope)) {
      throw new DomainError(
        `simulate: ${nameStep(segment)} asks for ${segment.control.quantity} ${value} with a slope of ${slope} for ${duration} s`,
      );
    }
    const clock = this.absoluteClock ? start : 0;
    const crossing = crossEdge(model, segment.control.quantity, value, slope, clock, state);
    if (crossing.kind === "failed") {
      this.failAtEdge(segment, start, crossing.message);
      return undefined;
    }
    const index = records.length;
    recorder.beginSegment(index, clock, start, state);
    const keeps = this.options.record?.states?.(segment, index) === true;
    if (keeps) this.store(index, "start", start);
    const spectra: number[] = [];
    const asked = segment.impedance?.at;
    if (asked === "start" || asked === "during") this.takeSpectrum(segment, index, asked, start, spectra);
    const startCurrent = state[current];
    const voltageAfterJump = state[voltage];
    const chargeBefore = state[charge];

    const room = this.maximumTime - (start - this.startTime);
    let planned = Math.min(duration, room);
    let limit = this.planLimits(segment, value, slope, clock, planned);
    if (limit !== undefined) planned = this.plannedEnd;
    let length = planned;
    let advance: Advance | undefined;
    if (planned > 0) {
      this.clockEnd = clock + planned;
      integrator.start(clock, state);
      const ways = this.advanceOptions();
      advance = integrator.advance(this.clockEnd, ways);
      for (let left = this.slices; isPaused(advance) && left > 0; left--) {
        this.standing.elapsed = start - this.startTime + (integrator.time - clock);
        yield this.standing;
        advance = integrator.advance(this.clockEnd, ways);
      }
      state.set(integrator.state);
      if (advance.kind === "event") {
        limit = this.searched[advance.event];
        length = advance.time - clock;
      } else if (advance.kind === "failed") {
        limit = undefined;
        length = integrator.time - clock;
      }
    }
    const passed =
      segment.control.quantity === "current" ? (value + 0.5 * slope * length) * length : state[charge] - chargeBefore;
    this.charge.add(passed);
    state[charge] = this.charge.value;
    this.time.add(length);
    const end = this.time.value;
    recorder.endSegment(end, state);
    if (keeps) this.store(index, "end", end);
    const failed = advance?.kind === "failed";
    if (asked === "end" && !failed) this.takeSpectrum(segment, index, "end", end, spectra);
    const cut = limit === undefined && !failed && room < duration;
    records.push({
      step: segment.step,
      sentence: segment.sentence,
      start,
      end,
      endedBy: failed ? "failed" : cut ? "maximum time" : (limit?.sentence ?? segment.end),
      limit: limit === undefined ? -1 : segment.limits.indexOf(limit),
      startCurrent,
      startVoltage: voltageAfterJump,
      endCurrent: state[current],
      endVoltage: state[voltage],
      charge: passed,
      spectra,
    });
    if (advance?.kind === "failed") this.fail(segment, advance.failure, end, length);
    else if (cut) {
      this.stop(
        `the experiment reached ${spell(this.maximumTime)} s in ${nameStep(segment)}: give the step a duration or a limit that it meets, or raise maximumTime`,
      );
    } else if (limit?.action === "stop") this.stop(`${limit.sentence}, met in ${nameStep(segment)} at ${spell(end)} s`);
    this.standing.elapsed = end - this.startTime;
    yield this.standing;
    return {
      ...(limit === undefined ? {} : { endedBy: limit }),
      startVoltage,
      endVoltage: state[voltage],
    };
  }

  private plannedEnd = 0;

  /**
   * Sorts the limits into those whose time the control decides and those to be looked for (`searched`).
   * @returns the limit that is met first by the control, or at the start; then `plannedEnd` is its time
   */
  private planLimits(
    segment: Segment,
    value: number,
    slope: number,
    clock: number,
    planned: number,
  ): Limit | undefined {
    const { searched, events, state } = this;
    searched.length = 0;
    this.plannedEnd = planned;
    let first: Limit | undefined;
    for (const limit of segment.limits) {
      const time = imposedTime(limit, segment.control.quantity, value, slope);
      if (time === undefined) {
        const position = searched.length;
        if (events.length === position) events.push(new LimitEvent(this.model, this.slopes));
        const event = events[position];
        event.set(limit, state[this.model.charge]);
        if (!event.metAtStart(clock, state)) {
          searched.push(limit);
          continue;
        }
        this.plannedEnd = 0;
        return limit;
      }
      if (time < this.plannedEnd || (time === this.plannedEnd && first === undefined)) {
        this.plannedEnd = time;
        first = limit;
      }
    }
    return first;
  }

  private readonly slopes = (): StateDerivative => {
    this.derivative ??= new StateDerivative(this.model);
    return this.derivative;
  };

  private advanceOptions(): AdvanceOptions {
    return this.searched.length === 0
      ? this.onStep
      : { ...this.onStep, events: this.events.slice(0, this.searched.length) };
  }

  private store(segment: number, at: "start" | "end", time: number): void {
    this.states.push({ segment, at, time, state: this.state.slice() });
  }

  private takeSpectrum(segment: Segment, index: number, at: SpectrumTime, time: number, into: number[]): void {
    const request = segment.impedance?.request;
    const take = this.options.takeSpectrum;
    if (request === undefined || take === undefined) return;
    const { model, state } = this;
    const control = model.control;
    into.push(take({ model, request, segment, index, at, time, state }));
    model.control = control;
  }

  private stop(message: string): void {
    this.end = { kind: "stopped-by-limit", message: `Stopped: ${message}.` };
  }

  private failAtEdge(segment: Segment, time: number, message: string): void {
    const { current, voltage } = this.model;
    const state = this.state;
    const index = this.records.length;
    this.recorder.beginSegment(index, 0, time, state);
    this.recorder.endSegment(time, state);
    this.records.push({
      step: segment.step,
      sentence: segment.sentence,
      start: time,
      end: time,
      endedBy: "failed",
      limit: -1,
      startCurrent: state[current],
      startVoltage: state[voltage],
      endCurrent: state[current],
      endVoltage: state[voltage],
      charge: 0,
      spectra: [],
    });
    const failure = { reason: "inconsistent-start", message, time, unknown: -1, lastState: state.slice() } as const;
    this.end = { kind: "failed", failure, message: explainFailure(this.model, segment, failure, time, 0, "") };
  }

  private fail(segment: Segment, failure: IntegrationFailure, time: number, into: number): void {
    const { model, state } = this;
    let more = "";
    if (segment.control.quantity === "power") {
      const most = largestPower(model, state[model.current] < 0 ? -1 : 1, this.integrator.time, state);
      if (most !== undefined) {
        more = `In this state the cell gives at most ${spell(most.power)} W/m², at ${spell(most.current)} A/m² and ${spell(most.voltage)} V`;
      }
    }
    const message =
      failure.reason === "too-many-steps"
        ? `${this.maximumSteps} steps were not enough to come to the end of the segment`
        : failure.message;
    const kept = { ...failure, message, time, lastState: state.slice() };
    this.end = { kind: "failed", failure: kept, message: explainFailure(model, segment, kept, time, into, more) };
  }

  private trajectory(end: TrajectoryEnd): Trajectory {
    const { model, recorder, records, states, integrator } = this;
    return {
      model,
      ...recorder.columns(),
      segments: records,
      states,
      end,
      counters: { ...integrator.counters },
      finalState: this.state.slice(),
      warnings: [...this.warnings, ...recorder.warnings()],
    };
  }
}

/** An integrator that gave up after the steps it was allowed goes on where it stands when it is called again. */
function isPaused(advance: Advance): boolean {
  return advance.kind === "failed" && advance.failure.reason === "too-many-steps";
}

/**
 * Whether the equations contain the time, apart from a control that moves. Where they do not, every segment runs on a clock
 * of its own that starts at 0, so that a pulse of 1 µs after a year is as exact as one at the start.
 */
function containsTime(model: CellModel, state: Float64Array): boolean {
  const control = model.control;
  model.control = { quantity: "current", value: 0, slope: 0, start: 0 };
  const early = new Float64Array(state.length);
  const late = new Float64Array(state.length);
  model.evaluate(0, state, early);
  model.evaluate(12_345.678, state, late);
  model.control = control;
  return early.some((value, i) => value !== late[i]);
}
