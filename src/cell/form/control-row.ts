import { DomainError } from "../../base/errors.ts";
import { cos, sin } from "../../numerics/elementary/index.ts";
import type { Control } from "./control.ts";
import { CURRENT, VOLTAGE } from "./places.ts";

/** The balance of cell.current: 0 = q(t) − i, q(t) − V or q(t) − V i. */
export interface ControlRow {
  readonly control: Control;
  /** Whether q does not change in time. */
  readonly constant: boolean;
  /** @throws DomainError where a number of the control is not finite */
  set(control: Control): void;
  residual(time: number, state: Float64Array): number;
  /** Adds the derivatives in the border's block, which stands at slot 0. */
  jacobian(state: Float64Array, out: Float64Array): void;
  /** dq/dt */
  timeDerivative(time: number): number;
}

const TWO_PI = 2 * Math.PI;

/** @param border number of border unknowns */
export function controlRow(initial: Control, border: number): ControlRow {
  const byCurrent = CURRENT * border + CURRENT;
  const byVoltage = CURRENT * border + VOLTAGE;
  let control = initial;
  let { quantity, value, slope, start } = initial;
  let amplitude = 0;
  let angular = 0;
  let phase = 0;
  return {
    get control() {
      return control;
    },
    get constant() {
      return slope === 0 && amplitude === 0;
    },
    set(next) {
      const { sine } = next;
      const numbers = [
        next.value,
        next.slope,
        next.start,
        sine?.amplitude ?? 0,
        sine?.frequency ?? 0,
        sine?.phase ?? 0,
      ];
      if (!numbers.every(Number.isFinite)) {
        throw new DomainError(`A control holds a number that is not finite: ${JSON.stringify(next)}.`);
      }
      control = next;
      ({ quantity, value, slope, start } = next);
      amplitude = sine?.amplitude ?? 0;
      angular = TWO_PI * (sine?.frequency ?? 0);
      phase = sine?.phase ?? 0;
    },
    residual(time, state) {
      const since = time - start;
      let imposed = value + slope * since;
      if (amplitude !== 0) imposed += amplitude * sin(angular * since + phase);
      const i = state[CURRENT];
      const v = state[VOLTAGE];
      return imposed - (quantity === "current" ? i : quantity === "voltage" ? v : v * i);
    },
    jacobian(state, out) {
      if (quantity === "current") {
        out[byCurrent] -= 1;
      } else if (quantity === "voltage") {
        out[byVoltage] -= 1;
      } else {
        out[byCurrent] -= state[VOLTAGE];
        out[byVoltage] -= state[CURRENT];
      }
    },
    timeDerivative(time) {
      return amplitude === 0 ? slope : slope + amplitude * angular * cos(angular * (time - start) + phase);
    },
  };
}
