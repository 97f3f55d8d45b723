import { productRemainder } from "./exact-product.ts";
import { LN2, logarithmOfRatio, ONE, quotientOf, remainderOf, toNumber } from "./fixed-point.ts";

const DOUBLE = new Float64Array(1);
const WORDS = new Int32Array(DOUBLE.buffer);
/** Which of the two words of a number holds sign and exponent. */
const HIGH = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** 2ᵏ for k = −1024 … 1022, which are exact. */
const POWERS_FROM = 1024;
const POWERS = Float64Array.from({ length: 2047 }, (_, k) => 2 ** (k - POWERS_FROM));

/** Unit of the leading parts, whose sums are exact. */
const UNIT = 2 ** -42;
/** Adding and taking away 1.5 · 2⁵² units leaves the nearest multiple. */
const TO_UNIT = 1.5 * 2 ** 10;

/** ln(k / 128) for k = 90 … 182 (√½ to √2), in two parts. */
const FIRST = 90;
const LAST = 182;
const LOGARITHMS = new Float64Array(LAST + 1);
const LOGARITHM_REMAINDERS = new Float64Array(LAST + 1);
const RECIPROCALS = new Float64Array(LAST + 1);
{
  let above = 0n;
  let below = 0n;
  const keep = (k: number, value: bigint): void => {
    LOGARITHMS[k] = toNumber(value, UNIT);
    LOGARITHM_REMAINDERS[k] = remainderOf(value, LOGARITHMS[k] as number);
    RECIPROCALS[k] = 128 / k;
  };
  keep(128, 0n);
  for (let k = 129; k <= LAST; k++) {
    above += logarithmOfRatio(k, k - 1);
    keep(k, above);
  }
  for (let k = 127; k >= FIRST; k--) {
    below -= logarithmOfRatio(k + 1, k);
    keep(k, below);
  }
}
const LN2_HIGH = toNumber(LN2, UNIT);
const LN2_LOW = remainderOf(LN2, LN2_HIGH);
const TEN = 3n * LN2 + logarithmOfRatio(5, 4);
const PER_DECADE = quotientOf(ONE, TEN);
const PER_DECADE_HIGH = toNumber(PER_DECADE);
const PER_DECADE_LOW = remainderOf(PER_DECADE, PER_DECADE_HIGH);

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
  const reciprocal = RECIPROCALS[k] as number;
  const distance = m - c;
  const f = distance * reciprocal;
  const lead = f + TO_UNIT - TO_UNIT;
  const rest = (distance - lead * c) * reciprocal;
  const series = beyondLinear(f);
  LOGARITHM_REST[0] = exponent * LN2_LOW + (LOGARITHM_REMAINDERS[k] as number) + (rest + series);
  return exponent * LN2_HIGH + (LOGARITHMS[k] as number) + lead;
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
