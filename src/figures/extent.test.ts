// Extents of long lists. Oracle: Math.min and Math.max of the list itself.
import fc from "fast-check";
import { expect, test } from "vitest";
import { finiteExtent, keptExtent, scaledWithExtent } from "./extent.ts";

const numbers = fc.array(fc.double({ min: -1e6, max: 1e6 }), { maxLength: 50 }).map((list) => Float64Array.from(list));

test("the extent of a scaled list, known from that of the list, is the one found by looking", () => {
  fc.assert(
    fc.property(numbers, fc.double({ min: 1e-9, max: 1e9, noNaN: true }), (values, factor) => {
      const scaled = scaledWithExtent(values, factor);
      expect(Array.from(scaled)).toEqual(Array.from(values, (value) => value * factor));
      const found = scaled.filter((value) => Number.isFinite(value));
      // Of two zeros either may be found first.
      const unsigned = ([low, high]: readonly [number, number]) => [low + 0, high + 0];
      expect(unsigned(keptExtent(scaled))).toEqual(unsigned([Math.min(...found), Math.max(...found)]));
      expect(unsigned(finiteExtent(scaled))).toEqual(unsigned(keptExtent(scaled)));
    }),
    { seed: 7, numRuns: 500 },
  );
});

test("a factor of one gives the list itself, and a factor that overflows keeps no extent that is not finite", () => {
  const values = Float64Array.of(1, 1e300);
  expect(scaledWithExtent(values, 1)).toBe(values);
  expect(keptExtent(scaledWithExtent(values, 1e10))).toEqual([1e10, 1e10]);
});
