import { expect, test } from "vitest";
import type { Figure, Trace } from "../../figures/plotly.ts";
import { type FigureLayout, layoutFigure, type PlacedAxis } from "./figure-layout.ts";
import { formatHover } from "./hover-format.ts";
import { hoverText, scatterDatum } from "./hover-text.ts";
import { cellAt, mapCells, mapPixels, rgbOf } from "./map-bitmap.ts";
import { snapAt } from "./snap.ts";
import { axesAt, panned, zoomedAbout, zoomedTo } from "./zoom.ts";

const measure = (text: string): number => 6 * text.length;
const map: Trace = {
  type: "heatmap",
  x: [0, 1, 4],
  y: [1, 10, 1000],
  z: [
    [0, 1],
    [0.5, null],
  ],
  zmin: 0,
  zmax: 1,
  colorscale: [
    [0, "#000000"],
    [1, "#ff8000"],
  ],
};
const dots: Trace = {
  type: "scatter",
  mode: "markers",
  x: [0.5, 2, 3],
  y: [3, 100, 30],
  name: "dots",
  text: ["a", "b", "c"],
};
const figure: Figure = {
  data: [map, { ...dots, hoverinfo: "skip", x: [1.95], y: [99] }, dots],
  layout: { xaxis: { range: [0, 4] }, yaxis: { type: "log", range: [0, 3] } },
};
const layout = layoutFigure(figure, 500, 400, { measure });

function axis(of: FigureLayout, name: string): PlacedAxis {
  return of.axes.get(name) as PlacedAxis;
}

function pxOf(x: number, y: number): readonly [number, number] {
  return [axis(layout, "x").place(x), axis(layout, "y").place(y)];
}

test("the pointer finds the nearest datum with hover; else the cell under it; else itself", () => {
  const [px, py] = pxOf(2, 100);
  expect(snapAt(layout, px - 4, py + 3)?.at).toMatchObject({
    trace: 2,
    point: 1,
    x: 2,
    y: 100,
    xaxis: "x",
    yaxis: "y",
  });
  const cell = snapAt(layout, ...pxOf(0.2, 2))?.at;
  expect(cell).toMatchObject({ trace: 0, point: 0, x: 0.5, pointerX: expect.closeTo(0.2, 9) });
  expect(cell?.y).toBeCloseTo(Math.sqrt(10), 9);
  expect(snapAt(layout, ...pxOf(3.5, 500))?.at).toMatchObject({ trace: null, point: null, x: expect.closeTo(3.5, 9) });
  expect(snapAt(layout, 2, 2)).toBeNull();
});

test("each pixel of a map has the colour of the cell under its middle, none where there is no value", () => {
  const cells = mapCells(map, false, true);
  const pixels = mapPixels(
    cells,
    8,
    6,
    (i) => 0.25 + i / 2,
    (k) => 3 - (k + 0.5) / 2,
  );
  const rgb = (i: number, k: number): number[] => {
    const pixel = pixels[k * 8 + i] as number;
    return [pixel & 255, (pixel >> 8) & 255, (pixel >> 16) & 255, pixel >>> 24];
  };
  expect(rgb(0, 5)).toEqual([0, 0, 0, 255]);
  expect(rgb(1, 4)).toEqual([0, 0, 0, 255]);
  expect(rgb(2, 5)).toEqual([255, 128, 0, 255]);
  expect(rgb(0, 3)).toEqual([128, 64, 0, 255]);
  expect(rgb(7, 0)).toEqual([0, 0, 0, 0]);
  expect([rgbOf("#0a6674"), rgbOf("rgb(1, 2,3)")]).toEqual([
    [10, 102, 116],
    [1, 2, 3],
  ]);
});

