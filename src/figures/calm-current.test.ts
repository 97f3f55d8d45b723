// Oracle: the definition — 20 % of the size of the current, or as much as the ripple takes in the 30 % above its middle.
import { describe, expect, it } from "vitest";
import type { TimeSeries } from "../files/time-series.ts";
import type { Axis } from "./plotly.ts";
import { lightTheme as theme } from "./theme.ts";
import { voltageAndCurrent } from "./voltage-and-current.ts";

const rippling = (mean: number, ripple: number): TimeSeries => ({
  time: Float64Array.of(0, 1, 2, 3),
  voltage: Float64Array.of(0, 0.1, 0.2, 0.3),
  current: Float64Array.of(mean - ripple / 2, mean + ripple / 2, mean, mean),
});
const rangeOf = (series: TimeSeries): readonly number[] | undefined =>
  (voltageAndCurrent(series, { theme, area: null }).layout.yaxis2 as Axis).range as readonly number[] | undefined;

describe("the axis of a current", () => {
  it("spans 20 % of a current that ripples, whatever its sign", () => {
    for (const sign of [1, -1]) {
      const [from = 0, to = 0] = rangeOf(rippling(sign, 0.002)) ?? [];
      expect(to - from).toBeCloseTo(0.2 * 1.001, 9);
      expect((sign - from) / (to - from)).toBeCloseTo(0.7, 9);
    }
  });

  it("holds all of a ripple that takes more", () => {
    const [from = 0, to = 0] = rangeOf(rippling(1, 0.15)) ?? [];
    expect(to - from).toBeCloseTo(0.25, 9);
    expect(to).toBeCloseTo(1.075, 9);
  });

  it("is that of the data for a current that changes", () => {
    expect(rangeOf(rippling(1, 0.4))).toBeUndefined();
  });

  it("names both curves in their own colours", () => {
    const { layout } = voltageAndCurrent(rippling(1, 0.4), { theme, area: null });
    const colorOf = (axis: unknown) => (axis as { title: { font: { color: string } } }).title.font.color;
    expect([colorOf(layout.yaxis), colorOf(layout.yaxis2)]).toEqual([theme.color.accent, theme.color.s5]);
  });
});
