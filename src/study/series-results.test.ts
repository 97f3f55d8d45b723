// The results of a series as a table. Oracle: 1.959964 standard errors of the normal distribution, by hand.
import { expect, test } from "vitest";
import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import { analyzeSeries } from "../impedance/series/analyze.ts";
import { resultsOf } from "./series-results.ts";

const frequency = Float64Array.from({ length: 41 }, (_, k) => 10 ** (5 - k / 8));
const reactance = (f: number): number => 2 * Math.PI * f * 1e-3;
const spectrum = {
  frequency,
  real: frequency.map((f) => 10 + 100 / (1 + reactance(f) ** 2)),
  imaginary: frequency.map((f) => (-100 * reactance(f)) / (1 + reactance(f) ** 2)),
};
const rows = new Int32Array(41);
const sweep = { index: 0, spectrum, time: null, startTime: null, dcCurrent: null, dcVoltage: null, rows, table: "" };
const analysed = await analyzeSeries([sweep], { circuit: "R0-p(R1,C1)", relaxationTimes: "none" });

/** The one arc with a resistance of 100 Ω and errors as given. */
function withErrors(resistanceError: number, logTauError: number): SeriesAnalysis {
  return {
    ...analysed,
    sweeps: analysed.sweeps.map((one) => ({
      ...one,
      circuit: one.circuit && {
        ...one.circuit,
        parameters: one.circuit.parameters.map(({ interval: _, ...parameter }) => parameter),
        arcs: one.circuit.arcs.map(({ tauInterval: _, ...arc }) => ({
          ...arc,
          resistance: 100,
          tau: 1e-3,
          resistanceError,
          logTauError,
        })),
      },
    })),
  };
}

const cell = (series: SeriesAnalysis, symbol: string, area: number | null = null) =>
  resultsOf(series, area).columns.find((column) => column.symbol === symbol)?.cells[0];

test("a resistance of an arc has an interval of 95 % of its logarithm, which holds no 0, per area where it is known", () => {
  expect(cell(withErrors(10, 0.1), "R")?.lower).toBeCloseTo(100 * Math.exp(-0.1959964), 4);
  expect(cell(withErrors(10, 0.1), "R")?.upper).toBeCloseTo(100 * Math.exp(0.1959964), 4);
  expect(cell(withErrors(80, 0.1), "R")?.lower).toBeCloseTo(100 * Math.exp(-0.8 * 1.959964), 4);
  expect(cell(withErrors(10, 0.1), "R", 2e-4)?.upper).toBeCloseTo(200 * Math.exp(0.1959964), 4);
});

test("a relaxation time has an interval of 95 % of its logarithm, in the unit of its column", () => {
  const { value = 0, lower, upper } = cell(withErrors(10, 0.1), "τ") ?? {};
  expect(value).toBeCloseTo(1, 12);
  expect([Math.log((upper ?? 0) / value), Math.log(value / (lower ?? 1))].map((width) => width / 0.1)).toEqual([
    expect.closeTo(1.959964, 6),
    expect.closeTo(1.959964, 6),
  ]);
});
