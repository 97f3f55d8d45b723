// Intervals that hold their estimate. Oracle: by hand.
import { expect, test } from "vitest";
import { holding } from "./holding.ts";

test("an interval that holds its estimate stays; else the end is reflected at the estimate, to the nearer of factor and difference", () => {
  expect(holding(22, { lower: 11, upper: 84 })).toEqual({ lower: 11, upper: 84 });
  const above = holding(100, { lower: 125, upper: 200 });
  expect(above.lower).toBeCloseTo(80, 12);
  expect(above.upper).toBe(200);
  expect(holding(100, { lower: 50, upper: 80 }).upper).toBeCloseTo(120, 12);
  expect(holding(-100, { lower: -80, upper: -50 }).lower).toBeCloseTo(-120, 12);
  expect(holding(3, { lower: -2, upper: -1 }).upper).toBeCloseTo(7, 12);
});

test("no end is absurd: not below 0 from an estimate that is not negative, not many times an estimate beside draws near 0", () => {
  expect(holding(0, { lower: 3, upper: 5 })).toEqual({ lower: 0, upper: 5 });
  expect(holding(1, { lower: 400, upper: 500 }).lower).toBeCloseTo(1 / 400, 12);
  expect(holding(10, { lower: 0, upper: 1e-6 }).upper).toBeCloseTo(20, 5);
});
