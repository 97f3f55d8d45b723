import { factorLu, solveLu } from "../../numerics/linear/lu.ts";
import { CurvePoint, type GibbsCurve } from "./gibbs-curve.ts";
import { type EventSolution, iterate, type Limits, LONGEST_STEP, move } from "./temperature-iteration.ts";

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
      if ((curves[k] as GibbsCurve).isSharp && !point.fractions) return null;
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
