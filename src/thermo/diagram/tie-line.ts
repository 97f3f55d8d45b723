import { type CurveAtTemperature, type CurvePoint, difference, LARGEST_POSITION } from "./gibbs-curve.ts";

const MOST_ITERATIONS = 80;
/** Below this change of u the iteration has reached rounding. */
const SMALLEST_STEP = 1e-13;

/**
 * The common tangent of two curves: ∂g/∂x of both phases equals the slope of the chord, by Newton's method in u, starting
 * from the positions that the points hold. A point phase keeps its place.
 *
 * @returns true where it converged with the first point on the lower side; the points are then evaluated
 */
export function solveTieLine(
  first: CurveAtTemperature,
  second: CurveAtTemperature,
  a: CurvePoint,
  b: CurvePoint,
): boolean {
  const fixedFirst = first.curve.isPoint;
  const fixedSecond = second.curve.isPoint;
  first.evaluate(a);
  second.evaluate(b);
  if (fixedFirst && fixedSecond) return b.x > a.x;
  let last = Number.POSITIVE_INFINITY;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const width = difference(a, b);
    if (!(width > 0)) return false;
    const chord = (b.g - a.g) / width;
    // residuals f = gx − chord, and their derivatives in the two positions
    const f = fixedFirst ? 0 : a.gx - chord;
    const h = fixedSecond ? 0 : b.gx - chord;
    const fa = fixedFirst ? 1 : (a.gxx + f / width) * a.stretch;
    const fb = fixedFirst || fixedSecond ? 0 : (-h / width) * b.stretch;
    const ha = fixedFirst || fixedSecond ? 0 : (f / width) * a.stretch;
    const hb = fixedSecond ? 1 : (b.gxx - h / width) * b.stretch;
    const determinant = fa * hb - fb * ha;
    let stepA: number;
    let stepB: number;
    if (fa > 0 && hb > 0 && determinant > 0.1 * fa * hb) {
      stepA = (-f * hb + h * fb) / determinant;
      stepB = (-h * fa + f * ha) / determinant;
    } else {
      // inside of a spinodal: outwards
      stepA = fixedFirst ? 0 : a.gxx > 0 ? -f / (a.gxx * a.stretch) : -0.2;
      stepB = fixedSecond ? 0 : b.gxx > 0 ? -h / (b.gxx * b.stretch) : 0.2;
    }
    stepA = bounded(a.u, stepA);
    stepB = bounded(b.u, stepB);
    if (!Number.isFinite(stepA) || !Number.isFinite(stepB)) return false;
    const size = Math.max(Math.abs(stepA), Math.abs(stepB));
    // keep the order of the two
    let factor = 1;
    const from = a.u;
    const to = b.u;
    for (let halving = 0; ; halving++) {
      a.u = from + factor * stepA;
      b.u = to + factor * stepB;
      first.evaluate(a);
      second.evaluate(b);
      if (difference(a, b) > 0.05 * width) break;
      if (halving > 40) return false;
      factor /= 2;
    }
    if (size < SMALLEST_STEP) return true;
    if (size < 1e-7 && size >= 0.5 * last) return true;
    last = size;
  }
  return last < 1e-7;
}

/** Outwards a dilute end may move freely (its logarithm is linear); elsewhere at most 2. */
function bounded(u: number, step: number): number {
  const outwards = u * step > 0 && Math.abs(u) > 4;
  const limit = outwards ? 100 : Math.abs(u) > 20 ? Math.abs(u) / 2 : 2;
  const held = Math.max(-limit, Math.min(limit, step));
  if (Math.abs(u + held) > LARGEST_POSITION) return Math.sign(u + held) * LARGEST_POSITION - u;
  return held;
}

/** Next to an end of the axis a phase is dilute: Newton's method in u starts here and is nearly exact. */
const DILUTE = 12;

/** Finite positions to start from, where a hull puts an end at ±∞. */
export function finiteStart(a: CurvePoint, b: CurvePoint): void {
  if (a.u === Number.NEGATIVE_INFINITY) a.u = Math.min(-DILUTE, b.u === a.u ? -DILUTE : b.u - 2);
  if (b.u === Number.POSITIVE_INFINITY) b.u = Math.max(DILUTE, a.u === b.u ? DILUTE : a.u + 2);
  if (a.u === Number.POSITIVE_INFINITY) a.u = b.u - 2;
  if (b.u === Number.NEGATIVE_INFINITY) b.u = a.u + 2;
}
