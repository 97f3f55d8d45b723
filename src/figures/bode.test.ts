// The Bode plot beside the Nyquist plot. Oracle: the same line must mean the same in both.
import { expect, test } from "vitest";
import { syntheticArea, syntheticSeries } from "../../test/support/synthetic-series.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { bode } from "./bode.ts";
import { nyquist } from "./nyquist.ts";
import type { Figure, PlotlyObject } from "./plotly.ts";
import { lightTheme } from "./theme.ts";

const look = { theme: lightTheme, area: syntheticArea };
const sweep = syntheticSeries({ sweeps: 3 }).sweeps.at(-1) as SweepAnalysis;

function lines(figure: Figure): readonly (readonly unknown[])[] {
  return figure.data
    .filter(({ mode }) => mode === "lines")
    .map(({ name, line }) => [name, (line as PlotlyObject).color, (line as PlotlyObject).dash]);
}

test.each([
  ["relaxation times and circuit", sweep, 2],
  ["relaxation times alone", { ...sweep, circuit: null }, 1],
  ["circuit alone", { ...sweep, drt: null }, 1],
] as const)(
  "lines computed from %s have the colour, dash and name that they have in the Nyquist plot",
  (_, one, many) => {
    const meant = lines(nyquist(one, look));
    expect(meant).toHaveLength(many);
    const figure = bode(one, look);
    expect(lines(figure)).toEqual(meant.flatMap((line) => [line, line]));
    const named = figure.data.filter(({ mode, showlegend }) => mode === "lines" && showlegend !== false);
    expect(named.map(({ name }) => name)).toEqual(meant.map(([name]) => name));
  },
);
