// What figures show of intervals, onsets, drift and faulty points. Oracle: the numbers that the test puts in.
import { describe, expect, test } from "vitest";
import { syntheticArea, syntheticSeries, syntheticTimeSeries } from "../../test/support/synthetic-series.ts";
import type { KramersKronigResult } from "../impedance/kramers-kronig/result.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { tracksOf } from "../impedance/series/tracks.ts";
import { cumulativeOf, cumulativeResistance } from "./cumulative-resistance.ts";
import { driftCourses, driftNyquist } from "./drift.ts";
import { peakInterval } from "./drt-bounds.ts";
import { drtOverlay } from "./drt-overlay.ts";
import { kramersKronigResiduals } from "./kramers-kronig-residuals.ts";
import type { Axis, Figure, PlotlyObject, Trace } from "./plotly.ts";
import { relaxationMap } from "./relaxation-map.ts";
import { lightTheme } from "./theme.ts";
import { displayUnits } from "./units.ts";

const look = { theme: lightTheme, area: syntheticArea };
const series = syntheticSeries({ sweeps: 12 });
const last = series.sweeps.at(-1) as SweepAnalysis;

/** The sweep with bands of ± 10 % and intervals of the peaks. */
function withBounds(sweep: SweepAnalysis): SweepAnalysis {
  const { drt } = sweep;
  if (drt === null) throw new Error("a synthetic sweep has relaxation times");
  const peaks = drt.peaks.map((peak) => ({
    ...peak,
    tauLower: peak.tau / 1.2,
    tauUpper: peak.tau * 1.2,
    resistanceLower: 0.9 * peak.resistance,
    resistanceUpper: 1.1 * peak.resistance,
  }));
  const bands = { gammaLower: drt.gamma.map((g) => 0.9 * g), gammaUpper: drt.gamma.map((g) => 1.1 * g) };
  return { ...sweep, drt: { ...drt, ...bands, peaks } };
}

/** A trace that must be there. */
const there = (trace: Trace | undefined): Trace => trace ?? expect.fail("the trace is not in the figure");
const traces = (figure: Figure, wanted: (trace: Trace) => boolean): readonly Trace[] => figure.data.filter(wanted);
const axisOf = (figure: Figure, key: string): Axis => figure.layout[key] as Axis;

