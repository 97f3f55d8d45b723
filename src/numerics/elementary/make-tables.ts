import {
  arctangentOfRatio,
  LN2,
  logarithmOfRatio,
  ONE,
  PI,
  quotientOf,
  remainderOf,
  rootsOfTwo,
  toNumber,
} from "./fixed-point.ts";

/** Unit of the leading parts of logarithms, whose sums are exact. */
const LOGARITHM_UNIT = 2 ** -42;

/** ln(k / 128) for k = 90 … 182 (√½ to √2). */
function logarithms(): readonly bigint[] {
  const [first, middle, last] = [90, 128, 182];
  const values = [0n];
  for (let k = middle + 1; k <= last; k++) values.push((values.at(-1) as bigint) + logarithmOfRatio(k, k - 1));
  for (let k = middle - 1; k >= first; k--) values.unshift((values[0] as bigint) - logarithmOfRatio(k + 1, k));
  return values;
}

/** arctan(k / 64), k = 0 … 64. */
function arctangents(): readonly bigint[] {
  const steps = 64;
  const values = [0n];
  for (let k = 1; k <= steps; k++) {
    values.push((values[k - 1] as bigint) + arctangentOfRatio(steps, steps * steps + k * (k - 1)));
  }
  return values;
}

/** A number next to a fixed-point integer, and what it lacks of it. */
function twoParts(value: bigint, unit?: number): readonly [number, number] {
  const high = toNumber(value, unit);
  return [high, remainderOf(value, high)];
}

function tablesOf(values: readonly bigint[], unit?: number): readonly [readonly number[], readonly number[]] {
  const parts = values.map((value) => twoParts(value, unit));
  return [parts.map(([high]) => high), parts.map(([, low]) => low)];
}

/** The numbers of `tables.generated.ts`, worked out with integers of 160 bits behind the point. */
export function makeTables(): Readonly<Record<string, number | readonly number[]>> {
  // The first part of 34 bits, so that its products with the number of steps are exact.
  const [STEP_HIGH, STEP_LOW] = twoParts(LN2 / 128n, 2 ** -41);
  const [ROOTS, lacking] = tablesOf(rootsOfTwo());
  const [LN2_HIGH, LN2_LOW] = twoParts(LN2, LOGARITHM_UNIT);
  const [LOGARITHMS, LOGARITHM_REMAINDERS] = tablesOf(logarithms(), LOGARITHM_UNIT);
  const [PER_DECADE_HIGH, PER_DECADE_LOW] = twoParts(quotientOf(ONE, 3n * LN2 + logarithmOfRatio(5, 4)));
  const [HALF_TURN, HALF_TURN_LOW] = twoParts(PI);
  const [ARCTANGENTS, ARCTANGENT_REMAINDERS] = tablesOf(arctangents());
  // Three parts: products of the first two, of 33 bits each, with the number of quarter turns are exact.
  const quarter = PI / 2n;
  const QUARTER_HIGH = toNumber(quarter, 2 ** -32);
  const [QUARTER_MIDDLE, QUARTER_LOW] = twoParts(quarter - BigInt(QUARTER_HIGH * 2 ** 32) * (1n << 128n), 2 ** -66);
  return {
    PER_STEP: 128 / toNumber(LN2),
    STEP_HIGH,
    STEP_LOW,
    ROOTS,
    ROOT_REMAINDERS: lacking.map((remainder, k) => remainder / (ROOTS[k] as number)),
    LN2_HIGH,
    LN2_LOW,
    PER_DECADE_HIGH,
    PER_DECADE_LOW,
    LOGARITHMS,
    LOGARITHM_REMAINDERS,
    HALF_TURN,
    HALF_TURN_LOW,
    ARCTANGENTS,
    ARCTANGENT_REMAINDERS,
    PER_QUARTER: 1 / toNumber(quarter),
    QUARTER_HIGH,
    QUARTER_MIDDLE,
    QUARTER_LOW,
  };
}
