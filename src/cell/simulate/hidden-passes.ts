import type { WorkCounters } from "../../numerics/dae/integrator.ts";
import type { CellModel } from "../form/cell-model.ts";
import { resolveControl, type Segment } from "../protocol/segment.ts";
import { crossEdge } from "./edge.ts";
import { EDGES_ONLY, type SimulationOptions } from "./options.ts";
import type { PassCourse } from "./pass-course.ts";
import { PassDerivative } from "./pass-derivative.ts";
import { Recorder } from "./recorder.ts";
import { SegmentPassages } from "./segment-passage.ts";
import type { Standing } from "./standing.ts";
import { sumOf } from "./work-sum.ts";

/** Two lengths of a segment that differ by less, relative, are the same. */
const SAME_LENGTH = 1e-12;

/** Runs passes that leave no trace: what a pass would do to a state. */
export class HiddenPasses {
  /** Passes run. */
  count = 0;
  /** Why the last one went another way: of what kind, and in words. */
  kind = "";
  reason = "";
  private readonly model: CellModel;
  private readonly options: SimulationOptions;
  private readonly places: Int32Array;
  private passages: SegmentPassages;
  private derivative: PassDerivative;
  private derived: SegmentPassages;
  /** By what ran passes before. */
  private done: WorkCounters | undefined;
  private readonly isStopped: () => boolean;

  /** @param places the differential unknowns */
  constructor(model: CellModel, options: SimulationOptions, places: Int32Array) {
    this.model = model;
    const { record: _, isStopped = (): boolean => false, ...rest } = options;
    this.isStopped = isStopped;
    this.options = rest;
    this.places = places;
    this.passages = new SegmentPassages(model, rest, new Recorder(model, EDGES_ONLY, () => {}));
    this.derivative = new PassDerivative(model, places);
    this.derived = new SegmentPassages(model, rest, this.derivative);
  }

  get counters(): Readonly<WorkCounters> {
    const own = sumOf(this.passages.counters, this.derived.counters);
    return this.done === undefined ? own : sumOf(this.done, own);
  }

  /** Forgets what the solvers have learnt. @param done work that counts as done; default that of these passes */
  forget(done: Readonly<WorkCounters> = this.counters): void {
    const { model, options, places } = this;
    this.done = { ...done };
    this.passages = new SegmentPassages(model, options, new Recorder(model, EDGES_ONLY, () => {}));
    this.derivative = new PassDerivative(model, places);
    this.derived = new SegmentPassages(model, options, this.derivative);
  }

  /**
   * Runs a pass for the derivative of what it adds to the differential unknowns.
   * @param state at the start of the pass; not changed
   * @param out ∂g_i/∂y_j · scale_j/scale_i, row-major
   * @returns false where the pass went another way, or a matrix was singular
   */
  *differentiate(
    course: PassCourse,
    state: Float64Array,
    standing: Standing,
    scales: Float64Array,
    out: Float64Array,
  ): Generator<Standing, boolean, void> {
    this.derivative.begin();
    return (yield* this.go(this.derived, course, state.slice(), standing)) && this.derivative.read(scales, out);
  }

  /**
   * @param state at the start of a pass; at its end where it went as `course`
   * @returns false where a segment ended otherwise, `reason` tells
   */
  run(course: PassCourse, state: Float64Array, standing: Standing): Generator<Standing, boolean, void> {
    return this.go(this.passages, course, state, standing);
  }

  private *go(
    passages: SegmentPassages,
    course: PassCourse,
    state: Float64Array,
    standing: Standing,
  ): Generator<Standing, boolean, void> {
    const { model } = this;
    const { segments, lengths, limits } = course;
    this.count++;
    yield standing;
    if (this.isStopped()) return this.give("stopped", segments[0], "the run was stopped");
    let step = "";
    let stepStart = 0;
    const chargeBefore = state[model.charge];
    let moved = 0;
    for (let k = 0; k < segments.length; k++) {
      const segment = segments[k];
      const voltage = state[model.voltage];
      if (segment.step !== step) [step, stepStart] = [segment.step, voltage];
      const power = Math.sign(state[model.current]) * Math.abs(state[model.current] * voltage);
      const present = { current: state[model.current], voltage, power };
      const { value, slope, duration } = resolveControl(segment, present, stepStart);
      const crossing = crossEdge(model, segment.control.quantity, value, slope, 0, state);
      if (crossing.kind === "failed") return this.give("edge", segment, crossing.message);
      const start = {
        value,
        slope,
        duration,
        room: Number.POSITIVE_INFINITY,
        clock: 0,
        elapsed: standing.elapsed,
        keeps: false,
      };
      const elapsed = standing.elapsed;
      const { by, limit, length, failure } = yield* passages.run(segment, start, state, standing);
      standing.elapsed = elapsed;
      if (by === "failure") return this.give("failure", segment, failure?.message ?? "it failed");
      const beyond = passages.guard.crossed(state, 1);
      if (beyond !== undefined) return this.give("bound", segment, beyond);
      const position = limit === undefined ? -1 : segment.limits.indexOf(limit);
      if (by === "found limit" || position !== limits[k]) {
        return this.give(
          "limit",
          segment,
          limit === undefined ? "a limit ends it no more" : `it is ended by "${limit.sentence}"`,
        );
      }
      if (Math.abs(length - lengths[k]) > SAME_LENGTH * lengths[k])
        return this.give("length", segment, `it lasts ${length} s`);
      moved +=
        segment.control.quantity === "current"
          ? (value + 0.5 * slope * length) * length
          : state[model.charge] - chargeBefore - moved;
      state[model.charge] = chargeBefore + moved;
    }
    return true;
  }

  private give(kind: string, segment: Segment, what: string): false {
    this.kind = kind;
    this.reason = `"${segment.sentence}": ${what}`;
    return false;
  }
}
