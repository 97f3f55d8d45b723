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
  const { annotations: _names, shapes: _marks, ...layout } = figure.layout;
  expect(muted.layout).toMatchObject(layout);
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

test("names at line ends, levels and marks of the data are muted with their lines; measured names and frames are not", () => {
  const line = { type: "scatter", mode: "lines", line: { color: "#111" } } as const;
  const points = { type: "scatter", mode: "markers", marker: { color: "#222" } } as const;
  const name = (color: string) => ({ text: "name", font: { color } });
  const frame = { type: "rect", xref: "paper", yref: "paper" };
  const muted = mutedFigure({
    data: [line, points],
    layout: {
      annotations: [name("#111"), name("#222"), name("#333")],
      shapes: [
        { type: "line", xref: "paper", yref: "y" },
        { type: "rect", xref: "x", yref: "paper", opacity: 0.25 },
        frame,
      ],
    },
  });
  const { annotations = [], shapes = [] } = muted.layout;
  expect(annotations.map(({ opacity }) => typeof opacity)).toEqual(["number", "undefined", "number"]);
  expect(shapes.map(({ opacity }) => typeof opacity)).toEqual(["number", "number", "undefined"]);
  expect(shapes[1]?.opacity).toBeLessThan(0.25);
  expect(annotations.map(({ text }) => text)).toEqual(["name", "name", "name"]);
});
