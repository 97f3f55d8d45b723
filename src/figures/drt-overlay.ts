import type { SeriesAnalysis, SweepAnalysis } from "../impedance/series/analysis.ts";
import { processNumber } from "../impedance/series/identity.ts";
import { log, log10, pow } from "../numerics/elementary/index.ts";
import { boundsOf, type DistributionBands, peakHover, peakInterval } from "./drt-bounds.ts";
import { extentOf } from "./extent.ts";
import { axis, baseLayout, label, logAxis } from "./frame.ts";
import { frequencyTwin } from "./frequency-twin.ts";
import { labelLifts } from "./label-places.ts";
import type { SpectrumFigureOptions } from "./nyquist.ts";
import { MOST_LINES, sweepColorBar } from "./nyquist-series.ts";
import type { Figure, PlotlyObject, Trace } from "./plotly.ts";
import { fails, seriesUnits, sweepLabel } from "./series-axis.ts";
import { type FigureTheme, lineColor, processStyle } from "./theme.ts";
import { spreadIndices } from "./ticks.ts";
import { axisTitle, type DisplayUnits } from "./units.ts";

/** Pattern of what was not measured. */
export function hatch(theme: FigureTheme, color: "lineStrong" | "fail" = "lineStrong"): PlotlyObject {
  return { shape: "/", size: 7, solidity: 0.16, fgcolor: theme.color[color], bgcolor: "rgba(0,0,0,0)" };
}

/** Hatched polygons, parted by null. */
export function hatched(
  theme: FigureTheme,
  x: readonly (number | null)[],
  y: readonly (number | null)[],
  more: PlotlyObject = {},
): Trace {
  return {
    type: "scatter",
    mode: "lines",
    x,
    y,
    fill: "toself",
    fillpattern: hatch(theme),
    line: { width: 0 },
    hoverinfo: "skip",
    showlegend: false,
    ...more,
  };
}

function unmeasured(theme: FigureTheme, analysis: SweepAnalysis, [bottom, top]: Range): Trace[] {
  const { drt } = analysis;
  if (drt === null) return [];
  const [first, last] = [drt.tau[0] as number, drt.tau[drt.tau.length - 1] as number];
  const box = (a: number, b: number): Trace => hatched(theme, [a, b, b, a, a], [bottom, bottom, top, top, bottom]);
  return [
    ...(drt.measuredTauMin > first * 1.01 ? [box(first, drt.measuredTauMin)] : []),
    ...(drt.measuredTauMax < last * 0.99 ? [box(drt.measuredTauMax, last)] : []),
  ];
}

/** Decades of τ that are shown beyond what the frequencies reach: further out γ is only what the model says. */
const BEYOND = 1.3;

/** The stretch of τ in s that figures of these sweeps show. */
export function shownTaus(sweeps: readonly SweepAnalysis[]): readonly [number, number] {
  const ends = sweeps.flatMap(({ drt }) => {
    if (drt === null) return [];
    const from = Math.max(drt.tau[0] as number, drt.measuredTauMin / pow(10, BEYOND));
    return [from, Math.min(drt.tau.at(-1) as number, drt.measuredTauMax * pow(10, BEYOND))];
  });
  return ends.length > 0 ? extentOf(ends) : [1e-7, 1];
}

type Range = readonly [low: number, high: number];

