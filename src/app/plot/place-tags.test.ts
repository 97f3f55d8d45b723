// Tags of the cursor. Oracle: the boxes of all axis numbers as the painter sets them.
import { describe, expect, test } from "vitest";
import { syntheticArea, syntheticSeries, syntheticTimeSeries } from "../../../test/support/synthetic-series.ts";
import { bode } from "../../figures/bode.ts";
import { nyquist } from "../../figures/nyquist.ts";
import { relaxationMap } from "../../figures/relaxation-map.ts";
import { lightTheme as theme } from "../../figures/theme.ts";
import type { SweepAnalysis } from "../../impedance/series/analysis.ts";
import { type Box, type FigureLayout, LABEL_GAP, layoutFigure, type PlacedAxis } from "./figure-layout.ts";
import { overlap } from "./place-labels.ts";
import { placedTags } from "./place-tags.ts";

const measure = (text: string, font: string): number => 0.6 * text.length * Number(/([\d.]+)px/.exec(font)?.[1]);
const options = { theme, area: syntheticArea };
const series = syntheticSeries({ sweeps: 20 });
const sweep = series.sweeps[3] as SweepAnalysis;

/** Boxes of the numbers of all axes, as the painter sets them. */
function numbers({ axes }: FigureLayout): Box[] {
  return [...axes.values()].flatMap(({ spec, line, major }) =>
    major
      .filter(({ text }) => text.width > 0 && spec.labels)
      .map(({ px, text: { width, height } }) => {
        if (spec.letter === "x") {
          const top = spec.side === "top" ? line - LABEL_GAP - height + 2 : line + LABEL_GAP - 2;
          return { left: px - width / 2, top, width, height };
        }
        const left = spec.side === "right" ? line + LABEL_GAP : line - LABEL_GAP - width;
        return { left, top: px - height / 2, width, height };
      }),
  );
}

const figures = [
  ["map", relaxationMap(series, { ...options, timeSeries: syntheticTimeSeries(20) }), ["x", "x2", "y"]],
  ["Nyquist", nyquist(sweep, options), ["x", "y"]],
  ["Bode", bode(sweep, options), ["x", "y", "y2"]],
] as const;

describe.each(figures)("%s", (_, figure, names) => {
  const layout = layoutFigure(figure, 520, 380, { measure });
  const at = (name: string, part: number) => {
    const axis = layout.axes.get(name) as PlacedAxis;
    return {
      axis,
      one: { axis: name, value: axis.valueAt(axis.from + part * (axis.to - axis.from)), text: "123.4 ms" },
    };
  };
  const parts = Array.from({ length: 41 }, (_, k) => k / 40);

  test("wherever the cursor is, its tags cover neither a number of an axis nor one another, and all are there", () => {
    expect(numbers(layout).length).toBeGreaterThan(6);
    for (const across of parts) {
      for (const up of [0, 0.03, 0.5, 1]) {
        const shown = names.map((name) => at(name, name.startsWith("x") ? across : up));
        const tags = placedTags(layout, shown, [], "sans-serif").map(({ box }) => box);
        expect(tags).toHaveLength(names.length);
        for (const [k, tag] of tags.entries()) {
          for (const other of [...numbers(layout), ...tags.slice(0, k)]) expect(overlap(tag, other)).toBe(false);
        }
      }
    }
  });

  test("a tag that would cover the point of the cursor stands at the other end of its line", () => {
    const shown = [at("x", 0.5)];
    const [tag] = placedTags(layout, shown, [], "sans-serif");
    const point = { ...(tag?.box as Box), width: 6, height: 6 };
    const [moved] = placedTags(layout, shown, [point], "sans-serif");
    expect(overlap(moved?.box as Box, point)).toBe(false);
    expect(moved?.box.left).toBe(tag?.box.left);
  });

  test.runIf(names.some((name) => name === "x2"))(
    "but not where another axis has its tag: there it would be read as one of that axis",
    () => {
      const tags = [at("x", 0.5), at("x2", 0.5)];
      const before = placedTags(layout, tags, [], "sans-serif").map(({ box }) => box);
      const after = placedTags(layout, tags, before, "sans-serif").map(({ box }) => box);
      const [height = 0] = before.map((box) => box.height);
      // Each further inside, on its own side of the frame.
      expect(after.map(({ left }) => left)).toEqual(before.map(({ left }) => left));
      const moved = after.map(({ top }, k) => (top - (before[k]?.top ?? 0)) / height);
      expect(moved.map((by) => Math.round(10 * by) / 10).sort()).toEqual([-1.2, 1.2]);
    },
  );
});