describe("relaxation times of one sweep", () => {
  const figure = drtOverlay([withBounds(last)], look);
  const units = displayUnits(syntheticArea);

  test("a band between the bounds at 18 %, said to be of 95 %; without bounds the area under γ is filled", () => {
    const [upper, ...others] = traces(figure, ({ fill }) => fill === "tonexty");
    expect(others).toEqual([]);
    expect(upper?.fillcolor).toMatch(/0\.18\)$/);
    const gamma = last.drt?.gamma ?? new Float64Array(0);
    expect((there(upper).y as number[])[40]).toBeCloseTo(1.1 * (gamma[40] as number) * units.resistanceFactor, 9);
    expect(JSON.stringify(figure.layout.annotations)).toContain("95 %");
    const bare = drtOverlay([last], look);
    expect(traces(bare, ({ fill }) => fill === "tonexty")).toEqual([]);
    expect(traces(bare, ({ fill }) => fill === "tozeroy")).toHaveLength(1);
    expect(JSON.stringify(bare.layout.annotations)).not.toContain("95 %");
  });

  test("each peak has a marker, a bar over the interval of τ and its resistance with half of its interval", () => {
    const peaks = last.drt?.peaks ?? [];
    const marks = traces(figure, ({ mode, error_x }) => mode === "markers" && error_x !== undefined);
    expect(marks).toHaveLength(peaks.length);
    const { array, arrayminus } = there(marks[0]).error_x as { array: number[]; arrayminus: number[] };
    const tau = peaks[0]?.tau ?? 0;
    expect(array[0]).toBeCloseTo(0.2 * tau, 12);
    expect(arrayminus[0]).toBeCloseTo(tau - tau / 1.2, 12);
    expect(marks[0]?.hovertemplate).toMatch(/τ.*95 %.*R.*Ω\scm².*95 %.*C.*F\scm⁻².*Hz/s);
    expect(JSON.stringify(figure.layout.annotations)).toContain("±");
    const peak = { tau: 1, resistance: 100, capacitance: 0.01, resistanceLower: 88, resistanceUpper: 112 };
    expect(peakInterval(peak, displayUnits(null)).resistance).toBe("100\u00A0±\u00A012\u00A0Ω");
  });

  test("the upper axis is 1/(2πτ), from right to left over the same span", () => {
    const [low, high] = axisOf(figure, "xaxis").range as [number, number];
    const [left, right] = axisOf(figure, "xaxis2").range as [number, number];
    expect(left).toBeCloseTo(-Math.log10(2 * Math.PI) - low, 12);
    expect(right).toBeCloseTo(-Math.log10(2 * Math.PI) - high, 12);
    expect(axisOf(figure, "xaxis2").title?.text).toContain("Hz");
    expect(traces(figure, ({ xaxis }) => xaxis === "x2")).toHaveLength(1);
  });

  test("thinned, it ends where the grid ends", () => {
    const thin = drtOverlay([withBounds(last)], { ...look, thinned: true });
    const [line] = traces(thin, ({ mode, hovertemplate }) => mode === "lines" && hovertemplate !== undefined);
    const x = line?.x as number[];
    expect(x.length).toBeLessThan(0.55 * (last.drt?.tau.length ?? 0));
    expect(x.at(-1)).toBe(last.drt?.tau.at(-1));
  });

  test("tracks of peaks carry the intervals of their peaks", () => {
    const [track] = tracksOf({ ...series, sweeps: series.sweeps.map(withBounds) }, "peaks");
    const point = track?.points[0];
    const [lower, upper] = point?.resistanceEnds ?? [0, 0];
    expect((upper - lower) / (point?.resistance ?? 1)).toBeCloseTo(0.2, 6);
    const [shortest, longest] = point?.tauEnds ?? [1, 1];
    expect(Math.log(longest / shortest)).toBeCloseTo(2 * Math.log(1.2), 6);
  });
});

test("cumulative resistance: from 0 to the polarisation resistance, given or by trapezoids, with its band", () => {
  const { drt } = last;
  if (drt === null) throw new Error("a synthetic sweep has relaxation times");
  const sum = cumulativeOf(drt);
  expect(sum[0]).toBe(0);
  expect((sum.at(-1) ?? 0) / drt.polarizationResistance).toBeCloseTo(1, 2);
  expect(sum.every((value, k) => k === 0 || value >= (sum[k - 1] as number))).toBe(true);
  const banded = {
    ...drt,
    cumulative: sum,
    cumulativeLower: sum.map((r) => 0.95 * r),
    cumulativeUpper: sum.map((r) => 1.05 * r),
  };
  const figure = cumulativeResistance({ ...last, drt: banded }, look);
  expect(traces(figure, ({ fill }) => fill === "tonexty")).toHaveLength(1);
  expect(traces(figure, ({ mode }) => mode === "markers")).toHaveLength(drt.peaks.length);
  expect(axisOf(figure, "yaxis").title?.text).toContain("Ω cm²");
  expect(cumulativeResistance({ ...last, drt: null }, look).data.length).toBeGreaterThan(0);
});

