import type { TimeSeries } from "../files/time-series.ts";
import type { SweepAnalysis } from "../impedance/series/analysis.ts";
import { keptExtent, scaledWithExtent } from "./extent.ts";
import { axis, baseLayout, legendAt } from "./frame.ts";
import type { Figure, PlotlyObject, Trace } from "./plotly.ts";
import { type Judged, judged } from "./series-axis.ts";
import type { FigureTheme } from "./theme.ts";
import { thinMinMax } from "./thin.ts";
import { sizes } from "./tokens.ts";
import { axisTitle, displayUnits, timeUnit } from "./units.ts";

export interface VoltageAndCurrentOptions {
  readonly theme: FigureTheme;
  /** Electrode area in m²; null: the current is in A. */
  readonly area: number | null;
  /** Sweeps to mark above the curves. */
  readonly sweeps?: readonly SweepAnalysis[];
  /**
   * Which points are given: "thinned" so that no extreme is lost; "all", for a view that can be dragged and zoomed; "typed", the same in
   * typed arrays, a tenth of the time for a million of them, for the screen alone. Default: thinned.
   */
  readonly points?: "thinned" | "all" | "typed";
}

/** Voltage (left) and current or current density (right; dashed where the points are thinned) against time; sweeps marked above. */
export function voltageAndCurrent(series: TimeSeries, options: VoltageAndCurrentOptions): Figure {
  const { theme, area, sweeps = [], points = "thinned" } = options;
  const units = displayUnits(area, keptExtent(series.current ?? NONE));
  const start = series.time[0] ?? 0;
  const span = (series.time[series.time.length - 1] ?? 0) - start;
  const time = timeUnit(span);
  const t = inUnits(series.time, time.seconds);
  const times = points === "all" ? numbers(t) : [];
  const course = (y: Float64Array): PlotlyObject =>
    points === "typed" ? { x: t, y } : points === "all" ? { x: times, y: numbers(y) } : thinMinMax(t, y);
  const data: Trace[] = [];
  const marked = sweeps.filter((s) => s.sweep.startTime !== null);
  const top = marked.length > 0 ? 0.92 : 1;
  const axes: Record<string, PlotlyObject> = {};
  if (series.voltage !== null) {
    data.push({
      type: "scatter",
      mode: "lines",
      name: "<i>E</i>",
      ...course(series.voltage),
      line: { color: theme.color.accent, width: 1.6 },
      hovertemplate: `%{x:.4~g} ${time.unit}<br><i>E</i> = %{y:.4~g} V<extra></extra>`,
    });
    axes.yaxis = axis(theme, axisTitle("E", "V"), {
      domain: [0, top],
      nticks: 5,
      ...flat(series.voltage, 1, 0.3),
      title: { text: axisTitle("E", "V"), standoff: 6, font: { size: sizes.axis, color: theme.color.accent } },
    });
  }
  if (series.current !== null) {
    const alone = series.voltage === null;
    // Below the voltage, whose peaks stand where the current jumps.
    data.unshift({
      type: "scatter",
      mode: "lines",
      name: `<i>${units.currentSymbol}</i>`,
      ...course(scaledWithExtent(series.current, units.currentFactor)),
      ...(alone ? {} : { yaxis: "y2" }),
      line: { color: theme.color.s5, width: 1.4, ...(points === "thinned" ? { dash: "4px,2px" } : {}) },
      hovertemplate: `%{x:.4~g} ${time.unit}<br><i>${units.currentSymbol}</i> = %{y:.4~g} ${units.current}<extra></extra>`,
    });
    const side: PlotlyObject = alone ? {} : { overlaying: "y", side: "right", showgrid: false, mirror: false };
    axes[alone ? "yaxis" : "yaxis2"] = axis(theme, axisTitle(units.currentSymbol, units.current), {
      domain: [0, top],
      nticks: 5,
      ...calmCurrent(series.current, units.currentFactor, 0.7),
      ...side,
      title: {
        text: axisTitle(units.currentSymbol, units.current),
        standoff: 6,
        font: { size: 12, color: theme.color.s5 },
      },
    });
  }
  if (marked.length > 0) {
    data.push(...sweepMarks(marked, time.seconds, theme, "y3"));
    axes.yaxis3 = laneAxis([0.95, 1]);
  }
  return {
    data,
    layout: baseLayout(theme, {
      margin: { l: 62, r: 62, t: 12, b: 44 },
      showlegend: series.voltage !== null && series.current !== null,
      legend: legendAt(theme, 0.01, top - 0.02, { orientation: "h", bgcolor: "rgba(0,0,0,0)" }),
      xaxis: axis(theme, axisTitle("t", time.unit), { range: [start / time.seconds, (start + span) / time.seconds] }),
      ...axes,
    }),
  };
}

