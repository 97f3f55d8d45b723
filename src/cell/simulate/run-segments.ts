import type { WorkCounters } from "../../numerics/dae/integrator.ts";
import { forgetConsistency } from "../../numerics/dae/make-consistent.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Control } from "../form/control.ts";
import type { SpectrumTime } from "../protocol/impedance-request.ts";
import type { Segment, SegmentOutcome } from "../protocol/segment.ts";
import type { CheckpointTaker, RunCheckpoint } from "./checkpoint.ts";
import { containsTime } from "./contains-time.ts";
import type { CycleJump } from "./cycle-jump.ts";
import type { Jump } from "./cycle-jump-options.ts";
import { crossEdge } from "./edge.ts";
import { jumperOf } from "./jumper-of.ts";
import { checkOptions, DEFAULT_MAXIMUM_SEGMENTS, DEFAULT_MAXIMUM_TIME, type SimulationOptions } from "./options.ts";
import { loggedOutcome } from "./outcome-log.ts";
import { plannedControl } from "./planned-control.ts";
import {
  afterSegments,
  atLimit,
  atMaximumTime,
  beyondBound,
  byHand,
  COMPLETED,
  failedAtEdge,
  failedInside,
} from "./run-end.ts";
import { RunRecords } from "./run-records.ts";
import type { SegmentFollower } from "./segment-follower.ts";
import { SegmentPassages } from "./segment-passage.ts";
import { chargeOf, recordOfFailedEdge, recordOfJump, recordSoFar } from "./segment-records.ts";
import type { SegmentSource } from "./segment-source.ts";
import { SegmentSpectra, sweepSegment } from "./segment-spectra.ts";
import type { Standing } from "./standing.ts";
import { startState } from "./start-state.ts";
import type { Trajectory, TrajectoryEnd } from "./trajectory.ts";
import { sumOf } from "./work-sum.ts";

/** Segments after which factorisations are taken anew; spectra and jumps over passes count as so many. */
const RENEWED_AFTER = 128;
const SPECTRUM_WEIGHT = 8;
const JUMP_WEIGHT = 32;

/** One run of segments on a cell; `segments()` does it, one step of the generator for each segment. */
export class SegmentRun {
  readonly standing: Standing = { segment: undefined, elapsed: 0 };
  private readonly model: CellModel;
  private readonly options: SimulationOptions;
  private readonly follower: SegmentFollower | undefined;
  private readonly passages: SegmentPassages;
  /** Work before the run was taken up. */
  private done: WorkCounters | undefined;
  private readonly spectra: SegmentSpectra;
  private readonly kept: RunRecords;
  private readonly jumper: CycleJump | undefined;
  /** The state between segments. */
  private readonly state: Float64Array;
  private readonly from: RunCheckpoint | undefined;
  /** Segments, and spectra at the weight of some, since factorisations were taken anew. */
  private sinceRenewal = 0;
  private readonly absoluteClock: boolean;
  private readonly maximumTime: number;
  private step = "";
  private stepStart = 0;
  private end: TrajectoryEnd | undefined;
  /** The segment that is being run, as far as it is known. */
  private begun:
    | { readonly segment: Segment; readonly start: number; readonly clock: number; readonly before: Float64Array }
    | undefined;

  /** @param from where it is taken up; default at the start of the protocol */
  constructor(model: CellModel, options: SimulationOptions, follower?: SegmentFollower, from?: RunCheckpoint) {
    checkOptions(options);
    this.model = model;
    this.options = options;
    this.follower = follower;
    forgetConsistency(model);
    this.state = startState(model, options.initialState);
    this.kept = new RunRecords(model, options, this.state[model.charge]);
    this.passages = new SegmentPassages(model, options, this.kept.recorder);
    this.spectra = new SegmentSpectra(model, options.takeSpectrum);
    this.maximumTime = options.maximumTime ?? DEFAULT_MAXIMUM_TIME;
    this.absoluteClock = containsTime(model, this.state);
    this.jumper = jumperOf(model, options, follower !== undefined, this.absoluteClock);
    this.from = from;
    if (from !== undefined) this.restore(from);
  }

