// Bounds of 95 % stand in the tables where they are known, and nowhere else. Oracle: the bounds that the test puts in.
import { expect, test } from "vitest";
import { syntheticSeries } from "../../test/support/synthetic-series.ts";
import { findColumn, findNumbers } from "../base/table.ts";
import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import { peakTable, relaxationTable } from "./result-tables.ts";

/** Without bounds, as a regularised solution has none. */
function bare(whole: SeriesAnalysis): SeriesAnalysis {
  const unknown = { tauLower: null, tauUpper: null, resistanceLower: null, resistanceUpper: null };
  const sweeps = whole.sweeps.map((sweep) => {
    const { drt } = sweep;
    return drt === null ? sweep : { ...sweep, drt: { ...drt, peaks: drt.peaks.map((p) => ({ ...p, ...unknown })) } };
  });
  return { ...whole, sweeps };
}

const series = bare(syntheticSeries({ sweeps: 3 }));

function banded(): SeriesAnalysis {
  const sweeps = series.sweeps.map((sweep) => {
    const { drt } = sweep;
    if (drt === null) return sweep;
    const peaks = drt.peaks.map((peak) => ({
      ...peak,
      resistanceLower: 0.9 * peak.resistance,
      resistanceUpper: 1.2 * peak.resistance,
    }));
    return { ...sweep, drt: { ...drt, peaks, gammaLower: drt.gamma.map((g) => 0.5 * g), gammaUpper: drt.gamma } };
  });
  return { ...series, sweeps };
}

test("peaks and γ with bounds", () => {
  const peaks = peakTable(banded());
  const [lower, value] = ["resistance lower 95 %", "resistance"].map((name) => findNumbers(peaks, name));
  expect(lower?.length).toBeGreaterThan(0);
  lower?.forEach((bound, k) => {
    expect(bound / (value?.[k] as number)).toBeCloseTo(0.9, 12);
  });
  const gamma = relaxationTable(banded());
  expect(findNumbers(gamma, "gamma lower 95 %")?.[40]).toBeCloseTo(
    0.5 * (findNumbers(gamma, "gamma")?.[40] as number),
    12,
  );
});

test("without bounds there are no columns for them", () => {
  for (const table of [peakTable(series), relaxationTable(series)]) {
    expect(table.columns.filter(({ vendorName }) => vendorName.includes("95 %"))).toEqual([]);
  }
});

test("peaks and processes carry the name that the page gives them (oracle: the names that the test puts in)", () => {
  const sweeps = series.sweeps.map((sweep) => {
    const { drt } = sweep;
    if (drt === null) return sweep;
    const [peak] = drt.peaks as readonly [(typeof drt.peaks)[number]];
    const peaks = [
      { ...peak, process: 2 },
      { ...peak, process: 3, processName: "R1" },
      { ...peak, process: null },
    ];
    return { ...sweep, drt: { ...drt, peaks } };
  });
  const names = findColumn(peakTable({ ...series, sweeps }), "process name")?.values();
  expect(names?.slice(0, 3)).toEqual(["P2", "R1", "other"]);
  expect(names).toHaveLength(9);
});
