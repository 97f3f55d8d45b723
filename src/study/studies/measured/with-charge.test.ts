// Charge of a measured current. Oracle: the integral of a straight line, which the trapezoidal rule has exactly.
import { expect, test } from "vitest";
import { type MeasuredCourse, withCharge } from "./compare.ts";

const series = {
  time: new Float64Array([0, 100]),
  current: new Float64Array([10, 10]),
  voltage: new Float64Array([0, 0]),
  charge: new Float64Array([0, 1000]),
  segment: new Int32Array([0, 0]),
  recorded: [],
};
const measured = (time: readonly number[], current: readonly number[]): MeasuredCourse => ({
  time: Float64Array.from(time),
  voltage: new Float64Array(time.length),
  current: Float64Array.from(current),
});

test("it begins where the run was, and is that of the current", () => {
  const { charge } = withCharge({ series }, measured([50, 60, 80], [0, 10, 30]));
  expect(charge).toEqual(new Float64Array([500, 550, 950]));
});

test("a file that begins before the run begins at none; without currents there is no charge", () => {
  expect(withCharge({ series }, measured([-5, 5], [2, 2])).charge).toEqual(new Float64Array([0, 20]));
  expect(withCharge({ series }, measured([0, 1], [])).charge).toHaveLength(0);
});
