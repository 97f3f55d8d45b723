import { expect, test } from "vitest";
import { syntheticArea, syntheticSeries } from "../../../test/support/synthetic-series.ts";
import { drtOverlay } from "../../figures/drt-overlay.ts";
import { nyquist } from "../../figures/nyquist.ts";
import type { Figure, PlotlyObject, Trace } from "../../figures/plotly.ts";
import { relaxationMap } from "../../figures/relaxation-map.ts";
import { lightTheme as theme } from "../../figures/theme.ts";
import { type FigureLayout, layoutFigure, type PlacedAxis } from "./figure-layout.ts";
import type { FigureRanges } from "./figure-props.ts";

/** Six tenths of the size a character, about what a text of the screen has. */
const measure = (text: string, font: string): number => 0.6 * text.length * Number(/([\d.]+)px/.exec(font)?.[1]);

function laidOut(figure: Figure, width = 480, height = 360, ranges: FigureRanges = {}): FigureLayout {
  return layoutFigure(figure, width, height, { measure, ranges });
}

function axisOf(layout: FigureLayout, name: string): PlacedAxis {
  const axis = layout.axes.get(name);
  if (axis === undefined) throw new Error(`no axis ${name}`);
  return axis;
}

const line: Trace = { type: "scatter", mode: "lines", x: [2, 3, 9], y: [1, 5, 3] };
const points: Trace = { ...line, mode: "markers", marker: { size: 6 } };

// What Plotly 3.7 makes of these in 480 × 360 px: gd._fullLayout.xaxis.range, .yaxis.range, and the x of its ticks.
const fromPlotly: readonly (readonly [
  string,
  readonly Trace[],
  PlotlyObject,
  number[],
  number[],
  number[],
  number[],
])[] = [
  ["lines", [line], {}, [2, 9], [0.7777777777777778, 5.222222222222222], [2, 4, 6, 8], [1, 2, 3, 4, 5]],
  [
    "markers",
    [points],
    {},
    [1.5283687943262412, 9.47163120567376],
    [0.7142857142857143, 5.285714285714286],
    [2, 4, 6, 8],
    [1, 2, 3, 4, 5],
  ],
  [
    "lines with large markers of another trace",
    [line, { type: "scatter", mode: "markers", x: [4, 8], y: [2, 4.5], marker: { size: 16 } }],
    {},
    [2, 9],
    [0.7777777777777778, 5.222222222222222],
    [2, 4, 6, 8],
    [1, 2, 3, 4, 5],
  ],
  [
    "error bars",
    [{ ...points, error_y: { type: "data", array: [0.5, 2, 0.5] } }],
    {},
    [1.5283687943262412, 9.47163120567376],
    [0.1388888888888889, 7.361111111111111],
    [2, 4, 6, 8],
    [2, 4, 6],
  ],
  [
    "zero on the axis",
    [points],
    { rangemode: "tozero" },
    [1.5283687943262412, 9.47163120567376],
    [0, 5.333333333333333],
    [2, 4, 6, 8],
    [0, 1, 2, 3, 4, 5],
  ],
  [
    "filled to zero",
    [{ ...line, fill: "tozeroy" }],
    {},
    [2, 9],
    [0, 5.2631578947368425],
    [2, 4, 6, 8],
    [0, 1, 2, 3, 4, 5],
  ],
  [
    "one value",
    [{ ...line, x: [2, 3], y: [4, 4] }],
    {},
    [2, 3],
    [3, 5],
    [2, 2.2, 2.4, 2.6, 2.8, 3],
    [3, 3.5, 4, 4.5, 5],
  ],
  [
    "small and large numbers",
    [{ ...line, x: [0, 0.0007], y: [0, 40_000] }],
    {},
    [0, 0.0007],
    [-2222.222222222222, 42_222.22222222222],
    [0, 0.0002, 0.0004, 0.0006],
    [0, 10_000, 20_000, 30_000, 40_000],
  ],
];

test.each(fromPlotly)("ranges and ticks are those of Plotly: %s", (_, data, more, x, y, ticksX, ticksY) => {
  const axis = { nticks: 7 };
  const layout = { margin: { l: 60, r: 20, t: 20, b: 40 }, xaxis: axis, yaxis: { ...axis, ...more } };
  const found = laidOut({ data, layout });
  for (const [name, range, ticks] of [
    ["x", x, ticksX],
    ["y", y, ticksY],
  ] as const) {
    const axis = axisOf(found, name);
    const span = (range[1] as number) - (range[0] as number);
    expect((axis.range[0] - (range[0] as number)) / span).toBeCloseTo(0, 9);
    expect((axis.range[1] - (range[1] as number)) / span).toBeCloseTo(0, 9);
    const values = axis.major.map(({ px }) => axis.valueAt(px));
    expect(values.map((v, k) => (v - (ticks[k] as number)) / span)).toEqual(ticks.map(() => expect.closeTo(0, 9)));
  }
});

