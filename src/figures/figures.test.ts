import { describe, expect, test } from "vitest";
import { syntheticArea, syntheticSeries, syntheticTimeSeries } from "../../test/support/synthetic-series.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { tracksOf } from "../impedance/series/tracks.ts";
import { bode } from "./bode.ts";
import { drtOverlay } from "./drt-overlay.ts";
import { logAxis } from "./frame.ts";
import { kramersKronigResiduals } from "./kramers-kronig-residuals.ts";
import { nyquist } from "./nyquist.ts";
import { nyquistSeries } from "./nyquist-series.ts";
import { type Axis, type Figure, type PlotlyObject, plotText, type Trace } from "./plotly.ts";
import { relaxationMap } from "./relaxation-map.ts";
import { resistances } from "./resistances.ts";
import { darkTheme, lightTheme, reportTheme } from "./theme.ts";
import { thinMinMax } from "./thin.ts";
import { decadesWithin, logTicks, roundUp125, spreadIndices } from "./ticks.ts";
import { timeline } from "./timeline.ts";
import { voltageAndCurrent } from "./voltage-and-current.ts";

const theme = lightTheme;
const area = syntheticArea;
const series = syntheticSeries({ sweeps: 20, failing: (s) => s === 12 || s === 13 });
const timeSeries = syntheticTimeSeries(20);
const last = series.sweeps.at(-1) as SweepAnalysis;

function all(of: number | null): Record<string, Figure> {
  return {
    nyquist: nyquist(last, { theme, area: of }),
    nyquistSeries: nyquistSeries(series, { theme, area: of }),
    bode: bode(last, { theme, area: of }),
    residuals: kramersKronigResiduals(last, { theme }),
    drt: drtOverlay([last], { theme, area: of }),
    drtSeries: drtOverlay(series.sweeps, { theme, area: of }),
    map: relaxationMap(series, { theme, area: of, timeSeries }),
    resistances: resistances(series, { theme, area: of }),
    voltage: voltageAndCurrent(timeSeries, { theme, area: of, sweeps: series.sweeps }),
  };
}

function axes(figure: Figure): [string, Axis][] {
  return Object.entries(figure.layout).filter(([key]) => /^[xy]axis\d*$/.test(key)) as [string, Axis][];
}

function trace(figure: Figure, wanted: (t: Trace) => boolean): Trace {
  return figure.data.find(wanted) as Trace;
}

describe.each([area, null])("with area %s m²", (of) => {
  test("every axis with a scale has a quantity and a unit; areal only where the area is known", () => {
    for (const [name, figure] of Object.entries(all(of))) {
      for (const [key, axis] of axes(figure)) {
        if (axis.showticklabels === false) continue;
        expect(axis.title?.text, `${name} ${key}`).toMatch(/ \/ |^sweep$/);
      }
      expect(/cm[²⁻]/.test(JSON.stringify(figure)), name).toBe(of !== null && name !== "residuals");
    }
  });
});

test("Nyquist: one ohm is as long on both axes, values per area, points measured and lines computed", () => {
  const figure = nyquist(last, { theme, area });
  const [x, y] = [figure.layout.xaxis as Axis, figure.layout.yaxis as Axis];
  expect([y.scaleanchor, y.scaleratio, x.dtick]).toEqual(["x", 1, y.dtick]);
  const points = trace(figure, (t) => t.name === "measured");
  expect((points.x as number[])[0]).toBeCloseTo((last.sweep.spectrum.real[0] as number) * 0.385, 10);
  expect((points.y as number[])[30]).toBeCloseTo(-(last.sweep.spectrum.imaginary[30] as number) * 0.385, 10);
  expect([points.mode, (points.marker as PlotlyObject).symbol]).toEqual(["markers", "circle-open"]);
  expect(figure.data.filter((t) => t.name?.startsWith("from")).map((t) => t.mode)).toEqual(["lines", "lines"]);
  expect(figure.layout.annotations?.map((a) => a.text)).toContain("100\u00A0kHz");
});

test("a series is explained by a colour bar, not by a legend; failing sweeps are crosses", () => {
  const figure = nyquistSeries(series, { theme, area });
  expect(figure.layout.showlegend).toBe(false);
  const bar = trace(figure, (t) => (t.marker as PlotlyObject | undefined)?.showscale === true).marker as PlotlyObject;
  expect([bar.cmin, bar.cmax]).toEqual([1, 20]);
  const crosses = figure.data.filter((t) => (t.marker as PlotlyObject | undefined)?.symbol === "x-thin");
  expect(crosses.map((t) => t.name?.split(",")[0])).toEqual(["sweep 13", "sweep 14"]);
});

