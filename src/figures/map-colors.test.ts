// Colours of a map. Oracle: a synthetic series whose γ is scaled or turned by hand; the rule of the largest value rounded up to 1-2-5.
import { expect, test } from "vitest";
import { syntheticArea, syntheticSeries } from "../../test/support/synthetic-series.ts";
import type { RelaxationMap } from "../impedance/relaxation-times/result.ts";
import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import { clippedWords, mapSummary } from "../report/summaries.ts";
import { differenceMap } from "./difference.ts";
import { largestGamma } from "./drt-overlay.ts";
import { colorEnds, colorPlace, colorTicks, mapColors } from "./map-colors.ts";
import type { Trace } from "./plotly.ts";
import { relaxationMap } from "./relaxation-map.ts";
import { seriesUnits } from "./series-axis.ts";
import { darkTheme, lightTheme } from "./theme.ts";
import { roundUp125 } from "./ticks.ts";
import { differenceStops } from "./tokens.ts";

const factor = syntheticArea * 1e4;

/** A series of which the γ of each sweep is multiplied. */
function scaled(series: SeriesAnalysis, by: (sweep: number, tau: number) => number): SeriesAnalysis {
  const map = series.map as RelaxationMap;
  const n = map.tau.length;
  const gamma = map.gamma.map((g, k) => g * by(Math.floor(k / n), map.tau[k % n] as number));
  const sweeps = series.sweeps.map((sweep, s) =>
    sweep.drt === null ? sweep : { ...sweep, drt: { ...sweep.drt, gamma: gamma.slice(s * n, (s + 1) * n) } },
  );
  return { ...series, sweeps, map: { ...map, gamma } };
}

const colorsOf = (series: SeriesAnalysis) => mapColors(series.map as RelaxationMap, series, factor);
const heatOf = (series: SeriesAnalysis, theme = lightTheme): Trace =>
  relaxationMap(series, { theme, area: syntheticArea }).data[0] as Trace;
const barTexts = (series: SeriesAnalysis): string[] =>
  (heatOf(series).colorbar as { readonly ticktext: string[] }).ticktext;

test("one failing sweep with 100 times the γ does not take the colours of the others, and it is told", () => {
  const plain = syntheticSeries({ sweeps: 20, failing: (s) => s === 7 });
  const held = syntheticSeries({ sweeps: 20 });
  const series = scaled(plain, (s) => (s === 7 ? 100 : 1));
  const [own, of] = [colorsOf(series), colorsOf(held)];
  expect(own.top).toBe(of.top);
  expect(own).toMatchObject({ clipped: [7], above: true, signed: false });
  expect([own.floor * 1e3, own.top]).toEqual([roundUp125(own.top), own.top]);
  const { zmax } = heatOf(series);
  expect(zmax).toBeCloseTo(Math.log10(of.top), 12);
  expect(barTexts(series).at(-1)).toMatch(/^≥\u2009\d/);
  expect(barTexts(held).join("")).not.toContain("≥");
  const units = seriesUnits(series, syntheticArea);
  expect(clippedWords(series, own, units)).toMatch(
    /^Sweep 8 fails Kramers-Kronig and reaches .+: the colours end at .+ without it\.$/,
  );
  expect(mapSummary(series, syntheticArea)).toContain("Sweep 8 fails Kramers-Kronig and reaches");
  expect(mapSummary(held, syntheticArea)).not.toContain("the colours end");
  expect(largestGamma(series)).toBe(largestGamma(held));
});

test("where many sweeps fail, or all, they set the scale with the others", () => {
  const many = scaled(syntheticSeries({ sweeps: 20, failing: (s) => s >= 10 }), (s) => (s >= 10 ? 100 : 1));
  const all = syntheticSeries({ sweeps: 20, failing: () => true });
  expect(colorsOf(many)).toMatchObject({ clipped: [], above: false });
  expect(colorsOf(many).top).toBeGreaterThan(50 * colorsOf(syntheticSeries({ sweeps: 20 })).top);
  expect(colorsOf(all).top).toBe(colorsOf(syntheticSeries({ sweeps: 20 })).top);
  expect(largestGamma(all)).toBe(largestGamma(syntheticSeries({ sweeps: 20 })));
});

