import { GAS_CONSTANT } from "../../units/constants.ts";
import { type CurveAtTemperature, CurvePoint, type GibbsCurve } from "./gibbs-curve.ts";
import { leastStability, stability } from "./hidden-gap.ts";
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

/** Points over a gap among which the least curvature is sought first. */
const SAMPLES = 48;
/** How far beyond the ends of a gap, as a share of its width, the cusp may move until the gap closes. */
const BEYOND = 0.5;
/** K, relative: to this a bracket is halved. */
const NARROWEST = 1e-13;
const HALVINGS = 60;
/** In u: how far about a critical point the curvature must not be negative; it is least there by more than 1e-9 R T, rounding. */
const ABOUT = [0.003, 0.01, 0.03];
const FLAT = 1e-9;

/** Whether the curvature at a solution is zero and nowhere near it negative. */
export function isMinimum(curve: GibbsCurve, { temperature, positions }: EventSolution): boolean {
  const state = curve.at(temperature);
  const u = positions[0] as number;
  const floor = FLAT * GAS_CONSTANT * temperature;
  if (Math.abs(stability(state, u)) > 1e3 * floor) return false;
  return ABOUT.every((step) => stability(state, u - step) > -floor && stability(state, u + step) > -floor);
}

/**
 * The same where the curvature has a cusp, as at a Curie temperature, so that no Newton step is valid: the temperature at
 * which its least value over the gap changes sign, by halving a bracket.
 *
 * @param from position of the lower end of the gap at an end of the bracket, `to` of the higher one
 */
export function solveCusp(curve: GibbsCurve, from: number, to: number, bracket: Limits): EventSolution | null {
  if (curve.isPoint || curve.isSharp || curve.coarse) return null;
  const room = BEYOND * (to - from) + DIFFERENCE;
  const least = (temperature: number) => leastOver(curve.at(temperature), from - room, to + room);
  let [low, high] = bracket;
  const atLow = least(low).value < 0;
  if (atLow === least(high).value < 0) return null;
  for (let k = 0; k < HALVINGS && high - low > NARROWEST * high; k++) {
    const middle = (low + high) / 2;
    if (least(middle).value < 0 === atLow) low = middle;
    else high = middle;
  }
  const temperature = (low + high) / 2;
  return { temperature, uncertainty: (high - low) / 2, positions: [least(temperature).u] };
}

function leastOver(state: CurveAtTemperature, from: number, to: number): { u: number; value: number } {
  const step = (to - from) / SAMPLES;
  let best = from;
  let value = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= SAMPLES; k++) {
    const u = from + k * step;
    const here = stability(state, u);
    if (here < value) {
      value = here;
      best = u;
    }
  }
  return leastStability(state, best - step, best + step, false);
}
