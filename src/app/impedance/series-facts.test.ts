// What the line below says of a series. Oracle: sweeps with verdicts and counts of points given by hand.
import { expect, test } from "vitest";
import type { SeriesAnalysis, SweepAnalysis } from "../../impedance/series/analysis.ts";
import { analyzeSeries } from "../../impedance/series/analyze.ts";
import { seriesFacts } from "./series-facts.ts";

const frequency = Float64Array.from({ length: 11 }, (_, k) => 10 ** (4 - k / 3));
const whole = { frequency, real: frequency.map(() => 1), imaginary: frequency.map((f) => -1 / f) };
const cut = Object.fromEntries(
  Object.entries(whole).map(([name, values]) => [name, values.slice(0, 4)]),
) as typeof whole;
const common = { time: null, startTime: null, dcCurrent: null, dcVoltage: null, rows: new Int32Array(11), table: "" };
const series: SeriesAnalysis = await analyzeSeries(
  [whole, whole, cut].map((spectrum, index) => ({ ...common, index, spectrum })),
  { circuit: "none", relaxationTimes: "none" },
);
const tested = series.sweeps[0]?.kramersKronig;
if (!tested) throw new Error("the sweep was not tested");

const withVerdicts = (...verdicts: readonly ("passes" | "fails" | null)[]): SeriesAnalysis => ({
  ...series,
  sweeps: series.sweeps.map((sweep, k): SweepAnalysis => {
    const verdict = verdicts[k] ?? null;
    return { ...sweep, kramersKronig: verdict === null ? null : { ...tested, verdict } };
  }),
});
const said = (of: SeriesAnalysis): string | undefined => seriesFacts(of, "series")[2];

test("the range of points is said where sweeps differ", () => {
  expect(seriesFacts(series, "series")[0]).toBe("3 sweeps, 4–11 points each");
  expect(seriesFacts({ ...series, sweeps: series.sweeps.slice(0, 2) }, "series")[0]).toBe("2 sweeps, 11 points each");
});

test("only sweeps that were tested and pass are said to pass", () => {
  expect(said(withVerdicts("passes", "passes", "passes"))).toBe("all pass Kramers-Kronig");
  expect(said(withVerdicts(null, null, null))).toBe("not tested by Kramers-Kronig");
  expect(said(withVerdicts("passes", "fails", null))).toBe("1 pass, 1 fails Kramers-Kronig, 1 without a verdict");
  expect(said(withVerdicts("passes", "passes", null))).toBe("2 pass Kramers-Kronig, 1 without a verdict");
  expect(seriesFacts(series, "preview")[2]).toBe("Kramers-Kronig is being tested");
});