test("map: log₁₀ γ, three decades below the largest value rounded up to 1-2-5, bar labelled with real values", () => {
  const heat = trace(all(area).map as Figure, (t) => t.type === "heatmap");
  const map = series.map as NonNullable<typeof series.map>;
  const largest = Math.max(...map.gamma.filter(Number.isFinite)) * 0.385;
  expect(heat.zmax).toBeCloseTo(Math.log10(roundUp125(largest)), 12);
  expect((heat.zmax as number) - (heat.zmin as number)).toBeCloseTo(3, 12);
  const bar = heat.colorbar as PlotlyObject;
  const at = (bar.ticktext as string[]).indexOf("100");
  expect((bar.tickvals as number[])[at]).toBeCloseTo(2, 12);
  const k = 80;
  const row = (heat.z as number[][])[k] as number[];
  const column = (heat.x as number[]).findIndex((_, i) => i >= 5);
  expect(row[column]).toBeCloseTo(Math.log10((map.gamma[5 * map.tau.length + k] as number) * 0.385), 10);
  expect((heat.y as number[]).length).toBe(map.tau.length + 1);
  expect(JSON.parse(JSON.stringify(heat.z))[0][0]).toBeNull();
});

test("map: along time with E and j below, along sweeps without; red hatch over the failing run", () => {
  const along = all(area).map as Figure;
  expect((along.layout.xaxis as Axis).title?.text).toBe("<i>t</i> / min");
  expect(along.data.some((t) => t.yaxis === "y4")).toBe(true);
  const red = along.data.filter((t) => (t.fillpattern as PlotlyObject | undefined)?.fgcolor === theme.color.fail);
  expect(red).toHaveLength(1);
  const [from, to] = (red[0] as Trace).x as number[];
  const heights = (red[0] as Trace).y as number[];
  expect(heights[0]).toBeCloseTo(1 / (2 * Math.PI * 60 * 1.12), 10);
  expect(heights[2]).toBeLessThanOrEqual((1.12 * 1.12) / (2 * Math.PI * 5));
  expect(from).toBeCloseTo((series.sweeps[12]?.sweep.startTime as number) / 60, 10);
  expect(to).toBeCloseTo((series.sweeps[14]?.sweep.startTime as number) / 60, 10);
  const plain = syntheticSeries({ sweeps: 5, topCurrent: null, hasTime: false });
  const bare = relaxationMap(plain, { theme, area: null });
  expect((bare.layout.xaxis as Axis).title?.text).toBe("sweep");
  expect(bare.layout.xaxis2).toBeUndefined();
  expect(() => relaxationMap({ ...plain, map: null }, { theme, area })).toThrow(/two or more/);
  const current = relaxationMap(series, { theme, area, along: "current" });
  expect((current.layout.xaxis as Axis).title?.text).toBe("<i>j</i> / mA cm⁻²");
});

test("points above the highest frequency that was used: grey crosses, no computed line, no residual", () => {
  const highestFrequency = 1e5;
  const { frequency } = last.sweep.spectrum;
  const used = frequency.filter((f) => f <= highestFrequency);
  const result = last.kramersKronig as NonNullable<SweepAnalysis["kramersKronig"]>;
  const short = (values: Float64Array): Float64Array => values.filter((_, i) => (frequency[i] as number) <= 1e5);
  const tested: SweepAnalysis = {
    ...last,
    kramersKronig: {
      ...result,
      residualReal: short(result.residualReal),
      residualImaginary: short(result.residualImaginary),
    },
  };
  const look = { theme, area, highestFrequency };
  const residuals = kramersKronigResiduals(tested, look).data[0] as Trace;
  expect(residuals.x).toEqual([...used]);
  expect((residuals.y as number[])[0]).toBeCloseTo(100 * (short(result.residualReal)[0] as number), 10);
  for (const figure of [nyquist(tested, look), bode(tested, look)]) {
    const left = trace(figure, (t) => t.name === "left out, above 100\u00A0kHz");
    expect((left.x as number[]).length).toBe(frequency.length - used.length);
    for (const line of figure.data.filter((t) => t.mode === "lines")) {
      expect((line.x as number[]).length).toBe(used.length);
    }
  }
  const all = nyquistSeries({ ...series, highestFrequency }, { theme, area });
  expect(trace(all, (t) => t.showlegend === true).name).toBe("left out, above 100\u00A0kHz");
  expect(kramersKronigResiduals(last, { theme }).data[0]?.x).toEqual([...frequency]);
});

