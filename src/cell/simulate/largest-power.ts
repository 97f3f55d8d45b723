import { makeConsistent } from "../../numerics/dae/make-consistent.ts";
import { pow } from "../../numerics/elementary/index.ts";
import type { CellModel } from "../form/cell-model.ts";

/** Currents tried: from 1e-6 A/m² upwards, this many a decade. */
const SMALLEST = 1e-6;
const PER_DECADE = 8;
const DECADES = 14;
const REFINEMENTS = 40;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

interface PowerPoint {
  /** W/m², |V·i| */
  readonly power: number;
  /** A/m² */
  readonly current: number;
  /** V */
  readonly voltage: number;
}

/**
 * The largest power that a cell gives in this instant in one direction, before its voltage changes sign: maximum over i of
 * |V(i)·i| with the differential unknowns held. Undefined where the power only rises: a cell that takes power.
 *
 * @param direction 1 strips, −1 plates
 * @param state not changed; `model.control` is left as it was
 */
export function largestPower(
  model: CellModel,
  direction: 1 | -1,
  clock: number,
  state: Float64Array,
): PowerPoint | undefined {
  const control = model.control;
  const work = state.slice();
  const at = (current: number): PowerPoint | undefined => {
    model.control = { quantity: "current", value: direction * current, slope: 0, start: clock };
    if (!makeConsistent(model, clock, work).converged) return undefined;
    const voltage = work[model.voltage];
    return { power: -direction * current * voltage, current: direction * current, voltage };
  };
  // A galvanic cell gives power: V and i have different signs. Its power rises, passes a maximum and falls to zero.
  let best: PowerPoint | undefined;
  let after = 0;
  for (let k = 0; k <= PER_DECADE * DECADES; k++) {
    const point = at(SMALLEST * pow(10, k / PER_DECADE));
    if (point === undefined || (best !== undefined && point.power < best.power)) {
      after = k;
      break;
    }
    best = point;
  }
  if (best !== undefined && best.power > 0 && after > 0) {
    let low = SMALLEST * pow(10, Math.max(0, after - 2) / PER_DECADE);
    let high = SMALLEST * pow(10, after / PER_DECADE);
    for (let k = 0; k < REFINEMENTS; k++) {
      const left = high - GOLDEN * (high - low);
      const right = low + GOLDEN * (high - low);
      const [a, b] = [at(left), at(right)];
      for (const point of [a, b]) if (point !== undefined && point.power > best.power) best = point;
      if (b === undefined || (a !== undefined && a.power > b.power)) high = right;
      else low = left;
    }
  } else best = undefined;
  model.control = control;
  return best;
}
