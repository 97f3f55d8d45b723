// What was computed with other values. Oracle: the figure itself, point by point.
import { expect, test } from "vitest";
import { measuredCourse } from "./measured-course.ts";
import { mutedFigure } from "./muted.ts";
import { lightTheme } from "./theme.ts";

const time = Float64Array.of(0, 1, 2);
const course = { time, voltage: Float64Array.of(0, 0.1, 0.2), current: Float64Array.of(1, 1, 1) };

test("computed lines are muted, measured points are not, and no number changes", () => {
  const figure = measuredCourse(course, course, lightTheme);
  const muted = mutedFigure(figure);
  expect(muted.layout).toEqual(figure.layout);
  const opacities = { lines: new Set<unknown>(), markers: new Set<unknown>() };
  muted.data.forEach((trace, k) => {
    const { opacity, ...same } = trace;
    expect(same).toEqual(figure.data[k]);
    opacities[trace.mode === "markers" ? "markers" : "lines"].add(opacity);
  });
  expect([...opacities.markers]).toEqual([undefined]);
  expect([...opacities.lines]).toEqual([expect.any(Number)]);
  expect([...opacities.lines][0]).toBeLessThan(0.5);
});
