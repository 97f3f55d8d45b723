import type { CellModel } from "../form/cell-model.ts";

/**
 * Whether the equations contain the time, apart from a control that moves. Where they do not, every segment runs on a clock
 * of its own that starts at 0, so that a pulse of 1 µs after a year is as exact as one at the start.
 */
export function containsTime(model: CellModel, state: Float64Array): boolean {
  const control = model.control;
  model.control = { quantity: "current", value: 0, slope: 0, start: 0 };
  const early = new Float64Array(state.length);
  const late = new Float64Array(state.length);
  model.evaluate(0, state, early);
  model.evaluate(12_345.678, state, late);
  model.control = control;
  return early.some((value, i) => value !== late[i]);
}
