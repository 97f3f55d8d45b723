import type { TaskControl } from "../../base/task.ts";
import { type Minimum, minimise } from "./minimise.ts";
import type { Problem } from "./problem.ts";

/** A point of a profile: the smallest F with one parameter held there. */
export interface ProfilePoint {
  readonly place: number;
  readonly sumOfSquares: number;
}

/** Profile likelihood of one parameter. */
export interface Profile {
  readonly parameter: number;
  /** In order of place, the optimum among them. */
  readonly points: readonly ProfilePoint[];
  /** Where F has risen by `rise`; null where it does not within the bounds. */
  readonly lower: number | null;
  readonly upper: number | null;
  /** A set with a smaller F than the optimum, if one was met. */
  readonly better: Minimum | null;
}

/** Points tried on one side. */
const MOST_POINTS = 6;
/** Relative accuracy of √(ΔF) at an end. */
const ACCURACY = 0.03;
/** Fall of F from which on a point counts as a better optimum. */
const BETTER = 0.02;
/** Part of the way to the expected end at which a curve is looked at first: its bend is seen there. */
const FIRST = 0.5;

/**
 * Profile of a parameter: F minimised over all others with it held, outward from the optimum, until F has risen by `rise`;
 * √(F − F̂), which is a straight line where the problem is linear, is brought there by secants within a bracket.
 *
 * D. M. Bates, D. G. Watts, Nonlinear Regression Analysis and Its Applications (1988), section 6.1.
 *
 * @param deviation standard deviation of the parameter by the curvature, in u
 * @param rise t² of the interval, 3.84 for 95 %
 */
export async function profileOf(
  problem: Problem,
  optimum: Minimum,
  parameter: number,
  deviation: number,
  rise: number,
  control: TaskControl,
): Promise<Profile> {
  const points: ProfilePoint[] = [{ place: optimum.places[parameter], sumOfSquares: optimum.sumOfSquares }];
  let better: Minimum | null = null;
  const side = async (direction: -1 | 1): Promise<number | null> => {
    const centre = optimum.places[parameter];
    const room = direction < 0 ? centre : 1 - centre;
    if (!(room > 0)) return null;
    const wanted = Math.sqrt(rise);
    let last = optimum;
    let inside = { distance: 0, rho: 0 };
    let outside: { distance: number; rho: number } | null = null;
    const expected = Number.isFinite(deviation) && deviation > 0 ? wanted * deviation : room;
    let distance = Math.min(FIRST * expected, room);
    for (let k = 0; k < MOST_POINTS; k++) {
      await control.checkpoint();
      const start = onLine(optimum.places, last.places, parameter, centre + direction * distance);
      const found: Minimum = await minimise(problem, start, {
        held: parameter,
        jacobian: last.jacobian,
        slopes: "update",
        fall: 0.01,
        maximumIterations: 5,
      });
      last = found;
      points.push({ place: start[parameter], sumOfSquares: found.sumOfSquares });
      if (found.sumOfSquares < (better ?? optimum).sumOfSquares - BETTER) better = found;
      const rho = Math.sqrt(Math.max(0, found.sumOfSquares - optimum.sumOfSquares));
      if (Math.abs(rho - wanted) <= ACCURACY * wanted) return start[parameter];
      const before: { distance: number; rho: number } = (rho < wanted ? inside : outside) ?? inside;
      if (rho < wanted) {
        if (distance >= room) return null;
        inside = { distance, rho };
      } else outside = { distance, rho };
      const slope = (rho - before.rho) / (distance - before.distance);
      let next = slope > 0 ? distance + (wanted - rho) / slope : 3 * distance;
      if (outside === null) next = Math.min(Math.max(next, 1.1 * distance), Math.max(4 * distance, expected));
      else if (!(next > inside.distance && next < outside.distance)) next = (inside.distance + outside.distance) / 2;
      distance = Math.min(next, room);
    }
    if (outside === null) return null;
    // The last bracket, straight between its ends.
    const part = (wanted - inside.rho) / (outside.rho - inside.rho);
    return centre + direction * (inside.distance + part * (outside.distance - inside.distance));
  };
  const lower = await side(-1);
  const upper = await side(1);
  points.sort((a, b) => a.place - b.place);
  return { parameter, points, lower, upper, better };
}

/** Where the line from the optimum through the last point has parameter k at a place; within the bounds. */
function onLine(centre: Float64Array, last: Float64Array, k: number, place: number): Float64Array {
  const moved = last[k] - centre[k];
  const factor = moved === 0 ? 0 : (place - centre[k]) / moved;
  const start = centre.map((u, l) => Math.min(1, Math.max(0, u + factor * (last[l] - u))));
  start[k] = place;
  return start;
}
