// Map and distribution stand beside each other. Oracle: one height for one τ, as the painter lays both out.
import { expect, test } from "vitest";
import { syntheticArea, syntheticSeries } from "../../../test/support/synthetic-series.ts";
import { distributionBesideMap } from "../../figures/distribution-beside-map.ts";
import { relaxationMap } from "../../figures/relaxation-map.ts";
import { lightTheme } from "../../figures/theme.ts";
import type { SeriesAnalysis, SweepAnalysis } from "../../impedance/series/analysis.ts";
import { layoutFigure } from "../plot/figure-layout.ts";

const measure = (text: string) => 6 * text.length;
const look = { theme: lightTheme, area: syntheticArea, roomAbove: true };
const rising = syntheticSeries({ sweeps: 6 });
const held: SeriesAnalysis = {
  ...rising,
  sweeps: rising.sweeps.map((one) => ({ ...one, sweep: { ...one.sweep, dcCurrent: 1e-3 } })),
};

test.each([
  ["a current that rises: an axis above the map", rising],
  ["one current: none", held],
])("%s", (_, series) => {
  const map = relaxationMap(series, look);
  const beside = distributionBesideMap(series.sweeps[0] as SweepAnalysis, { ...look, map });
  const [left, right] = [layoutFigure(map, 560, 400, { measure }), layoutFigure(beside, 200, 400, { measure })];
  for (const tau of [1e-6, 1e-3, 1]) {
    expect(right.axes.get("y")?.place(tau)).toBeCloseTo(left.axes.get("y")?.place(tau) ?? 0, 6);
  }
});
