import type { CellModel } from "../form/cell-model.ts";
import type { Control } from "../form/control.ts";
import type { SpectrumTime } from "../protocol/impedance-request.ts";
import type { Segment, SegmentOutcome } from "../protocol/segment.ts";
import type { CheckpointTaker, RunCheckpoint } from "./checkpoint.ts";
import type { Jump } from "./cycle-jump-options.ts";
import { crossEdge } from "./edge.ts";
import { DEFAULT_MAXIMUM_SEGMENTS, type SimulationOptions } from "./options.ts";
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
import { RunState } from "./run-state.ts";
import type { SegmentFollower } from "./segment-follower.ts";
import { chargeOf, recordOfFailedEdge, recordOfJump, recordSoFar } from "./segment-records.ts";
import type { SegmentSource } from "./segment-source.ts";
import { sweepSegment } from "./segment-spectra.ts";
import type { Standing } from "./standing.ts";
import type { Trajectory } from "./trajectory.ts";

/** Spectra and jumps over passes wear factorisations like so many segments. */
const SPECTRUM_WEIGHT = 8;
const JUMP_WEIGHT = 32;

/** One run of segments on a cell; `segments()` does it, one step of the generator for each segment. */
export class SegmentRun {
  private readonly now: RunState;
  private readonly follower: SegmentFollower | undefined;
  /** The segment that is being run, as far as it is known. */
  private begun:
    | { readonly segment: Segment; readonly start: number; readonly clock: number; readonly before: Float64Array }
    | undefined;

  /** @param from where it is taken up; default at the start of the protocol */
  constructor(model: CellModel, options: SimulationOptions, follower?: SegmentFollower, from?: RunCheckpoint) {
    this.now = new RunState(model, options, follower !== undefined, from);
    this.follower = follower;
  }

  get standing(): Standing {
    return this.now.standing;
  }

  /** Runs segment after segment; gives the floor back after each. @param taker of checkpoints on the way and at the end */
  *segments(source: SegmentSource, taker?: CheckpointTaker): Generator<Standing, Trajectory, void> {
    const { now } = this;
    const { kept, jumper, state, standing } = now;
    if (now.end !== undefined) return now.trajectory(now.end);
    const maximum = now.options.maximumSegments ?? DEFAULT_MAXIMUM_SEGMENTS;
    const control = now.model.control;
    const iterator = "segments" in source ? source.segments() : source[Symbol.iterator]();
    let outcome: SegmentOutcome | undefined;
    try {
      for (let item = now.reached(iterator); item.done !== true; item = iterator.next(outcome)) {
        if (now.isWorn) {
          now.renew();
          if (this.follower === undefined && taker?.due() === true) taker.take(now.save());
        }
        if (kept.segments.length >= maximum) {
          now.end = afterSegments(maximum, item.value);
          break;
        }
        const jump = jumper && (yield* jumper.before(item.value, state, now.room, standing));
        outcome = jump ? yield* this.jump(item.value, jump) : yield* this.run(item.value);
        if (now.end !== undefined) break;
        if (outcome !== undefined) kept.outcomes.add(item.value, outcome);
        now.worked(jump ? JUMP_WEIGHT : 1);
      }
    } finally {
      now.model.control = control;
    }
    now.end ??= COMPLETED;
    if (this.follower === undefined) taker?.take(now.save());
    return now.trajectory(now.end);
  }