const NONE = new Float64Array(0);

/** Times over a unit in s. Divided, not multiplied: 3600 s are one hour to the last bit. */
function inUnits(seconds: Float64Array, unit: number): Float64Array {
  if (unit === 1) return seconds;
  const times = new Float64Array(seconds.length);
  for (let k = 0; k < seconds.length; k++) times[k] = (seconds[k] as number) / unit;
  return times;
}

/** As plain numbers, as figures are written; a million of them in some ms. */
function numbers(values: Float64Array): number[] {
  const out: number[] = [];
  for (let k = 0; k < values.length; k++) out.push(values[k] as number);
  return out;
}

/** The least span of the axis of a current, as a part of its size: a controlled current that ripples by less is a constant one. */
const LEAST_SPAN = 0.2;

/**
 * A range for a current that varies by less than `LEAST_SPAN` of its size, in the middle of it at this part of the height; nothing for
 * others. Over its ripple alone a constant current would fill the plot and hide the voltage.
 */
export function calmCurrent(values: Float64Array, factor: number, part: number): PlotlyObject {
  const [low, high] = keptExtent(values);
  const size = Math.max(Math.abs(low), Math.abs(high));
  if (!(high - low < LEAST_SPAN * size)) return flat(values, factor, part);
  const height = Math.max(LEAST_SPAN * size, (high - low) / (1 - part) / 2) * factor;
  const middle = ((low + high) / 2) * factor;
  return { range: [middle - part * height, middle + (1 - part) * height] };
}

/** A range for a curve that does not change, which lies at this part of the height; nothing for others. */
function flat(values: Float64Array, factor: number, part: number): PlotlyObject {
  const [low, high] = keptExtent(values);
  if (!(high - low <= 1e-6 * Math.abs(high))) return {};
  const height = 0.5 * Math.abs(high * factor) || 1;
  return { range: [high * factor - part * height, high * factor + (1 - part) * height] };
}

/** A lane without scale for marks of verdicts. */
export function laneAxis(domain: readonly [number, number]): PlotlyObject {
  return {
    domain,
    range: [0, 1],
    fixedrange: true,
    showticklabels: false,
    showgrid: false,
    zeroline: false,
    ticks: "",
  };
}

/** Bars from start to end of each sweep: plain where Kramers-Kronig holds, hatched with a cross where it fails, thin and grey where it is not known. */
export function sweepMarks(
  sweeps: readonly SweepAnalysis[],
  secondsPerUnit: number,
  theme: FigureTheme,
  yaxis: string,
): Trace[] {
  const bars = (wanted: Judged): { x: (number | null)[]; y: (number | null)[] } => {
    const x: (number | null)[] = [];
    const y: (number | null)[] = [];
    for (const s of sweeps) {
      if (judged(s) !== wanted) continue;
      const from = (s.sweep.startTime ?? 0) / secondsPerUnit;
      const to = Math.max(from, (s.sweep.time?.at(-1) ?? s.sweep.startTime ?? 0) / secondsPerUnit);
      x.push(from, to, null);
      y.push(0.5, 0.5, null);
    }
    return { x, y };
  };
  const traces: Trace[] = [];
  const [held, failed, open] = [bars("passes"), bars("fails"), bars("open")];
  if (open.x.length > 0) {
    traces.push({
      type: "scatter",
      mode: "lines",
      ...open,
      yaxis,
      showlegend: false,
      line: { color: theme.color.ink3, width: 1, dash: "dot" },
      hovertemplate: "impedance sweep, Kramers-Kronig not tested<extra></extra>",
    });
  }
  if (held.x.length > 0) {
    traces.push({
      type: "scatter",
      mode: "lines+markers",
      ...held,
      yaxis,
      showlegend: false,
      line: { color: theme.color.pass, width: 4 },
      marker: { symbol: "line-ns", size: 7, color: theme.color.pass, line: { width: 1, color: theme.color.pass } },
      hovertemplate: "impedance sweep<extra></extra>",
    });
  }
  if (failed.x.length > 0) {
    traces.push({
      type: "scatter",
      mode: "lines+markers",
      ...failed,
      yaxis,
      showlegend: false,
      line: { color: theme.color.fail, width: 2, dash: "2px,2px" },
      marker: { symbol: "x-thin", size: 6, color: theme.color.fail, line: { width: 1.3, color: theme.color.fail } },
      hovertemplate: "sweep fails Kramers-Kronig<extra></extra>",
    });
  }
  return traces;
}
