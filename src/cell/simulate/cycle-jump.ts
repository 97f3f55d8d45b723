import { DomainError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";
import type { WorkCounters } from "../../numerics/dae/integrator.ts";
import { cbrt, log, log1p } from "../../numerics/elementary/index.ts";
import { ImplicitStep } from "../../numerics/multirevolution/implicit-step.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { PassPlace, Segment } from "../protocol/segment.ts";
import { type CycleJumpOptions, type CycleJumpReport, DEFAULT_LARGEST_JUMP, type Jump } from "./cycle-jump-options.ts";
import type { CycleJumpState } from "./cycle-jump-state.ts";
import { HiddenPasses } from "./hidden-passes.ts";
import { JumpLedger, percent } from "./jump-ledger.ts";
import type { SimulationOptions } from "./options.ts";
import { durationOf, isConstant, type PassCourse } from "./pass-course.ts";
import { PassWatch, SETTLED } from "./pass-watch.ts";
import { restoreInventories } from "./restore-inventories.ts";
import type { SegmentEnd } from "./segment-follower.ts";
import type { Standing } from "./standing.ts";

/** Passes of the first jump, and fewest of any: a shorter one costs as many as it saves. */
const SHORTEST = 8;
/** Most that a jump may be longer than the one before. */
const GROWTH = 3;
const SAFETY = 0.8;
/** Part of the error allowed to which a jump is solved for. */
const SOLVED = 0.1;
/** Rate of convergence from which on the derivative of a pass is taken anew. */
const STALE = 0.4;
const LONGEST_PAUSE = 256;

/**
 * Follows repetitions and jumps where their passes change the cell slowly. A jump leads from the start of the last pass, whose increment is
 * known, over N passes (`ImplicitStep`), then one pass more is run, in which what is fast settles. Where a pass on the way does not go as the
 * last one went, a limit ends it or the cell leaves its range, there is no jump: a shorter one is tried, then full passes.
 */
export class CycleJump {
  private readonly model: CellModel;
  private readonly error: number;
  private readonly largest: number;
  private readonly hidden: HiddenPasses;
  private readonly passes: PassWatch;
  private readonly implicit: ImplicitStep;
  /** Whether the derivative of a pass is good enough for the next jump, and whether it is that at the base. */
  private derived = false;
  private fresh = false;
  private readonly scales: Float64Array;
  private readonly landing: Float64Array;
  /** Whether there was a jump in this repetition. */
  private begun = false;
  private next = SHORTEST;
  private pause = 0;
  private lastPause = 1;
  /** Of the error allowed, in this repetition. */
  private spent = 0;
  private readonly isStopped: () => boolean;
  private readonly ledger: JumpLedger;

  constructor(
    model: CellModel,
    { error, largest = DEFAULT_LARGEST_JUMP }: CycleJumpOptions,
    options: SimulationOptions,
  ) {
    if (!(error > 0 && error < 1) || !(largest >= SHORTEST)) {
      throw new DomainError(
        `simulate: cycleJump { error: ${error}, largest: ${largest} }; give an error between 0 and 1 and at least ${SHORTEST} passes`,
      );
    }
    this.model = model;
    this.error = error;
    this.ledger = new JumpLedger(error);
    this.largest = Math.floor(largest);
    const places = Int32Array.from(model.mass.values.keys()).filter((i) => model.mass.values[i] !== 0);
    this.hidden = new HiddenPasses(model, options, places);
    this.isStopped = options.isStopped ?? ((): boolean => false);
    this.passes = new PassWatch(model, options.takeSpectrum !== undefined);
    this.scales = model.absoluteTolerances(1);
    this.implicit = new ImplicitStep(places, this.scales);
    this.landing = new Float64Array(model.layout.size);
  }

  get counters(): Readonly<WorkCounters> {
    return this.hidden.counters;
  }

  get report(): CycleJumpReport {
    return this.ledger.report(this.hidden.count);
  }

  warnings(): readonly Warning[] {
    return this.ledger.warnings(this.hidden.count);
  }

  /** Between two segments. */
  save(): CycleJumpState {
    const { derived, fresh, begun, next, pause, lastPause, spent } = this;
    const { count, counters } = this.hidden;
    return {
      ...this.passes.save(),
      derived,
      fresh,
      begun,
      next,
      pause,
      lastPause,
      spent,
      ledger: this.ledger.save(),
      derivative: this.implicit.derivative.slice(),
      knownRate: this.implicit.known,
      hidden: { count, counters: { ...counters } },
    };
  }

  restore(state: CycleJumpState): void {
    this.derived = state.derived;
    this.fresh = state.fresh;
    this.passes.restore(state);
    this.begun = state.begun;
    this.next = state.next;
    this.pause = state.pause;
    this.lastPause = state.lastPause;
    this.spent = state.spent;
    this.ledger.restore(state.ledger);
    this.implicit.derivative.set(state.derivative);
    this.implicit.known = state.knownRate;
    this.hidden.count = state.hidden.count;
    this.hidden.forget(state.hidden.counters);
  }

  /** Is shown a segment that was run before: which repetition it belongs to. */
  recall(segment: Segment): void {
    this.passes.recall(segment);
  }

  /** Forgets what the solvers have learnt. */
  forget(): void {
    this.hidden.forget();
  }

  /**
   * Told of a segment before it is run.
   * @param state at its start, before the switch
   * @param room s that the run may still take
   * @returns a jump, if the segment and the passes that begin with it need not be run
   */
  *before(
    segment: Segment,
    state: Float64Array,
    room: number,
    standing: Standing,
  ): Generator<Standing, Jump | undefined, void> {
    const place = segment.pass;
    if (place === undefined) return undefined;
    this.close(place, state);
    const most = Math.min(place.free, this.largest, this.passesIn(room));
    const jump = most < SHORTEST ? undefined : yield* this.tryJump(place, most, state, standing);
    if (jump !== undefined) this.passes.jumped();
    else {
      this.ledger.computed++;
      this.passes.begin(place, state);
      this.fresh = false;
    }
    return jump;
  }

  /** Told how a segment went. */
  after(segment: Segment, end: Omit<SegmentEnd, "index">, charge: number): void {
    this.passes.after(segment, end, charge);
  }

  /** The pass before has ended; what is known of jumps is of its repetition alone. */
  private close(place: PassPlace, state: Float64Array): void {
    const end = this.passes.close(place, state);
    if (end === "another repetition") {
      this.restart();
      if (place.count < SETTLED + SHORTEST) {
        this.ledger.refuse(
          "short",
          place.number,
          `the repetition has ${place.count} passes, and one that holds another is not jumped`,
        );
      }
    } else if (typeof end === "object") this.ledger.refuse(end.fault, end.number, end.fault);
  }

  private restart(): void {
    this.begun = false;
    this.spent = 0;
    this.derived = false;
    this.next = SHORTEST;
    this.pause = 0;
    this.lastPause = 1;
  }

  private *tryJump(
    place: PassPlace,
    most: number,
    state: Float64Array,
    standing: Standing,
  ): Generator<Standing, Jump | undefined, void> {
    const { model } = this;
    const { course, settled } = this.passes;
    if (course === undefined || !(this.begun || settled)) return undefined;
    if (this.pause > 0) {
      this.pause--;
      return undefined;
    }
    const control = model.control;
    let passes = Math.min(Math.max(this.next, SHORTEST), most);
    const first = place.number - 1;
    const left = (this.error - this.spent) / log(place.count / first);
    let kind = "";
    let reason = "";
    while (passes >= SHORTEST) {
      const allowed = left * log1p(passes / first);
      const error = yield* this.attempt(course, passes, allowed, standing);
      const ratio = error === undefined ? 0 : SAFETY * cbrt(allowed / Math.max(error, 1e-12 * allowed));
      if (error !== undefined && error <= allowed) {
        this.next = Math.floor(passes * Math.min(GROWTH, ratio));
        this.lastPause = 1;
        return this.take(course, passes, error, state);
      }
      if (this.isStopped()) return undefined;
      kind = error === undefined ? this.hidden.kind : "error";
      reason =
        error === undefined
          ? this.hidden.reason
          : `an estimated error of ${percent(error)} in ${passes} passes, where ${percent(allowed)} is allowed`;
      passes = Math.floor(passes * Math.min(0.5, Math.max(0.1, ratio)));
    }
    model.control = control;
    this.ledger.refuse(kind, place.number, reason);
    this.next = SHORTEST;
    this.pause = this.lastPause;
    this.lastPause = Math.min(LONGEST_PAUSE, 2 * this.lastPause);
    return undefined;
  }

  private take(course: PassCourse, passes: number, error: number, state: Float64Array): Jump {
    const { charge } = this.model;
    const passed = isConstant(course) ? passes * course.charge : this.landing[charge] - state[charge];
    this.begun = true;
    this.fresh = false;
    this.spent += error;
    this.ledger.jump(passes, error);
    const duration = passes * durationOf(course);
    return { passes, duration, charge: passed, state: this.landing };
  }

  /** From the base over so many passes and one more, in which the fast settles, into `landing`: the error, or undefined. */
  private *attempt(
    course: PassCourse,
    passes: number,
    allowed: number,
    standing: Standing,
  ): Generator<Standing, number | undefined, void> {
    const { landing, hidden, implicit, scales, model } = this;
    const { base, increment } = this.passes;
    const { charge } = model;
    const evaluate = (state: Float64Array, out: Float64Array): Generator<Standing, boolean, void> =>
      this.evaluate(course, state, out, standing);
    for (;;) {
      if (!this.derived) {
        if (!(yield* hidden.differentiate(course, base, standing, scales, implicit.derivative))) return undefined;
        this.derived = true;
        this.fresh = true;
      }
      const outcome = yield* implicit.step(base, increment, passes, SOLVED * allowed, evaluate, landing);
      if (outcome.kind === "refused") return undefined;
      if (outcome.kind === "diverged") {
        this.derived = false;
        if (!this.fresh) continue;
        hidden.kind = "diverged";
        hidden.reason = `the change over ${passes} passes could not be solved for`;
        return undefined;
      }
      if (outcome.error > allowed) return outcome.error;
      this.derived = outcome.rate < STALE;
      if (isConstant(course)) landing[charge] = base[charge] + passes * course.charge;
      if (!(yield* hidden.run(course, landing, standing))) return undefined;
      if (isConstant(course)) landing[charge] = base[charge] + (passes + 1) * course.charge;
      restoreInventories(model, base, landing, landing[charge] - base[charge]);
      return outcome.error;
    }
  }

  private *evaluate(
    course: PassCourse,
    state: Float64Array,
    out: Float64Array,
    standing: Standing,
  ): Generator<Standing, boolean, void> {
    out.set(state);
    if (!(yield* this.hidden.run(course, out, standing))) return false;
    for (let i = 0; i < state.length; i++) out[i] -= state[i];
    return true;
  }

  /** Equal passes that fit into so many s. */
  private passesIn(room: number): number {
    const { course } = this.passes;
    const length = course === undefined ? 0 : durationOf(course);
    return length > 0 ? Math.floor(room / length) : 0;
  }
}
