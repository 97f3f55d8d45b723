import type { DiagramEvent } from "./event.ts";
import { CurvePoint, type GibbsCurve } from "./gibbs-curve.ts";
import { type Slice, type SliceLine, sameFields } from "./slice.ts";
import type { SliceMaker } from "./stable-slice.ts";

/** K: this far from an event the stable state is looked at again, unless the next slice is nearer. */
const BESIDE = 1e-3;
/** The same in uncertainties of the event. */
const CLEAR = 4;
/** J/mol: a phase this far below a tangent is below it, whatever rounding and the accuracy of the event. */
const BELOW = 1e-6;
/** J/(mol K): how fast a jump of the functions can move a phase from the tangent. */
const FASTEST = 100;
/** Of the ends of tie lines near an event and at it. */
const FARTHEST = 0.05;

const point = new CurvePoint();

/**
 * Whether an event is one of the stable diagram: just below and just above it the stable state has the fields that it
 * says, with tie lines that end near those of the event, and at its temperature no phase lies below a tangent.
 */
export function isConfirmed(maker: SliceMaker, event: DiagramEvent, low: Slice, high: Slice): boolean {
  if (!isStableAt(maker.curves, event)) return false;
  const beside = Math.max(BESIDE, CLEAR * event.uncertainty);
  for (const [side, end, sign] of [
    [event.below, low, -1],
    [event.above, high, 1],
  ] as const) {
    const room = sign * (end.temperature - event.temperature);
    const near = room < beside ? end : maker.at(event.temperature + sign * beside);
    if (!sameFields(near.fields, side.fields) || !isNear(near.lines, side.lines)) return false;
  }
  return true;
}

function isNear(lines: readonly SliceLine[], others: readonly SliceLine[]): boolean {
  return lines.every(({ lower, higher }, i) => {
    const other = others[i] as SliceLine;
    return Math.abs(lower - other.lower) < FARTHEST && Math.abs(higher - other.higher) < FARTHEST;
  });
}

/** Whether every sample of every phase lies on or above the tie lines on both sides of an event, at its temperature. */
export function isStableAt(
  curves: readonly GibbsCurve[],
  { temperature, uncertainty, below, above }: DiagramEvent,
): boolean {
  const states = curves.map((curve) => curve.at(temperature));
  const floor = -(BELOW + FASTEST * uncertainty);
  const energy = (curve: number, position: number): number => {
    point.u = position;
    point.fractions = null;
    (states[curve] as (typeof states)[number]).evaluate(point);
    return point.g;
  };
  for (const { lines } of [below, above]) {
    for (const { first, second, firstPosition, secondPosition, lower, higher } of lines) {
      if (!(higher > lower)) continue;
      const level = energy(first, firstPosition);
      const slope = (energy(second, secondPosition) - level) / (higher - lower);
      for (const { curve, energies } of states) {
        for (let k = 0; k < energies.length; k++) {
          const x = curve.gridFractions[k] as number;
          if (x < lower || x > higher) continue;
          if ((energies[k] as number) - level - slope * (x - lower) < floor) return false;
        }
      }
    }
  }
  return true;
}