test("an onset on the map: dashed line, grey stripe of its interval, both in words; sought along current, too", () => {
  const start = (k: number): number => series.sweeps[k]?.sweep.startTime ?? Number.NaN;
  const onset = { along: "time", position: start(5), lower: start(4), upper: start(7), words: "It grows." } as const;
  const shapesOf = (figure: Figure): readonly PlotlyObject[] => figure.layout.shapes ?? [];
  const stripeOf = (figure: Figure): PlotlyObject | undefined =>
    shapesOf(figure).find(({ type, xref }) => type === "rect" && xref === "x");
  const figure = relaxationMap(series, { ...look, timeSeries: syntheticTimeSeries(12), onset });
  const stripe = stripeOf(figure);
  const [, line] = shapesOf(figure).filter(({ type }) => type === "line");
  const perUnit = Number(stripe?.x1) / start(7);
  expect(stripe?.x0).toBeCloseTo(start(4) * perUnit, 9);
  expect(line?.x0).toBeCloseTo(start(5) * perUnit, 9);
  expect((line as { line?: PlotlyObject } | undefined)?.line?.dash).toBeDefined();
  expect(JSON.stringify(figure.layout.annotations)).toMatch(/Onset .*95 % between.*It grows\./);
  // Between the currents of sweeps 6 and 8 it lies between the same columns of the map along time.
  const current = (k: number): number => series.sweeps[k]?.sweep.dcCurrent ?? Number.NaN;
  const sought = { along: "current", position: current(6), lower: current(5), upper: current(7), words: "" } as const;
  const other = relaxationMap(series, { ...look, onset: sought });
  expect(Number(stripeOf(other)?.x0) / perUnit).toBeGreaterThan(start(5));
  expect(Number(stripeOf(other)?.x1) / perUnit).toBeLessThan(start(8));
  expect(JSON.stringify(other.layout.annotations)).toMatch(/Onset .*mA/);
  const outside = relaxationMap(series, { ...look, onset: { ...sought, upper: 1e3 } });
  expect(stripeOf(outside)).toBeUndefined();
});

describe("drift", () => {
  const time = Float64Array.of(0, 10, 20);
  const course = (process: number, drifts: boolean): Parameters<typeof driftCourses>[0]["courses"][number] => ({
    process,
    drifts,
    time,
    resistance: Float64Array.of(10, 11, 12),
    lower: Float64Array.of(9, 10, 11),
    upper: Float64Array.of(11, 12, 13),
  });
  const record = {
    courses: [course(0, false), course(1, true)],
    sweeps: [
      { start: 0, end: 9 },
      { start: 11, end: 20 },
    ],
  };

  test("shows what drifts with its band, the sweeps, and the steps before the correction", () => {
    const figure = driftCourses(record, { theme: lightTheme, area: null, uncorrected: [[], [10.5, null]] });
    expect(traces(figure, ({ fill }) => fill === "tonexty")).toHaveLength(1);
    expect((figure.layout.shapes as readonly PlotlyObject[]).length).toBe(2);
    const [steps] = traces(figure, ({ name }) => name?.includes("not corrected") ?? false);
    expect(steps?.y).toEqual([10.5, 10.5, null]);
    expect(axisOf(figure, "xaxis").title?.text).toContain("/ s");
    const unknown = driftCourses(
      { ...record, courses: [{ ...course(1, true), resistance: null }] },
      { theme: lightTheme, area: null },
    );
    expect(traces(unknown, ({ fill }) => fill === "tonexty")).toHaveLength(1);
  });

  test("Nyquist before and after has equal axes, points measured and lines computed", () => {
    const z = last.sweep.spectrum;
    const figure = driftNyquist(z, [{ name: "at the start", spectrum: z }], look);
    expect(figure.data.map(({ mode }) => mode)).toEqual(["markers", "lines"]);
    expect(axisOf(figure, "yaxis").scaleanchor).toBe("x");
  });
});

test("Kramers-Kronig: a disturbed point is ringed at the edge of the axis, with its value, and does not squeeze the others", () => {
  const test0 = last.kramersKronig as KramersKronigResult;
  const f = last.sweep.spectrum.frequency[5] as number;
  const residualReal = test0.residualReal.map((r, k) => (k === 5 ? 0.5 : r));
  const figure = kramersKronigResiduals({ ...last, kramersKronig: { ...test0, residualReal, disturbed: [f] } }, look);
  const usual = kramersKronigResiduals(last, look);
  const [, top] = axisOf(figure, "yaxis").range as [number, number];
  expect(top).toBeLessThanOrEqual((axisOf(usual, "yaxis").range as [number, number])[1]);
  const marks = figure.data.at(-1);
  expect(marks?.name).toContain("disturbed");
  expect((there(marks).y as number[])[0]).toBeLessThan(top);
  expect((there(marks).customdata as number[])[0]).toBeCloseTo(50, 9);
  expect((there(marks).marker as PlotlyObject).symbol).toContain("triangle-up-open");
  expect(figure.data[0]?.x as number[]).not.toContain(f);
});
