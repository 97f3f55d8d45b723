import { DomainError } from "../base/errors.ts";
import type { TimeSeries } from "../files/time-series.ts";
import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import { hatched } from "./drt-overlay.ts";
import { formatNumber, formatQuantity } from "./format-number.ts";
import { axis, baseLayout, frames, label, logAxis } from "./frame.ts";
import type { SpectrumFigureOptions } from "./nyquist.ts";
import type { Figure, PlotlyObject, Trace } from "./plotly.ts";
import { trackTitle } from "./resistances.ts";
import { type Along, fails, seriesAxis, sweepLabel } from "./series-axis.ts";
import { type FigureTheme, meltScale, processStyles } from "./theme.ts";
import { thinMinMax } from "./thin.ts";
import { logTicks, niceStep, roundUp125, spreadIndices } from "./ticks.ts";
import { processes } from "./tracks.ts";
import { axisTitle, type DisplayUnits, displayUnits, timeUnit } from "./units.ts";
import { laneAxis } from "./voltage-and-current.ts";

/** Decades of γ that the colours span. */
const DECADES = 3;

export interface RelaxationMapOptions extends SpectrumFigureOptions {
  readonly along?: Along;
  /** Voltage and current, drawn as a strip under the map on the same axis when that is time. */
  readonly timeSeries?: TimeSeries | null;
}

/** Columns of the map: [left, right] of each sweep, in the unit of the axis. */
export type Columns = readonly (readonly [number, number])[];

/** A sweep reaches to the next one, unless a pause of more than its own length follows; then to its own end. */
function timeColumns(series: SeriesAnalysis, seconds: number): Columns {
  const starts = series.sweeps.map((s) => (s.sweep.startTime ?? 0) / seconds);
  const gaps = starts.slice(1).map((t, i) => t - (starts[i] as number));
  const usual = gaps.length > 0 ? ([...gaps].sort((a, b) => a - b)[gaps.length >> 1] as number) : 1;
  return series.sweeps.map(({ sweep }, i) => {
    const start = starts[i] as number;
    const end = Math.max(start, (sweep.time?.at(-1) ?? Number.NaN) / seconds || start);
    const own = end > start ? end - start : usual;
    const next = starts[i + 1];
    return [start, next !== undefined && next - start < Math.max(2 * own, 1.5 * usual) ? next : start + own];
  });
}

function centredColumns(positions: readonly number[]): Columns {
  return positions.map((x, i) => {
    const left = i > 0 ? (x + (positions[i - 1] as number)) / 2 : null;
    const right = i < positions.length - 1 ? (x + (positions[i + 1] as number)) / 2 : null;
    const half = (right !== null ? right - x : left !== null ? x - left : 0.5) as number;
    return [left ?? x - half, right ?? (left !== null ? 2 * x - left : x + half)];
  });
}

/** Edges of cells in τ for centres uniform in ln τ. */
function tauEdges(tau: Float64Array): number[] {
  const ratio = Math.sqrt((tau[1] as number) / (tau[0] as number));
  return [(tau[0] as number) / ratio, ...Array.from(tau, (t) => t * ratio)];
}

/**
 * γ(ln τ) along a series: τ up, the experiment along, colour logarithmic over three decades whose top is the largest
 * value rounded up to 1-2-5. Hatched grey where a sweep did not measure, hatched red where Kramers-Kronig fails; the
 * tracks of the arcs (or peaks) lie on it. Below: a lane of verdicts, and voltage and current on the same time axis.
 * @throws DomainError without a map, or if `along` is current and the currents do not rise from sweep to sweep
 */
