// Resistances along a series. Oracle: what is put in, and the one course of R∞ that the table of results prints.
import { expect, test } from "vitest";
import { syntheticArea, syntheticSeries } from "../../test/support/synthetic-series.ts";
import { resultsOf } from "../study/series-results.ts";
import { resistances } from "./resistances.ts";
import { lightTheme } from "./theme.ts";

test("beside the arcs of a circuit, which has its own resistance in series, it is told whose it is", () => {
  const series = syntheticSeries({ sweeps: 6 });
  const look = { theme: lightTheme, area: syntheticArea };
  expect(resistances(series, look).data[0]?.name).toBe("<i>R</i><sub>∞</sub> of the relaxation times");
  const sweeps = series.sweeps.map((one) => ({ ...one, circuit: null }));
  expect(resistances({ ...series, circuit: null, sweeps }, look).data[0]?.name).toBe("<i>R</i><sub>∞</sub>");
});

test("R∞ is drawn as it stands in the table of results, with its interval", () => {
  const plain = syntheticSeries({ sweeps: 6 });
  const sweeps = plain.sweeps.map((one, k) => ({
    ...one,
    drt:
      one.drt === null || k === 2
        ? null
        : { ...one.drt, ohmicResistance: 20 + k, ohmicResistanceBounds: { lower: 19 + k, upper: 23 + k } },
  }));
  const series = { ...plain, sweeps };
  const drawn = resistances(series, { theme: lightTheme, area: syntheticArea, along: "sweep" }).data[0];
  const cells = resultsOf(series, syntheticArea).columns.find(({ id }) => id === "R∞")?.cells ?? [];
  const printed = cells.flatMap((cell) => (cell === null ? [] : [cell]));
  expect(cells.map((cell) => cell === null)).toEqual([false, false, true, false, false, false]);
  expect(drawn?.y).toEqual(printed.map(({ value }) => value));
  const bars = drawn?.error_y as { readonly array: readonly number[]; readonly arrayminus: readonly number[] };
  printed.forEach(({ value, lower, upper }, k) => {
    expect([bars.arrayminus[k], bars.array[k]]).toEqual([
      expect.closeTo(value - (lower ?? Number.NaN), 9),
      expect.closeTo((upper ?? Number.NaN) - value, 9),
    ]);
  });
});
