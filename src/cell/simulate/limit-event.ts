import type { EventFunction } from "../../numerics/dae/integrator.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Limit } from "../protocol/segment.ts";
import { timeToCharge, timeToMagnitude, timeToValue } from "./ramp.ts";
import type { StateDerivative } from "./state-derivative.ts";

/** Part of the time since the switch over which V' is taken. */
const SMOOTHING = 3e-4;
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
  /** The one unknown of which it is a limit; of a slope all. */
  reads: Int32Array | undefined;
  private readonly model: CellModel;
  private readonly derivative: () => StateDerivative;
  private readonly readings: readonly (Int32Array | undefined)[];
  private code = VOLTAGE;
  private sign = 1;
  private threshold = 0;
  private chargeAtStart = 0;
  private clockStart = 0;
  /** Of an amount that shall fall below a value: sign of the quantity at the start; else 0. */
  private side = 0;

  /** @param derivative made on the first use: only limits of the slope need it */
  constructor(model: CellModel, derivative: () => StateDerivative) {
    this.model = model;
    this.derivative = derivative;
    this.readings = [Int32Array.of(model.voltage), Int32Array.of(model.current), Int32Array.of(model.charge)];
    this.reads = this.readings[VOLTAGE];
  }

  /** @param clockStart clock of the integrator at the start of the segment */
  set(limit: Limit, chargeAtStart: number, clockStart: number): void {
    this.name = limit.sentence;
    this.code = CODES[limit.quantity];
    this.reads = this.readings[this.code];
    this.sign = limit.direction === "above" ? 1 : -1;
    this.threshold = limit.value;
    this.chargeAtStart = chargeAtStart;
    this.clockStart = clockStart;
  }

  /** The same limit in another cell of this structure, the charge at the start of the segment moved by so much, C/m². */
  moved(model: CellModel, derivative: () => StateDerivative, charge: number): LimitEvent {
    const other = new LimitEvent(model, derivative);
    other.name = this.name;
    other.code = this.code;
    other.reads = other.readings[other.code];
    other.sign = this.sign;
    other.threshold = this.threshold;
    other.chargeAtStart = this.chargeAtStart + charge;
    other.clockStart = this.clockStart;
    other.side = this.side;
    return other;
  }

  value(time: number, state: Float64Array): number {
    const quantity = this.quantity(time, state);
    // An amount that passes below a value and, beyond zero, soon above it again: the signed quantity does not come back.
    if (this.side !== 0) return this.threshold - this.side * quantity;
    return this.sign * ((this.code === VOLTAGE ? quantity : Math.abs(quantity)) - this.threshold);
  }

  /** Whether the limit is passed at the start of a segment already, or just met and about to be passed. */
  metAtStart(time: number, state: Float64Array): boolean {
    this.side = 0;
    const value = this.value(time, state);
    if (this.sign < 0 && (this.code === CURRENT || this.code === VOLTAGE_SLOPE)) {
      this.side = Math.sign(this.quantity(time, state));
    }
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
        return state[current];
      case CHARGE:
        return state[charge] - this.chargeAtStart;
      default:
        return this.derivative().smoothed(time, state, SMOOTHING * (time - this.clockStart), voltage);
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

/**
 * How the time of a limit that the control alone decides moves with the value of the control: dt/d(value) at `time`, where
 * {@link imposedTime} found it. From |value + slope t| = threshold, and |value t + slope t²/2| = threshold for a charge.
 */
export function imposedTimeByValue(limit: Limit, value: number, slope: number, time: number): number {
  if (time === 0 || limit.quantity === "voltage-slope") return 0;
  return limit.quantity === "charge" ? -time / (value + slope * time) : -1 / slope;
}