const equal: Figure = {
  data: [{ type: "scatter", mode: "lines", x: [0, 300], y: [0, 100] }],
  layout: {
    margin: { l: 60, r: 20, t: 20, b: 40 },
    xaxis: { range: [-20, 320] },
    yaxis: { range: [-10, 110], scaleanchor: "x", constraintoward: "bottom" },
  },
};

test("equal axes grow as Plotly lets them: the bottom stays", () => {
  const found = laidOut(equal);
  expect(axisOf(found, "x").range).toEqual([-20, 320]);
  expect(axisOf(found, "y").range).toEqual([-10, expect.closeTo(245, 9)]);
});

test.each([
  [300, 200],
  [480, 360],
  [260, 900],
  [2400, 300],
])("at %i × %i px one Ω is as long on both axes, also zoomed, and nothing asked for is lost", (width, height) => {
  const figure = nyquist(syntheticSeries({ sweeps: 1 }).sweeps[0] as never, { theme, area: syntheticArea });
  const whole = laidOut(figure, width, height);
  for (const ranges of [{}, { x: [10, 20], y: [0, 3] }, { x: [10, 11] }, { y: [2, 1] }] as FigureRanges[]) {
    const found = laidOut(figure, width, height, ranges);
    const [x, y] = [axisOf(found, "x"), axisOf(found, "y")];
    const unit = (axis: PlacedAxis): number => Math.abs((axis.to - axis.from) / (axis.range[1] - axis.range[0]));
    expect(unit(x) / unit(y)).toBeCloseTo(1, 9);
    expect(found.box).toEqual(whole.box);
    for (const [name, [a, b]] of Object.entries(ranges)) {
      const { range } = axisOf(found, name);
      expect(Math.min(...range)).toBeLessThanOrEqual(Math.min(a, b) + 1e-9);
      expect(Math.max(...range)).toBeGreaterThanOrEqual(Math.max(a, b) - 1e-9);
    }
  }
});

test("the frequency axis over τ follows a zoom: at each px f = 1/(2πτ)", () => {
  const { sweeps } = syntheticSeries({ sweeps: 1 });
  for (const ranges of [{}, { x: [-5.5, -4.25] }] as FigureRanges[]) {
    const found = laidOut(drtOverlay(sweeps, { theme, area: syntheticArea }), 480, 360, ranges);
    const [tau, frequency] = [axisOf(found, "x"), axisOf(found, "x2")];
    for (const px of [tau.from, 200, 300, tau.to]) {
      expect(frequency.valueAt(px) * 2 * Math.PI * tau.valueAt(px)).toBeCloseTo(1, 9);
    }
  }
});

test.each([
  [300, 220],
  [560, 380],
  [1300, 700],
])("at %i × %i px labels of an axis keep apart and stay on the canvas", (width, height) => {
  const series = syntheticSeries({ sweeps: 20 });
  for (const figure of [
    relaxationMap(series, { theme, area: syntheticArea }),
    nyquist(series.sweeps[3] as never, { theme, area: syntheticArea }),
    drtOverlay(series.sweeps, { theme, area: syntheticArea }),
  ]) {
    for (const { spec, major, line } of laidOut(figure, width, height).axes.values()) {
      const labelled = major.filter(({ text }) => text.width > 0);
      for (const [k, { px, text }] of labelled.entries()) {
        const before = labelled[k - 1];
        const size = spec.letter === "x" ? text.width : text.height;
        const other = before === undefined ? 0 : spec.letter === "x" ? before.text.width : before.text.height;
        if (before !== undefined) expect(Math.abs(px - before.px)).toBeGreaterThanOrEqual((size + other) / 2);
        if (spec.letter === "x") expect(px + size / 2).toBeLessThanOrEqual(width + 0.5);
        else if (spec.side === "left") expect(line - text.width).toBeGreaterThanOrEqual(0);
      }
    }
  }
});

test("zoomed axes get ticks of their own", () => {
  const found = laidOut({ data: [line], layout: { xaxis: { type: "log", range: [-8, 2], dtick: 1 } } }, 480, 360, {
    x: [-5.2, -4.9],
  });
  const values = axisOf(found, "x").major.map(({ px }) => axisOf(found, "x").valueAt(px));
  expect(values.length).toBeGreaterThan(2);
  for (const value of values) expect(value * 1e6).toBeCloseTo(Math.round(value * 1e6), 6);
});
