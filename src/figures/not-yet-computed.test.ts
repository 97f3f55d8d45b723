// A figure that grows. Oracle: the shares of the width by hand.
import { expect, it } from "vitest";
import { notYetComputed } from "./not-yet-computed.ts";
import type { Figure } from "./plotly.ts";
import { lightTheme } from "./theme.ts";

const figure: Figure = { data: [], layout: { xaxis: { range: [0, 3], title: { text: "j" } } } };

it("a quarter of the width is left open at the right, behind a line where the figure ends", () => {
  const { layout } = notYetComputed(figure, lightTheme);
  expect(layout.xaxis).toEqual({ range: [0, 4], title: { text: "j" } });
  expect(layout.shapes).toMatchObject([{ x0: 3, x1: 3 }]);
  expect(layout.annotations).toMatchObject([{ x: 3.5, text: "not yet<br>computed" }]);
});

it("a figure whose axis has no range of its own is left as it is", () => {
  const free: Figure = { data: [], layout: { xaxis: {} } };
  expect(notYetComputed(free, lightTheme)).toBe(free);
});
