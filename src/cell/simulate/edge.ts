import { makeConsistent } from "../../numerics/dae/make-consistent.ts";
import type { CellModel } from "../form/cell-model.ts";
import type { Control } from "../form/control.ts";
import { largestPower } from "./largest-power.ts";
import { spell } from "./sentences.ts";

/** Parts into which a jump is divided where one leap does not converge. */
const PARTS = [8, 64];
/** V below which the open-circuit voltage of a cell as it is made counts as none of its own. */
const NO_VOLTAGE = 0.1;

/** What crossing an edge came to: the control in force, or why there is none. */
export type Crossing =
  | { readonly kind: "crossed"; readonly control: Control }
  | { readonly kind: "failed"; readonly message: string };

/**
 * Switches a cell to another control: sets `model.control` and solves the algebraic equations, so that the current, the voltage
 * and the other algebraic unknowns jump and no differential one changes.
 *
 * Power: `value` is positive for stripping and negative for plating, and |V·i| is imposed. A cell with at least 0.1 V of its
 * own, at rest in its initial state, keeps the sign of its voltage: against the current it gives power, up to a largest one,
 * and of two currents the one nearer to zero is taken, the branch that a cell follows from rest. A cell with less, of two
 * like electrodes, is driven: V has the sign of i, whatever overpotential is left of the step before.
 *
 * @param clock time of the integrator at the edge
 * @param state before the switch; after it where it was crossed, else unchanged
 */
export function crossEdge(
  model: CellModel,
  quantity: Control["quantity"],
  value: number,
  slope: number,
  clock: number,
  state: Float64Array,
): Crossing {
  if (quantity === "power") return crossToPower(model, value, slope, clock, state);
  const control: Control = { quantity, value, slope, start: clock };
  const before = quantity === "current" ? state[model.current] : state[model.voltage];
  const message = settle(model, control, before, state);
  return message === "" ? { kind: "crossed", control } : { kind: "failed", message };
}

/** @returns "" or why not */
function settle(model: CellModel, control: Control, before: number, state: Float64Array): string {
  model.control = control;
  const direct = makeConsistent(model, control.start, state);
  if (direct.converged) return "";
  const kept = state.slice();
  for (const parts of PARTS) {
    let reached = true;
    for (let k = 1; k <= parts && reached; k++) {
      const value = k === parts ? control.value : before + ((control.value - before) * k) / parts;
      model.control = { ...control, value };
      reached = makeConsistent(model, control.start, state).converged;
    }
    model.control = control;
    if (reached) return "";
    state.set(kept);
  }
  const unit = control.quantity === "current" ? "A/m²" : control.quantity === "voltage" ? "V" : "W/m²";
  return (
    `no state of the cell has a ${control.quantity} of ${spell(control.value)} ${unit} just after the switch ` +
    `from ${spell(before)} ${unit}: ${direct.cause ?? direct.message ?? "the iteration did not converge"}`
  );
}

function crossToPower(model: CellModel, value: number, slope: number, clock: number, state: Float64Array): Crossing {
  if (value === 0 && slope === 0) return crossEdge(model, "current", 0, 0, clock, state);
  const direction = value < 0 || (value === 0 && slope < 0) ? -1 : 1;
  const amount = Math.abs(value);
  const kept = state.slice();
  const fail = (message: string): Crossing => {
    state.set(kept);
    return { kind: "failed", message };
  };
  const present = state[model.current];
  let message = settle(model, { quantity: "current", value: 0, slope: 0, start: clock }, present, state);
  if (message !== "") return fail(message);
  const rest = state[model.voltage];
  const small = (direction * 1e-3 * amount) / Math.max(Math.abs(rest), 0.01);
  message = settle(model, { quantity: "current", value: small, slope: 0, start: clock }, 0, state);
  if (message !== "") return fail(message);
  const resistance = small === 0 ? 0 : (state[model.voltage] - rest) / small;
  const own = model.initialState()[model.voltage];
  const side = Math.abs(own) < NO_VOLTAGE || rest === 0 ? direction : Math.sign(rest);
  const power = side * value;
  // V = V₀ + R·i for a first guess: the root of R·i² + V₀·i = P that is nearer to zero.
  const discriminant = Math.max(0, rest * rest + 4 * resistance * power);
  const divisor = rest + side * Math.sqrt(discriminant);
  const guess = divisor === 0 ? small : (2 * power) / divisor;
  message = settle(model, { quantity: "current", value: guess, slope: 0, start: clock }, small, state);
  const control: Control = { quantity: "power", value: power, slope: side * slope, start: clock };
  if (message === "") {
    message = settle(model, control, state[model.current] * state[model.voltage], state);
    if (message === "" && direction * state[model.current] >= 0 && side * state[model.voltage] >= 0) {
      return { kind: "crossed", control };
    }
  }
  state.set(kept);
  const most = side === direction ? undefined : largestPower(model, direction, clock, state);
  const way = direction > 0 ? "strip" : "plate";
  if (most !== undefined && most.power < amount) {
    return fail(
      `The cell cannot ${way} at ${spell(amount)} W/m²: from this state it gives at most ${spell(most.power)} W/m², ` +
        `at ${spell(most.current)} A/m² and ${spell(most.voltage)} V`,
    );
  }
  return fail(message === "" ? `No current in the direction of the step gives ${spell(amount)} W/m²` : message);
}
