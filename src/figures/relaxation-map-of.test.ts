// A map with other values. Oracle: the map that is drawn of them from the beginning.
import { expect, test } from "vitest";
import { syntheticArea, syntheticSeries, syntheticTimeSeries } from "../../test/support/synthetic-series.ts";
import type { RelaxationMap } from "../impedance/relaxation-times/result.ts";
import { mapColors } from "./map-colors.ts";
import type { Figure, PlotlyValue } from "./plotly.ts";
import { relaxationMap, relaxationMapOf } from "./relaxation-map.ts";
import { seriesUnits } from "./series-axis.ts";
import { lightTheme } from "./theme.ts";

const series = syntheticSeries({ sweeps: 20 });
const drawn = series.map as RelaxationMap;
const options = { theme: lightTheme, area: syntheticArea, timeSeries: syntheticTimeSeries(20), tracks: [] };

const shadesOf = (map: RelaxationMap) => mapColors(map, series, seriesUnits(series, syntheticArea).resistanceFactor);

/** With plain numbers instead of typed arrays. */
function plain(figure: Figure): Figure {
  const rows = (value: PlotlyValue): PlotlyValue =>
    Array.isArray(value) ? value.map((row) => (row instanceof Float64Array ? Array.from(row) : row)) : value;
  return {
    ...figure,
    data: figure.data.map((trace) =>
      trace.type === "heatmap" ? { ...trace, z: rows(trace.z), customdata: rows(trace.customdata) } : trace,
    ),
  };
}

test.each(["time", "sweep", "current"] as const)("of other values along %s: as drawn anew", (along) => {
  const map = { ...drawn, gamma: drawn.gamma.map((value, k) => value * (2 + Math.sin(k))) };
  const before = relaxationMap(series, { ...options, along });
  const after = relaxationMapOf(map, before, series, { ...options, along, shades: shadesOf(map) });
  expect(plain(after)).toEqual(relaxationMap({ ...series, map }, { ...options, along }));
  expect(after.layout).toBe(before.layout);
  expect(after.data[0]).not.toEqual(before.data[0]);
});

test("another number of sweeps is refused, with both numbers", () => {
  const before = relaxationMap(series, options);
  expect(() =>
    relaxationMapOf({ ...drawn, sweeps: 19 }, before, series, { ...options, shades: shadesOf(drawn) }),
  ).toThrow("19 sweeps for a series of 20");
});
