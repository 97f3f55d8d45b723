/** Parts of a step at which an event function is sampled. */
export const SAMPLES: readonly number[] = [0, 0.25, 0.5, 0.75, 1];

/** Slopes at the five samples of the quartic through them, per quarter of the step: rows of weights over 12. */
const SLOPES: readonly (readonly number[])[] = [
  [-25, 48, -36, 16, -3],
  [-3, -10, 18, -6, 1],
  [1, -8, 0, 8, -1],
  [-1, 6, -18, 10, 3],
  [3, -16, 36, -48, 25],
];
const BISECTIONS = 40;
/** Points of the golden section where the quartic does not show the turn well enough. */
const SECTIONS = 24;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Slope at a sample of the quartic through five values at offset … offset + 4, over a quarter of the step. */
function slopeAt(values: Float64Array, offset: number, sample: number): number {
  const weights = SLOPES[sample];
  let sum = 0;
  for (let k = 0; k < 5; k++) sum += weights[k] * values[offset + k];
  return sum / 12;
}

/** Slope of the quartic within a step, by Newton's divided differences at 0 … 4; x in quarters. */
function slopeWithin(values: Float64Array, offset: number, x: number): number {
  const a = values[offset];
  const b = values[offset + 1];
  const c = values[offset + 2];
  const d = values[offset + 3];
  const e = values[offset + 4];
  const first = b - a;
  const second = (c - 2 * b + a) / 2;
  const third = (d - 3 * c + 3 * b - a) / 6;
  const fourth = (e - 4 * d + 6 * c - 4 * b + a) / 24;
  return (
    first + second * (2 * x - 1) + third * (3 * x * x - 6 * x + 2) + fourth * (4 * x * x * x - 18 * x * x + 22 * x - 6)
  );
}

/**
 * A point within one quarter of a step at which a function that has sign `side` at both ends has the other sign: the function
 * must fall towards zero from the first end and come back to the second, by the slopes of the quartic through five samples.
 * The turn is taken from the quartic, which is exact for what is linear in the dense output, then from the function itself.
 * A function that turns with one curvature only, and whose tangents at the ends meet on its own side of zero, is not asked.
 *
 * @param values five samples from `offset`
 * @param quarter 0 … 3
 * @param side sign of the function at both ends of the quarter; the value at an end may be zero
 * @param at the function at a part of the step
 * @returns a part of the step; −1 where there is none
 */
export function pointBeyondZero(
  values: Float64Array,
  offset: number,
  quarter: number,
  side: number,
  at: (theta: number) => number,
): number {
  const falling = side * slopeAt(values, offset, quarter);
  const rising = side * slopeAt(values, offset, quarter + 1);
  if (!(falling < 0 && rising > 0)) return -1;
  let low = quarter;
  let high = quarter + 1;
  for (let k = 0; k < BISECTIONS; k++) {
    const middle = 0.5 * (low + high);
    if (side * slopeWithin(values, offset, middle) < 0) low = middle;
    else high = middle;
  }
  const turn = 0.5 * (low + high);
  if (side * at(turn / 4) < 0) return turn / 4;
  const left = side * values[offset + quarter];
  const right = side * values[offset + quarter + 1];
  // Tangents left + falling x and right − rising (1 − x) meet at a value that a convex function does not go below.
  const meeting = (left * rising - right * falling + falling * rising) / (rising - falling);
  return meeting < 0 ? sectioned(quarter / 4, (quarter + 1) / 4, side, at) : -1;
}

/** The same by golden sections for the least value. */
function sectioned(from: number, to: number, side: number, at: (theta: number) => number): number {
  let low = from;
  let high = to;
  let inner = high - GOLDEN * (high - low);
  let outer = low + GOLDEN * (high - low);
  let innerValue = side * at(inner);
  let outerValue = side * at(outer);
  for (let k = 0; k < SECTIONS; k++) {
    if (innerValue < 0) return inner;
    if (outerValue < 0) return outer;
    if (innerValue < outerValue) {
      high = outer;
      outer = inner;
      outerValue = innerValue;
      inner = high - GOLDEN * (high - low);
      innerValue = side * at(inner);
    } else {
      low = inner;
      inner = outer;
      innerValue = outerValue;
      outer = low + GOLDEN * (high - low);
      outerValue = side * at(outer);
    }
  }
  return -1;
}