  private *run(segment: Segment): Generator<Standing, SegmentOutcome | undefined, void> {
    const { now } = this;
    const { model, options, state, kept, standing, passages, spectra: sweeps } = now;
    const { recorder, segments: records } = kept;
    const { current, voltage, charge } = model;
    const { quantity } = segment.control;
    const start = kept.time;
    standing.segment = segment;
    const startVoltage = state[voltage];
    const first = segment.step !== now.step;
    if (first) {
      now.step = segment.step;
      now.stepStart = startVoltage;
    }
    const power = Math.sign(state[current]) * Math.abs(state[current] * startVoltage);
    const present = { current: state[current], voltage: startVoltage, power };
    const { value, slope, duration } = plannedControl(segment, present, now.stepStart);
    const clock = now.absoluteClock ? start : 0;
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
    const keeps = options.record?.states?.(segment, index) === true;
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

    const { room } = now;
    const from = { value, slope, duration, room, clock, elapsed: kept.elapsed, keeps };
    const { by, limit, length, guarded, failure } = yield* passages.run(segment, from, state, standing);
    this.follower?.end({ index, by, limit, length });
    const passed = chargeOf(segment, value, slope, length, state[charge] - chargeBefore);
    now.jumper?.after(segment, { by, limit, length }, passed);

    state[charge] = kept.pass(length, passed);
    const end = kept.time;
    recorder.endSegment(end, state);
    if (keeps) kept.store(index, "end", end, state);
    const broken = by === "failure" || by === "interrupted";
    const beyond = broken ? undefined : passages.guard.crossed(state, guarded ? 0 : 1);
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
    now.worked(SPECTRUM_WEIGHT * spectra.length);
    kept.voltages.watch(segment, voltageAfterJump, state[voltage]);
    if (failure !== undefined) {
      const place = { segment, state, clock: passages.clock, time: end, into: length };
      now.end = failedInside(model, place, failure, passages.maximumSteps);
    } else if (beyond !== undefined) now.end = beyondBound(beyond, segment, end);
    else if (by === "interrupted" || options.isStopped?.() === true) now.end = byHand(segment, end);
    else if (cut) now.end = atMaximumTime(now.maximumTime, segment);
    else if (limit?.action === "stop") now.end = atLimit(limit, segment, end);
    standing.elapsed = kept.elapsed;
    yield standing;
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
    const { begun, now } = this;
    const { kept, standing, passages } = now;
    if (begun === undefined) {
      const last = standing.segment;
      return now.trajectory(now.end ?? (last === undefined ? COMPLETED : byHand(last, kept.time)));
    }
    const { segment, start, before } = begun;
    const state = passages.state.slice();
    const end = start + passages.clock - begun.clock;
    const record = recordSoFar(segment, { start, end, before }, now.model, state);
    return { ...now.trajectory(byHand(segment, end)), segments: [...kept.segments, record], finalState: state };
  }

  /** Passes that were jumped: one record for all of them. */
  private *jump(segment: Segment, jump: Jump): Generator<Standing, SegmentOutcome, void> {
    const { now } = this;
    const { model, state, kept, standing } = now;
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
    standing.elapsed = kept.elapsed;
    if (now.options.isStopped?.() === true) now.end = byHand(segment, end);
    yield standing;
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
    const held: Control = { quantity, value: Number(from), slope: 0, start: this.now.kept.time };
    let outcome = yield* this.runSweep(segment, "start", held, scan);
    if (this.now.end === undefined && segment.duration > 0) outcome = yield* this.run(without);
    return outcome === undefined ? undefined : { ...outcome, startVoltage };
  }

  /** A spectrum that takes time: its segment is run, then the spectrum of the state before is taken. */
  private *runSweep(
    segment: Segment,
    at: SpectrumTime,
    held: Control,
    scan: number,
  ): Generator<Standing, SegmentOutcome | undefined, void> {
    const { now } = this;
    const { segments: records, time } = now.kept;
    const index = records.length;
    const control = now.spectra.heldBySweep(segment, held, time, now.state);
    const state = now.state.slice();
    const outcome = yield* this.run(sweepSegment(segment, control, scan));
    const record = records[index];
    const spectra: number[] = [];
    now.spectra.take(segment, { index, at, time, control, state, lasted: record.end - record.start }, spectra);
    records[index] = { ...record, spectra };
    now.worked(SPECTRUM_WEIGHT);
    return outcome;
  }

  private failAtEdge(segment: Segment, time: number, message: string): void {
    const { now } = this;
    const { model, state } = now;
    const { recorder, segments: records } = now.kept;
    recorder.beginSegment(records.length, 0, time, state);
    recorder.endSegment(time, state);
    records.push(recordOfFailedEdge(segment, time, model, state));
    now.end = failedAtEdge(model, segment, state, time, message);
  }
}