/** Smallest and largest of values over τ where the frequencies reach, and 0. What is extrapolated sets no scale. */
export function measuredExtent(
  {
    tau,
    measuredTauMin,
    measuredTauMax,
  }: Pick<NonNullable<SweepAnalysis["drt"]>, "tau" | "measuredTauMin" | "measuredTauMax">,
  values: Float64Array,
): Range {
  let [low, high] = [0, 0];
  for (let k = 0; k < tau.length; k++) {
    const [t, value] = [tau[k] as number, values[k] as number];
    if (t < measuredTauMin || t > measuredTauMax) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

const kept = new WeakMap<NonNullable<SweepAnalysis["drt"]>, Range>();

/** The extent of a distribution where the frequencies reach, found once: a picture that follows a slider asks for that of all sweeps. */
function ownExtent(drt: NonNullable<SweepAnalysis["drt"]>): Range {
  const known = kept.get(drt) ?? measuredExtent(drt, drt.gamma);
  kept.set(drt, known);
  return known;
}

/** Smallest (at most 0) and largest γ of sweeps in Ω where the frequencies reach. */
export function gammaExtent(sweeps: readonly SweepAnalysis[]): Range {
  return extentOf([0, ...sweeps.flatMap(({ drt }) => (drt === null ? [] : ownExtent(drt)))]);
}

/** Size of the plot in px for which labels are placed. */
const WIDTH = 380;
const HEIGHT = 250;
/** Peaks below this part of the highest carry no text. */
const LABELLED_PART = 0.02;

function peakMarks(
  theme: FigureTheme,
  analysis: SweepAnalysis,
  units: DisplayUnits,
  [low, high]: Range,
  [bottom, top]: Range,
): { traces: Trace[]; texts: PlotlyObject[] } {
  const peaks = analysis.drt?.peaks ?? [];
  const highest = peaks.reduce((m, p) => Math.max(m, Math.abs(p.height)), 0);
  const shown = peaks.map((peak) => peakInterval(peak, units));
  const lifts = labelLifts(
    peaks.map((peak, i) => ({
      x: (WIDTH * log(peak.tau / low)) / log(high / low),
      y: (HEIGHT * (peak.height * units.resistanceFactor - bottom)) / (top - bottom),
      length: (shown[i]?.resistance.length ?? 0) + (peak.identifiable === false ? 2 : 0),
      rank: Math.abs(peak.resistance),
    })),
  );
  const traces: Trace[] = [];
  const texts: PlotlyObject[] = [];
  peaks.forEach((peak, i) => {
    const style = processStyle(processNumber(peak, i));
    const color = theme.color[style.color];
    const { resistance } = shown[i] as (typeof shown)[number];
    const { tau } = boundsOf(peak);
    traces.push({
      type: "scatter",
      mode: "markers",
      x: [peak.tau],
      y: [peak.height * units.resistanceFactor],
      showlegend: false,
      marker: { symbol: peak.identifiable === false ? `${style.marker}-open` : style.marker, size: 9, color },
      ...(tau === null
        ? {}
        : {
            error_x: {
              type: "data",
              symmetric: false,
              array: [Math.max(0, tau[1] - peak.tau)],
              arrayminus: [Math.max(0, peak.tau - tau[0])],
              color,
              thickness: 1.4,
              width: 4,
            },
          }),
      hovertemplate: `${peakHover(peak, i, units)}<extra></extra>`,
    });
    const lift = lifts[i] ?? null;
    const inside = peak.height * units.resistanceFactor <= top && peak.tau >= low && peak.tau <= high;
    if (lift === null || !inside || Math.abs(peak.height) < LABELLED_PART * highest) return;
    texts.push(
      label(theme, `${resistance}${peak.identifiable === false ? " ◌" : ""}`, {
        x: log10(peak.tau),
        y: peak.height * units.resistanceFactor,
        yanchor: "bottom",
        yshift: 6 + lift,
        bgcolor: "rgba(0,0,0,0)",
        font: { size: 11, color },
      }),
    );
  });
  return { traces, texts };
}

export interface DrtOverlayOptions extends SpectrumFigureOptions {
  /** Largest γ of the axis in Ω, the same while one sweep after the other is shown; by default that of these sweeps. */
  readonly top?: number;
  /** Draw every second point of the grid, joined by splines: for pages that hold very many sweeps. */
  readonly thinned?: boolean;
}

const NOTHING = new Float64Array(0);

/** Values on a grid, or every second of them with the last. */
export function gridPoints(values: Float64Array, thinned: boolean): number[] {
  const all = Array.from(values);
  return thinned ? all.filter((_, k) => k % 2 === 0 || k === all.length - 1) : all;
}

/** How thinned points are joined. */
export function curve(thinned: boolean): PlotlyObject {
  return thinned ? { shape: "spline", smoothing: 0.8 } : {};
}

/** The band of 95 % of a sweep; nothing where it is not known. */
function band(theme: FigureTheme, { drt }: SweepAnalysis, units: DisplayUnits, thinned: boolean): Trace[] {
  const bands: DistributionBands | null = drt;
  const { gammaLower, gammaUpper } = bands ?? {};
  if (!bands || !gammaLower || !gammaUpper) return [];
  const x = gridPoints(bands.tau, thinned);
  const edge = (values: Float64Array, more: PlotlyObject): Trace => ({
    type: "scatter",
    mode: "lines",
    x,
    y: gridPoints(values, thinned).map((g) => g * units.resistanceFactor),
    line: { width: 0, ...curve(thinned) },
    hoverinfo: "skip",
    showlegend: false,
    ...more,
  });
  return [edge(gammaLower, {}), edge(gammaUpper, { fill: "tonexty", fillcolor: theme.color.band })];
}

/**
 * γ over τ: one sweep with its band of 95 %, its peaks with intervals and their resistances, or all sweeps of a series (80 of a longer one) coloured along the map.
 * Hatched where the frequencies do not reach; γ there is extrapolated. The upper axis reads the same in frequency.
 */
export function drtOverlay(
  sweeps: readonly SweepAnalysis[],
  { theme, area, top, thinned = false }: DrtOverlayOptions,
): Figure {
  const units = seriesUnits({ sweeps }, area);
  const drawn = sweeps.filter((s) => s.drt !== null);
  const single = drawn.length === 1;
  const [least, most] = gammaExtent(drawn);
  const highest = 1.24 * units.resistanceFactor * Math.max(top ?? most, -0.05 * least) || 1;
  const lowest = Math.min(0, 1.12 * units.resistanceFactor * least);
  const [low, high] = shownTaus(drawn);
  const first = drawn[0];
  const marks =
    single && first !== undefined
      ? peakMarks(theme, first, units, [low, high], [lowest, highest])
      : { traces: [], texts: [] };
  const bands = single && first !== undefined ? band(theme, first, units, thinned) : [];
  const twin = frequencyTwin(theme, [low, high]);
  const lines = spreadIndices(drawn.length, MOST_LINES).map((i): Trace => {
    const analysis = drawn[i] as SweepAnalysis;
    const color = single ? theme.color.accent : lineColor(theme, i, drawn.length);
    return {
      type: "scatter",
      mode: "lines",
      name: sweepLabel(analysis, units),
      x: gridPoints(analysis.drt?.tau ?? NOTHING, thinned),
      y: gridPoints(analysis.drt?.gamma ?? NOTHING, thinned).map((g) => g * units.resistanceFactor),
      line: { color, width: single ? 1.8 : 1.2, ...curve(thinned), ...(fails(analysis) ? { dash: "3px,2px" } : {}) },
      ...(single && bands.length === 0 ? { fill: "tozeroy", fillcolor: theme.color.band } : {}),
      hovertemplate: `${single ? "" : "%{fullData.name}<br>"}<i>τ</i> = %{x:.3~s}s<br><i>γ</i> = %{y:.4~g} ${units.resistance}<extra></extra>`,
    };
  });
  const bar = series(drawn) && first !== undefined ? [sweepColorBar(theme, drawn.length, first.sweep.index + 1)] : [];
  return {
    data: [
      ...(first === undefined ? [] : unmeasured(theme, first, [lowest, highest])),
      ...bands,
      ...lines,
      ...marks.traces,
      ...bar,
      twin.trace,
    ],
    layout: baseLayout(theme, {
      margin: { l: 62, r: 14, t: 44, b: 46 },
      annotations: bands.length > 0 ? [...marks.texts, bandLabel(theme)] : marks.texts,
      xaxis: logAxis(theme, axisTitle("τ", "s"), [low, high], { mirror: false }),
      xaxis2: twin.axis,
      yaxis: axis(theme, axisTitle("γ", units.resistance), { range: [lowest, highest] }),
    }),
  };
}

/** What the band is, above the highest peak. */
function bandLabel(theme: FigureTheme): PlotlyObject {
  return label(theme, "band: 95 %", {
    xref: "paper",
    yref: "paper",
    x: 0.5,
    y: 0.995,
    xanchor: "center",
    yanchor: "top",
  });
}

function series(sweeps: readonly SweepAnalysis[]): boolean {
  return sweeps.length > 1;
}

/** Largest γ of a series in Ω where the frequencies reach; sweeps that fail Kramers-Kronig set it only where all do. */
export function largestGamma({ sweeps }: SeriesAnalysis): number {
  const held = gammaExtent(sweeps.filter((sweep) => !fails(sweep)))[1];
  return held > 0 ? held : gammaExtent(sweeps)[1];
}
