import { GAS_CONSTANT } from "../../units/constants.ts";
import { type CurveAtTemperature, CurvePoint, secondDifference } from "./gibbs-curve.ts";
import type { RefinedLine } from "./slice-parts.ts";
import { solveTieLine } from "./tie-line.ts";

/** Only where the curvature over the grid is below this share of that of an ideal solution is it looked at between grid points. */
export const SUSPECT = 0.4;
/** The same where the curvature itself is sampled. */
const SUSPECT_SAMPLE = 0.8;
/** Samples of the curvature in each cell of the grid, where a phase may be magnetic: its curvature has a cusp at the Curie point. */
const SAMPLES = 6;
const GOLDEN = (Math.sqrt(5) - 1) / 2;
const SEARCH_STEPS = 40;
const BISECTIONS = 60;
/** J/mol for each K and each J/mol of g: rounding of a difference of two Gibbs energies, with room. */
const ROUNDING = 64 * Number.EPSILON;
const FARTHEST = 200;
/** A binodal may be this many times as wide as its spinodal. */
const WIDEST = 4;
/** In u: between points nearer than this the sign of the curvature is rounding. */
const NARROWEST = 1e-5;

const p = new CurvePoint();
const left = new CurvePoint();
const right = new CurvePoint();

/** x (1 − x) ∂²g/∂x² in J/mol at u: RT in an ideal solution, negative inside of a spinodal. */
export function stability(state: CurveAtTemperature, u: number): number {
  p.u = u;
  p.fractions = null;
  state.evaluate(p);
  return p.gxx * p.stretch;
}

/** Whether a phase is unstable somewhere between two evaluated points, or rises above the line between them by more than rounding. */
export function isGap(state: CurveAtTemperature, a: CurvePoint, b: CurvePoint): boolean {
  const { u: from, x: lower, g } = a;
  const { u: to, x: higher, g: last } = b;
  const slope = (last - g) / (higher - lower);
  const floor = ROUNDING * (Math.abs(g) + Math.abs(last) + 80 * state.temperature);
  const wide = to - from > NARROWEST;
  if (state.curve.isSharp) return wide;
  for (const share of [0.5, 0.3, 0.7]) {
    if (stability(state, from + share * (to - from)) < 0 && wide) return true;
    if (p.g - g - slope * (p.x - lower) > floor) return true;
  }
  return false;
}

/** Whether a phase is unstable somewhere between two positions, among which its stability has one minimum. */
export function isUnstableBetween(state: CurveAtTemperature, from: number, to: number): boolean {
  if (!Number.isFinite(to - from)) return false;
  if (stability(state, (from + to) / 2) > SUSPECT * GAS_CONSTANT * state.temperature) return false;
  return leastStability(state, Math.min(from, to), Math.max(from, to), true).value < 0;
}

/**
 * A miscibility gap between two positions of a curve that the grid is too coarse to show, as just below a critical point
 * or about a Curie temperature: the least curvature is found; where it is negative, the binodal is sought from the spinodal.
 */
export function findHiddenGap(state: CurveAtTemperature, from: number, to: number): RefinedLine | null {
  const { curve } = state;
  if (curve.isPoint) return null;
  if (!curve.coarse && !curve.isSharp) return findBySamples(state, from, to);
  const { energies } = state;
  const { grid, gridFractions } = curve;
  const limit = SUSPECT * GAS_CONSTANT * state.temperature;
  let before = Number.POSITIVE_INFINITY;
  let here = Number.POSITIVE_INFINITY;
  for (let k = 1; k < grid.length; k++) {
    let after = Number.POSITIVE_INFINITY;
    const u = grid[k] as number;
    if (k < grid.length - 1 && (grid[k + 1] as number) > from && (grid[k - 1] as number) < to) {
      const ideal = (curve.idealBends[k] as number) / (curve.high - curve.low);
      after = secondDifference(gridFractions, energies, k) / ideal;
    }
    if (here < limit && here <= before && here <= after) {
      const gap = gapAround(state, grid[k - 2] as number, grid[k - 1] as number, u, from, to);
      if (gap) return gap;
    }
    before = here;
    here = after;
  }
  return null;
}

/** The same from the curvature itself at points within each cell of the grid. */
function findBySamples(state: CurveAtTemperature, from: number, to: number): RefinedLine | null {
  const { grid, high, low } = state.curve;
  const limit = SUSPECT_SAMPLE * GAS_CONSTANT * state.temperature * (high - low);
  let [u0, u1] = [Number.NaN, Number.NaN];
  let before = Number.POSITIVE_INFINITY;
  let here = Number.POSITIVE_INFINITY;
  const last = grid.length - 2;
  for (let k = 1; k <= last; k++) {
    const start = grid[k] as number;
    const end = k < last ? (grid[k + 1] as number) : start;
    // with the cells next to the field: its last samples have neighbours then
    if ((grid[Math.min(k + 2, last)] as number) < from || (grid[k - 1] as number) > to) continue;
    for (let j = 0; j < (k < last ? SAMPLES : 1); j++) {
      const u = start + ((end - start) * j) / SAMPLES;
      const after = stability(state, u);
      if (here < limit && here <= before && here <= after) {
        const gap = gapAround(state, u0, u1, u, from, to);
        if (gap) return gap;
      }
      before = here;
      here = after;
      u0 = u1;
      u1 = u;
    }
  }
  return null;
}

