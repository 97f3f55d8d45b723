import { type CurveAtTemperature, CurvePoint, secondDifference } from "./gibbs-curve.ts";
import type { Field, RefinedLine } from "./stable-slice.ts";
import { solveTieLine } from "./tie-line.ts";

/** Only where the curvature over the grid is below this share of that of an ideal solution is it looked at between grid points. */
export const SUSPECT = 0.4;
const GAS = 8.314;

const p = new CurvePoint();
const left = new CurvePoint();
const right = new CurvePoint();

/** x (1 − x) ∂²g/∂x² in J/mol at u: RT in an ideal solution, negative inside of a spinodal. */
function stability(state: CurveAtTemperature, u: number): number {
  p.u = u;
  p.fractions = null;
  state.evaluate(p);
  return p.gxx * p.stretch;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;
const MOST_SECTIONS = 40;

/** Whether a phase is unstable somewhere between two positions, among which its stability has one minimum. */
export function isUnstableBetween(state: CurveAtTemperature, from: number, to: number): boolean {
  if (!Number.isFinite(to - from)) return false;
  if (stability(state, (from + to) / 2) > SUSPECT * GAS * state.temperature) return false;
  return leastStability(state, Math.min(from, to), Math.max(from, to)).value < 0;
}

/** Golden section for the least stability; ends at the first that is negative. */
function leastStability(state: CurveAtTemperature, low: number, high: number): { u: number; value: number } {
  let a = low;
  let b = high;
  let u1 = b - GOLDEN * (b - a);
  let u2 = a + GOLDEN * (b - a);
  let f1 = stability(state, u1);
  let f2 = stability(state, u2);
  for (let step = 0; step < MOST_SECTIONS && f1 >= 0 && f2 >= 0 && b - a > 1e-7; step++) {
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

/**
 * A miscibility gap inside of a single-phase field that the grid is too coarse to show, as just below a critical point:
 * the least curvature of the field is found; where it is negative, the binodal is sought from the spinodal.
 */
export function findHiddenGap(
  state: CurveAtTemperature,
  fields: readonly Field[],
  lines: readonly RefinedLine[],
  i: number,
): RefinedLine | null {
  const { curve, energies } = state;
  if (curve.isPoint) return null;
  const { grid, gridFractions } = curve;
  const from = i > 0 ? (lines[i - 1] as RefinedLine).secondPosition : Number.NEGATIVE_INFINITY;
  const to = i < fields.length - 1 ? (lines[i] as RefinedLine).firstPosition : Number.POSITIVE_INFINITY;
  const limit = SUSPECT * GAS * state.temperature;
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
      const gap = gapAround(state, grid[k - 2] as number, grid[k - 1] as number, u);
      if (gap && gap.firstPosition > from && gap.secondPosition < to) return gap;
    }
    before = here;
    here = after;
  }
  return null;
}

function gapAround(state: CurveAtTemperature, low: number, middle: number, high: number): RefinedLine | null {
  const { u: inside, value } = leastStability(
    state,
    Number.isFinite(low) ? low : middle - 1,
    Number.isFinite(high) ? high : middle + 1,
  );
  if (value >= 0) return null;
  const lower = spinodal(state, inside, -1);
  const upper = spinodal(state, inside, 1);
  if (lower === null || upper === null) return null;
  // a quartic has its binodal √3 times as wide as its spinodal
  const middleU = (lower + upper) / 2;
  const half = (Math.sqrt(3) * (upper - lower)) / 2;
  left.fractions = null;
  right.fractions = null;
  left.u = middleU - half;
  right.u = middleU + half;
  if (!solveTieLine(state, state, left, right)) return null;
  if (!(left.u < lower && right.u > upper)) return null;
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
