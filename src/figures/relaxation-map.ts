import { DomainError } from "../base/errors.ts";
import type { TimeSeries } from "../files/time-series.ts";
import type { RelaxationMap } from "../impedance/relaxation-times/result.ts";
import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import { processes, type Track } from "../impedance/series/tracks.ts";
import { pow } from "../numerics/elementary/index.ts";
import { extentOf } from "./extent.ts";
import { axis, baseLayout, frames, logAxis } from "./frame.ts";
import {
  type ColorBounds,
  colorEnds,
  colorPlace,
  colorScale,
  colorTicks,
  type MapColors,
  mapColors,
} from "./map-colors.ts";
import type { Columns } from "./map-columns.ts";
import { failing, outside } from "./map-hatches.ts";
import { type Onset, onsetMarks, onsetOf } from "./map-onset.ts";
import { mapPlaces } from "./map-places.ts";
import { stripAxes, stripTraces, topAxis, verdictLane } from "./map-strip.ts";
import { trackLabels, trackLines } from "./map-tracks.ts";
import type { SpectrumFigureOptions } from "./nyquist.ts";
import { type Figure, type PlotlyObject, plotText, type Trace } from "./plotly.ts";
import { type Along, seriesUnits } from "./series-axis.ts";
import type { FigureTheme } from "./theme.ts";
import { spreadIndices } from "./ticks.ts";
import { axisTitle, type DisplayUnits, displayUnits } from "./units.ts";
import { laneAxis } from "./voltage-and-current.ts";

export interface RelaxationMapOptions extends SpectrumFigureOptions {
  readonly along?: Along;
  /** Words in place of the numbers of sweeps, one a column, and the title of that axis; for `along: "sweep"`. */
  readonly columns?: { readonly title: string; readonly words: readonly string[] } | null;
  /** Voltage and current, drawn as a strip under the map on the same axis when that is time. */
  readonly timeSeries?: TimeSeries | null;
  /** Where something sets in; default: the onset that the series shows. */
  readonly onset?: Onset;
  /** Leaves the room of an axis above also where there is none: a distribution that stands beside the map has one. */
  readonly roomAbove?: boolean;
  /** Where the colours begin and end; default: by the largest γ. */
  readonly colors?: ColorBounds | null;
  /** Processes to draw; default: those of `processes`. */
  readonly tracks?: readonly Track[];
}

/** Edges of cells in τ for centres uniform in ln τ. */
export function tauEdges(tau: Float64Array): number[] {
  const ratio = Math.sqrt((tau[1] as number) / (tau[0] as number));
  return [(tau[0] as number) / ratio, ...Array.from(tau, (t) => t * ratio)];
}

/** Decades that are shown beyond what the frequencies of any sweep reach. */
const BEYOND = 1;

/** The part of the grid of τ that a map shows. @param edges of the cells in τ, s */
export function mapTaus({ sweeps }: SeriesAnalysis, edges: readonly number[]): readonly [number, number] {
  const measured = sweeps.flatMap(({ drt }) => (drt === null ? [] : [drt.measuredTauMin, drt.measuredTauMax]));
  const [first, last] = [edges[0] as number, edges.at(-1) as number];
  if (measured.length === 0) return [first, last];
  const [low, high] = extentOf(measured);
  return [Math.max(first, low / pow(10, BEYOND)), Math.min(last, high * pow(10, BEYOND))];
}

/**
 * γ(ln τ) along a series: τ up, the experiment along, coloured as `mapColors` has it. Hatched grey where a sweep did not measure, hatched red where it fails Kramers-Kronig; the
 * tracks of the processes lie on it. Below: a lane of verdicts, and voltage and current on the same time axis.
 * @throws DomainError without a map, or if `along` is current and the currents do not rise from sweep to sweep
 */
