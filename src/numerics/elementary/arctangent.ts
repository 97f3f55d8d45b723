import { ARCTANGENT_REMAINDERS, ARCTANGENTS, HALF_TURN, HALF_TURN_LOW } from "./tables.generated.ts";

/** The tables go in steps of 1 / 64. */
const STEPS = 64;
const QUARTER = HALF_TURN / 2;
const QUARTER_LOW = HALF_TURN_LOW / 2;

/** Up to here the series of the arctangent itself is summed. */
const SERIES_TO = 0.11;

/** arctan(t) − t. */
function beyondLinear(t: number): number {
  const z = t * t;
  return (
    t *
    z *
    (-1 / 3 + z * (0.2 + z * (-1 / 7 + z * (1 / 9 + z * (-1 / 11 + z * (1 / 13 + z * (-1 / 15 + z * (1 / 17))))))))
  );
}

/** base + baseLow ± arctan q, 0 ≤ q ≤ 1. */
function added(base: number, baseLow: number, sign: number, q: number): number {
  let k = 0;
  let t = q;
  if (q > SERIES_TO) {
    k = (q * STEPS + 0.5) | 0;
    const c = k / STEPS;
    t = (q - c) / (1 + q * c);
  }
  const lead = sign * (ARCTANGENTS[k] as number);
  const low = sign * ((ARCTANGENT_REMAINDERS[k] as number) + beyondLinear(t));
  const angle = base + lead;
  const lost = base === 0 ? 0 : base - angle + lead;
  const sum = angle + sign * t;
  const back = sum - angle;
  return sum + (angle - (sum - back) + (sign * t - back) + (lost + baseLow + low));
}

/** arctan x, with the same bits in every engine. Error below 1.1 units in the last place. */
export function atan(x: number): number {
  const size = Math.abs(x);
  if (!(size <= 1)) return Number.isNaN(x) ? x : atan2(x, 1);
  if (size <= SERIES_TO) return x === 0 ? x : x + beyondLinear(x);
  const k = (size * STEPS + 0.5) | 0;
  const c = k / STEPS;
  const t = (size - c) / (1 + size * c);
  const angle = (ARCTANGENTS[k] as number) + (t + ((ARCTANGENT_REMAINDERS[k] as number) + beyondLinear(t)));
  return x < 0 ? -angle : angle;
}

/** The angle of the point (x, y) in −π … π, with the same bits in every engine, as `Math.atan2` in every special case. Error below 1.1 units in the last place. */
export function atan2(y: number, x: number): number {
  const height = Math.abs(y);
  const width = Math.abs(x);
  if (!(height > 0 && width > 0 && height < Number.POSITIVE_INFINITY && width < Number.POSITIVE_INFINITY)) {
    return ofTheEnds(y, x);
  }
  const isFlat = height <= width;
  const small = isFlat ? height : width;
  const large = isFlat ? width : height;
  const q = small / large;
  let angle: number;
  if (isFlat) angle = x > 0 ? added(0, 0, 1, q) : added(HALF_TURN, HALF_TURN_LOW, -1, q);
  else angle = added(QUARTER, QUARTER_LOW, x > 0 ? -1 : 1, q);
  return y > 0 ? angle : -angle;
}

function ofTheEnds(y: number, x: number): number {
  if (Number.isNaN(y) || Number.isNaN(x)) return Number.NaN;
  const sign = y < 0 || Object.is(y, -0) ? -1 : 1;
  const isLeft = x < 0 || Object.is(x, -0);
  if (y === 0) return sign * (isLeft ? HALF_TURN : 0);
  if (x === 0) return sign * QUARTER;
  if (Number.isFinite(y)) return sign * (isLeft ? HALF_TURN : 0);
  if (Number.isFinite(x)) return sign * QUARTER;
  return (sign * (isLeft ? 3 : 1) * HALF_TURN) / 4;
}

/** arcsin x, with the same bits in every engine. Error below 2 units in the last place. */
export function asin(x: number): number {
  return x === 0 ? x : atan2(x, Math.sqrt((1 - x) * (1 + x)));
}

/** arccos x, with the same bits in every engine. Error below 2 units in the last place. */
export function acos(x: number): number {
  return atan2(Math.sqrt((1 - x) * (1 + x)), x);
}
