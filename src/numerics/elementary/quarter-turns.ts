import { PER_QUARTER, QUARTER_HIGH, QUARTER_LOW, QUARTER_MIDDLE } from "./tables.generated.ts";

/** Quarter turns up to which those products are exact, and the rest of an angle below which what is left of it is too short. */
const MOST = 2 ** 20;
const LEAST_REST = 2 ** -40;
const TO_INTEGER = 6755399441055744;

/** What the last call of `withoutQuarterTurns` gave beside its result: what the result lacks, and the quarter turns modulo 4. */
export const TURNS: Float64Array = new Float64Array(2);

/** x − n π/2 with |…| ≤ π/4 for a finite x; what the result lacks, and n modulo 4, in `TURNS`. */
export function withoutQuarterTurns(x: number): number {
  const n = x * PER_QUARTER + TO_INTEGER - TO_INTEGER;
  if (n > MOST || n < -MOST) return ofManyTurns(x);
  const first = x - n * QUARTER_HIGH;
  const second = n * QUARTER_MIDDLE;
  const difference = first - second;
  const back = first - difference;
  const lost = first - (difference + back) + (back - second);
  const low = lost - n * QUARTER_LOW;
  const rest = difference + low;
  if (rest < LEAST_REST && rest > -LEAST_REST && n !== 0) return ofManyTurns(x);
  TURNS[0] = difference - rest + low;
  TURNS[1] = n & 3;
  return rest;
}

/** Bits behind the point of the long π/2, which has enough of them for the largest number, made when it is first needed. */
const LONG_BITS = 1280n;
let longQuarter = 0n;

function ofManyTurns(x: number): number {
  if (longQuarter === 0n) longQuarter = machin(LONG_BITS) / 2n;
  let exponent = 0;
  let size = Math.abs(x);
  for (; size < 2 ** 52; exponent--) size *= 2;
  for (; size >= 2 ** 53; exponent++) size /= 2;
  const angle = BigInt(size) << (LONG_BITS + BigInt(exponent));
  let n = angle / longQuarter;
  let rest = angle - n * longQuarter;
  if (2n * rest > longQuarter) {
    rest -= longQuarter;
    n += 1n;
  }
  // Of the long rest 160 bits from the first on are kept.
  const spare = BigInt(Math.max(0, (rest < 0n ? -rest : rest).toString(2).length - 160));
  const kept = rest >> spare;
  const high = Number(kept);
  const unit = 2 ** Number(spare - LONG_BITS);
  const sign = x < 0 ? -1 : 1;
  TURNS[0] = sign * Number(kept - BigInt(high)) * unit;
  TURNS[1] = Number((sign * Number(n % 4n) + 4) % 4);
  return sign * high * unit;
}

function machin(bits: bigint): bigint {
  const arctangent = (denominator: bigint): bigint => {
    let power = (1n << bits) / denominator;
    let sum = 0n;
    for (let k = 1n; power !== 0n; k += 2n) {
      sum += k % 4n === 1n ? power / k : -power / k;
      power /= denominator * denominator;
    }
    return sum;
  };
  return 16n * arctangent(5n) - 4n * arctangent(239n);
}
