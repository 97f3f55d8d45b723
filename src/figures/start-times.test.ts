// When sweeps began, in one unit a column. Oracle: the quotients by hand.
import { expect, test } from "vitest";
import { startTimes } from "./start-times.ts";

test("minutes and hours do not stand beside one another: the span chooses the unit, the least step the decimals", () => {
  expect(startTimes([3500, 3542, 3700.4, null])).toEqual({
    unit: "s",
    cells: ["3\u2009500", "3\u2009542", "3\u2009700", "–"],
  });
  expect(startTimes([45_360, 45_402, 48_360])).toEqual({ unit: "min", cells: ["756.00", "756.70", "806.00"] });
  expect(startTimes([0, 36_000, 72_000])).toEqual({ unit: "h", cells: ["0", "10", "20"] });
});

test("of one sweep its own time chooses, and equal times ask for no decimals", () => {
  expect(startTimes([7200])).toEqual({ unit: "min", cells: ["120"] });
  expect(startTimes([null])).toEqual({ unit: "s", cells: ["–"] });
  expect(startTimes([60, 60])).toEqual({ unit: "s", cells: ["60", "60"] });
});