test("resistances: against current where it rises, with bars of 95 %, longer upwards", () => {
  const figure = resistances(series, { theme, area });
  expect((figure.layout.xaxis as Axis).title?.text).toBe("<i>j</i> / mA cm⁻²");
  const second = trace(figure, (t) => t.name === "<i>P</i><sub>2</sub>");
  const arc = last.circuit?.arcs[1];
  expect((second.y as number[]).at(-1)).toBeCloseTo((arc?.resistance as number) * 0.385, 8);
  expect(((second.error_y as PlotlyObject).array as number[]).at(-1)).toBeCloseTo(
    (Math.exp(0.012 * 1.959964) - 1) * (arc?.resistance as number) * 0.385,
    6,
  );
  expect(((second.error_y as PlotlyObject).arrayminus as number[]).at(-1)).toBeCloseTo(
    (1 - Math.exp(-0.012 * 1.959964)) * (arc?.resistance as number) * 0.385,
    6,
  );
});

test("figures hold only what JSON holds, and take every colour from the theme", () => {
  const text = JSON.stringify(relaxationMap(series, { theme: reportTheme, area, timeSeries }));
  expect(text).not.toMatch(/#[0-9a-f]{6}/i);
  for (const figure of Object.values(all(area))) {
    expect(JSON.stringify(JSON.parse(JSON.stringify(figure)))).toBe(JSON.stringify(figure));
    expect(JSON.stringify(figure)).not.toContain("NaN");
  }
  expect(JSON.stringify(nyquist(last, { theme: darkTheme, area }))).toContain(darkTheme.color.measured);
});

test("tracks: peaks of neighbouring sweeps are one process as long as τ is near", () => {
  const tracks = tracksOf(series, "peaks");
  expect(tracks.map((t) => [t.name, t.points.length])).toEqual([
    ["peak 1", 20],
    ["peak 2", 20],
  ]);
  expect(tracks[1]?.points[0]?.tau).toBeCloseTo(5e-4, 10);
});

test("ticks", () => {
  expect([0.9, 1, 1.2, 2.0001, 5.1, 495].map(roundUp125)).toEqual([1, 1, 2, 5, 10, 500]);
  expect(logTicks(1, 1000).texts.filter((t) => t !== "")).toEqual(["1", "10", "100", "1000"]);
  expect(logTicks(20, 600).texts.filter((t) => t !== "")).toEqual(["20", "50", "100", "200", "500"]);
  expect(decadesWithin(5, 7e6)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(spreadIndices(61, 3)).toEqual([0, 30, 60]);
});

test("timeline: files one after the other on one axis, their names as text", () => {
  const entries = [
    { name: "a<b>.mpr", timeSeries, offset: 0 },
    { name: "rest.mpr", timeSeries: { ...timeSeries, current: null }, offset: 900 },
  ];
  const figure = timeline(entries, { theme, area });
  expect(figure.data.map((t) => t.name)).toEqual(["a&lt;b&gt;.mpr", "a&lt;b&gt;.mpr", "rest.mpr"]);
  expect(((figure.data[2] as Trace).x as number[])[0]).toBeCloseTo(15, 10);
  expect(axes(figure).map(([, a]) => a.title?.text)).toEqual(["<i>t</i> / min", "<i>E</i> / V", "<i>j</i> / mA cm⁻²"]);
});

test("of a long series 80 sweeps are drawn, first and last among them", () => {
  const long = syntheticSeries({ sweeps: 200 });
  const names = nyquistSeries(long, { theme, area }).data.flatMap((t) =>
    t.name === undefined ? [] : [t.name.split(",")[0]],
  );
  expect([names.length, names[0], names.at(-1)]).toEqual([80, "sweep 1", "sweep 200"]);
  expect(drtOverlay(long.sweeps, { theme, area }).data.filter((t) => t.name !== undefined)).toHaveLength(80);
});

test("thinning keeps the ends and every extreme", () => {
  const n = 50_000;
  const x = Float64Array.from({ length: n }, (_, i) => i);
  const y = Float64Array.from({ length: n }, (_, i) => Math.sin(i / 900) + (i === 31_234 ? 7 : 0));
  const thin = thinMinMax(x, y, 200);
  expect(thin.x.length).toBeLessThanOrEqual(800);
  expect([thin.x[0], thin.x.at(-1), Math.max(...thin.y)]).toEqual([0, n - 1, y[31_234]]);
});

test("text of a file is shown as it stands", () => {
  expect(plotText("<b>a</b> & %{x}")).toBe("&lt;b&gt;a&lt;/b&gt; &amp; %\u200B{x}");
  expect(plotText("\uE000ink")).toBe(" ink");
  expect(plotText("x\u202Egpj\u2069")).toBe("x␣gpj␣");
});

test("a logarithmic axis under a decade has three labels or more", () => {
  const texts = logAxis(theme, "|Z| / Ω", [250, 660]).ticktext as string[];
  expect(texts).toEqual(["300", "400", "500", "600"]);
  expect(logAxis(theme, "|Z| / Ω", [90, 1100]).ticktext).toEqual(["100", "200", "500", "1000"]);
  expect(logAxis(theme, "f / Hz", [1e-9, 1e12]).dtick).toBe(3);
});