test("negative γ is seen: colours to both sides of zero, which is the background, and a bar that says so", () => {
  const series = scaled(syntheticSeries({ sweeps: 20 }), (_, tau) => (tau > 1e-5 ? -1 : 1));
  const colors = colorsOf(series);
  expect(colors).toMatchObject({ signed: true, below: false, top: colorsOf(syntheticSeries({ sweeps: 20 })).top });
  expect(colorEnds(colors)).toEqual([-3, 3]);
  for (const value of [colors.top, 0.1 * colors.top, 2 * colors.floor]) {
    expect(colorPlace(colors, value)).toBeCloseTo(3 + Math.log10(value / colors.top), 12);
    expect(colorPlace(colors, -value)).toBe(-colorPlace(colors, value));
  }
  expect(colorPlace(colors, -0.5 * colors.floor)).toBe(0);
  const heat = heatOf(series);
  const places = (heat.z as number[][]).flat().filter(Number.isFinite);
  expect(Math.min(...places)).toBeLessThan(-2);
  expect(heat.zmin).toBe(-3);
  expect((heat.colorscale as [number, string][])[16]).toEqual([0.5, lightTheme.color.plotBg]);
  const ticks = colorTicks(colors);
  expect(ticks.values).toEqual(
    ticks.values
      .map((v) => -v)
      .toReversed()
      .map((v) => v + 0),
  );
  expect(ticks.texts).toContain("0");
  expect(ticks.texts.filter((text) => text.startsWith("−")).map((text) => text.slice(1))).toEqual(
    ticks.texts.filter((text) => /^[1-9]|^0\./.test(text)).toReversed(),
  );
  expect(mapSummary(series, syntheticArea)).toMatch(
    /^γ from −.+ to .+, colour over three decades to both sides of zero/,
  );
});

test("negative values below the floor, and those that are extrapolated, leave the colours as they are", () => {
  const plain = syntheticSeries({ sweeps: 20 });
  const least = plain.sweeps[0]?.drt?.measuredTauMin as number;
  expect(colorsOf(scaled(plain, (_, tau) => (tau < least ? -1 : 1))).signed).toBe(false);
  expect(colorsOf(scaled(plain, (_, tau) => (tau > 1e-5 ? -1e-6 : 1))).signed).toBe(false);
});

test("a failing sweep alone does not make the colours two-sided; what it has below is cut and told", () => {
  const plain = syntheticSeries({ sweeps: 20, failing: (s) => s === 7 });
  expect(colorsOf(scaled(plain, (s) => (s === 7 ? -100 : 1)))).toMatchObject({ signed: false, clipped: [7] });
  const both = scaled(plain, (s, tau) => (s === 7 ? -100 : tau > 1e-5 ? -1 : 1));
  expect(colorsOf(both)).toMatchObject({ signed: true, below: true, above: false });
  expect(colorTicks(colorsOf(both)).texts[0]).toMatch(/^≤\u2009−\d/);
});

test.each(["light", "dark"] as const)("the %s diverging map goes through its nine published stops", (name) => {
  const map = differenceMap(name);
  expect(map).toHaveLength(33);
  expect(map.filter((_, i) => i % 4 === 0)).toEqual(differenceStops[name]);
  expect((name === "light" ? lightTheme : darkTheme).difference).toEqual(map);
});

test("ends that were set hold for every map, in its unit; the bar says what lies beyond them", () => {
  const series = syntheticSeries({ sweeps: 6 });
  const map = series.map as RelaxationMap;
  const usual = colorsOf(series);
  const [floor, top] = [0.5 / factor, 12 / factor];
  const set = mapColors(map, series, factor, [floor, top]);
  expect([set.floor, set.top]).toEqual([expect.closeTo(0.5, 12), expect.closeTo(12, 12)]);
  expect(usual.top).toBeGreaterThan(12);
  expect(set).toMatchObject({ above: true, clipped: [] });
  expect(colorEnds(set)).toEqual([expect.closeTo(Math.log10(0.5), 12), expect.closeTo(Math.log10(12), 12)]);
  const { values, texts } = colorTicks(set);
  expect(values.at(-1)).toBeCloseTo(Math.log10(12), 9);
  expect(texts.at(-1)).toBe("≥\u200912");
  // 10 would touch it.
  expect(texts.slice(0, -1)).not.toContain("10");
  const drawn = relaxationMap(series, { theme: lightTheme, area: syntheticArea, colors: [floor, top] })
    .data[0] as Trace;
  expect([drawn.zmin, drawn.zmax]).toEqual(colorEnds(set));
});
