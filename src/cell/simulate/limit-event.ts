import type { EventFunction } from "../../numerics/dae/integrator.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Limit } from "../protocol/segment.ts";
import { timeToCharge, timeToMagnitude, timeToValue } from "./ramp.ts";
import type { StateDerivative } from "./state-derivative.ts";

const VOLTAGE = 0;
const CURRENT = 1;
const CHARGE = 2;
const VOLTAGE_SLOPE = 3;
const CODES: Readonly<Record<Limit["quantity"], number>> = {
  voltage: VOLTAGE,
  current: CURRENT,
  charge: CHARGE,
  "voltage-slope": VOLTAGE_SLOPE,
};

/** A limit as a function that rises through zero where the limit is met. Set anew for each segment. */
export class LimitEvent implements EventFunction {
  name = "";
  readonly direction = "rising";
  private readonly model: CellModel;
  private readonly derivative: () => StateDerivative;
  private code = VOLTAGE;
  private sign = 1;
  private threshold = 0;
  private chargeAtStart = 0;

  /** @param derivative made on the first use: only limits of the slope need it */
  constructor(model: CellModel, derivative: () => StateDerivative) {
    this.model = model;
    this.derivative = derivative;
  }

  set(limit: Limit, chargeAtStart: number): void {
    this.name = limit.sentence;
    this.code = CODES[limit.quantity];
    this.sign = limit.direction === "above" ? 1 : -1;
    this.threshold = limit.value;
    this.chargeAtStart = chargeAtStart;
  }

  value(time: number, state: Float64Array): number {
    return this.sign * (this.quantity(time, state) - this.threshold);
  }

  /** Whether the limit is passed at the start of a segment already, or just met and about to be passed. */
  metAtStart(time: number, state: Float64Array): boolean {
    const value = this.value(time, state);
    if (value !== 0) return value > 0;
    if (this.code === CHARGE || this.code === VOLTAGE_SLOPE) return true;
    const slope = this.derivative().at(time, state);
    if (slope === undefined) return true;
    const { current, voltage } = this.model;
    const rate = this.code === VOLTAGE ? slope[voltage] : state[current] < 0 ? -slope[current] : slope[current];
    return this.sign * rate > 0;
  }

  private quantity(time: number, state: Float64Array): number {
    const { current, voltage, charge } = this.model;
    switch (this.code) {
      case VOLTAGE:
        return state[voltage];
      case CURRENT:
        return Math.abs(state[current]);
      case CHARGE:
        return Math.abs(state[charge] - this.chargeAtStart);
      default: {
        const slope = this.derivative().at(time, state);
        return slope === undefined ? Number.MAX_VALUE : Math.abs(slope[voltage]);
      }
    }
  }
}

/**
 * Time from the start of the segment at which a limit is met, where the control alone decides: charge under an imposed current,
 * the imposed quantity itself. Infinity: never. Undefined: it has to be looked for.
 */
export function imposedTime(
  limit: Limit,
  quantity: "current" | "voltage" | "power",
  value: number,
  slope: number,
): number | undefined {
  const { direction, value: threshold } = limit;
  if (quantity === "current") {
    if (limit.quantity === "current") return timeToMagnitude(value, slope, threshold, direction);
    if (limit.quantity === "charge") {
      if (direction === "above") return timeToCharge(value, slope, threshold);
      return threshold > 0 ? 0 : Number.POSITIVE_INFINITY;
    }
  }
  if (quantity === "voltage") {
    if (limit.quantity === "voltage") return timeToValue(value, slope, threshold, direction);
    if (limit.quantity === "voltage-slope") return timeToMagnitude(slope, 0, threshold, direction);
  }
  return undefined;
}
