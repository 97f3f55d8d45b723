import { expect, test } from "vitest";
import { numberRanges } from "./number-ranges.ts";

test("numbers as ranges, counted by hand; the first of many", () => {
  expect(numberRanges([3, 4, 5, 9])).toBe("3–5, 9");
  expect(numberRanges([])).toBe("");
  expect(numberRanges([1, 3, 4, 8, 10], 2)).toBe("1, 3–4, …");
  expect(numberRanges([1, 3, 4], 2)).toBe("1, 3–4");
});
