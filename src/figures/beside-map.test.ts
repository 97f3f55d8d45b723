// What stands beside and on the relaxation-time map. Oracle: the synthetic series that is put in.
import { expect, test } from "vitest";
import { syntheticArea, syntheticSeries, syntheticTimeSeries } from "../../test/support/synthetic-series.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { distributionBesideMap } from "./distribution-beside-map.ts";
import { columnAt, mapPlaces } from "./map-places.ts";
import type { Axis } from "./plotly.ts";
import { relaxationMap } from "./relaxation-map.ts";
import { lightTheme } from "./theme.ts";
import { displayUnits } from "./units.ts";

const series = syntheticSeries({ sweeps: 12 });
const units = displayUnits(syntheticArea);
const look = { theme: lightTheme, area: syntheticArea };
const last = series.sweeps.at(-1) as SweepAnalysis;

test.each([null, syntheticTimeSeries(12)])(
  "the distribution stands on the τ axis of the map, with a strip and without",
  (timeSeries) => {
    const map = relaxationMap(series, { ...look, timeSeries });
    const beside = distributionBesideMap(last, { ...look, map });
    const [upright, mapped] = [beside.layout.yaxis, map.layout.yaxis] as [Axis, Axis];
    expect([upright.range, upright.domain]).toEqual([mapped.range, mapped.domain]);
    const margins = [beside, map].map(({ layout }) => layout.margin as { t: number; b: number });
    expect([margins[0]?.t, margins[0]?.b]).toEqual([margins[1]?.t, margins[1]?.b]);
  },
);

test("it draws γ per area over τ, and each peak at its own height", () => {
  const { drt } = last;
  if (drt === null) return expect.fail("the last sweep has relaxation times");
  const { data } = distributionBesideMap(last, { ...look, map: relaxationMap(series, look) });
  const curve = data.find(({ mode, hovertemplate }) => mode === "lines" && hovertemplate !== undefined);
  expect(curve?.x).toEqual(Array.from(drt.gamma, (g) => g * units.resistanceFactor));
  expect(curve?.y).toEqual(Array.from(drt.tau));
  const marks = data.filter(({ mode }) => mode === "markers");
  expect(marks.map(({ y }) => y)).toEqual(expect.arrayContaining(drt.peaks.map(({ tau }) => [tau])));
});

test.each(["sweep", "time", "current"] as const)("along %s every sweep stands in its own column, in order", (along) => {
  const { columns } = mapPlaces(series, along, units);
  expect(columns.map(([from, to]) => columnAt(columns, (from + to) / 2))).toEqual(series.sweeps.map((_, k) => k));
  expect([columnAt(columns, -1e6), columnAt(columns, 1e6)]).toEqual([0, columns.length - 1]);
});

test("a sweep that is over before the next begins is marked within its own record, and so is its track", () => {
  const sweeps = series.sweeps.map((one) => {
    const start = one.sweep.startTime ?? 0;
    return { ...one, sweep: { ...one.sweep, time: one.sweep.time?.map((t) => start + 0.3 * (t - start)) ?? null } };
  });
  const short = { ...series, sweeps };
  const { marks, seconds } = mapPlaces(short, "time", units);
  const within = (place: number, k: number): boolean => {
    const { startTime, time } = (sweeps[k] as SweepAnalysis).sweep;
    return place * seconds >= (startTime ?? 0) && place * seconds <= (time?.at(-1) ?? 0);
  };
  expect(marks.map(within)).toEqual(sweeps.map(() => true));
  const { data } = relaxationMap(short, { ...look, along: "time" });
  const tracks = data.filter(({ name, mode }) => mode === "lines" && name !== undefined);
  expect(tracks.length).toBeGreaterThan(0);
  for (const { x } of tracks)
    expect(marks).toEqual(expect.arrayContaining((x as (number | null)[]).filter((v) => v !== null)));
});

test("the γ axis is shared by the sweeps that reach a fifth of it; a sweep below has its own", () => {
  const map = relaxationMap(series, look);
  const right = (top: number): number =>
    ((distributionBesideMap(last, { ...look, map, top }).layout.xaxis as Axis).range as readonly [number, number])[1];
  const own = Math.max(...(last.drt?.gamma ?? []));
  expect(right(4.9 * own)).toBeCloseTo(1.3 * 4.9 * own * units.resistanceFactor, 8);
  expect(right(5.1 * own)).toBeLessThan(1.31 * own * units.resistanceFactor);
});
