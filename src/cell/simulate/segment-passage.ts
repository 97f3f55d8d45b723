import type { AcceptedStep, AdvanceOptions, IntegrationFailure, WorkCounters } from "../../numerics/dae/integrator.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Limit, Segment } from "../protocol/segment.ts";
import { BoundGuard } from "./bound-guard.ts";
import { chooseIntegrator } from "./integrators.ts";
import { LimitPlan } from "./limit-plan.ts";
import { DEFAULT_MAXIMUM_STEPS, DEFAULT_RELATIVE_TOLERANCE, type SimulationOptions } from "./options.ts";
import type { SegmentEnd } from "./segment-follower.ts";
import { SegmentIntegrator } from "./segment-integrator.ts";
import type { Standing } from "./standing.ts";

/** What a segment begins with. */
export interface PassageStart {
  /** Of the control, in the sense of the segment. */
  readonly value: number;
  readonly slope: number;
  /** s */
  readonly duration: number;
  /** s that the run may still take. */
  readonly room: number;
  /** Of the integrator. */
  readonly clock: number;
  /** s since the start of the run. */
  readonly elapsed: number;
  /** Whether whole states inside are kept. */
  readonly keeps: boolean;
}

/** How a segment came to its end. */
export interface Passage extends Omit<SegmentEnd, "index"> {
  /** Whether the search for an unknown that leaves its range ended it. */
  readonly guarded: boolean;
  readonly failure: IntegrationFailure | undefined;
}

/** Is told of the steps of the integrator inside of a segment. */
export interface StepListener {
  /** Whether it wants to be. */
  readonly listens: boolean;
  /** @param clockEnd clock of the integrator at the planned end of the segment */
  step(step: AcceptedStep, clockEnd: number): void;
  /** States of this segment at `length` times 2^−count … 1/2 are wanted. */
  keepStates(length: number, count: number): void;
}

/** Takes the cell from the start of a segment to where its duration, a limit, the user or a failure ends it. */
export class SegmentPassages {
  readonly guard: BoundGuard;
  readonly maximumSteps: number;
  private readonly options: SimulationOptions;
  private readonly recorder: StepListener;
  private readonly integrator: SegmentIntegrator;
  private readonly limits: LimitPlan;
  private readonly onStep: { readonly onStep?: (step: AcceptedStep) => void };
  /** Clock of the integrator at the planned end of the segment. */
  private clockEnd = 0;

  constructor(model: CellModel, options: SimulationOptions, recorder: StepListener) {
    const { relativeTolerance = DEFAULT_RELATIVE_TOLERANCE, maximumStep } = options;
    const absoluteTolerance = options.absoluteTolerance ?? model.absoluteTolerances(relativeTolerance);
    this.options = options;
    this.recorder = recorder;
    this.maximumSteps = options.maximumSteps ?? DEFAULT_MAXIMUM_STEPS;
    this.integrator = new SegmentIntegrator(
      model,
      chooseIntegrator(options.integrator),
      { relativeTolerance, absoluteTolerance, ...(maximumStep === undefined ? {} : { maximumStep }) },
      this.maximumSteps,
    );
    this.limits = new LimitPlan(model);
    this.guard = new BoundGuard(model, absoluteTolerance);
    this.onStep =
      recorder.listens || (options.record?.statesInside ?? 0) > 0
        ? { onStep: (step) => recorder.step(step, this.clockEnd) }
        : {};
  }

  /** Clock of the integrator. */
  get clock(): number {
    return this.integrator.time;
  }

  /** Of the integrator: inside of a segment that of its last step. Valid until it goes on. */
  get state(): Float64Array {
    return this.integrator.state;
  }

  get counters(): Readonly<WorkCounters> {
    return this.integrator.counters;
  }

  /** Between segments: forgets what was learnt on the way. The work stays counted. */
  forget(): void {
    this.integrator.forget();
    this.limits.forget();
  }

  /** @param state after the switch; left at the end. @param standing brought up to date and given back in long segments */
  *run(
    segment: Segment,
    start: PassageStart,
    state: Float64Array,
    standing: Standing,
  ): Generator<Standing, Passage, void> {
    const { integrator, limits: plan, guard } = this;
    const { value, slope, duration, room, clock, keeps } = start;
    plan.set(segment.limits, segment.control.quantity, value, slope, clock, state, Math.min(duration, room));
    const { first: limit, length } = plan;
    if (!(length > 0)) return { by: plannedEnd(limit, start), limit, length, guarded: false, failure: undefined };
    this.clockEnd = clock + length;
    if (keeps) this.recorder.keepStates(length, this.options.record?.statesInside ?? 0);
    const events = guard.watches ? [...plan.events, guard] : plan.events;
    const ways: AdvanceOptions = events.length > 0 ? { ...this.onStep, events } : this.onStep;
    const way = integrator.run(clock, this.clockEnd, state, ways);
    let item = way.next();
    for (; item.done !== true; item = way.next()) {
      standing.elapsed = start.elapsed + (item.value - clock);
      yield standing;
      if (this.options.isStopped?.() === true) break;
    }
    state.set(integrator.state);
    const here = { limit: undefined, length: integrator.time - clock, guarded: false, failure: undefined };
    if (item.done !== true) return { ...here, by: "interrupted" };
    const advance = item.value;
    if (advance.kind === "failed") return { ...here, by: "failure", failure: advance.failure };
    if (advance.kind !== "event") {
      return { by: plannedEnd(limit, start), limit, length, guarded: false, failure: undefined };
    }
    const found = plan.searched[advance.event] as Limit | undefined;
    return { ...here, by: "found limit", limit: found, length: advance.time - clock, guarded: found === undefined };
  }
}

const plannedEnd = (limit: Limit | undefined, { room, duration }: PassageStart): SegmentEnd["by"] =>
  limit !== undefined ? "imposed limit" : room < duration ? "maximum time" : "duration";