  /** Runs segment after segment; gives the floor back after each. @param taker of checkpoints on the way and at the end */
  *segments(source: SegmentSource, taker?: CheckpointTaker): Generator<Standing, Trajectory, void> {
    if (this.end !== undefined) return this.trajectory(this.end);
    const maximum = this.options.maximumSegments ?? DEFAULT_MAXIMUM_SEGMENTS;
    const control = this.model.control;
    const iterator = "segments" in source ? source.segments() : source[Symbol.iterator]();
    let outcome: SegmentOutcome | undefined;
    try {
      for (let item = this.reached(iterator); item.done !== true; item = iterator.next(outcome)) {
        if (this.sinceRenewal >= RENEWED_AFTER) {
          this.renew();
          if (this.follower === undefined && taker?.due() === true) taker.take(this.save());
        }
        if (this.kept.segments.length >= maximum) {
          this.end = afterSegments(maximum, item.value);
          break;
        }
        const jump = this.jumper && (yield* this.jumper.before(item.value, this.state, this.room, this.standing));
        outcome = jump ? yield* this.jump(item.value, jump) : yield* this.run(item.value);
        if (this.end !== undefined) break;
        if (outcome !== undefined) this.kept.outcomes.add(item.value, outcome);
        this.sinceRenewal += jump ? JUMP_WEIGHT : 1;
      }
    } finally {
      this.model.control = control;
    }
    this.end ??= COMPLETED;
    if (this.follower === undefined) taker?.take(this.save());
    return this.trajectory(this.end);
  }

  /** The next segment of the protocol, led to where the run is taken up. */
  private reached(iterator: Iterator<Segment, unknown, SegmentOutcome | undefined>): IteratorResult<Segment, unknown> {
    let item = iterator.next();
    const { outcomes } = this.from ?? {};
    if (outcomes === undefined) return item;
    for (let k = 0; k < outcomes.limit.length && item.done !== true; k++) {
      const outcome = loggedOutcome(outcomes, k, item.value);
      this.kept.outcomes.add(item.value, outcome);
      this.jumper?.recall(item.value);
      item = iterator.next(outcome);
    }
    return item;
  }

  /** Factorisations are taken anew: what follows is the same to the bit as in a run that is taken up here. */
  private renew(): void {
    this.passages.forget();
    forgetConsistency(this.model);
    this.options.takeSpectrum?.forget?.();
    this.jumper?.forget();
    this.sinceRenewal = 0;
  }

  private save(): RunCheckpoint {
    const { state, step, stepStart, end } = this;
    return {
      ...this.kept.save(),
      state: state.slice(),
      step,
      stepStart,
      counters: this.work,
      jump: this.jumper?.save() ?? null,
      last: this.standing.segment ?? null,
      end: end ?? null,
    };
  }

  private restore(from: RunCheckpoint): void {
    this.state.set(from.state);
    this.kept.restore(from);
    this.step = from.step;
    this.stepStart = from.stepStart;
    this.done = from.counters;
    if (from.jump !== null) this.jumper?.restore(from.jump);
    this.end = from.end ?? undefined;
    this.standing.segment = from.last ?? undefined;
    this.standing.elapsed = this.kept.elapsed;
  }

  /** Work of the segments, without that of what jumps over them. */
  private get work(): WorkCounters {
    const { counters } = this.passages;
    return this.done === undefined ? { ...counters } : sumOf(this.done, counters);
  }