/** The position of the least curvature between two others, by golden section; ended at the first negative one. */
export function leastStability(
  state: CurveAtTemperature,
  low: number,
  high: number,
  untilNegative: boolean,
): { u: number; value: number } {
  let a = low;
  let b = high;
  let u1 = b - GOLDEN * (b - a);
  let u2 = a + GOLDEN * (b - a);
  let f1 = stability(state, u1);
  let f2 = stability(state, u2);
  for (let step = 0; step < SEARCH_STEPS && !(untilNegative && (f1 < 0 || f2 < 0)); step++) {
    if (f1 < f2) {
      b = u2;
      u2 = u1;
      f2 = f1;
      u1 = b - GOLDEN * (b - a);
      f1 = stability(state, u1);
    } else {
      a = u1;
      u1 = u2;
      f1 = f2;
      u2 = a + GOLDEN * (b - a);
      f2 = stability(state, u2);
    }
  }
  return f1 < f2 ? { u: u1, value: f1 } : { u: u2, value: f2 };
}

function gapAround(
  state: CurveAtTemperature,
  low: number,
  middle: number,
  high: number,
  from: number,
  to: number,
): RefinedLine | null {
  const least = leastStability(
    state,
    Number.isFinite(low) ? low : middle - 1,
    Number.isFinite(high) ? high : middle + 1,
    true,
  );
  if (least.value >= 0 || least.u <= from || least.u >= to) return null;
  const lower = spinodal(state, least.u, -1);
  const upper = spinodal(state, least.u, 1);
  if (lower === null || upper === null) return null;
  // a quartic has its binodal √3 times as wide as its spinodal
  const center = (lower + upper) / 2;
  const half = (Math.sqrt(3) * (upper - lower)) / 2;
  left.fractions = null;
  right.fractions = null;
  left.u = center - half;
  right.u = center + half;
  // a tie line much wider than its spinodal belongs to another gap
  const isOwn =
    solveTieLine(state, state, left, right) &&
    left.u < lower &&
    right.u > upper &&
    right.u - left.u < WIDEST * (upper - lower);
  if (!isOwn && !binodalBySlope(state, lower, upper)) return null;
  return {
    first: -1,
    second: -1,
    firstPosition: left.u,
    secondPosition: right.u,
    lower: left.x,
    higher: right.x,
    slope: left.gx,
    level: left.g,
  };
}

/**
 * The common tangent over one spinodal, into `left` and `right`, by halving: between the slopes at the two spinodal points
 * each slope m has one point on either side, and the difference of g − m x between them falls with m. It does not mind
 * cusps of the curvature.
 */
function binodalBySlope(state: CurveAtTemperature, lower: number, upper: number): boolean {
  left.u = lower;
  left.fractions = null;
  state.evaluate(left);
  right.u = upper;
  right.fractions = null;
  state.evaluate(right);
  let most = left.gx;
  let least = right.gx;
  if (!(most > least)) return false;
  for (let k = 0; k < BISECTIONS; k++) {
    const slope = (most + least) / 2;
    const first = (upper - lower) / 8;
    if (!meet(state, slope, lower, -first, left) || !meet(state, slope, upper, first, right)) return false;
    if (right.g - left.g - slope * (right.x - left.x) > 0) least = slope;
    else most = slope;
    if (slope === most && slope === least) break;
  }
  return right.x > left.x;
}

/** Where the slope of the curve is as asked, going outwards from a spinodal position by steps that double. */
function meet(state: CurveAtTemperature, slope: number, start: number, first: number, point: CurvePoint): boolean {
  let near = start;
  let step = first;
  let far = start;
  const beyond = (u: number): boolean => {
    point.u = u;
    point.fractions = null;
    state.evaluate(point);
    return first > 0 ? point.gx >= slope : point.gx <= slope;
  };
  for (;;) {
    far += step;
    if (beyond(far)) break;
    near = far;
    step *= 2;
    if (Math.abs(step) > FARTHEST) return false;
  }
  for (let k = 0; k < BISECTIONS && Math.abs(far - near) > Number.EPSILON * Math.abs(far); k++) {
    const middle = (near + far) / 2;
    if (beyond(middle)) far = middle;
    else near = middle;
  }
  return beyond(far);
}

/** Where the curvature changes sign, going from an unstable position in one direction. */
function spinodal(state: CurveAtTemperature, inside: number, direction: number): number | null {
  let bad = inside;
  let step = 0.01;
  let good = inside + direction * step;
  while (stability(state, good) < 0) {
    bad = good;
    step *= 2;
    good += direction * step;
    if (step > 100) return null;
  }
  for (let k = 0; k < 60 && Math.abs(good - bad) > 1e-12 * (1 + Math.abs(good)); k++) {
    const middle = (good + bad) / 2;
    if (stability(state, middle) < 0) bad = middle;
    else good = middle;
  }
  return (good + bad) / 2;
}
