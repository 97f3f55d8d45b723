import { type CurveAtTemperature, CurvePoint, positionOf } from "./gibbs-curve.ts";
import type { ExtraPoint, Field, RefinedLine } from "./slice-parts.ts";

/** A phase intrudes where it lies below the stable state by more than this, in J per mole of atoms: above rounding. */
export const INTRUSION = 1e-8;
/** Between grid points a curve can dip below its samples by less than this times T, in J/(mol K). */
export const DEEPEST_DIP = 0.1;
const POLISHING_STEPS = 12;
/** Mole fraction by which rounding may put the edge of a field beside it. */
const BEYOND = 1e-12;

const candidate = new CurvePoint();
const stable = new CurvePoint();

/**
 * Where any phase lies below the supposed stable state: at each local minimum, over the grid, of its distance from the
 * tie lines and single-phase fields, followed to the true minimum between the grid points.
 *
 * @returns null where there is none: the state is globally stable
 */
export function findIntrusion(
  states: readonly CurveAtTemperature[],
  fields: readonly Field[],
  lines: readonly RefinedLine[],
): ExtraPoint[] | null {
  let found: ExtraPoint[] | null = null;
  for (let c = 0; c < states.length; c++) {
    const state = states[c] as CurveAtTemperature;
    const x = state.curve.gridFractions;
    const count = x.length;
    const energies = state.energies;
    const nearby = DEEPEST_DIP * state.temperature;
    let spot = 0;
    let hereSpot = 0;
    let beforeSpot = 0;
    let before = Number.POSITIVE_INFINITY;
    let here = Number.POSITIVE_INFINITY;
    // one step behind: `here` is judged when the distance after it is known
    for (let k = 0; k <= count; k++) {
      let after = Number.POSITIVE_INFINITY;
      if (k < count) {
        const xk = x[k] as number;
        while (spot < 2 * lines.length && xk > edge(lines, spot)) spot++;
        after = distance(states, fields, lines, spot, c, k, xk, energies[k] as number);
      }
      const last = k < count ? spot : hereSpot;
      const isLowest = here < nearby && here <= before && here <= after;
      // where the phase is itself the stable one, what lies between here and the neighbouring grid points counts
      const isOwn = here === Number.POSITIVE_INFINITY && beforeSpot !== last;
      if (k > 0 && (isLowest || isOwn)) {
        // the minimum may lie on any line or field between the neighbouring grid points
        for (let s = k > 1 ? beforeSpot : hereSpot; s <= last; s++) {
          const extra = polish(states, fields, lines, s, hereSpot, c, k - 1);
          if (!extra) continue;
          found ??= [];
          found.push(extra);
          break;
        }
      }
      before = here;
      here = after;
      beforeSpot = hereSpot;
      hereSpot = spot;
    }
  }
  return found;
}

/** Ends of the tie lines in ascending mole fraction: below edge 0 is field 0, between edges 0 and 1 line 0, and so on. */
function edge(lines: readonly RefinedLine[], spot: number): number {
  const line = lines[spot >> 1] as RefinedLine;
  return spot % 2 === 0 ? line.lower : line.higher;
}

/** Whether a phase touches its own tie line between the neighbours of a grid point: the least distance, zero, is there. */
function touches({ curve }: CurveAtTemperature, line: RefinedLine, c: number, k: number): boolean {
  if (curve.isPoint || curve.isSharp) return false;
  const low = k > 0 ? (curve.grid[k - 1] as number) : Number.NEGATIVE_INFINITY;
  const high = k < curve.grid.length - 1 ? (curve.grid[k + 1] as number) : Number.POSITIVE_INFINITY;
  return (
    (line.first === c && line.firstPosition > low && line.firstPosition < high) ||
    (line.second === c && line.secondPosition > low && line.secondPosition < high)
  );
}

