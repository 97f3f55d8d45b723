import { factorLu, solveLu } from "../../numerics/linear/lu.ts";
import { CurvePoint, type GibbsCurve, LARGEST_POSITION } from "./gibbs-curve.ts";

const MOST_ITERATIONS = 60;
/** K: at this change of temperature an iteration has reached rounding. */
const SMALLEST_STEP = 1e-11;
/** Largest change of temperature in one step, K. */
const LONGEST_STEP = 50;

/** Functions of a database may jump by some mJ where their pieces meet: an iteration that goes to and fro by less is there. */
const WIDEST_JUMP = 1e-2;

export interface EventSolution {
  readonly temperature: number;
  /** K: half the width of the jump in which it lies, 0 where the functions are smooth. */
  readonly uncertainty: number;
  /** Positions of the phases in the order they were given. */
  readonly positions: readonly number[];
}

type Limits = readonly [low: number, high: number];

interface Iterated {
  readonly temperature: number;
  readonly uncertainty: number;
}

/** Follows a Newton iteration in T to its end; `step` returns the change of T and applies its other changes. */
function iterate(start: number, limits: Limits, step: (temperature: number) => number | null): Iterated | null {
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

function move(point: CurvePoint, step: number): number {
  const limit = point.u * step > 0 && Math.abs(point.u) > 4 ? 100 : 2;
  const held = Math.max(-limit, Math.min(limit, step));
  point.u = Math.max(-LARGEST_POSITION, Math.min(LARGEST_POSITION, point.u + held));
  return Math.abs(held);
}

/**
 * Temperature and compositions of three phases with one common tangent: Newton in T, the tangent and the positions; where
 * a curve is sharp, in T and the slope alone, each phase following the slope.
 */
export function solveThreePhases(
  curves: readonly [GibbsCurve, GibbsCurve, GibbsCurve],
  starts: readonly number[],
  start: number,
  limits: Limits,
): EventSolution | null {
  const sharp = curves.some(({ isSharp }) => isSharp);
  return (
    (sharp ? solveBySlope(curves, starts, start, limits) : null) ?? solveByPositions(curves, starts, start, limits)
  );
}

function solveBySlope(
  curves: readonly [GibbsCurve, GibbsCurve, GibbsCurve],
  starts: readonly number[],
  start: number,
  limits: Limits,
): EventSolution | null {
  const points = starts.map((u) => {
    const point = new CurvePoint();
    point.u = u;
    return point;
  });
  const [a, b, c] = points as [CurvePoint, CurvePoint, CurvePoint];
  let slope = Number.NaN;
  const found = iterate(start, limits, (T) => {
    for (const [k, curve] of curves.entries()) {
      const state = curve.at(T);
      const point = points[k] as CurvePoint;
      state.evaluate(point);
      if (Number.isNaN(slope)) continue;
      if (!state.touch(slope, point)) return null;
      state.thermal(point);
    }
    if (Number.isNaN(slope)) {
      slope = (c.g - a.g) / (c.x - a.x);
      for (const [k, curve] of curves.entries()) {
        const state = curve.at(T);
        if (!state.touch(slope, points[k] as CurvePoint)) return null;
        state.thermal(points[k] as CurvePoint);
      }
    }
    // intercepts φ = g − slope · x agree: ∂φ/∂slope = −x, ∂φ/∂T = g_T
    const one = b.g - a.g - slope * (b.x - a.x);
    const two = c.g - b.g - slope * (c.x - b.x);
    const determinant = -(b.x - a.x) * (c.gT - b.gT) + (c.x - b.x) * (b.gT - a.gT);
    const change = (one * (c.x - b.x) - two * (b.x - a.x)) / -determinant;
    const turn = (-one * (c.gT - b.gT) + two * (b.gT - a.gT)) / determinant;
    const damping = Math.min(1, LONGEST_STEP / Math.abs(change));
    slope += damping * turn;
    return change;
  });
  if (!found || !(a.x < b.x && b.x < c.x)) return null;
  return { ...found, positions: points.map(({ u }) => u) };
}

function solveByPositions(
  curves: readonly [GibbsCurve, GibbsCurve, GibbsCurve],
  starts: readonly number[],
  start: number,
  limits: Limits,
): EventSolution | null {
  const points = starts.map((u) => {
    const point = new CurvePoint();
    point.u = u;
    return point;
  });
  const matrix = new Float64Array(9);
  const right = new Float64Array(3);
  const pivots = new Int32Array(3);
  const found = iterate(start, limits, (T) => {
    for (let k = 0; k < 3; k++) {
      const state = (curves[k] as GibbsCurve).at(T);
      const point = points[k] as CurvePoint;
      state.evaluate(point);
      state.thermal(point);
    }
    // slope of the tangent now: between the outer two
    const [a, b, c] = points as [CurvePoint, CurvePoint, CurvePoint];
    const width = c.x - a.x;
    if (!(width > 0)) return null;
    const slope = (c.g - a.g) / width;
    // level + slope' (x − x_a) = g + g_T δT, to first order, in the unknowns level − g_a, slope' − slope, δT
    for (let k = 0; k < 3; k++) {
      const p = points[k] as CurvePoint;
      matrix[3 * k] = 1;
      matrix[3 * k + 1] = p.x - a.x;
      matrix[3 * k + 2] = -p.gT;
      let rest = p.g - a.g - slope * (p.x - a.x);
      if (Number.isFinite(p.gxx) && p.gxx > 0) {
        // (gx − slope) δx with δx = (δslope + slope − gx − gxT δT) / gxx
        const r = p.gx - slope;
        matrix[3 * k + 1] = p.x - a.x - r / p.gxx;
        matrix[3 * k + 2] = -p.gT + (r * p.gxT) / p.gxx;
        rest -= (r * r) / p.gxx;
      }
      right[k] = rest;
    }
    if (!factorLu(matrix, 3, pivots)) return null;
    solveLu(matrix, 3, pivots, right);
    const tangent = slope + (right[1] as number);
    const change = right[2] as number;
    const damping = Math.min(1, LONGEST_STEP / Math.abs(change));
    let largest = 0;
    for (let k = 0; k < 3; k++) {
      const p = points[k] as CurvePoint;
      if ((curves[k] as GibbsCurve).isPoint) continue;
      if (!(p.gxx > 0)) return null;
      largest = Math.max(largest, move(p, (damping * (tangent - p.gx - p.gxT * change)) / (p.gxx * p.stretch)));
    }
    if (!(b.x > a.x - 0.2 && b.x < c.x + 0.2)) return null;
    return largest > 1e-7 && Math.abs(change) < 1e-7 ? Math.sign(change || 1) * 1.1e-7 : change;
  });
  if (!found) return null;
  for (let k = 0; k < 3; k++) (curves[k] as GibbsCurve).at(found.temperature).evaluate(points[k] as CurvePoint);
  const [a, b, c] = points as [CurvePoint, CurvePoint, CurvePoint];
  if (!(a.x < b.x && b.x < c.x)) return null;
  const slope = (c.g - a.g) / (c.x - a.x);
  const allowed = (found.uncertainty > 0 ? 1e-3 : 1e-6) * found.temperature;
  for (const [k, point] of points.entries()) {
    if (!(curves[k] as GibbsCurve).isPoint && Math.abs(point.gx - slope) > allowed) return null;
  }
  return { ...found, positions: points.map((point) => point.u) };
}

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
  return Math.log((x - curve.low) / (curve.high - x));
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

/** Step of the differences in u that give the third and fourth derivatives: fourth order, error ~1e-10. */
const DIFFERENCE = 4e-3;
const TEMPERATURE_DIFFERENCE = 1e-2;

/**
 * Critical point of a miscibility gap: ∂²g/∂x² = ∂³g/∂x³ = 0. In u: f = ∂²g/∂x² · dx/du has f = ∂f/∂u = 0 there, whose
 * derivatives come from fourth-order differences of the exact second derivative.
 */
export function solveCritical(
  curve: GibbsCurve,
  startPosition: number,
  start: number,
  limits: Limits,
): EventSolution | null {
  const p = new CurvePoint();
  let u = startPosition;
  const h = DIFFERENCE;
  const sample = (T: number, at: number): number => {
    p.u = at;
    curve.at(T).evaluate(p);
    return p.gxx * p.stretch;
  };
  const slopeAt = (T: number, at: number): number => {
    const state = curve.at(T);
    const f = (k: number) => {
      p.u = at + k * h;
      state.evaluate(p);
      return p.gxx * p.stretch;
    };
    return (8 * (f(1) - f(-1)) - (f(2) - f(-2))) / (12 * h);
  };
  const found = iterate(start, limits, (T) => {
    // first to the least f at this temperature, then to the temperature at which it is zero
    const state = curve.at(T);
    const f = (k: number) => {
      p.u = u + k * h;
      state.evaluate(p);
      return p.gxx * p.stretch;
    };
    const f0 = f(0);
    const fp1 = f(1);
    const fm1 = f(-1);
    const fp2 = f(2);
    const fm2 = f(-2);
    const slope = (8 * (fp1 - fm1) - (fp2 - fm2)) / (12 * h);
    const bend = (16 * (fp1 + fm1) - (fp2 + fm2) - 30 * f0) / (12 * h * h);
    const dT = Math.min(TEMPERATURE_DIFFERENCE, (limits[1] - limits[0]) / 4);
    const up = Math.min(limits[1], T + dT);
    const down = Math.max(limits[0], T - dT);
    const heat = (sample(up, u) - sample(down, u)) / (up - down);
    const mixed = (slopeAt(up, u) - slopeAt(down, u)) / (up - down);
    const determinant = slope * mixed - heat * bend;
    const du = (-f0 * mixed + slope * heat) / determinant;
    const change = (-slope * slope + f0 * bend) / determinant;
    if (!Number.isFinite(du)) return null;
    const held = Math.max(-0.5, Math.min(0.5, du));
    u += held;
    return Math.abs(held) > 1e-6 && Math.abs(change) < 1e-7 ? Math.sign(change || 1) * 1.1e-7 : change;
  });
  return found && { ...found, positions: [u] };
}
