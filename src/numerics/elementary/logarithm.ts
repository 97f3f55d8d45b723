import { productRemainder } from "./exact-product.ts";
import { POWERS, POWERS_FROM } from "./powers-of-two.ts";
import {
  LN2_HIGH,
  LN2_LOW,
  LOGARITHM_REMAINDERS,
  LOGARITHMS,
  PER_DECADE_HIGH,
  PER_DECADE_LOW,
} from "./tables.generated.ts";

const DOUBLE = new Float64Array(1);
const WORDS = new Int32Array(DOUBLE.buffer);
/** Which of the two words of a number holds sign and exponent. */
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** Adding and taking away 1.5 · 2⁵² units of 2⁻⁴² leaves the nearest multiple. */
const TO_UNIT = 1.5 * 2 ** 10;

/** 128 / k, k from 90 on as in the tables. */
const FIRST = 90;
const RECIPROCALS = Float64Array.from(LOGARITHMS, (_, at) => 128 / (FIRST + at));

/** ln(1 + f) − f for |f| ≤ 1/180. */
function beyondLinear(f: number): number {
  return f * f * (-0.5 + f * (1 / 3 + f * (-0.25 + f * (0.2 + f * (-1 / 6 + f * (1 / 7 + f * -0.125))))));
}

/** What the last call of `logarithmParts` gave beside its result. */
export const LOGARITHM_REST: Float64Array = new Float64Array(1);

/**
 * ln x for a finite x > 0 as the sum of the result (a multiple of 2⁻⁴², or x − 1 within 1/256 of 1) and of `LOGARITHM_REST`: known to
 * some 70 bits behind the point. x = 2ᵉ m with √½ ≤ m < √2, c = k / 128 next to m, f = (m − c) / c: ln x = e ln 2 + ln c + ln(1 + f).
 */
export function logarithmParts(x: number): number {
  DOUBLE[0] = x;
  let high = WORDS[HIGH] as number;
  let scaled = x;
  let exponent = 0;
  if (high < 0x00100000) {
    scaled = x * 2 ** 54;
    DOUBLE[0] = scaled;
    high = WORDS[HIGH] as number;
    exponent = -54;
  }
  // The mantissa of √2 begins with 0x6a09e: from there on the next power of two is the nearer one.
  const carried = (high & 0x000fffff) + (0x100000 - 0x6a09e);
  const power = (high >> 20) - 1023 + (carried >> 20);
  exponent += power;
  const m = scaled * (POWERS[POWERS_FROM - power] as number);
  const k = (m * 128 + 0.5) | 0;
  if (k === 128 && exponent === 0) {
    // Near 1 the distance from it is exact and leads: nothing cancels.
    const d = m - 1;
    LOGARITHM_REST[0] = beyondLinear(d);
    return d;
  }
  const c = k * (1 / 128);
  const at = (k - FIRST) | 0;
  const reciprocal = RECIPROCALS[at] as number;
  const distance = m - c;
  const f = distance * reciprocal;
  const lead = f + TO_UNIT - TO_UNIT;
  const rest = (distance - lead * c) * reciprocal;
  const series = beyondLinear(f);
  LOGARITHM_REST[0] = exponent * LN2_LOW + (LOGARITHM_REMAINDERS[at] as number) + (rest + series);
  return exponent * LN2_HIGH + (LOGARITHMS[at] as number) + lead;
}

const isOrdinary = (x: number): boolean => x > 0 && x < Number.POSITIVE_INFINITY;

/** What every logarithm is of 0, ∞, and what is none of a number. */
function logarithmOfTheEnds(x: number): number {
  if (x === 0) return Number.NEGATIVE_INFINITY;
  return x > 0 ? x : Number.NaN;
}

/** ln x, with the same bits in every engine. Error below 0.52 units in the last place. */
export function log(x: number): number {
  if (!isOrdinary(x)) return logarithmOfTheEnds(x);
  return logarithmParts(x) + (LOGARITHM_REST[0] as number);
}

/** log₁₀ x, with the same bits in every engine, exact for powers of ten. Error below 0.52 units in the last place. */
export function log10(x: number): number {
  if (!isOrdinary(x)) return logarithmOfTheEnds(x);
  const high = logarithmParts(x);
  const low = LOGARITHM_REST[0] as number;
  const product = high * PER_DECADE_HIGH;
  return product + (productRemainder(high, PER_DECADE_HIGH, product) + (low * PER_DECADE_HIGH + high * PER_DECADE_LOW));
}

/** ln(1 + x), with the same bits in every engine. Error below 0.52 units in the last place, 0.7 below 10⁻¹⁵. */
export function log1p(x: number): number {
  if (Math.abs(x) < 2 ** -54) return x;
  const sum = 1 + x;
  if (!isOrdinary(sum)) return logarithmOfTheEnds(sum);
  const lost = x < 1 ? x - (sum - 1) : 1 - (sum - x);
  const high = logarithmParts(sum);
  return high + ((LOGARITHM_REST[0] as number) + lost / sum);
}