function distance(
  states: readonly CurveAtTemperature[],
  fields: readonly Field[],
  lines: readonly RefinedLine[],
  spot: number,
  c: number,
  k: number,
  x: number,
  g: number,
): number {
  if (spot % 2 === 1) {
    const line = lines[spot >> 1] as RefinedLine;
    if ((line.second === c && x === line.higher) || (line.first === c && x === line.lower)) return 0;
    return g - line.level - line.slope * (x - line.lower);
  }
  const owner = (fields[spot >> 1] as Field).curve;
  if (owner === c) return Number.POSITIVE_INFINITY;
  const host = states[owner] as CurveAtTemperature;
  const same = host.curve.gridFractions;
  const own = (states[c] as CurveAtTemperature).curve.gridFractions;
  if (same.length === own.length && same[k] === x) return g - (host.energies[k] as number);
  if (host.curve.isPoint) {
    // the field of a point phase has no width: only a phase at the very same composition meets it
    stable.fractions = null;
    host.evaluate(stable);
    return g - stable.g;
  }
  stable.u = positionOf(host.curve, x);
  stable.fractions = null;
  host.evaluate(stable);
  return g - stable.g;
}

/**
 * Follows the distance of phase c from one line or field to its minimum, from grid point k, or from the edge of a field that
 * does not hold it. A tangent bounds the stable state everywhere; a single phase is the stable state in its field only.
 */
function polish(
  states: readonly CurveAtTemperature[],
  fields: readonly Field[],
  lines: readonly RefinedLine[],
  spot: number,
  startSpot: number,
  c: number,
  k: number,
): ExtraPoint | null {
  const state = states[c] as CurveAtTemperature;
  const line = spot % 2 === 1 ? (lines[spot >> 1] as RefinedLine) : null;
  const host = line ? null : (states[(fields[spot >> 1] as Field).curve] as CurveAtTemperature);
  if (line ? touches(state, line, c, k) : host === state) return null;
  const low = spot > 0 ? edge(lines, spot - 1) : 0;
  const high = spot < 2 * lines.length ? edge(lines, spot) : 1;
  let start = state.curve.grid[k] as number;
  if (!line && spot !== startSpot) {
    if (state.curve.isPoint || !(low < high)) return null;
    start = positionOf(state.curve, spot > startSpot ? low : high);
  }
  if (!state.curve.isPoint && !Number.isFinite(start)) start = Math.sign(start) * 30;
  let best = Number.POSITIVE_INFINITY;
  let bestU = start;
  const p = candidate;
  p.fractions = null;
  stable.fractions = null;
  p.u = start;
  state.evaluate(p);
  if (line && state.curve.isSharp && state.touch(line.slope, p)) {
    best = p.g - line.level - line.slope * (p.x - line.lower);
    return best < -INTRUSION ? { curve: c, u: p.u, x: p.x, g: p.g } : null;
  }
  p.u = start;
  p.fractions = null;
  for (let step = 0; step < POLISHING_STEPS; step++) {
    state.evaluate(p);
    let gap: number;
    let slope: number;
    let bend: number;
    if (line) {
      gap = p.g - line.level - line.slope * (p.x - line.lower);
      slope = p.gx - line.slope;
      bend = p.gxx;
    } else {
      const other = host as CurveAtTemperature;
      if (p.x < low - BEYOND || p.x > high + BEYOND) break;
      stable.u = positionOf(other.curve, p.x);
      other.evaluate(stable);
      gap = p.g - stable.g;
      slope = p.gx - stable.gx;
      bend = p.gxx - stable.gxx;
    }
    if (gap < best) {
      best = gap;
      bestU = p.u;
    }
    if (best < -INTRUSION || state.curve.isPoint) break;
    let move = bend > 0 ? -slope / (bend * p.stretch) : -Math.sign(slope) * 0.05;
    move = Math.max(-0.7, Math.min(0.7, move));
    if (!Number.isFinite(move) || Math.abs(move) < 1e-9) break;
    p.u += move;
  }
  if (best >= -INTRUSION) return null;
  p.u = bestU;
  p.fractions = null;
  state.evaluate(p);
  return { curve: c, u: bestU, x: p.x, g: p.g };
}
