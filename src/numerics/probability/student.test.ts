import { expect, it } from "vitest";
import { studentFactor, studentTail } from "./student.ts";

it.each([
  // Published tables; ν = 1: tan(π level/2); ν = 2: closed form; ν → ∞: the normal distribution
  [0.95, 1, Math.tan((0.95 * Math.PI) / 2)],
  [0.95, 2, 0.95 * Math.sqrt(2 / (1 - 0.95 ** 2))],
  [0.5, 1, 1],
  [0.95, 10, 2.2281388519649385],
  [0.99, 30, 2.7499956535672356],
  [0.95, 1e7, 1.959964],
] as const)("t of level %f with %i degrees of freedom", (level, degrees, expected) => {
  expect(Math.abs(studentFactor(level, degrees) / expected - 1)).toBeLessThan(degrees > 1e6 ? 1e-6 : 1e-11);
});

it("the tail is 1 − level at the factor, over levels and degrees", () => {
  for (const degrees of [1, 3, 12.5, 132, 5000]) {
    for (const level of [0.1, 0.6827, 0.95, 0.999]) {
      expect(studentTail(studentFactor(level, degrees), degrees)).toBeCloseTo(1 - level, 12);
    }
  }
});

it("refuses a level of 1", () => {
  expect(() => studentFactor(1, 5)).toThrow(/level 1/);
});
