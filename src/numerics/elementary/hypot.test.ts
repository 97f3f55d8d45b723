// Lengths. Oracles: whole numbers of any size, whose root is found to 80 bits; right triangles of whole sides; `Math.hypot` where no
// engine rounds.
import fc from "fast-check";
import { expect, test } from "vitest";
import { euclideanNorm, hypot } from "./index.ts";

const EXTRA = 80n;

function root(square: bigint): bigint {
  if (square < 2n) return square;
  let guess = 1n << BigInt((square.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (guess + square / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** Error of a length of whole numbers below 2⁵³, in units in its last place. */
function unitsOff(length: number, ...sides: readonly number[]): number {
  const exact = root(sides.reduce((sum, side) => sum + BigInt(side) ** 2n, 0n) << (2n * EXTRA));
  const last = 2 ** (Math.floor(Math.log2(length)) - 52);
  const scaled = last < 1 ? BigInt(length / last) * ((1n << EXTRA) / BigInt(1 / last)) : BigInt(length) << EXTRA;
  return Math.abs(Number(scaled - exact)) / 2 ** Number(EXTRA) / last;
}

const whole = fc
  .bigInt({ min: 0n, max: 2n ** 53n - 1n })
  .chain((most) => fc.bigInt({ min: 0n, max: most }))
  .map(Number);

test("two and three lengths: below 1.2 and 1.5 units in the last place", () => {
  fc.assert(
    fc.property(whole, whole, whole, (x, y, z) => {
      fc.pre(x + y > 0);
      expect(unitsOff(hypot(x, y), x, y)).toBeLessThan(1.2);
      expect(unitsOff(hypot(x, -y, z), x, y, z)).toBeLessThan(1.5);
      expect(euclideanNorm([x, y, z])).toBe(hypot(x, y, z));
    }),
    { numRuns: 5000, seed: 1 },
  );
});

test.each([1, 2 ** 600, 2 ** 1000, 2 ** -600, 2 ** -1070, 1e-180])("3, 4, 12 of %d: exact, at any scale", (unit) => {
  expect(hypot(3 * unit, 4 * unit)).toBe(5 * unit);
  expect(hypot(-3 * unit, 4 * unit, 12 * unit)).toBe(13 * unit);
  expect(euclideanNorm(Float64Array.of(2 * unit, 2 * unit, 4 * unit, 5 * unit))).toBe(7 * unit);
});

test("lengths of very different sizes: the largest", () => {
  expect(hypot(1e300, 1)).toBe(1e300);
  expect(hypot(1e-300, 5e-324)).toBe(1e-300);
  expect(hypot(5e-324, 0)).toBe(5e-324);
  expect(hypot(Number.MAX_VALUE, 1e200)).toBe(Number.MAX_VALUE);
});

test("zeros, infinities and what is no number: as `Math.hypot`", () => {
  const special = [0, -0, Infinity, -Infinity, Number.NaN, Number.MAX_VALUE];
  for (const x of special)
    for (const y of special) {
      expect(hypot(x, y)).toBe(Math.hypot(x, y));
      expect(hypot(x, y, 0)).toBe(Math.hypot(x, y, 0));
      expect(euclideanNorm([x, y])).toBe(Math.hypot(x, y));
    }
  expect(euclideanNorm([])).toBe(0);
});
