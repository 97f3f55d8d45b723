import type {
  Advance,
  AdvanceOptions,
  Integrator,
  IntegratorSettings,
  WorkCounters,
} from "../../numerics/dae/integrator.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { IntegratorFactory } from "./options.ts";

/** Steps of the integrator between two times that the floor is given back. */
const STEPS_AT_A_TIME = 200;
/** s, first step of a second attempt. */
const CAUTIOUS_STEP = 1e-9;

/**
 * Goes through one segment after another with one integrator. In long segments it gives the floor back now and then: the
 * integrator gives up after a number of steps and is sent on from where it stands, which changes nothing in the result. Where
 * not even the first step succeeds there is a second attempt with a first step of 1 ns.
 */
export class SegmentIntegrator {
  private readonly model: CellModel;
  private readonly factory: IntegratorFactory;
  private readonly settings: IntegratorSettings;
  private readonly usual: Integrator;
  private cautious: Integrator | undefined;
  private used: Integrator;
  private readonly maximumSteps: number;

  constructor(
    model: CellModel,
    factory: IntegratorFactory,
    settings: Omit<IntegratorSettings, "maximumSteps">,
    maximumSteps: number,
  ) {
    this.model = model;
    this.factory = factory;
    this.maximumSteps = maximumSteps;
    this.settings = { ...settings, maximumSteps: Math.min(STEPS_AT_A_TIME, maximumSteps) };
    this.usual = factory(model, this.settings);
    this.used = this.usual;
  }

  /** Clock at which the segment stands. */
  get time(): number {
    return this.used.time;
  }

  /** State there; a live view. */
  get state(): Float64Array {
    return this.used.state;
  }

  get counters(): WorkCounters {
    const sum = { ...this.usual.counters };
    const more = this.cautious?.counters;
    if (more !== undefined) for (const key of Object.keys(sum) as (keyof WorkCounters)[]) sum[key] += more[key];
    return sum;
  }

  /** From `clock` to `end`, to an event or to where no step succeeds; yields the clock in long segments. */
  *run(clock: number, end: number, start: Float64Array, options: AdvanceOptions): Generator<number, Advance, void> {
    this.used = this.usual;
    const advance = yield* this.attempt(clock, end, start, options);
    if (advance.kind !== "failed" || this.used.time !== clock) return advance;
    this.cautious ??= this.factory(this.model, { ...this.settings, initialStep: CAUTIOUS_STEP });
    this.used = this.cautious;
    return yield* this.attempt(clock, end, start, options);
  }

  private *attempt(
    clock: number,
    end: number,
    start: Float64Array,
    options: AdvanceOptions,
  ): Generator<number, Advance, void> {
    const integrator = this.used;
    integrator.start(clock, start);
    let advance = integrator.advance(end, options);
    let allowed = this.maximumSteps - STEPS_AT_A_TIME;
    while (advance.kind === "failed" && advance.failure.reason === "too-many-steps" && allowed > 0) {
      allowed -= STEPS_AT_A_TIME;
      yield integrator.time;
      advance = integrator.advance(end, options);
    }
    return advance;
  }
}
