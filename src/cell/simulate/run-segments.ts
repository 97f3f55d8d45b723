import { DomainError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";
import type { AcceptedStep, AdvanceOptions, IntegrationFailure } from "../../numerics/dae/integrator.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Control } from "../form/control.ts";
import type { SpectrumTime } from "../protocol/impedance-request.ts";
import { type Limit, resolveControl, type Segment, type SegmentOutcome } from "../protocol/segment.ts";
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
  type SpectrumMoment,
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

/** A segment whose control has just come into force. */
export interface SegmentBegin {
  readonly segment: Segment;
  /** Whether its step begins with it. */
  readonly first: boolean;
  /** A/m² and V before the switch. */
  readonly present: { readonly current: number; readonly voltage: number };
  /** As `resolveControl` gave them. */
  readonly value: number;
  readonly slope: number;
  readonly duration: number;
  /** Of the integrator. */
  readonly clock: number;
  /** After the switch; live. */
  readonly state: Float64Array;
}

/** How a segment has ended. */
export interface SegmentEnd {
  /** Index of its record. */
  readonly index: number;
  /** What ended it: its own length, a limit that the control decides or that was met at the start, a limit that was found, the end of all time. */
  readonly by: "duration" | "imposed limit" | "found limit" | "maximum time" | "failure";
  readonly limit: Limit | undefined;
  /** s */
  readonly length: number;
}

/** Told of every segment that is run, before and after. */
export interface SegmentFollower {
  begin(begin: SegmentBegin): void;
  end(end: SegmentEnd): void;
}

/** Whether a limit keeps the cell from something: not one that waits for a current or a voltage to settle, nor a charge. */
const guards = ({ quantity, direction }: Limit): boolean =>
  quantity === "voltage" || (quantity !== "charge" && direction === "above");

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** V: beyond it most instruments have clipped. */
const INSTRUMENT_VOLTAGE = 10;
/** s: from here on a segment is worth the search for where an unknown leaves its range; a shorter one is looked at when it ends. */
const GUARDED_LENGTH = 1e4;

const COMPLETED: TrajectoryEnd = { kind: "completed" };

/** One run of segments on a cell; `segments()` does it, one step of the generator for each segment. */
export class SegmentRun {
  readonly standing: Standing = { segment: undefined, elapsed: 0 };
  private readonly model: CellModel;
  private readonly options: SimulationOptions;
  private readonly follower: SegmentFollower | undefined;
  private readonly integrator: SegmentIntegrator;
  private readonly limits: LimitPlan;
  private readonly guard: BoundGuard;
  private readonly recorder: Recorder;
  /** The state between segments. */
  private readonly state: Float64Array;
  private readonly records: SegmentRecord[] = [];
  private readonly states: StoredState[] = [];
  private clipped: { readonly step: string; segments: number; volts: number } | undefined;
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

  constructor(model: CellModel, options: SimulationOptions, follower?: SegmentFollower) {
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
    this.follower = follower;
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
    this.recorder = new Recorder(model, options.record ?? PLOT_RECORD, (time, state) => {
      this.states.push({ segment: this.records.length, at: "inside", time, state: state.slice() });
    });
    this.startTime = options.startTime ?? 0;
    this.time = new CompensatedSum(this.startTime);
    this.charge = new CompensatedSum(this.state[model.charge]);
    this.maximumTime = options.maximumTime ?? DEFAULT_MAXIMUM_TIME;
    this.absoluteClock = containsTime(model, this.state);
    const recorder = this.recorder;
    this.onStep =
      recorder.listens || (options.record?.statesInside ?? 0) > 0
        ? { onStep: (step) => recorder.step(step, this.clockEnd) }
        : {};
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
          this.stop(
            `after ${maximum} segments, before ${nameStep(item.value)}: make its repeats smaller, or, in a program, raise maximumSegments`,
          );
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
    const first = segment.step !== this.step;
    if (first) {
      this.step = segment.step;
      this.stepStart = startVoltage;
    }
    const power = Math.sign(state[current]) * Math.abs(state[current] * startVoltage);
    const present = { current: state[current], voltage: startVoltage, power };
    const { value, slope, duration } = resolveControl(segment, present, this.stepStart);
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
    const asked = segment.impedance?.at;
    const scan = this.scanDuration(segment);
    if (asked === "start" && scan > 0) {
      const resolved = { quantity: segment.control.quantity, from: value, slope };
      return yield* this.runBehindSweep({ ...segment, control: resolved, duration }, startVoltage, scan);
    }
    this.follower?.begin({ segment, first, present, value, slope, duration, clock, state });
    const index = records.length;
    recorder.beginSegment(index, clock, start, state);
    const stateAtStart = asked === "during" && scan > 0 ? state.slice() : undefined;
    const keeps = this.options.record?.states?.(segment, index) === true;
    if (keeps) this.store(index, "start", start);
    const spectra: number[] = [];
    const control: Control = { quantity: segment.control.quantity, value, slope, start };
    if (scan === 0 && (asked === "start" || asked === "during")) {
      this.takeSpectrum(segment, { index, at: asked, time: start, control, state }, spectra);
    }
    const startCurrent = state[current];
    const voltageAfterJump = state[voltage];
    const chargeBefore = state[charge];

    const room = this.maximumTime - (start - this.startTime);
    const plan = this.limits;
    plan.set(segment.limits, segment.control.quantity, value, slope, clock, state, Math.min(duration, room));
    let limit = plan.first;
    let length = plan.length;
    let failure: IntegrationFailure | undefined;
    let interrupted = false;
    let by: SegmentEnd["by"] = limit !== undefined ? "imposed limit" : room < duration ? "maximum time" : "duration";
    let guarded = false;
    if (length > 0) {
      this.clockEnd = clock + length;
      if (keeps) recorder.keepStates(length, this.options.record?.statesInside ?? 0);
      const searching = plan.searched.length > 0;
      const guarding = this.guard.watches && (searching || length > GUARDED_LENGTH);
      const events = guarding ? [...plan.events, this.guard] : plan.events;
      const ways: AdvanceOptions = searching || guarding ? { ...this.onStep, events } : this.onStep;
      const way = integrator.run(clock, this.clockEnd, state, ways);
      let item = way.next();
      for (; item.done !== true; item = way.next()) {
        this.standing.elapsed = start - this.startTime + (item.value - clock);
        yield this.standing;
        interrupted = this.options.isStopped?.() === true;
        if (interrupted) break;
      }
      const advance = item.done === true ? item.value : { kind: "interrupted" as const };
      state.set(integrator.state);
      if (advance.kind === "interrupted") {
        limit = undefined;
        by = "maximum time";
        length = integrator.time - clock;
      } else if (advance.kind === "event") {
        limit = plan.searched[advance.event];
        guarded = limit === undefined;
        by = "found limit";
        length = advance.time - clock;
      } else if (advance.kind === "failed") {
        limit = undefined;
        by = "failure";
        length = integrator.time - clock;
        failure = advance.failure;
      }
    }
    this.follower?.end({ index, by, limit, length });
    const passed =
      segment.control.quantity === "current" ? (value + 0.5 * slope * length) * length : state[charge] - chargeBefore;
    this.charge.add(passed);
    state[charge] = this.charge.value;
    this.time.add(length);
    const end = this.time.value;
    recorder.endSegment(end, state);
    if (keeps) this.store(index, "end", end);
    const failed = by === "failure";
    const beyond = failed || interrupted ? undefined : this.guard.crossed(state, guarded ? 0 : 1);
    const cut = beyond === undefined && by === "maximum time" && !interrupted;
    const last = failed || beyond !== undefined || cut || interrupted || limit?.action === "stop";
    const held: Control = { quantity: control.quantity, value: value + slope * length, slope: 0, start: end };
    if (stateAtStart !== undefined) {
      this.takeSpectrum(
        segment,
        { index, at: "during", time: start, control, lasted: length, state: stateAtStart },
        spectra,
      );
    } else if (asked === "end" && !failed && !interrupted && (scan === 0 || last)) {
      const none = scan === 0 ? {} : { lasted: 0 };
      this.takeSpectrum(segment, { index, at: "end", time: end, control: held, ...none, state }, spectra);
    }
    records.push({
      step: segment.step,
      sentence: segment.sentence,
      start,
      end,
      endedBy: failed
        ? "failed"
        : interrupted
          ? "stopped by hand"
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
    this.watchVoltage(segment, voltageAfterJump, state[voltage]);
    if (failure !== undefined) this.fail(segment, failure, end, length);
    else if (beyond !== undefined) this.stop(`${beyond}, in ${nameStep(segment)} at ${spell(end)} s`);
    else if (interrupted || this.options.isStopped?.() === true) {
      this.stop(`by hand, in ${nameStep(segment)} at ${spell(end)} s`);
    } else if (cut) {
      this.stop(
        `the experiment reached ${spell(this.maximumTime)} s in ${nameStep(segment)}: give the step a duration or a limit that it meets (in a program: or raise maximumTime)`,
      );
    } else if (limit?.action === "stop") this.stop(`${limit.sentence}, met in ${nameStep(segment)} at ${spell(end)} s`);
    this.standing.elapsed = end - this.startTime;
    yield this.standing;
    if (asked === "end" && scan > 0 && !last) {
      const swept = yield* this.runSweep(segment, "end", held, scan);
      limit ??= swept?.endedBy;
    }
    return {
      ...(limit === undefined ? {} : { endedBy: limit }),
      startVoltage,
      endVoltage: state[voltage],
    };
  }

  /** s that the spectrum of a segment takes; 0 where there is none, or where spectra take no time. */
  private scanDuration({ impedance }: Segment): number {
    const duration = this.options.takeSpectrum?.duration;
    return impedance === undefined || duration === undefined ? 0 : duration(impedance.request);
  }

  /** A spectrum at the start, then the segment; a spectrum of its own has no segment. */
  private *runBehindSweep(
    segment: Segment,
    startVoltage: number,
    scan: number,
  ): Generator<Standing, SegmentOutcome | undefined, void> {
    const { impedance: _, ...without } = segment;
    const { quantity, from } = segment.control;
    const held: Control = { quantity, value: Number(from), slope: 0, start: this.time.value };
    let outcome = yield* this.runSweep(segment, "start", held, scan);
    if (this.end === undefined && segment.duration > 0) outcome = yield* this.run(without);
    return outcome === undefined ? undefined : { ...outcome, startVoltage };
  }

  /**
   * The cell under an instrument that measures a spectrum: a segment of its own, at the value that stands, or, where the sine is
   * in another quantity, at the present value of that one. Limits that wait for something to settle or for a charge have no
   * part in it; the others end it.
   */
  private *runSweep(
    segment: Segment,
    at: SpectrumTime,
    held: Control,
    scan: number,
  ): Generator<Standing, SegmentOutcome | undefined, void> {
    const { model, state, records } = this;
    const sine = segment.impedance?.request.amplitude.quantity ?? held.quantity;
    const value = sine === held.quantity ? held.value : state[sine === "current" ? model.current : model.voltage];
    const index = records.length;
    const time = this.time.value;
    const before = state.slice();
    const outcome = yield* this.run({
      step: segment.step,
      ...(segment.name === undefined ? {} : { name: segment.name }),
      sentence: segment.duration === 0 ? segment.sentence : `${segment.sentence}: impedance sweep, ${spell(scan)} s`,
      control: { quantity: sine, from: value, slope: 0 },
      duration: scan,
      end: `impedance sweep, ${spell(scan)} s`,
      limits: segment.limits.filter(guards),
    });
    const record = records[index];
    const moment = { index, at, time, control: { quantity: sine, value, slope: 0, start: time }, state: before };
    const spectra: number[] = [];
    this.takeSpectrum(segment, { ...moment, lasted: record.end - record.start }, spectra);
    records[index] = { ...record, spectra };
    return outcome;
  }

  private store(segment: number, at: StoredState["at"], time: number): void {
    this.states.push({ segment, at, time, state: this.state.slice() });
  }

  private takeSpectrum(
    segment: Segment,
    moment: Omit<SpectrumMoment, "model" | "request" | "segment">,
    into: number[],
  ): void {
    const request = segment.impedance?.request;
    const take = this.options.takeSpectrum;
    if (request === undefined || take === undefined) return;
    const { model } = this;
    const control = model.control;
    into.push(take({ model, request, segment, ...moment }));
    model.control = control;
  }

  /** Steps whose voltage no instrument follows, where nothing of the protocol limits it. */
  private watchVoltage(segment: Segment, first: number, last: number): void {
    const volts = Math.abs(last) > Math.abs(first) ? last : first;
    if (!(Math.abs(volts) > INSTRUMENT_VOLTAGE) || segment.control.quantity === "voltage") return;
    if (segment.limits.some(({ quantity }) => quantity === "voltage")) return;
    this.clipped ??= { step: nameStep(segment), segments: 0, volts };
    this.clipped.segments++;
    if (Math.abs(volts) > Math.abs(this.clipped.volts)) this.clipped.volts = volts;
  }

  private voltageWarnings(): readonly Warning[] {
    if (this.clipped === undefined) return [];
    const { step, segments, volts } = this.clipped;
    const more = segments === 1 ? "" : `, and ${segments - 1} more ${segments === 2 ? "segment" : "segments"}`;
    return [
      {
        code: "voltage-unlimited",
        message:
          `${capital(step)}${more} went to ${spell(volts)} V without a voltage limit; an instrument would have clipped ` +
          `at about ${INSTRUMENT_VOLTAGE} V. Give the step a limit, as in until 2 V, or the protocol stop if |V| > 3 V.`,
      },
    ];
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
        : (failure.cause ?? failure.message);
    const kept = { ...failure, message, cause: message, time, lastState: state.slice() };
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
      warnings: [...this.voltageWarnings(), ...recorder.warnings()],
    };
  }
}