export function relaxationMap(series: SeriesAnalysis, options: RelaxationMapOptions): Figure {
  const { theme, area, along = "time", timeSeries = null } = options;
  const { map, sweeps } = series;
  if (map === null || map.sweeps < 2 || map.tau.length < 2) {
    throw new DomainError(`relaxationMap: ${map?.sweeps ?? 0} sweeps in the map; it takes two or more.`);
  }
  const units = displayUnits(area);
  const place = seriesAxis(series, along, units);
  if (place.along === "current" && place.positions.some((x, i) => i > 0 && x <= (place.positions[i - 1] as number))) {
    throw new DomainError("relaxationMap: the currents do not rise from sweep to sweep; draw it along time or sweep.");
  }
  const starts = sweeps.map((s) => s.sweep.startTime ?? 0);
  const { seconds } = timeUnit(Math.max(...starts) - Math.min(...starts));
  const columns = place.along === "time" ? timeColumns(series, seconds) : centredColumns(place.positions);
  const edges = tauEdges(map.tau);
  const [left, right] = [columns[0]?.[0] ?? 0, columns.at(-1)?.[1] ?? 1];
  const strip = place.along === "time" ? timeSeries : null;
  const hasStrip = strip !== null && (strip.voltage !== null || strip.current !== null);
  const lane = hasStrip ? [0.3, 0.325] : [0, 0.03];
  const bottom = hasStrip ? 0.345 : 0.055;
  const heat = heatmap(series, columns, edges, theme, units, (1 + bottom) / 2, 1 - bottom);
  const hatches = [...outside(theme, series, columns, edges), ...failing(theme, series, columns, edges)];
  const top = topAxis(series, columns, units, place.along);
  return {
    data: [
      heat,
      ...hatches,
      ...trackLines(theme, series, columns, units),
      ...verdictLane(theme, series, columns, units),
      ...(hasStrip ? stripTraces(strip, theme, units, seconds, left, right) : []),
      ...(top === null ? [] : [{ type: "scatter", x: [null], y: [null], xaxis: "x2", hoverinfo: "skip" } as const]),
    ],
    layout: baseLayout(theme, {
      margin: { l: 62, r: 20, t: top === null ? 14 : 48, b: 46 },
      xaxis: axis(theme, place.title, {
        range: [left, right],
        anchor: hasStrip ? "y3" : "y2",
        showgrid: false,
        mirror: false,
      }),
      ...(top === null ? {} : { xaxis2: { ...axis(theme, top.title), ...top.axis, range: [left, right] } }),
      yaxis: logAxis(theme, axisTitle("τ", "s"), [edges[0] as number, edges.at(-1) as number], {
        domain: [bottom, 1],
        showgrid: false,
      }),
      yaxis2: laneAxis(lane as [number, number]),
      ...(hasStrip ? stripAxes(strip, theme, units, strip.voltage === null) : {}),
      annotations: trackLabels(theme, series, columns),
      shapes: frames(theme, [[bottom, 1], ...(hasStrip ? [[0, 0.28]] : [])]),
    }),
  };
}

