// What is said of a file of voltage and current. Oracle: by hand; the nearest point by trying all.
import fc from "fast-check";
import { expect, test } from "vitest";
import { courseFacts, pointNear, pointWords } from "./course-facts.ts";

const course = {
  time: Float64Array.of(0, 60, 3660, 7200),
  voltage: Float64Array.of(0.05, -0.0482, Number.NaN, 1.5),
  current: Float64Array.of(4e-4, -2e-9, 1e-4, 0),
};
const plain = (text: string): string => text.replace(/\s/g, " ");

test("points and length", () => {
  expect(courseFacts(course).map(plain)).toEqual(["4 points", "2 h"]);
});

test("time, voltage and current under a prefix that suits them; without what was not recorded", () => {
  expect(plain(pointWords(course, 0, 1e-4))).toBe("0 s, 50 mV, 0.4 mA cm⁻²");
  expect(plain(pointWords(course, 1, null))).toBe("1 min, −48.2 mV, −2 nA");
  expect(plain(pointWords(course, 2, null))).toBe("1 h 1 min, 0.1 mA");
  expect(plain(pointWords({ ...course, current: null }, 3, null))).toBe("2 h, 1.5 V");
});

test("the nearest point in time, before, between and after", () => {
  fc.assert(
    fc.property(fc.double({ min: -1e3, max: 1e4, noNaN: true }), (seconds) => {
      const off = (k: number): number => Math.abs((course.time[k] as number) - seconds);
      expect(off(pointNear(course, seconds))).toBe(Math.min(...[0, 1, 2, 3].map(off)));
    }),
  );
});
