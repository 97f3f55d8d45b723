import type {
  Advance,
  AdvanceOptions,
  Integrator,
  IntegratorSettings,
  WorkCounters,
} from "../../numerics/dae/integrator.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { IntegratorFactory } from "./options.ts";
import { sumOf } from "./work-sum.ts";

/** Steps of the integrator between two times that the floor is given back. */
const STEPS_AT_A_TIME = 200;

/**
 * Goes through one segment after another with one integrator. In long segments it gives the floor back now and then: the
 * integrator gives up after a number of steps and is sent on from where it stands, which changes nothing in the result.
 */
export class SegmentIntegrator {
  private integrator: Integrator;
  private readonly maximumSteps: number;
  private readonly make: () => Integrator;
  /** Work of the integrators before this one. */
  private done: WorkCounters | undefined;

  constructor(
    model: CellModel,
    factory: IntegratorFactory,
    settings: Omit<IntegratorSettings, "maximumSteps">,
    maximumSteps: number,
  ) {
    this.maximumSteps = maximumSteps;
    this.make = () => factory(model, { ...settings, maximumSteps: Math.min(STEPS_AT_A_TIME, maximumSteps) });
    this.integrator = this.make();
  }

  /** Between segments: what follows is the same to the bit as with new factorisations. */
  forget(): void {
    if (this.integrator.forget !== undefined) {
      this.integrator.forget();
      return;
    }
    this.done = { ...this.counters };
    this.integrator = this.make();
  }

  /** Clock at which the segment stands. */
  get time(): number {
    return this.integrator.time;
  }

  /** State there; a live view. */
  get state(): Float64Array {
    return this.integrator.state;
  }

  get counters(): Readonly<WorkCounters> {
    const { counters } = this.integrator;
    return this.done === undefined ? counters : sumOf(this.done, counters);
  }

  /** From `clock` to `end`, to an event or to where no step succeeds; yields the clock in long segments. */
  *run(clock: number, end: number, start: Float64Array, options: AdvanceOptions): Generator<number, Advance, void> {
    const { integrator } = this;
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