test.each([
  [[0, 1, 4], 0.5, 0],
  [[0, 1, 4], 4, 1],
  [[0, 1, 4], 4.1, -1],
  [[4, 1, 0], 3, 0],
  [[4, 1, 0], -1, -1],
])("among edges %j, %f lies in cell %i", (edges, at, cell) => {
  expect(cellAt(Float64Array.from(edges), at)).toBe(cell);
});

// d3.format of version 3, with a true minus, × 10ⁿ for e+n and a space before the prefix.
test.each([
  [6123.4, ".4~s", "6.123 k"],
  [100, ".4~s", "100 "],
  [2.6e-5, ".3~s", "26 µ"],
  [154.32, ".4~g", "154.3"],
  [150, ".4~g", "150"],
  [150, ".4g", "150.0"],
  [-0.5, ".2f", "−0.50"],
  [123_456, ".4~g", "1.235 × 10⁵"],
  [Number.NaN, ".4~g", "–"],
])("%f as %s reads %s", (value, format, text) => {
  expect(formatHover(value, format).replaceAll("\u00A0", " ")).toBe(text);
});

test("a template takes values, texts and names of its datum; the text of a file stays text", () => {
  const trace: Trace = {
    ...dots,
    customdata: [
      ["p", 1],
      ["&lt;b&gt;", 2],
      ["r", 3],
    ],
    hovertemplate: "%{fullData.name} %{text}<br>%{x:.2f}, %{y:.3~g} %{customdata[0]} %{customdata[1]}<extra></extra>",
  };
  expect(hoverText(trace, scatterDatum(trace, 1))).toBe("dots b<br>2.00, 100 &lt;b&gt; 2");
});

test("zooming about a place keeps it where it is; out of the whole range it ends there", () => {
  const place = { px: pxOf(1, 10)[0], py: pxOf(1, 10)[1] };
  const axes = axesAt(layout, place.px, place.py);
  const near = zoomedAbout(axes, {}, place, 0.5);
  const zoomed = layoutFigure(figure, 500, 400, { measure, ranges: near });
  expect(
    axis(zoomed, "x").valueAt(axis(zoomed, "x").from + 0.25 * (axis(zoomed, "x").to - axis(zoomed, "x").from)),
  ).toBeCloseTo(1, 9);
  expect(near.y).toEqual([expect.closeTo(0.5, 9), expect.closeTo(2, 9)]);
  expect(zoomedAbout(axes, near, place, 8)).toEqual({});
});

test("beside a plot only the axis there is grabbed", () => {
  const [px, py] = pxOf(2, 100);
  expect(axesAt(layout, px, axis(layout, "x").line + 12).map(({ spec }) => spec.name)).toEqual(["x"]);
  expect(axesAt(layout, axis(layout, "y").line - 12, py).map(({ spec }) => spec.name)).toEqual(["y"]);
});

test("a selection is shown, a flat one along its direction only, a small one not; moving shifts by what was dragged", () => {
  const axes = axesAt(layout, ...pxOf(2, 100));
  const [[x0, y0], [x1, y1]] = [pxOf(1, 10), pxOf(3, 100)];
  expect(zoomedTo(layout, axes, {}, { x0, y0, x1, y1 })).toEqual({
    x: [expect.closeTo(1, 9), expect.closeTo(3, 9)],
    y: [expect.closeTo(1, 9), expect.closeTo(2, 9)],
  });
  expect(zoomedTo(layout, axes, {}, { x0: x1, y0, x1: x0, y1: y0 + 2 })).toEqual({
    x: [expect.closeTo(1, 9), expect.closeTo(3, 9)],
    y: [expect.closeTo(0, 9), expect.closeTo(3, 9)],
  });
  expect(zoomedTo(layout, axes, {}, { x0, y0, x1: x0 + 3, y1: y0 + 3 })).toBeNull();
  const perUnit = pxOf(1, 10)[0] - pxOf(0, 10)[0];
  expect(panned(axes, {}, perUnit, 0).x).toEqual([expect.closeTo(-1, 9), expect.closeTo(3, 9)]);
});
