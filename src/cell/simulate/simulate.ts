import type { Task } from "../../base/task.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Segment } from "../protocol/segment.ts";
import type { CheckpointTaker, RunCheckpoint } from "./checkpoint.ts";
import type { SimulationOptions } from "./options.ts";
import { SegmentRun } from "./run-segments.ts";
import type { SegmentSource } from "./segment-source.ts";
import type { Standing } from "./standing.ts";
import type { Trajectory } from "./trajectory.ts";

/** ms that a task works before it asks whether to go on. */
const TURN = 20;

/**
 * Runs the segments of a protocol on a cell. At each switch the control is set, the current, the voltage and the other algebraic
 * unknowns jump and no differential unknown changes; then the cell is integrated to the exact end of the segment or to the
 * first of its limits. `model.control` is what it was when this returns.
 *
 * A run that fails is no exception: the trajectory holds all up to the last good state, and `end` says why it stopped.
 *
 * @param segments a compiled protocol or a list of segments
 * @throws DomainError for options or segments that mean nothing
 */
export function simulate(model: CellModel, segments: SegmentSource, options: SimulationOptions = {}): Trajectory {
  const run = new SegmentRun(model, options).segments(segments);
  let item = run.next();
  while (item.done !== true) item = run.next();
  return item.value;
}

/** A run that is taken step by step: between two of them it may be looked at, left standing, and taken up again. */
export interface SteppedRun {
  /** Where it stands; brought up to date by `next`. */
  readonly standing: Standing;
  /** s, of the whole protocol where it is known; else 0. */
  readonly duration: number;
  /** Goes on for a segment, or for a part of a long one. @returns the trajectory once the run has ended */
  next(): Trajectory | undefined;
  /** What has been reached, as if the run had been stopped here. */
  soFar(): Trajectory;
}

/**
 * {@link simulate} step by step. The run holds the cell until it has ended: nothing else may run on `model` meanwhile.
 * @param from a checkpoint of the same run, at which it is taken up
 */
export function steppedRun(
  model: CellModel,
  segments: SegmentSource,
  options: SimulationOptions = {},
  { from, taker }: { readonly from?: RunCheckpoint | undefined; readonly taker?: CheckpointTaker } = {},
): SteppedRun {
  const run = new SegmentRun(model, options, undefined, from);
  const steps = run.segments(segments, taker);
  let ended: Trajectory | undefined;
  return {
    standing: run.standing,
    duration: plannedDuration(segments),
    next() {
      if (ended !== undefined) return ended;
      const item = steps.next();
      if (item.done === true) ended = item.value;
      return ended;
    },
    soFar: () => ended ?? run.soFar(),
  };
}

/**
 * {@link simulate} as a task. Progress counts s of the experiment.
 * @param duration s, of the whole protocol where it is known
 */
export function simulationTask(
  model: CellModel,
  segments: SegmentSource,
  options: SimulationOptions = {},
  duration: number = plannedDuration(segments),
): Task<Trajectory> {
  return {
    name: "simulate",
    async run(control) {
      const run = new SegmentRun(model, options).segments(segments);
      let last = performance.now();
      let item = run.next();
      try {
        while (item.done !== true) {
          if (performance.now() - last >= TURN) {
            control.report(item.value.elapsed, Math.max(duration, item.value.elapsed), describe(item.value, duration));
            await control.checkpoint();
            last = performance.now();
          }
          item = run.next();
        }
      } finally {
        // Where a checkpoint stops the task the run puts the cell's control back.
        if (item.done !== true) run.return(undefined as never);
      }
      const { time, end } = item.value;
      const elapsed = time.length === 0 ? 0 : time[time.length - 1] - time[0];
      control.report(elapsed, Math.max(elapsed, end.kind === "completed" ? elapsed : duration), "done");
      return item.value;
    },
  };
}

/** "pass 37 of 5000, 104 s of 15000 s, strip at 1 mA/cm2 for 1 s" */
function describe({ segment, elapsed }: Standing, duration: number): string {
  const pass = /\((.*)\)$/.exec(segment?.step ?? "")?.[1];
  const time = Number.isFinite(duration) && duration > 0 ? `${span(elapsed)} of ${span(duration)}` : span(elapsed);
  return [pass, time, segment?.sentence].filter((part) => part !== undefined && part !== "").join(", ");
}

/** s up to some hours, then days. */
function span(seconds: number): string {
  return seconds < 100_000 ? `${Number(seconds.toPrecision(5))} s` : `${Number((seconds / 86_400).toPrecision(4))} d`;
}

/** s, as far as it is known beforehand: of a compiled protocol, or of a list; else 0. */
function plannedDuration(segments: SegmentSource): number {
  if ("segments" in segments) return segments.totalDuration ?? 0;
  if (!Array.isArray(segments)) return 0;
  let sum = 0;
  for (const { duration } of segments as readonly Segment[]) sum += duration;
  return Number.isFinite(sum) ? sum : 0;
}
