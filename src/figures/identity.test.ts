// One colour, marker and number for a process on map, distribution, cumulative resistance and table. Oracle: the numbers put in.
import { expect, test } from "vitest";
import { syntheticSeries } from "../../test/support/synthetic-series.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { resultsOf } from "../study/series-results.ts";
import { cumulativeResistance } from "./cumulative-resistance.ts";
import { distributionBesideMap } from "./distribution-beside-map.ts";
import { drtOverlay } from "./drt-overlay.ts";
import type { Trace } from "./plotly.ts";
import { relaxationMap } from "./relaxation-map.ts";
import { lightTheme, otherStyle, processStyle } from "./theme.ts";

const look = { theme: lightTheme, area: 1e-4 };
const series = syntheticSeries({ sweeps: 6 });
const [first] = series.sweeps as readonly [SweepAnalysis];
const [peak] = first.drt?.peaks ?? [];
if (first.drt === null || peak === undefined) throw new Error("the synthetic series has peaks");
const numbered = (process: number | null): SweepAnalysis => ({
  ...first,
  drt: first.drt && { ...first.drt, peaks: [{ ...peak, process }] },
});
const markers = (data: readonly Trace[]): unknown[] =>
  data
    .filter(({ mode }) => mode === "markers")
    .map(({ marker, hovertemplate }) => ({ ...(marker as object), hovertemplate }));

test("a peak has the colour, the marker and the number of its process, in each figure of a sweep; one of none is neutral and says so", () => {
  const map = relaxationMap(series, look);
  for (const process of [1, 2, 3, null]) {
    const sweep = numbered(process);
    const style = processStyle(process);
    for (const figure of [
      drtOverlay([sweep], look),
      distributionBesideMap(sweep, { ...look, map }),
      cumulativeResistance(sweep, look),
    ]) {
      expect(markers(figure.data)).toEqual([
        expect.objectContaining({
          symbol: style.marker,
          color: lightTheme.color[style.color],
          hovertemplate: expect.stringContaining(
            process === null ? "of no process that is followed" : `<i>P</i><sub>${process}</sub>`,
          ),
        }),
      ]);
    }
  }
  expect([1, 2, 3, 4, 5, 6].map(processStyle)).not.toContainEqual(otherStyle);
});

test("the lines on the map and the columns of the table have the numbers of their processes", () => {
  const { data } = relaxationMap(series, look);
  const columns = resultsOf(series, null).columns.filter(({ symbol }) => symbol === "τ");
  expect(columns.length).toBeGreaterThan(1);
  for (const { process } of columns) {
    const color = lightTheme.color[processStyle(process).color];
    expect(data.some(({ line, mode }) => mode === "lines" && (line as { color?: string }).color === color)).toBe(true);
  }
  expect(columns.map(({ process }) => process)).toEqual(columns.map((_, k) => k + 1));
});