  private *run(segment: Segment): Generator<Standing, SegmentOutcome | undefined, void> {
    const { model, state, kept, spectra: sweeps } = this;
    const { recorder, segments: records } = kept;
    const { current, voltage, charge } = model;
    const { quantity } = segment.control;
    const start = kept.time;
    this.standing.segment = segment;
    const startVoltage = state[voltage];
    const first = segment.step !== this.step;
    if (first) {
      this.step = segment.step;
      this.stepStart = startVoltage;
    }
    const power = Math.sign(state[current]) * Math.abs(state[current] * startVoltage);
    const present = { current: state[current], voltage: startVoltage, power };
    const { value, slope, duration } = plannedControl(segment, present, this.stepStart);
    const clock = this.absoluteClock ? start : 0;
    const crossing = crossEdge(model, quantity, value, slope, clock, state);
    if (crossing.kind === "failed") {
      this.failAtEdge(segment, start, crossing.message);
      return undefined;
    }
    const asked = segment.impedance?.at;
    const scan = sweeps.duration(segment);
    if (asked === "start" && scan > 0) {
      const resolved = { quantity, from: value, slope };
      return yield* this.runBehindSweep({ ...segment, control: resolved, duration }, startVoltage, scan);
    }
    this.follower?.begin({ segment, first, present, value, slope, duration, clock, state });
    const index = records.length;
    recorder.beginSegment(index, clock, start, state);
    const stateAtStart = asked === "during" && scan > 0 ? state.slice() : undefined;
    const keeps = this.options.record?.states?.(segment, index) === true;
    if (keeps) kept.store(index, "start", start, state);
    const spectra: number[] = [];
    const control: Control = { quantity, value, slope, start };
    if (scan === 0 && (asked === "start" || asked === "during")) {
      sweeps.take(segment, { index, at: asked, time: start, control, state }, spectra);
    }
    const startCurrent = state[current];
    const voltageAfterJump = state[voltage];
    const chargeBefore = state[charge];
    this.begun = { segment, start, clock, before: state.slice() };

    const { room } = this;
    const from = { value, slope, duration, room, clock, elapsed: kept.elapsed, keeps };
    const { by, limit, length, guarded, failure } = yield* this.passages.run(segment, from, state, this.standing);
    this.follower?.end({ index, by, limit, length });
    this.jumper?.after(
      segment,
      { by, limit, length },
      chargeOf(segment, value, slope, length, state[charge] - chargeBefore),
    );

    const passed = chargeOf(segment, value, slope, length, state[charge] - chargeBefore);
    state[charge] = kept.pass(length, passed);
    const end = kept.time;
    recorder.endSegment(end, state);
    if (keeps) kept.store(index, "end", end, state);
    const broken = by === "failure" || by === "interrupted";
    const beyond = broken ? undefined : this.passages.guard.crossed(state, guarded ? 0 : 1);
    const cut = beyond === undefined && by === "maximum time";
    const last = broken || beyond !== undefined || cut || limit?.action === "stop";
    const held: Control = { quantity, value: value + slope * length, slope: 0, start: end };
    if (stateAtStart !== undefined) {
      const moment = { index, at: "during", time: start, control, lasted: length, state: stateAtStart } as const;
      sweeps.take(segment, moment, spectra);
    } else if (asked === "end" && !broken && (scan === 0 || last)) {
      const none = scan === 0 ? {} : { lasted: 0 };
      sweeps.take(segment, { index, at: "end", time: end, control: held, ...none, state }, spectra);
    }
    const planned = cut ? "maximum time" : (limit?.sentence ?? segment.end);
    records.push({
      step: segment.step,
      sentence: segment.sentence,
      start,
      end,
      endedBy: by === "failure" ? "failed" : by === "interrupted" ? "stopped by hand" : (beyond ?? planned),
      limit: limit === undefined ? -1 : segment.limits.indexOf(limit),
      startCurrent,
      startVoltage: voltageAfterJump,
      endCurrent: state[current],
      endVoltage: state[voltage],
      charge: passed,
      spectra,
    });
    this.begun = undefined;
    this.sinceRenewal += SPECTRUM_WEIGHT * spectra.length;
    kept.voltages.watch(segment, voltageAfterJump, state[voltage]);
    if (failure !== undefined) {
      const place = { segment, state, clock: this.passages.clock, time: end, into: length };
      this.end = failedInside(model, place, failure, this.passages.maximumSteps);
    } else if (beyond !== undefined) this.end = beyondBound(beyond, segment, end);
    else if (by === "interrupted" || this.options.isStopped?.() === true) this.end = byHand(segment, end);
    else if (cut) this.end = atMaximumTime(this.maximumTime, segment);
    else if (limit?.action === "stop") this.end = atLimit(limit, segment, end);
    this.standing.elapsed = kept.elapsed;
    yield this.standing;
    let endedBy = limit;
    if (asked === "end" && scan > 0 && !last) {
      const swept = yield* this.runSweep(segment, "end", held, scan);
      endedBy ??= swept?.endedBy;
    }
    return {
      ...(endedBy === undefined ? {} : { endedBy }),
      startVoltage,
      endVoltage: state[voltage],
    };
  }

