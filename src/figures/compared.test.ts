// Sweeps beside the one that is shown. Oracle: the rule that points are measured and lines are computed, on spectra put in by hand.
import { describe, expect, test } from "vitest";
import { syntheticArea, syntheticSeries } from "../../test/support/synthetic-series.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { hypot } from "../numerics/elementary/index.ts";
import { bode } from "./bode.ts";
import { besideMapCompared, bodeCompared, MOST_COMPARED, nyquistCompared } from "./compared.ts";
import { distributionBesideMap } from "./distribution-beside-map.ts";
import { nyquist } from "./nyquist.ts";
import type { Figure, Trace } from "./plotly.ts";
import { relaxationMap } from "./relaxation-map.ts";
import { lightTheme } from "./theme.ts";

const options = { theme: lightTheme, area: syntheticArea };
const series = syntheticSeries({ sweeps: 12 });
const [first, ...others] = series.sweeps as [SweepAnalysis, ...SweepAnalysis[]];
const pin = (analysis: SweepAnalysis, k: number) => ({ label: `sweep ${k + 2}`, analysis, area: syntheticArea });
const pins = others.slice(0, MOST_COMPARED).map(pin);

const traces = ({ data }: Figure, mode: string, name = "sweep 2"): Trace[] =>
  data.filter((trace) => trace.mode === mode && trace.name === name);
const scaled = (values: Float64Array, factor: number): number[] => Array.from(values, (z) => factor * z);
const lookOf = (trace: Trace | undefined) => trace?.marker as { readonly color: string; readonly symbol: string };

describe.each([
  ["Nyquist", nyquistCompared(nyquist(first, options), pins, options)],
  ["Bode", bodeCompared(bode(first, options), pins, options)],
] as const)("%s", (name, figure) => {
  const { spectrum } = (others[0] as SweepAnalysis).sweep;
  const fitted = (others[0] as SweepAnalysis).drt?.fitted;

  test("what was measured is points, what was computed a dashed line", () => {
    const factor = syntheticArea * 1e4;
    const [measured] = traces(figure, "markers");
    const [computed] = traces(figure, "lines");
    expect(fitted?.real).not.toEqual(spectrum.real);
    const of = (trace: Trace | undefined): unknown => (name === "Nyquist" ? trace?.x : trace?.y);
    const want = (z: typeof spectrum): number[] =>
      name === "Nyquist"
        ? scaled(z.real, factor)
        : Array.from(z.real, (re, k) => factor * hypot(re, z.imaginary[k] as number));
    expect(of(measured)).toEqual(want(spectrum));
    expect(of(computed)).toEqual(want(fitted as typeof spectrum));
    expect(computed?.line).toMatchObject({ dash: "6px,3px", color: lookOf(measured).color });
  });

  test("a sweep without relaxation times has points alone", () => {
    const bare = { ...pin(others[0] as SweepAnalysis, 0), analysis: { ...(others[0] as SweepAnalysis), drt: null } };
    const drawn = (name === "Nyquist" ? nyquistCompared : bodeCompared)(nyquist(first, options), [bare], options);
    expect(traces(drawn, "lines")).toEqual([]);
    expect(traces(drawn, "markers").length).toBeGreaterThan(0);
  });

  test("eight are told apart by colour and symbol together", () => {
    const looks = pins.map(({ label }) => {
      const { color, symbol } = lookOf(traces(figure, "markers", label)[0]);
      return `${color} ${symbol}`;
    });
    expect(new Set(looks).size).toBe(MOST_COMPARED);
  });

  test("the phase of a sweep does not look like its |Z|, and the file stands on a line of its own", () => {
    const [one] = pins as [(typeof pins)[number]];
    const named = [{ ...one, label: "sweep 3, NaK80.mpr" }];
    const drawn =
      name === "Nyquist"
        ? nyquistCompared(nyquist(first, options), named, options)
        : bodeCompared(bode(first, options), named, options);
    expect((drawn.layout.annotations ?? []).map(({ text }) => text)).toContain("sweep 3,<br>NaK80.mpr");
    const looks = traces(drawn, "markers", "sweep 3, NaK80.mpr").map((trace) => lookOf(trace).symbol);
    expect(looks).toEqual(name === "Nyquist" ? ["diamond-open"] : ["diamond-open", "diamond"]);
  });

  test("no line goes through points that were left out", () => {
    const cut = { ...pin(others[0] as SweepAnalysis, 0), highestFrequency: 1e5 };
    const drawn = (name === "Nyquist" ? nyquistCompared : bodeCompared)(bode(first, options), [cut], options);
    const used = spectrum.frequency.filter((f) => f <= 1e5).length;
    expect(traces(drawn, "lines")[0]?.x).toHaveLength(used);
    expect(traces(drawn, "markers")[0]?.x).toHaveLength(spectrum.frequency.length);
  });
});

test("relaxation times are computed: dashed lines, no points", () => {
  const map = relaxationMap(series, options);
  const figure = besideMapCompared(distributionBesideMap(first, { ...options, map }), pins, options);
  expect(traces(figure, "lines")).toHaveLength(1);
  expect(traces(figure, "markers")).toEqual([]);
});