export function relaxationMap(series: SeriesAnalysis, options: RelaxationMapOptions): Figure {
  const { theme, area, along = "time", timeSeries = null } = options;
  const { map } = series;
  if (map === null || map.sweeps < 2 || map.tau.length < 2) {
    throw new DomainError(`relaxationMap: ${map?.sweeps ?? 0} sweeps in the map; it takes two or more.`);
  }
  const units = seriesUnits(series, area);
  const place = mapPlaces(series, along, units);
  const { columns, marks, seconds } = place;
  if (place.along === "current" && columns.some(([from], i) => i > 0 && from <= (columns[i - 1]?.[0] as number))) {
    throw new DomainError("relaxationMap: the currents do not rise from sweep to sweep; draw it along time or sweep.");
  }
  const edges = tauEdges(map.tau);
  const [left, right] = [columns[0]?.[0] ?? 0, columns.at(-1)?.[1] ?? 1];
  const strip = place.along === "time" ? timeSeries : null;
  const stripUnits = displayUnits(area, strip?.current ?? []);
  const hasStrip = strip !== null && (strip.voltage !== null || strip.current !== null);
  const lane = hasStrip ? [0.3, 0.325] : [0, 0.03];
  const bottom = hasStrip ? 0.345 : 0.055;
  const colors = mapColors(map, series, units.resistanceFactor, options.colors);
  const heat = heatmap(map, colors, columns, edges, theme, units, bottom, plainRows);
  const hatches = [...outside(theme, series, columns, edges), ...failing(theme, series, columns, edges)];
  const followed = options.tracks ?? processes(series).tracks;
  const onset = onsetMarks(theme, options.onset ?? onsetOf(series), {
    series,
    columns,
    along: place.along,
    seconds,
    units,
  });
  const top = topAxis(series, marks, units, place.along);
  return {
    data: [
      heat,
      ...hatches,
      ...trackLines(theme, series, marks, units, followed),
      ...verdictLane(theme, series, columns, units),
      ...(hasStrip ? stripTraces(strip, theme, stripUnits, seconds, left, right) : []),
      ...(top === null ? [] : [{ type: "scatter", x: [null], y: [null], xaxis: "x2", hoverinfo: "skip" } as const]),
    ],
    layout: baseLayout(theme, {
      margin: { l: 62, r: 20, t: top === null && !options.roomAbove ? 14 : 48, b: 46 },
      xaxis: axis(theme, options.columns?.title ?? place.title, {
        range: [left, right],
        ...(options.columns ? wordTicks(columns, options.columns.words) : {}),
        anchor: hasStrip ? "y3" : "y2",
        showgrid: false,
        mirror: false,
      }),
      ...(top === null ? {} : { xaxis2: { ...axis(theme, top.title), ...top.axis, range: [left, right] } }),
      yaxis: logAxis(theme, axisTitle("τ", "s"), mapTaus(series, edges), {
        domain: [bottom, 1],
        showgrid: false,
      }),
      yaxis2: laneAxis(lane as [number, number]),
      ...(hasStrip ? stripAxes(strip, theme, stripUnits, strip.voltage === null) : {}),
      annotations: [...trackLabels(theme, marks, followed), ...onset.annotations],
      shapes: [...onset.shapes, ...frames(theme, [[bottom, 1], ...(hasStrip ? [[0, 0.28]] : [])])],
    }),
  };
}

/**
 * A drawn map with other values of γ, at another λ for instance: colours and colour bar are worked out anew, all else is kept as it
 * was drawn. Much cheaper than `relaxationMap`, for a picture that follows a slider; its values stand in typed arrays, for the screen
 * alone.
 *
 * @param drawn by `relaxationMap` of this series with these options
 * @param map of the same sweeps, on any grid of τ
 * @param shades its own, by `mapColors`
 * @throws DomainError if it is of another number of sweeps
 */