  /**
   * What a run between two steps of its generator has reached, as if it had been stopped there: of the segment that is being run up
   * to the last step of the integrator. The run goes on as if nothing had been asked.
   */
  soFar(): Trajectory {
    const { begun, kept, standing } = this;
    if (begun === undefined) {
      const last = standing.segment;
      return this.trajectory(this.end ?? (last === undefined ? COMPLETED : byHand(last, kept.time)));
    }
    const { segment, start, before } = begun;
    const state = this.passages.state.slice();
    const end = start + this.passages.clock - begun.clock;
    const record = recordSoFar(segment, { start, end, before }, this.model, state);
    return { ...this.trajectory(byHand(segment, end)), segments: [...kept.segments, record], finalState: state };
  }

  /** Passes that were jumped: one record for all of them. */
  private *jump(segment: Segment, jump: Jump): Generator<Standing, SegmentOutcome, void> {
    const { model, state, kept } = this;
    const { recorder, segments: records } = kept;
    const { current, voltage } = model;
    const { passes, charge } = jump;
    const start = kept.time;
    const before = { startCurrent: state[current], startVoltage: state[voltage] };
    recorder.beginSegment(records.length, 0, start, state);
    state.set(jump.state);
    state[model.charge] = kept.pass(jump.duration, charge);
    const end = kept.time;
    recorder.endSegment(end, state);
    records.push(recordOfJump(segment, passes, { ...before, start, end, charge }, model, state));
    this.standing.elapsed = kept.elapsed;
    if (this.options.isStopped?.() === true) this.end = byHand(segment, end);
    yield this.standing;
    return { startVoltage: before.startVoltage, endVoltage: state[voltage], skipPasses: passes };
  }

  /** A spectrum at the start, then the segment; a spectrum of its own has no segment. */
  private *runBehindSweep(
    segment: Segment,
    startVoltage: number,
    scan: number,
  ): Generator<Standing, SegmentOutcome | undefined, void> {
    const { impedance: _, ...without } = segment;
    const { quantity, from } = segment.control;
    const held: Control = { quantity, value: Number(from), slope: 0, start: this.kept.time };
    let outcome = yield* this.runSweep(segment, "start", held, scan);
    if (this.end === undefined && segment.duration > 0) outcome = yield* this.run(without);
    return outcome === undefined ? undefined : { ...outcome, startVoltage };
  }

  /** A spectrum that takes time: its segment is run, then the spectrum of the state before is taken. */
  private *runSweep(
    segment: Segment,
    at: SpectrumTime,
    held: Control,
    scan: number,
  ): Generator<Standing, SegmentOutcome | undefined, void> {
    const { segments: records, time } = this.kept;
    const index = records.length;
    const control = this.spectra.heldBySweep(segment, held, time, this.state);
    const state = this.state.slice();
    const outcome = yield* this.run(sweepSegment(segment, control, scan));
    const record = records[index];
    const spectra: number[] = [];
    this.spectra.take(segment, { index, at, time, control, state, lasted: record.end - record.start }, spectra);
    records[index] = { ...record, spectra };
    this.sinceRenewal += SPECTRUM_WEIGHT;
    return outcome;
  }

  /** s that the run may still take. */
  private get room(): number {
    return this.maximumTime - this.kept.elapsed;
  }

  private failAtEdge(segment: Segment, time: number, message: string): void {
    const { model, state } = this;
    const { recorder, segments: records } = this.kept;
    recorder.beginSegment(records.length, 0, time, state);
    recorder.endSegment(time, state);
    records.push(recordOfFailedEdge(segment, time, model, state));
    this.end = failedAtEdge(model, segment, state, time, message);
  }

  private trajectory(end: TrajectoryEnd): Trajectory {
    const { model, jumper } = this;
    const { warnings, ...kept } = this.kept.columns();
    return {
      model,
      ...kept,
      end,
      counters: jumper === undefined ? this.work : sumOf(this.work, jumper.counters),
      ...(jumper === undefined ? {} : { cycleJump: jumper.report }),
      finalState: this.state.slice(),
      warnings: [...warnings, ...(jumper?.warnings() ?? [])],
    };
  }
}
