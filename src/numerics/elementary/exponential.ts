import { POWERS, POWERS_FROM } from "./powers-of-two.ts";
import { PER_STEP, ROOT_REMAINDERS, ROOTS, STEP_HIGH, STEP_LOW } from "./tables.generated.ts";

/** Adding and taking away 1.5 · 2⁵² leaves the nearest integer. */
const TO_INTEGER = 6755399441055744;

/** Arguments within which the power of two is a normal number, and those from which on the result is ∞ or 0. */
const NORMAL_FROM = -707;
const NORMAL_TO = 709;
const LARGEST = 709.782712893384;
const SMALLEST = -745.1332191019412;

/** exp(r) − 1 − r for |r| ≤ ln 2 / 256. */
function beyondLinear(r: number): number {
  return r * r * (0.5 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120))));
}

/**
 * exp(x + rest) for a rest small beside the spacing of x, so that a product or a logarithm in two numbers keeps what it knows.
 * Error below 0.52 units in the last place: x = k ln 2 / 128 + r, exp x = 2^(k/128) exp r (P. T. P. Tang, ACM Trans. Math. Softw.
 * 15 (1989) 144).
 */
export function expOfSum(x: number, rest: number): number {
  if (!(x > NORMAL_FROM && x < NORMAL_TO)) return expAtTheEnds(x, rest);
  const steps = x * PER_STEP + TO_INTEGER - TO_INTEGER;
  const r = x - steps * STEP_HIGH - steps * STEP_LOW + rest;
  const k = steps | 0;
  const root = ROOTS[k & 127] as number;
  const value = root + root * ((ROOT_REMAINDERS[k & 127] as number) + beyondLinear(r) + r);
  return value * (POWERS[(k >> 7) + POWERS_FROM] as number);
}

/** exp(x), with the same bits in every engine. Error below 0.52 units in the last place, 0.8 of results below 10⁻³⁰⁷. */
export function exp(x: number): number {
  if (!(x > NORMAL_FROM && x < NORMAL_TO)) return expAtTheEnds(x, 0);
  const steps = x * PER_STEP + TO_INTEGER - TO_INTEGER;
  const r = x - steps * STEP_HIGH - steps * STEP_LOW;
  const k = steps | 0;
  const root = ROOTS[k & 127] as number;
  const value = root + root * ((ROOT_REMAINDERS[k & 127] as number) + beyondLinear(r) + r);
  return value * (POWERS[(k >> 7) + POWERS_FROM] as number);
}

/** Where a power of two of the result is none of a normal number. */
function expAtTheEnds(x: number, rest: number): number {
  if (x > LARGEST) return Number.POSITIVE_INFINITY;
  if (x < SMALLEST) return 0;
  if (Number.isNaN(x)) return x;
  const steps = x * PER_STEP + TO_INTEGER - TO_INTEGER;
  const r = x - steps * STEP_HIGH - steps * STEP_LOW + rest;
  const k = steps | 0;
  const root = ROOTS[k & 127] as number;
  const value = root + root * ((ROOT_REMAINDERS[k & 127] as number) + beyondLinear(r) + r);
  const power = k >> 7;
  return power > 0 ? value * 2 * 2 ** (power - 1) : value * 2 ** (power + 100) * 2 ** -100;
}

/** |x| below which the series of exp(x) − 1 is summed. */
const SERIES_TO = 0.3;

/** (exp(x) − 1 − x − x²/2) / x³. */
function beyondQuadratic(x: number): number {
  const late = 1 / 3628800 + x * (1 / 39916800 + x * (1 / 479001600 + x * (1 / 6227020800 + x * (1 / 87178291200))));
  const early = 1 / 720 + x * (1 / 5040 + x * (1 / 40320 + x * (1 / 362880 + x * late)));
  return 1 / 6 + x * (1 / 24 + x * (1 / 120 + x * early));
}

/** What the last call of `expm1Parts` gave beside its result. */
export const EXPM1_REST: Float64Array = new Float64Array(1);

/** exp(x) − 1 for |x| < 38 as the sum of the result and of `EXPM1_REST`. */
export function expm1Parts(x: number): number {
  if (x > -SERIES_TO && x < SERIES_TO) {
    return withRest(x, x * x * (0.5 + x * beyondQuadratic(x)));
  }
  const steps = x * PER_STEP + TO_INTEGER - TO_INTEGER;
  const r = x - steps * STEP_HIGH - steps * STEP_LOW;
  const k = steps | 0;
  const root = (ROOTS[k & 127] as number) * (POWERS[(k >> 7) + POWERS_FROM] as number);
  const beyond = root * ((ROOT_REMAINDERS[k & 127] as number) + beyondLinear(r) + r);
  const less = root - 1;
  return withRest(less, beyond + (root > 1 ? root - less - 1 : root - (less + 1)));
}

function withRest(large: number, small: number): number {
  const sum = large + small;
  EXPM1_REST[0] = large - sum + small;
  return sum;
}

/** exp(x) − 1, with the same bits in every engine. Error below 0.8 units in the last place. */
export function expm1(x: number): number {
  if (x === 0) return x;
  if (x < -38) return -1;
  if (!(x < 38)) return exp(x) - 1;
  return expm1Parts(x);
}
