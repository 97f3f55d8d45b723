import { boundedStep, type CurveAtTemperature, type CurvePoint, difference } from "./gibbs-curve.ts";

const MOST_ITERATIONS = 80;
/** Difference of slopes that a tie line may keep, in J/(mol K). */
const MISMATCH = 1e-7;
/** Below this change of u the iteration has reached rounding. */
const SMALLEST_STEP = 1e-13;
/** A change of u that Newton's method need no longer make once it is foreseen. */
const LEFT = 1e-12;
/** Nor is a tie line known if rounding leaves its ends uncertain by more than this in u. */
const COARSEST = 0.05;

/**
 * The common tangent of two curves: ∂g/∂x of both phases equals the slope of the chord, by Newton's method in u, starting
 * from the positions that the points hold (for sharp curves by slopes first). A point phase keeps its place.
 *
 * @returns true where it converged with the first point on the lower side; the points are then evaluated
 */
export function solveTieLine(
  first: CurveAtTemperature,
  second: CurveAtTemperature,
  a: CurvePoint,
  b: CurvePoint,
): boolean {
  if (first.curve.isSharp || second.curve.isSharp) {
    const from = a.u;
    const to = b.u;
    if (solveBySlopes(first, second, a, b)) return true;
    a.u = from;
    b.u = to;
    a.fractions = null;
    b.fractions = null;
  }
  return solveByPositions(first, second, a, b) && isTangent(first, second, a, b);
}

/** Both slopes equal the chord as nearly as rounding allows: a chord that only shrank to nothing is none. */
function isTangent(first: CurveAtTemperature, second: CurveAtTemperature, a: CurvePoint, b: CurvePoint): boolean {
  const width = difference(a, b);
  if (!(width > 0)) return false;
  const chord = (b.g - a.g) / width;
  const allowed = MISMATCH * first.temperature + (16 * rounding(a, b, first.temperature)) / width;
  return (
    (first.curve.isPoint || Math.abs(a.gx - chord) <= allowed) &&
    (second.curve.isPoint || Math.abs(b.gx - chord) <= allowed)
  );
}

function solveByPositions(
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
    stepA = boundedStep(a.u, stepA);
    stepB = boundedStep(b.u, stepB);
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
    // converging squarely, the next step would be size (size / last)²
    const shrunk = size / last;
    if (size < 1e-4 && last < 1 && size * shrunk * shrunk < LEFT) return true;
    // between two compositions this near, the chord is known no better than rounding of g lets it
    if (iteration > 3 && size < COARSEST && size < 8 * (rounding(a, b, first.temperature) / width) * steepness(a, b))
      return true;
    last = size;
  }
  return last < 1e-3;
}

/** Rounding of g₂ − g₁ in J/mol; g may itself be a difference of terms of the size of 10 R T. */
const rounding = (a: CurvePoint, b: CurvePoint, temperature: number): number =>
  Number.EPSILON * 4 * (Math.abs(a.g) + Math.abs(b.g) + 80 * temperature);

/** Change of u for a change of slope by 1 J/mol. */
const steepness = (a: CurvePoint, b: CurvePoint): number =>
  Math.max(a.stretch > 0 ? 1 / (a.gxx * a.stretch) : 0, b.stretch > 0 ? 1 / (b.gxx * b.stretch) : 0);

/**
 * The same by slopes: both points move to where their curve has the slope of the chord, which is then drawn anew. This is
 * Newton's method for the slope at which both tangents are one line, and does not mind how sharp the curves are.
 */
function solveBySlopes(first: CurveAtTemperature, second: CurveAtTemperature, a: CurvePoint, b: CurvePoint): boolean {
  first.evaluate(a);
  second.evaluate(b);
  let last = Number.POSITIVE_INFINITY;
  let slope = Number.NaN;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const width = difference(a, b);
    if (!(width > 0)) return false;
    const chord = (b.g - a.g) / width;
    const size = Math.abs(chord - slope) / (Math.abs(chord) + first.temperature);
    const floor = rounding(a, b, first.temperature) / width / (Math.abs(chord) + first.temperature);
    if (size < SMALLEST_STEP + floor || (size < 1e-9 && size >= 0.5 * last)) return true;
    if (iteration > 0) last = size;
    slope = chord;
    if (!first.touch(slope, a) || !second.touch(slope, b)) return false;
  }
  return false;
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
