import { pow } from "../../numerics/elementary/index.ts";
import { type CurveAtTemperature, CurvePoint, LARGEST_POSITION } from "./gibbs-curve.ts";
import type { ExtraPoint, Field } from "./slice-parts.ts";

/** Where no common tangent is found from the hull, the cells on both sides of its ends are cut into this many. */
const CUTS = 8;
/** In u: how far about its end a sublattice phase is sampled, this much nearer each time, and in how many steps to either side. */
const SHARP_SPAN = 0.3;
const NEARER = 0.2;
const SHARP_STEPS = 6;
/** In u, relative: a cell this narrow is not cut. */
const NARROWEST_CELL = 1e-9;
/** In u: beyond the last finite sample a cell reaches this far. */
const OUTER_CELL = 16;

/** Written anew by every sample. */
const point = new CurvePoint();

/** The point of a curve at u. */
export function sampleAt(state: CurveAtTemperature, curve: number, u: number): ExtraPoint {
  point.fractions = null;
  point.u = u;
  state.evaluate(point);
  return { curve, u, x: point.x, g: point.g };
}

/** Adds samples between the end of a field and the samples of its curve next to it on both sides. @param cuttings how often so far */
export function cutAround(
  states: readonly CurveAtTemperature[],
  { curve, to: u }: Field,
  extras: ExtraPoint[],
  cuttings: number,
): void {
  const state = states[curve] as CurveAtTemperature;
  if (state.curve.isPoint) return;
  if (state.curve.isSharp) {
    const middle = Math.max(-30, Math.min(30, u));
    const step = (SHARP_SPAN * pow(NEARER, cuttings - 1)) / SHARP_STEPS;
    for (let k = -SHARP_STEPS; k <= SHARP_STEPS; k++) extras.push(sampleAt(state, curve, middle + step * k));
    return;
  }
  let below = Number.NEGATIVE_INFINITY;
  let above = Number.POSITIVE_INFINITY;
  const look = (v: number) => {
    if (v < u && v > below) below = v;
    if (v > u && v < above) above = v;
  };
  for (const v of state.curve.grid) look(v);
  for (const extra of extras) if (extra.curve === curve) look(extra.u);
  for (const side of [below, above]) {
    let from = u;
    let to = side;
    if (!Number.isFinite(from)) {
      if (!Number.isFinite(to)) continue;
      from = to + Math.sign(from) * OUTER_CELL;
    } else if (!Number.isFinite(to)) to = from + Math.sign(to) * OUTER_CELL;
    const width = to - from;
    if (Math.abs(width) < NARROWEST_CELL * (1 + Math.abs(from)) || Math.abs(from) > LARGEST_POSITION) continue;
    for (let k = 1; k < CUTS; k++) extras.push(sampleAt(state, curve, from + (width * k) / CUTS));
  }
}
