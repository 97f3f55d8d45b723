// Marks of verdicts above the strip. Oracle: verdicts put in by hand; a sweep that was not tested is not told as one that passes.
import { expect, test } from "vitest";
import { syntheticArea, syntheticSeries, syntheticTimeSeries } from "../../test/support/synthetic-series.ts";
import type { Figure, Trace } from "./plotly.ts";
import { relaxationMap } from "./relaxation-map.ts";
import { lightTheme as theme } from "./theme.ts";
import { voltageAndCurrent } from "./voltage-and-current.ts";

const series = syntheticSeries({ sweeps: 9, failing: (s) => s === 4 });
const untested = { ...series, sweeps: series.sweeps.map((sweep) => ({ ...sweep, kramersKronig: null })) };
const timeSeries = syntheticTimeSeries(9);
const { pass, fail, ink3 } = theme.color;

/** Sweeps in the lane by the colour of their marks. */
function lane({ data }: Figure, yaxis: string): Record<string, number> {
  const own = data.filter((trace: Trace) => trace.yaxis === yaxis && String(trace.mode).startsWith("lines"));
  return Object.fromEntries(
    own.map(({ x, line }) => [(line as { readonly color: string }).color, (x as unknown[]).length / 3]),
  );
}

test.each([
  ["map", (of: typeof series) => lane(relaxationMap(of, { theme, area: syntheticArea, timeSeries }), "y2")],
  [
    "voltage",
    (of: typeof series) => lane(voltageAndCurrent(timeSeries, { theme, area: syntheticArea, sweeps: of.sweeps }), "y3"),
  ],
])(
  "%s: before the test a sweep is grey and thin, after it green where it passes and red where it fails",
  (_, marks) => {
    expect(marks(series)).toEqual({ [pass]: 8, [fail]: 1 });
    expect(marks(untested)).toEqual({ [ink3]: 9 });
  },
);