export function relaxationMapOf(
  map: RelaxationMap,
  drawn: Figure,
  series: SeriesAnalysis,
  { theme, area, along = "time", shades }: Omit<RelaxationMapOptions, "colors"> & { readonly shades: MapColors },
): Figure {
  const [, ...others] = drawn.data;
  const { domain } = drawn.layout.yaxis as { readonly domain: readonly [number, number] };
  const edges = tauEdges(map.tau);
  if (map.sweeps !== series.sweeps.length) {
    throw new DomainError(`relaxationMapOf: a map of ${map.sweeps} sweeps for a series of ${series.sweeps.length}.`);
  }
  const units = seriesUnits(series, area);
  const { columns } = mapPlaces(series, along, units);
  const [bottom] = domain;
  return {
    ...drawn,
    data: [heatmap(map, shades, columns, edges, theme, units, bottom, typedRows), ...others],
  };
}

/** Words under a map at most. */
const MOST_WORDS = 6;

function wordTicks(columns: Columns, words: readonly string[]): PlotlyObject {
  const shown = spreadIndices(columns.length, MOST_WORDS);
  const centre = ([from, to]: readonly [number, number]): number => (from + to) / 2;
  return {
    tickmode: "array",
    tickvals: shown.map((k) => centre(columns[k] as readonly [number, number])),
    ticktext: shown.map((k) => plotText(words[k] ?? "")),
    minor: { ticks: "" },
  };
}

type Row = number[] | Float64Array;

function plainRows(rows: number, columns: number): Row[] {
  return Array.from({ length: rows }, () => new Array<number>(columns).fill(0));
}

/** Rows of one buffer: two hundred of their own take longer to get than to fill. */
function typedRows(rows: number, columns: number): Row[] {
  const all = new Float64Array(rows * columns);
  return Array.from({ length: rows }, (_, k) => all.subarray(k * columns, (k + 1) * columns));
}

function heatmap(
  map: RelaxationMap,
  colors: MapColors,
  columns: Columns,
  tauEdge: readonly number[],
  theme: FigureTheme,
  units: DisplayUnits,
  bottom: number,
  blank: (rows: number, columns: number) => Row[],
): Trace {
  const n = map.tau.length;
  const x: number[] = [columns[0]?.[0] ?? 0];
  const source: number[] = [];
  columns.forEach(([from, to], s) => {
    if (from - (x.at(-1) as number) > 1e-9 * Math.abs(from)) {
      x.push(from);
      source.push(-1);
    }
    x.push(to);
    source.push(s);
  });
  // NaN where there is no value: rows of numbers alone take a tenth of the time to make and to paint. JSON writes it as null.
  const z = blank(n, source.length);
  const real = blank(n, source.length);
  for (let k = 0; k < n; k++) {
    const [values, logs] = [real[k] as Row, z[k] as Row];
    for (let c = 0; c < source.length; c++) {
      const s = source[c] as number;
      const value = s < 0 ? Number.NaN : (map.gamma[s * n + k] as number) * units.resistanceFactor;
      values[c] = value;
      logs[c] = colorPlace(colors, value);
    }
  }
  const ticks = colorTicks(colors);
  const [zmin, zmax] = colorEnds(colors);
  return {
    type: "heatmap",
    x,
    y: tauEdge,
    z,
    customdata: real,
    zmin,
    zmax,
    colorscale: colorScale(colors, theme),
    hoverongaps: false,
    hovertemplate: `<i>τ</i> = %{y:.3~s}s<br><i>γ</i> = %{customdata:.3~g} ${units.resistance}<extra></extra>`,
    colorbar: {
      title: { text: axisTitle("γ", units.resistance), side: "right", font: { size: 12, color: theme.color.ink } },
      thickness: 12,
      len: 1 - bottom,
      y: (1 + bottom) / 2,
      yanchor: "middle",
      ypad: 0,
      outlinewidth: 1,
      outlinecolor: theme.color.plotFrame,
      ticks: "inside",
      ticklen: 4,
      tickcolor: theme.color.plotFrame,
      tickfont: { size: 11, color: theme.color.ink2 },
      tickvals: ticks.values,
      ticktext: ticks.texts,
    },
  };
}
