import { DomainError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";
import type { AcceptedStep, AdvanceOptions, IntegrationFailure } from "../../numerics/dae/integrator.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { SpectrumTime } from "../protocol/impedance-request.ts";
import { resolveControl, type Segment, type SegmentOutcome } from "../protocol/segment.ts";
import { BoundGuard } from "./bound-guard.ts";
import { CompensatedSum } from "./compensated-sum.ts";
import { containsTime } from "./contains-time.ts";
import { crossEdge } from "./edge.ts";
import { chooseIntegrator } from "./integrators.ts";
import { largestPower } from "./largest-power.ts";
import { LimitPlan } from "./limit-plan.ts";
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
import { SegmentIntegrator } from "./segment-integrator.ts";
import { explainFailure, nameStep, spell } from "./sentences.ts";
import type { SegmentRecord, StoredState, Trajectory, TrajectoryEnd } from "./trajectory.ts";

/** What can be run: segments in their order (where a limit cannot leave a repetition: the next one follows), or a compiled protocol. */
export type SegmentSource = Iterable<Segment, unknown, SegmentOutcome | undefined> | SegmentProgram;

/** A compiled protocol: told how each segment went, it may answer with the step behind a repetition. */
export interface SegmentProgram {
  /** s, where it is known beforehand. */
  readonly totalDuration: number | undefined;
  segments(): Iterator<Segment, unknown, SegmentOutcome | undefined>;
}

/** Where a run stands: told after every segment. */
export interface Standing {
  segment: Segment | undefined;
  /** s since the start of the run */
  elapsed: number;
}

const COMPLETED: TrajectoryEnd = { kind: "completed" };

/** One run of segments on a cell; `segments()` does it, one step of the generator for each segment. */
export class SegmentRun {
  readonly standing: Standing = { segment: undefined, elapsed: 0 };
  private readonly model: CellModel;
  private readonly options: SimulationOptions;
  private readonly integrator: SegmentIntegrator;
  private readonly limits: LimitPlan;
  private readonly guard: BoundGuard;
  private readonly recorder: Recorder;
  /** The state between segments. */
  private readonly state: Float64Array;
  private readonly records: SegmentRecord[] = [];
  private readonly states: StoredState[] = [];
  private readonly warnings: Warning[] = [];
  private readonly time: CompensatedSum;
  private readonly charge: CompensatedSum;
  private readonly startTime: number;
  private readonly absoluteClock: boolean;
  private readonly maximumTime: number;
  private readonly maximumSteps: number;
  private readonly onStep: { readonly onStep?: (step: AcceptedStep) => void };
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
    this.integrator = new SegmentIntegrator(
      model,
      chooseIntegrator(options.integrator),
      {
        relativeTolerance,
        absoluteTolerance: options.absoluteTolerance ?? model.absoluteTolerances(relativeTolerance),
        ...(options.maximumStep === undefined ? {} : { maximumStep: options.maximumStep }),
      },
      this.maximumSteps,
    );
    this.limits = new LimitPlan(model);
    this.guard = new BoundGuard(model, options.absoluteTolerance ?? model.absoluteTolerances(relativeTolerance));
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
    const iterator = "segments" in source ? source.segments() : source[Symbol.iterator]();
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
    const plan = this.limits;
    plan.set(segment.limits, segment.control.quantity, value, slope, clock, state, Math.min(duration, room));
    let limit = plan.first;
    let length = plan.length;
    let failure: IntegrationFailure | undefined;
    let guarded = false;
    if (length > 0) {
      this.clockEnd = clock + length;
      const events = this.guard.watches ? [...plan.events, this.guard] : plan.events;
      const ways: AdvanceOptions = events.length === 0 ? this.onStep : { ...this.onStep, events };
      const way = integrator.run(clock, this.clockEnd, state, ways);
      let item = way.next();
      for (; item.done !== true; item = way.next()) {
        this.standing.elapsed = start - this.startTime + (item.value - clock);
        yield this.standing;
      }
      const advance = item.value;
      state.set(integrator.state);
      if (advance.kind === "event") {
        limit = plan.searched[advance.event];
        guarded = limit === undefined;
        length = advance.time - clock;
      } else if (advance.kind === "failed") {
        limit = undefined;
        length = integrator.time - clock;
        failure = advance.failure;
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
    const failed = failure !== undefined;
    if (asked === "end" && !failed) this.takeSpectrum(segment, index, "end", end, spectra);
    const beyond = failed ? undefined : this.guard.crossed(state, guarded ? 0 : 1);
    const cut = beyond === undefined && limit === undefined && !failed && room < duration;
    records.push({
      step: segment.step,
      sentence: segment.sentence,
      start,
      end,
      endedBy: failed
        ? "failed"
        : beyond !== undefined
          ? beyond
          : cut
            ? "maximum time"
            : (limit?.sentence ?? segment.end),
      limit: limit === undefined ? -1 : segment.limits.indexOf(limit),
      startCurrent,
      startVoltage: voltageAfterJump,
      endCurrent: state[current],
      endVoltage: state[voltage],
      charge: passed,
      spectra,
    });
    if (failure !== undefined) this.fail(segment, failure, end, length);
    else if (beyond !== undefined) this.stop(`${beyond}, in ${nameStep(segment)} at ${spell(end)} s`);
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
    if (segment.control.quantity === "power" && state[model.current] * state[model.voltage] < 0) {
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
