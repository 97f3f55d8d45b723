import type { EventFunction } from "../../numerics/dae/integrator.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Control } from "../form/control.ts";
import type { Limit } from "../protocol/segment.ts";
import { imposedTime, LimitEvent } from "./limit-event.ts";
import { StateDerivative } from "./state-derivative.ts";

/** The limits of a segment: those whose time the control decides, and those to be looked for on the way. */
export class LimitPlan {
  /** s from the start of the segment to the first limit that the control decides, or that is met at the start. */
  length = 0;
  /** That limit. */
  first: Limit | undefined;
  /** To be looked for; `events` holds their functions in the same order. */
  readonly searched: Limit[] = [];
  private readonly model: CellModel;
  private readonly pool: LimitEvent[] = [];
  private derivative: StateDerivative | undefined;

  constructor(model: CellModel) {
    this.model = model;
  }

  /**
   * @param value,slope of the control, in the sense of the segment
   * @param clock of the integrator at the start
   * @param state after the switch
   * @param planned length of the segment in s without limits
   */
  set(
    limits: readonly Limit[],
    quantity: Control["quantity"],
    value: number,
    slope: number,
    clock: number,
    state: Float64Array,
    planned: number,
  ): void {
    const { searched, pool } = this;
    searched.length = 0;
    this.length = planned;
    this.first = undefined;
    for (const limit of limits) {
      const time = imposedTime(limit, quantity, value, slope);
      if (time !== undefined) {
        if (time < this.length || (time === this.length && this.first === undefined)) {
          this.length = time;
          this.first = limit;
        }
        continue;
      }
      const position = searched.length;
      if (pool.length === position) pool.push(new LimitEvent(this.model, this.derivatives));
      const event = pool[position];
      event.set(limit, state[this.model.charge], clock);
      if (event.metAtStart(clock, state)) {
        this.length = 0;
        this.first = limit;
        return;
      }
      searched.push(limit);
    }
  }

  /** Forgets what was learnt of matrices. */
  forget(): void {
    this.derivative?.forget();
  }

  get events(): readonly EventFunction[] {
    return this.pool.slice(0, this.searched.length);
  }

  private readonly derivatives = (): StateDerivative => {
    this.derivative ??= new StateDerivative(this.model);
    return this.derivative;
  };
}
