import type { WorkCounters } from "../../numerics/dae/integrator.ts";
import { forgetConsistency } from "../../numerics/dae/make-consistent.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Segment, SegmentOutcome } from "../protocol/segment.ts";
import type { RunCheckpoint } from "./checkpoint.ts";
import { containsTime } from "./contains-time.ts";
import type { CycleJump } from "./cycle-jump.ts";
import { jumperOf } from "./jumper-of.ts";
import { checkOptions, DEFAULT_MAXIMUM_TIME, type SimulationOptions } from "./options.ts";
import { loggedOutcome } from "./outcome-log.ts";
import { RunRecords } from "./run-records.ts";
import { SegmentPassages } from "./segment-passage.ts";
import { SegmentSpectra } from "./segment-spectra.ts";
import type { Standing } from "./standing.ts";
import { startState } from "./start-state.ts";
import type { Trajectory, TrajectoryEnd } from "./trajectory.ts";
import { sumOf } from "./work-sum.ts";

/** Segments after which factorisations are taken anew. */
const RENEWED_AFTER = 128;

/** What a run of segments on a cell holds between two of them: saved, taken up, and told as a trajectory. */
export class RunState {
  readonly standing: Standing = { segment: undefined, elapsed: 0 };
  readonly model: CellModel;
  readonly options: SimulationOptions;
  readonly passages: SegmentPassages;
  readonly spectra: SegmentSpectra;
  readonly kept: RunRecords;
  readonly jumper: CycleJump | undefined;
  /** The state between segments. */
  readonly state: Float64Array;
  readonly absoluteClock: boolean;
  readonly maximumTime: number;
  /** The step of the protocol that is being run, and the voltage in which it began. */
  step = "";
  stepStart = 0;
  end: TrajectoryEnd | undefined;
  private readonly from: RunCheckpoint | undefined;
  /** Work before the run was taken up. */
  private done: WorkCounters | undefined;
  private sinceRenewal = 0;

  /** @param isFollowed whether something follows the segments, which are then all run */
  constructor(model: CellModel, options: SimulationOptions, isFollowed: boolean, from?: RunCheckpoint) {
    checkOptions(options);
    this.model = model;
    this.options = options;
    forgetConsistency(model);
    this.state = startState(model, options.initialState);
    this.kept = new RunRecords(model, options, this.state[model.charge]);
    this.passages = new SegmentPassages(model, options, this.kept.recorder);
    this.spectra = new SegmentSpectra(model, options.takeSpectrum);
    this.maximumTime = options.maximumTime ?? DEFAULT_MAXIMUM_TIME;
    this.absoluteClock = containsTime(model, this.state);
    this.jumper = jumperOf(model, options, isFollowed, this.absoluteClock);
    this.from = from;
    if (from !== undefined) this.restore(from);
  }

  /** s that the run may still take. */
  get room(): number {
    return this.maximumTime - this.kept.elapsed;
  }

  /** The next segment of the protocol, led to where the run is taken up. */
  reached(iterator: Iterator<Segment, unknown, SegmentOutcome | undefined>): IteratorResult<Segment, unknown> {
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

  /** Counts towards the next renewal. @param weight in segments */
  worked(weight: number): void {
    this.sinceRenewal += weight;
  }

  /** Whether factorisations are due to be taken anew. */
  get isWorn(): boolean {
    return this.sinceRenewal >= RENEWED_AFTER;
  }

  /** Factorisations are taken anew: what follows is the same to the bit as in a run that is taken up here. */
  renew(): void {
    this.passages.forget();
    forgetConsistency(this.model);
    this.options.takeSpectrum?.forget?.();
    this.jumper?.forget();
    this.sinceRenewal = 0;
  }

  save(): RunCheckpoint {
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

  trajectory(end: TrajectoryEnd): Trajectory {
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
