// R∞ along a series. Oracle: what is put in.
import { expect, test } from "vitest";
import { ohmicCourse } from "./ohmic-course.ts";

const alone = { drt: { ohmicResistance: 3.7, ohmicResistanceBounds: { lower: 3.5, upper: 4 } } };
const followed = {
  sweeps: [0, 2],
  ohmicResistance: {
    value: Float64Array.of(1.9, 2),
    lower: Float64Array.of(0.7, 0.8),
    upper: Float64Array.of(3.1, 3.2),
  },
};

test("it is the one followed through the series, as in the table; of a sweep that is not followed its own", () => {
  expect(ohmicCourse({ sweeps: [alone, alone, alone], processSeries: followed })).toEqual([
    { at: 0, value: 1.9, lower: 0.7, upper: 3.1 },
    { at: 1, value: 3.7, lower: 3.5, upper: 4 },
    { at: 2, value: 2, lower: 0.8, upper: 3.2 },
  ]);
  expect(ohmicCourse({ sweeps: [{ drt: null }, alone] }).map(({ at }) => at)).toEqual([1]);
});
