import { expect, test } from "vitest";
import { measuredTimes } from "./measured-times.ts";

// Oracle: 1/(2πf) by hand.
test("the shortest and longest time are those of the highest and lowest frequency in any order, up to a limit", () => {
  const frequency = Float64Array.of(10, 1000, 0.1);
  expect(measuredTimes(frequency)).toEqual([1 / (2000 * Math.PI), 1 / (0.2 * Math.PI)]);
  expect(measuredTimes(frequency, 1000)).toEqual(measuredTimes(frequency));
  expect(measuredTimes(frequency, 999)).toEqual([1 / (20 * Math.PI), 1 / (0.2 * Math.PI)]);
});
