// Places of texts on a plot. Oracle: the canvas and the plots as they are laid out.
import { expect, test } from "vitest";
import { syntheticArea, syntheticSeries } from "../../../test/support/synthetic-series.ts";
import { distributionBesideMap } from "../../figures/distribution-beside-map.ts";
import type { Figure } from "../../figures/plotly.ts";
import { relaxationMap } from "../../figures/relaxation-map.ts";
import { stateCourses } from "../../figures/state-courses.ts";
import { lightTheme as theme } from "../../figures/theme.ts";
import type { SweepAnalysis } from "../../impedance/series/analysis.ts";
import { layoutFigure } from "./figure-layout.ts";
import { labelBoxes } from "./paint-notes.ts";
import { overlap } from "./place-labels.ts";

const measure = (text: string, font: string): number => 0.6 * text.length * Number(/([\d.]+)px/.exec(font)?.[1]);
const options = { theme, area: syntheticArea };
const series = syntheticSeries({ sweeps: 20 });
const map = relaxationMap(series, options);

test.each([140, 170, 200, 300])(
  "a text that is wider than its plot stays on a canvas of %i px where it fits",
  (width) => {
    const figure = distributionBesideMap(series.sweeps[3] as SweepAnalysis, { ...options, map });
    const boxes = labelBoxes(layoutFigure(figure, width, 300, { measure }));
    expect(boxes.length).toBeGreaterThan(1);
    for (const box of boxes.filter((one) => one.width <= width)) {
      expect(box.left).toBeGreaterThanOrEqual(-0.5);
      expect(box.left + box.width).toBeLessThanOrEqual(width + 0.5);
    }
  },
);

test("what is drawn over a figure keeps clear of the words of an onset too, which hang on one axis alone", () => {
  const onset: Figure = {
    ...map,
    layout: { ...map.layout, annotations: [{ text: "Onset", x: 3, y: 0.9, yref: "paper", showarrow: false }] },
  };
  expect(labelBoxes(layoutFigure(onset, 520, 380, { measure }))).toHaveLength(1);
});

test.each([180, 240, 420])(
  "names beside the ends of curves do not cover one another on a plot %i px high",
  (height) => {
    const time = Float64Array.of(0, 1, 2);
    const shares = [
      ["a.contact fraction", 0.05],
      ["a.precipitate fraction", 0.045],
      ["b.voids", 0.62],
      ["b.coverage", 0.6],
      ["c.activity", 0.5],
    ] as const;
    const unknowns = shares.map(([name, end]) => ({ name, unit: "1", values: Float64Array.of(0, end / 2, end) }));
    const boxes = labelBoxes(layoutFigure(stateCourses(time, unknowns, theme), 360, height, { measure }));
    expect(boxes).toHaveLength(shares.length);
    for (const [k, one] of boxes.entries())
      for (const other of boxes.slice(k + 1)) expect(overlap(one, other)).toBe(false);
  },
);
