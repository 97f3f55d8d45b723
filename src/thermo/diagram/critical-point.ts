import { CurvePoint, type GibbsCurve } from "./gibbs-curve.ts";
import { type EventSolution, iterate, type Limits } from "./temperature-iteration.ts";

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
