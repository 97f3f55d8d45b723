import { log } from "../../numerics/elementary/index.ts";
import { CurvePoint, type GibbsCurve } from "./gibbs-curve.ts";
import { type EventSolution, iterate, type Limits, move } from "./temperature-iteration.ts";

/** Temperature and position at which two curves touch: g and ∂g/∂x equal; one of the two may be a point phase. */
export function solveCongruent(
  first: GibbsCurve,
  second: GibbsCurve,
  startFirst: number,
  startSecond: number,
  start: number,
  limits: Limits,
): EventSolution | null {
  const a = new CurvePoint();
  const b = new CurvePoint();
  a.u = startFirst;
  b.u = startSecond;
  const found = iterate(start, limits, (T) => {
    const one = first.at(T);
    const two = second.at(T);
    if (first.isPoint !== second.isPoint) {
      // the solution phase at the composition of the compound
      const x = first.isPoint ? first.low : second.low;
      if (first.isPoint) b.u = positionAt(second, x);
      else a.u = positionAt(first, x);
    } else if (!first.isPoint) {
      b.u = positionAt(second, fractionAt(one, a));
    }
    one.evaluate(a);
    one.thermal(a);
    two.evaluate(b);
    two.thermal(b);
    if (first.isPoint || second.isPoint) return -(a.g - b.g) / (a.gT - b.gT);
    const bend = a.gxx - b.gxx;
    const slope = a.gx - b.gx;
    const heat = a.gT - b.gT;
    const mixed = a.gxT - b.gxT;
    const determinant = slope * mixed - heat * bend;
    const dx = (-(a.g - b.g) * mixed + slope * heat) / determinant;
    const dT = (-slope * slope + (a.g - b.g) * bend) / determinant;
    const size = move(a, dx / a.stretch);
    return size > 1e-6 && Math.abs(dT) < 1e-7 ? Math.sign(dT || 1) * 1.1e-7 : dT;
  });
  return found && { ...found, positions: [a.u, b.u] };
}

function fractionAt(state: { evaluate(point: CurvePoint): void }, point: CurvePoint): number {
  state.evaluate(point);
  return point.x;
}

function positionAt(curve: GibbsCurve, x: number): number {
  return log((x - curve.low) / (curve.high - x));
}

/**
 * Temperature at which two phases at the same end of the axis, or of the same fixed composition, have one Gibbs energy:
 * by Newton's method, or by halving the bracket where that leaves it.
 */
export function solveEqualEnergy(
  first: GibbsCurve,
  second: GibbsCurve,
  positions: readonly [number, number],
  start: number,
  bracket: Limits,
): EventSolution | null {
  const a = new CurvePoint();
  const b = new CurvePoint();
  a.u = positions[0];
  b.u = positions[1];
  const differenceAt = (T: number): number => {
    first.at(T).evaluate(a);
    second.at(T).evaluate(b);
    return a.g - b.g;
  };
  const found = iterate(start, bracket, (T) => {
    const one = first.at(T);
    const two = second.at(T);
    one.evaluate(a);
    one.thermal(a);
    two.evaluate(b);
    two.thermal(b);
    return -(a.g - b.g) / (a.gT - b.gT);
  });
  if (found && found.uncertainty === 0 && found.temperature >= bracket[0] && found.temperature <= bracket[1]) {
    return { ...found, positions };
  }
  let [low, high] = bracket;
  const atLow = differenceAt(low);
  if (!(atLow * differenceAt(high) <= 0)) return null;
  for (let k = 0; k < 100; k++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (differenceAt(middle) * atLow > 0) low = middle;
    else high = middle;
  }
  return { temperature: (low + high) / 2, uncertainty: 0, positions };
}
