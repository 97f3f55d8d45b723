// What a text would lie on. Oracle: points and a line by hand, on a plot of 1 px a unit.
import { expect, test } from "vitest";
import type { Figure } from "../../figures/plotly.ts";
import { layoutFigure } from "./figure-layout.ts";
import { marksUnder } from "./marks-under.ts";

const axis = { range: [0, 100] };
const figure: Figure = {
  data: [
    { type: "scatter", mode: "markers", x: [50], y: [50] },
    { type: "scatter", mode: "lines", x: [0, 100], y: [20, 20] },
    { type: "scatter", mode: "lines", x: [0, 100], y: [80, 80], line: { width: 0 } },
    { type: "scatter", mode: "lines", x: [0, 100], y: [90, 90], visible: false },
  ],
  layout: { margin: { l: 0, r: 0, t: 0, b: 0 }, xaxis: { ...axis }, yaxis: { ...axis } },
};

test("points count with their size, lines where they pass through, what is not drawn not at all", () => {
  const layout = layoutFigure(figure, 100, 100, { measure: (text) => 6 * text.length });
  const { box } = layout;
  const x = (value: number): number => box.left + (value / 100) * box.width;
  const y = (value: number): number => box.top + (1 - value / 100) * box.height;
  const covers = marksUnder(layout);
  const at = (left: number, top: number) => covers({ left: x(left), top: y(top), width: 20, height: 10 });
  expect(at(40, 55)).toBe(1);
  expect(covers({ left: x(50) + 2, top: y(50), width: 20, height: 10 })).toBe(1);
  expect(covers({ left: x(50) + 4, top: y(50), width: 20, height: 10 })).toBe(0);
  expect(at(40, 25)).toBeGreaterThan(1);
  // A text that stands on a line does not cover it.
  expect(covers({ left: x(40), top: y(20), width: 20, height: 10 })).toBe(0);
  expect(at(40, 85) + at(40, 95)).toBe(0);
});
