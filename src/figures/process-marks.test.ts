// Processes on the spectrum. Oracle: an arc R ∥ C, whose apex lies at ω RC = 1, half of R above the axis, and the peaks themselves.
import { describe, expect, test } from "vitest";
import { syntheticSeries } from "../../test/support/synthetic-series.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { bode } from "./bode.ts";
import { nyquist } from "./nyquist.ts";
import { processMarks } from "./process-marks.ts";
import { resistances, trackHover, trackTitle } from "./resistances.ts";
import { lightTheme, processStyle } from "./theme.ts";

const theme = lightTheme;

/** An arc of 100 Ω with τ = 1 ms behind 10 Ω, ten points a decade: the spectrum, and as what the relaxation times give. */
function arc(): SweepAnalysis {
  const [first] = syntheticSeries({ sweeps: 1 }).sweeps;
  const drt = first?.drt;
  const peak = drt?.peaks[0];
  if (first === undefined || drt == null || peak === undefined) throw new Error("no distribution");
  const frequency = Float64Array.from({ length: 61 }, (_, k) => 10 ** (5 - k / 10));
  const omegaTau = frequency.map((f) => 2 * Math.PI * f * 1e-3);
  const real = omegaTau.map((w) => 10 + 100 / (1 + w * w));
  const imaginary = omegaTau.map((w) => (-100 * w) / (1 + w * w));
  const spectrum = { frequency, real, imaginary };
  const peaks = [{ ...peak, tau: 1e-3, resistance: 100 }];
  return {
    ...first,
    circuit: null,
    sweep: { ...first.sweep, spectrum },
    drt: { ...drt, fitted: spectrum, peaks },
  };
}

describe("a process", () => {
  test("stands on the apex of its arc", () => {
    const [mark, ...others] = processMarks(arc(), null);
    expect(others).toEqual([]);
    expect(mark?.frequency).toBeCloseTo(1 / (2 * Math.PI * 1e-3), 10);
    // Linear between points ten a decade: the chord lies (ln 10^0.1)² / 8 of the curvature below the arc.
    expect(mark?.real).toBeCloseTo(60, 0);
    expect(mark?.imaginary).toBeCloseTo(-50, 0);
  });

  test("is marked as on map and distribution, and carries its frequency", () => {
    const sweep = arc();
    for (const figure of [nyquist(sweep, { theme, area: null }), bode(sweep, { theme, area: null })]) {
      const marks = figure.data.filter(({ hovertemplate }) => hovertemplate === "%{text}<extra></extra>");
      expect(marks).toHaveLength(1);
      expect(marks[0]?.customdata).toEqual([1 / (2 * Math.PI * 1e-3)]);
      expect(marks[0]?.marker).toMatchObject({ color: [theme.color[processStyle(1).color]] });
    }
    expect(nyquist(sweep, { theme, area: null, processes: false }).data).toHaveLength(
      nyquist(sweep, { theme, area: null }).data.length - 1,
    );
  });

  test("beyond the used frequencies has no place", () => {
    expect(processMarks(arc(), 100)).toEqual([]);
  });
});

test("a process has one name, whatever it was followed by; a part of a cell keeps its own", () => {
  const names = ["P2", "R1", "peak 2", "grain boundary"];
  expect(names.map((name) => trackTitle({ name, number: 2 }))).toEqual([
    "<i>P</i><sub>2</sub>",
    "<i>P</i><sub>2</sub>",
    "<i>P</i><sub>2</sub>",
    "grain boundary",
  ]);
  expect(trackHover({ name: "R1", number: 2 })).toBe("<i>P</i><sub>2</sub>, arc <i>R</i><sub>1</sub> of the circuit");
  const series = syntheticSeries({ sweeps: 4 });
  const alone = { ...series, circuit: null, sweeps: series.sweeps.map((one) => ({ ...one, circuit: null })) };
  for (const one of [series, alone]) {
    const shown = resistances(one, { theme, area: null }).data.map(({ name }) => name);
    expect(shown.filter((name) => name?.startsWith("<i>P</i>"))).toEqual([
      "<i>P</i><sub>1</sub>",
      "<i>P</i><sub>2</sub>",
    ]);
  }
});
