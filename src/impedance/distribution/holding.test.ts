// Intervals that hold their estimate. Oracle: by hand.
import { expect, test } from "vitest";
import { holding } from "./holding.ts";

test("an interval that holds its estimate stays; else it reaches as far beyond by the same factor: no number stands at its own end", () => {
  expect(holding(22, { lower: 11, upper: 84 })).toEqual({ lower: 11, upper: 84 });
  const above = holding(100, { lower: 125, upper: 200 });
  expect(above.lower).toBeCloseTo(80, 12);
  expect(above.upper).toBe(200);
  expect(holding(100, { lower: 50, upper: 80 }).upper).toBeCloseTo(125, 12);
  expect(holding(-100, { lower: -80, upper: -50 }).lower).toBeCloseTo(-125, 12);
  expect(holding(3, { lower: -2, upper: -1 }).upper).toBeCloseTo(7, 12);
});
