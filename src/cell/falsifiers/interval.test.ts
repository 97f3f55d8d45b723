import fc from "fast-check";
import { expect, it } from "vitest";
import { type Interval, interval, over, positiveInterval, scaled, times, within } from "./interval.ts";
import { banded, plain } from "./telling.ts";

const number = fc.double({ min: 1e-3, max: 1e3, noNaN: true });
const intervals = fc.tuple(number, number, number).map((three): Interval => {
  const [lower, value, upper] = three.sort((a, b) => a - b);
  return { lower, value, upper };
});
const part = fc.double({ min: 0, max: 1, noNaN: true });
const at = ({ lower, upper }: Interval, share: number): number => lower + share * (upper - lower);

// Law: what is done to the numbers of two intervals lies in the interval that comes out, but for its last bits.
it("holds products and quotients of all that it holds", () => {
  fc.assert(
    fc.property(intervals, intervals, part, part, (a, b, s, t) => {
      for (const [out, value] of [
        [times(a, b), at(a, s) * at(b, t)],
        [over(a, b), at(a, s) / at(b, t)],
        [scaled(a, 3), 3 * at(a, s)],
      ] as const) {
        expect(value).toBeGreaterThanOrEqual(out.lower * (1 - 1e-14));
        expect(value).toBeLessThanOrEqual(out.upper * (1 + 1e-14));
      }
    }),
    { seed: 3, numRuns: 200 },
  );
});

it("takes a number for an interval without width, and refuses ends that do not hold the value", () => {
  expect(interval("D", 2)).toEqual({ value: 2, lower: 2, upper: 2 });
  expect(within(-4, 0.5)).toEqual({ value: -4, lower: -6, upper: -2 });
  expect(() => interval("D", { value: 3, lower: 1, upper: 2 })).toThrow("D: 3 does not lie in its interval 1 to 2.");
  expect(() => positiveInterval("D", within(1, 1))).toThrow("D: from 0; a number above 0 is expected.");
});

// Oracle: by hand.
it("tells numbers to two digits, with their band", () => {
  expect([
    plain(0.01234),
    plain(123456),
    plain(-12.3),
    plain(2.7e-6),
    plain(-1e-10),
    plain(Number.POSITIVE_INFINITY),
  ]).toEqual(["0.012", "1.2\u00a0×\u00a010⁵", "−12", "2.7\u00a0×\u00a010⁻⁶", "−1\u00a0×\u00a010⁻¹⁰", "∞"]);
  expect(banded({ value: 22, lower: 6.14, upper: 38 }, "V")).toBe("22 V (6.1 to 38)");
  expect(banded(interval("i", 5), "mA/cm2", 10)).toBe("0.5 mA/cm2");
});
