// The processes of one sweep in the inspector. Oracle: the intervals put in, written as the plot beside it writes them.
import { describe, expect, test } from "vitest";
import { syntheticSeries } from "../../../../test/support/synthetic-series.ts";
import { peakInterval } from "../../../figures/drt-bounds.ts";
import { displayUnits } from "../../../figures/units.ts";
import type { DistributionPeak } from "../../../impedance/distribution/result.ts";
import { processRows, processTable } from "./process-rows.ts";
import { saidOfProcesses } from "./processes-said.ts";

function peak(tau: readonly number[], resistance: readonly number[]): DistributionPeak {
  const [best = 1, tauLower = null, tauUpper = null] = tau;
  const [size = 1, resistanceLower = null, resistanceUpper = null] = resistance;
  const known = {
    tau: best,
    resistance: size,
    capacitance: best / size,
    height: size,
    tauMin: best / 2,
    tauMax: best * 2,
  };
  return { ...known, tauLower, tauUpper, resistanceLower, resistanceUpper, identifiable: true, reason: null };
}

/** With plain spaces. */
const plain = (text: string): string => text.replace(/\s/g, " ");

const units = displayUnits(null);
const skewed = peak([1e-3, 0.9e-3, 1.4e-3], [13900, 12900, 16000]);
const even = peak([2e-3, 1.9e-3, 2.1e-3], [154, 143, 165]);
const open = peak([4e-3, 3e-3, 5e-3], [280, 0, 16000]);

describe("intervals of the processes", () => {
  const { tau, resistance, capacitance } = processTable([skewed, even, open], units);

  test("± where it tells the interval, else both ends, as on the plot", () => {
    expect(resistance.intervals.map(plain)).toEqual(["12 900–16 000", "± 11", "0–16 000"]);
    for (const [k, one] of [skewed, even, open].entries()) {
      expect(plain(peakInterval(one, units).resistance)).toContain(plain(resistance.intervals[k] ?? ""));
    }
  });

  test("τ has its own; C that of the ends of both, open where R may be nothing", () => {
    expect(tau.unit).toBe("ms");
    expect(tau.intervals).toEqual(["0.90–1.40", "±\u20090.10", "±\u20091.0"]);
    expect(capacitance.intervals.map((text) => text !== "")).toEqual([true, true, true]);
    expect(capacitance.intervals[2]).toMatch(/^>/);
  });

  test("C takes its own where the result has one", () => {
    const own = { ...even, capacitanceLower: even.capacitance * 0.99, capacitanceUpper: even.capacitance * 1.01 };
    const [told, spanned] = [own, even].map((one) => processTable([one], units).capacitance.intervals[0]);
    expect([told, spanned]).toEqual(["±\u20090.13", "±\u20091.6"]);
    const loose = processTable([{ ...own, capacitanceUpper: Number.POSITIVE_INFINITY }], units).capacitance;
    expect(loose.intervals).toEqual([">\u200913"]);
  });

  test("values of very different size carry their prefix, and the head says what they are counted per", () => {
    const far = [peak([1e-8, 0.9e-8, 1.1e-8], [154, 143, 165]), even];
    const areal = processTable(far, displayUnits(1e-4)).capacitance;
    expect([areal.unit, areal.per]).toEqual(["", "cm²"]);
    for (const text of areal.values) expect(plain(text)).toMatch(/^[\d.]+ [npµ]F$/);
    expect(processTable(far, units).capacitance.per).toBe("");
  });

  test("none where none is known", () => {
    const bare = processTable([peak([1e-3], [154])], units);
    expect([bare.tau, bare.resistance, bare.capacitance].flatMap(({ intervals }) => intervals)).toEqual(["", "", ""]);
  });
});

test("it is said what the grey numbers are, that a λ by hand has none, and what the table holds instead", () => {
  const series = syntheticSeries({ sweeps: 4 });
  const alone = { ...series, circuit: null, sweeps: series.sweeps.map((one) => ({ ...one, circuit: null })) };
  const own = { ...even, capacitanceLower: 1e-5, capacitanceUpper: 2e-5 };
  expect(saidOfProcesses(alone, [own])).toEqual(["Grey: 95\u00A0% intervals."]);
  expect(saidOfProcesses(alone, [even])).toEqual([
    "Grey: 95\u00A0% intervals; that of C\u00A0=\u00A0τ/R spans the ends of both, at least 90\u00A0%.",
  ]);
  expect(saidOfProcesses(alone, [peak([1e-3], [154])])).toEqual([
    "At this λ alone the relaxation times have no intervals.",
  ]);
  expect(saidOfProcesses(series, [even]).at(-1)).toContain("the arcs of the circuit");
});

describe("the lines of the table", () => {
  const point = (tau: number, along: number) => ({
    at: along,
    along,
    tau,
    topTau: tau,
    tauEnds: null,
    resistance: 10,
    resistanceEnds: null,
    capacitance: tau / 10,
    capacitanceEnds: null,
    determined: true,
  });
  const tracks = [1e-5, 1e-3, 1e-1].map((tau, k) => ({
    name: `R${k + 1}`,
    number: k + 1,
    points: [point(tau, 0), point(tau, 1)],
  }));
  const numbered = (tau: number, process: number | null): DistributionPeak => ({ ...peak([tau], [10]), process });
  const numbers = (peaks: readonly DistributionPeak[]): readonly (number | null)[] =>
    processRows(peaks, tracks, 1).map((row) => ("number" in row ? row.number : (peaks[row.place]?.process ?? null)));

  test("count without a gap: a process without a peak in this sweep keeps its line, whichever peaks λ leaves", () => {
    expect(numbers([numbered(1e-5, 1), numbered(1e-1, 3)])).toEqual([1, 2, 3]);
    expect(numbers([numbered(1.1e-3, 2), numbered(1e-1, 3)])).toEqual([1, 2, 3]);
    expect(numbers([numbered(1e-5, 1), numbered(1e-4, null), numbered(1e-3, 2), numbered(1e-1, 3)])).toEqual([
      1,
      null,
      2,
      3,
    ]);
    expect(numbers([])).toEqual([1, 2, 3]);
  });

  test("peaks that were not held against processes yet, while a file is analysed, stand alone", () => {
    expect(processRows([peak([1e-5], [10])], tracks, 1)).toEqual([{ place: 0 }]);
  });
});
