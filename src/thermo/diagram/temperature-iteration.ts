import { type CurvePoint, LARGEST_POSITION } from "./gibbs-curve.ts";

const MOST_ITERATIONS = 60;
/** K: at this change of temperature an iteration has reached rounding. */
const SMALLEST_STEP = 1e-11;
/** Largest change of temperature in one step, K. */
export const LONGEST_STEP = 50;

/** Functions of a database may jump by some mJ where their pieces meet: an iteration that goes to and fro by less is there. */
const WIDEST_JUMP = 1e-2;

export interface EventSolution {
  readonly temperature: number;
  /** K: half the width of the jump in which it lies, 0 where the functions are smooth. */
  readonly uncertainty: number;
  /** Positions of the phases in the order they were given. */
  readonly positions: readonly number[];
}

export type Limits = readonly [low: number, high: number];

export interface Iterated {
  readonly temperature: number;
  readonly uncertainty: number;
}

/** Follows a Newton iteration in T to its end; `step` returns the change of T and applies its other changes. */
export function iterate(start: number, limits: Limits, step: (temperature: number) => number | null): Iterated | null {
  let temperature = start;
  let last = Number.POSITIVE_INFINITY;
  for (let k = 0; k < MOST_ITERATIONS; k++) {
    if (!(temperature >= limits[0] && temperature <= limits[1])) return null;
    const change = step(temperature);
    if (change === null || !Number.isFinite(change)) return null;
    const held = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, change));
    const size = Math.abs(held);
    const next = temperature + held;
    if (size < SMALLEST_STEP || (size < 1e-7 && size >= 0.5 * last)) return { temperature: next, uncertainty: 0 };
    temperature = Math.max(limits[0], Math.min(limits[1], next));
    last = size;
  }
  return last < WIDEST_JUMP ? { temperature, uncertainty: last } : null;
}

/** Moves a point by a held step in u; returns its size. */
export function move(point: CurvePoint, step: number): number {
  const limit = point.u * step > 0 && Math.abs(point.u) > 4 ? 100 : 2;
  const held = Math.max(-limit, Math.min(limit, step));
  point.u = Math.max(-LARGEST_POSITION, Math.min(LARGEST_POSITION, point.u + held));
  return Math.abs(held);
}