function heatmap(
  series: SeriesAnalysis,
  columns: Columns,
  tauEdge: readonly number[],
  theme: FigureTheme,
  units: DisplayUnits,
  barMiddle: number,
  barLength: number,
): Trace {
  const map = series.map as NonNullable<SeriesAnalysis["map"]>;
  const n = map.tau.length;
  let largest = 0;
  for (const g of map.gamma) if (g * units.resistanceFactor > largest) largest = g * units.resistanceFactor;
  const top = roundUp125(largest > 0 ? largest : 1);
  const floor = top / 10 ** DECADES;
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
  const z: (number | null)[][] = [];
  const real: (number | null)[][] = [];
  for (let k = 0; k < n; k++) {
    const values = source.map((s) => {
      const g = s < 0 ? Number.NaN : (map.gamma[s * n + k] as number) * units.resistanceFactor;
      return Number.isFinite(g) ? g : null;
    });
    real.push(values);
    z.push(values.map((g) => (g === null ? null : Math.log10(Math.max(g, floor / 1e3)))));
  }
  const ticks = logTicks(floor, top);
  return {
    type: "heatmap",
    x,
    y: tauEdge,
    z,
    customdata: real,
    zmin: Math.log10(floor),
    zmax: Math.log10(top),
    colorscale: meltScale(theme),
    hoverongaps: false,
    hovertemplate: `<i>τ</i> = %{y:.3~s}s<br><i>γ</i> = %{customdata:.3~g} ${units.resistance}<extra></extra>`,
    colorbar: {
      title: { text: axisTitle("γ", units.resistance), side: "right", font: { size: 12, color: theme.color.ink } },
      thickness: 12,
      len: barLength,
      y: barMiddle,
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

/** Staircase polygons above and below what the frequencies of each sweep reach. */
function outside(theme: FigureTheme, series: SeriesAnalysis, columns: Columns, edges: readonly number[]): Trace[] {
  const [low, high] = [edges[0] as number, edges.at(-1) as number];
  const x: number[] = [];
  const [lower, upper]: [number[], number[]] = [[], []];
  series.sweeps.forEach(({ drt }, i) => {
    x.push(columns[i]?.[0] as number, columns[i]?.[1] as number);
    const bottom = Math.max(low, drt === null ? high : drt.measuredTauMin);
    const top = Math.min(high, drt === null ? high : drt.measuredTauMax);
    lower.push(bottom, bottom);
    upper.push(top, top);
  });
  const close = (inner: number[], end: number): Trace[] =>
    inner.every((v) => Math.abs(Math.log(v / end)) < 0.01)
      ? []
      : [hatched(theme, [...x, x.at(-1) as number, x[0] as number], [...inner, end, end])];
  return [...close(lower, low), ...close(upper, high)];
}

/** Runs of sweeps that fail, hatched red. */
function failing(theme: FigureTheme, series: SeriesAnalysis, columns: Columns, edges: readonly number[]): Trace[] {
  const traces: Trace[] = [];
  const [low, high] = [edges[0] as number, edges.at(-1) as number];
  for (let i = 0; i < series.sweeps.length; i++) {
    if (!fails(series.sweeps[i] as (typeof series.sweeps)[number])) continue;
    const from = columns[i]?.[0] as number;
    while (i + 1 < series.sweeps.length && fails(series.sweeps[i + 1] as (typeof series.sweeps)[number])) i++;
    const to = columns[i]?.[1] as number;
    traces.push(
      hatched(theme, [from, to, to, from, from], [low, low, high, high, low], {
        fillpattern: { shape: "\\", size: 8, solidity: 0.12, fgcolor: theme.color.fail, bgcolor: "rgba(0,0,0,0)" },
      }),
    );
  }
  return traces;
}

function trackLines(theme: FigureTheme, series: SeriesAnalysis, columns: Columns, units: DisplayUnits): Trace[] {
  return processes(series).tracks.flatMap((track, i): Trace[] => {
    const style = processStyles[i % processStyles.length] as (typeof processStyles)[number];
    const x: (number | null)[] = [];
    const y: (number | null)[] = [];
    const text: string[] = [];
    track.points.forEach((p, k) => {
      if (k > 0 && p.at - (track.points[k - 1]?.at as number) > 1) {
        x.push(null);
        y.push(null);
        text.push("");
      }
      const [from, to] = columns[p.at] as readonly [number, number];
      x.push((from + to) / 2);
      y.push(p.tau);
      text.push(
        `${sweepLabel(series.sweeps[p.at] as (typeof series.sweeps)[number], units)}<br><i>τ</i> = ${formatQuantity(p.tau, "s")}`,
      );
    });
    const common = { type: "scatter", mode: "lines", x, y } as const;
    return [
      { ...common, line: { color: theme.color.panel, width: 4.4 }, hoverinfo: "skip" },
      {
        ...common,
        name: trackTitle(track.name),
        text,
        line: { color: theme.color[style.color], width: 1.8 },
        hovertemplate: `${trackTitle(track.name)}<br>%{text}<extra></extra>`,
      },
    ];
  });
}

/** Names of the tracks where they begin. */
function trackLabels(theme: FigureTheme, series: SeriesAnalysis, columns: Columns): PlotlyObject[] {
  return processes(series).tracks.map((track, i) => {
    const style = processStyles[i % processStyles.length] as (typeof processStyles)[number];
    const first = track.points[0] as (typeof track.points)[number];
    return label(theme, `<b>${trackTitle(track.name)}</b>`, {
      x: columns[first.at]?.[0] as number,
      y: Math.log10(first.tau),
      xanchor: "left",
      yanchor: "bottom",
      xshift: 8,
      yshift: 5,
      borderpad: 2,
      bgcolor: theme.color.panel,
      font: { size: 11, color: theme.color[style.color] },
    });
  });
}

function verdictLane(theme: FigureTheme, series: SeriesAnalysis, columns: Columns, units: DisplayUnits): Trace[] {
  const lane = (wanted: boolean, more: PlotlyObject): Trace[] => {
    const x: (number | null)[] = [];
    const text: string[] = [];
    series.sweeps.forEach((s, i) => {
      if (fails(s) !== wanted) return;
      x.push(columns[i]?.[0] as number, columns[i]?.[1] as number, null);
      const words = `${sweepLabel(s, units)}<br>Kramers-Kronig ${s.kramersKronig?.verdict ?? "not tested"}`;
      text.push(words, words, "");
    });
    if (x.length === 0) return [];
    const y = x.map((v) => (v === null ? null : 0.5));
    const hovertemplate = "%{text}<extra></extra>";
    return [{ type: "scatter", mode: "lines", x, y, text, yaxis: "y2", hovertemplate, ...more }];
  };
  return [
    ...lane(false, { line: { color: theme.color.pass, width: 3 } }),
    ...lane(true, { line: { color: theme.color.fail, width: 6, dash: "2px,2px" } }),
  ];
}

function topAxis(
  series: SeriesAnalysis,
  columns: Columns,
  units: DisplayUnits,
  along: Along,
): { readonly title: string; readonly axis: PlotlyObject } | null {
  const currents = series.sweeps.map((s) => s.sweep.dcCurrent);
  if (along === "current" || currents.some((x) => x === null)) return null;
  const centres = columns.map(([from, to]) => (from + to) / 2);
  const ticks = currentTicks(
    currents.map((x) => (x as number) * units.currentFactor),
    centres,
  );
  return {
    title: axisTitle(units.currentSymbol, units.current),
    axis: {
      overlaying: "x",
      anchor: "y",
      side: "top",
      matches: "x",
      mirror: false,
      showgrid: false,
      minor: { ticks: "" },
      tickvals: ticks.map((t) => t.at),
      ticktext: ticks.map((t) => t.text),
    },
  };
}

/** Round currents between the sweeps where the current rises or falls all along; else the currents of some sweeps. */
function currentTicks(currents: readonly number[], centres: readonly number[]): { at: number; text: string }[] {
  const sign = Math.sign((currents.at(-1) as number) - (currents[0] as number));
  const monotone = sign !== 0 && currents.every((x, i) => i === 0 || sign * (x - (currents[i - 1] as number)) > 0);
  if (!monotone) {
    return spreadIndices(currents.length, 7).map((i) => ({
      at: centres[i] as number,
      text: formatNumber(currents[i] as number, { digits: 2 }),
    }));
  }
  const [low, high] = [Math.min(...currents), Math.max(...currents)];
  const step = niceStep(high - low, 6);
  const ticks: { at: number; text: string }[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high * (1 + 1e-9); k++) {
    const value = k * step;
    const next = Math.max(
      1,
      currents.findIndex((x) => sign * (x - value) >= -1e-9 * step),
    );
    const [a, b] = [currents[next - 1] as number, currents[next] as number];
    const [from, to] = [centres[next - 1] as number, centres[next] as number];
    ticks.push({ at: from + ((to - from) * (value - a)) / (b - a), text: formatNumber(value, { digits: 4 }) });
  }
  return ticks;
}

function stripTraces(
  series: TimeSeries,
  theme: FigureTheme,
  units: DisplayUnits,
  seconds: number,
  left: number,
  right: number,
): Trace[] {
  const t = series.time.map((x) => x / seconds);
  const cut = (values: Float64Array, factor: number): { x: number[]; y: number[] } => {
    const inside = values.map((v, i) =>
      (t[i] as number) < left || (t[i] as number) > right ? Number.NaN : v * factor,
    );
    return thinMinMax(t, inside);
  };
  const traces: Trace[] = [];
  if (series.voltage !== null) {
    traces.push({
      type: "scatter",
      mode: "lines",
      ...cut(series.voltage, 1),
      yaxis: "y3",
      line: { color: theme.color.accent, width: 1.6 },
      hovertemplate: "<i>E</i> = %{y:.4~g} V<extra></extra>",
    });
  }
  if (series.current !== null) {
    traces.push({
      type: "scatter",
      mode: "lines",
      ...cut(series.current, units.currentFactor),
      yaxis: series.voltage === null ? "y3" : "y4",
      line: { color: theme.color.s5, width: 1.4, dash: "4px,2px" },
      hovertemplate: `<i>${units.currentSymbol}</i> = %{y:.4~g} ${units.current}<extra></extra>`,
    });
  }
  return traces;
}

function stripAxes(series: TimeSeries, theme: FigureTheme, units: DisplayUnits, currentOnly: boolean): PlotlyObject {
  const colored = (text: string, color: string): PlotlyObject => ({ text, standoff: 6, font: { size: 12, color } });
  const current = axisTitle(units.currentSymbol, units.current);
  return {
    yaxis3: axis(theme, currentOnly ? current : axisTitle("E", "V"), {
      domain: [0, 0.28],
      nticks: 4,
      mirror: false,
      title: currentOnly ? colored(current, theme.color.s5) : colored(axisTitle("E", "V"), theme.color.accent),
    }),
    ...(series.current === null || currentOnly
      ? {}
      : {
          yaxis4: axis(theme, current, {
            overlaying: "y3",
            side: "right",
            anchor: "x",
            showgrid: false,
            mirror: false,
            nticks: 4,
            title: colored(current, theme.color.s5),
          }),
        }),
  };
}
