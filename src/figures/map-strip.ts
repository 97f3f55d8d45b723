import type { TimeSeries } from "../files/time-series.ts";
import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import { log10 } from "../numerics/elementary/index.ts";
import { extentOf } from "./extent.ts";
import { formatFixed, formatNumber } from "./format-number.ts";
import { axis } from "./frame.ts";
import type { Columns } from "./map-columns.ts";
import type { PlotlyObject, Trace } from "./plotly.ts";
import { type Along, type Judged, judged, sweepLabel } from "./series-axis.ts";
import type { FigureTheme } from "./theme.ts";
import { thinMinMax } from "./thin.ts";
import { niceStep, spreadIndices } from "./ticks.ts";
import { axisTitle, type DisplayUnits } from "./units.ts";
import { calmCurrent } from "./voltage-and-current.ts";

/** Lane of verdicts: a bar a sweep, plain where Kramers-Kronig holds, dashed where it fails, thin and grey where it is not known. */
export function verdictLane(
  theme: FigureTheme,
  series: SeriesAnalysis,
  columns: Columns,
  units: DisplayUnits,
): Trace[] {
  const lane = (wanted: Judged, more: PlotlyObject): Trace[] => {
    const x: (number | null)[] = [];
    const text: string[] = [];
    series.sweeps.forEach((s, i) => {
      if (judged(s) !== wanted) return;
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
    ...lane("open", { line: { color: theme.color.ink3, width: 1, dash: "dot" } }),
    ...lane("passes", { line: { color: theme.color.pass, width: 3 } }),
    ...lane("fails", { line: { color: theme.color.fail, width: 6, dash: "2px,2px" } }),
  ];
}

/** Currents that differ by less than this part are one current. */
const CONSTANT = 0.02;

/** Axis above the map that tells the current of the sweeps; null where that is the axis below, not known, or the same for all. */
export function topAxis(
  series: SeriesAnalysis,
  marks: readonly number[],
  units: DisplayUnits,
  along: Along,
): { readonly title: string; readonly axis: PlotlyObject } | null {
  const currents = series.sweeps.map((s) => s.sweep.dcCurrent);
  if (along === "current" || currents.some((x) => x === null)) return null;
  const [least, most] = extentOf(currents as readonly number[]);
  if (most - least <= CONSTANT * Math.max(Math.abs(least), Math.abs(most))) return null;
  const ticks = currentTicks(
    currents.map((x) => (x as number) * units.currentFactor),
    marks,
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
      tickangle: 0,
    },
  };
}

/** Round currents between the sweeps where the current rises or falls all along; else the currents of some sweeps. */
function currentTicks(currents: readonly number[], marks: readonly number[]): { at: number; text: string }[] {
  const sign = Math.sign((currents.at(-1) as number) - (currents[0] as number));
  const monotone = sign !== 0 && currents.every((x, i) => i === 0 || sign * (x - (currents[i - 1] as number)) > 0);
  if (!monotone) {
    // Two digits of the spread: currents that differ do not read alike.
    const [least, most] = extentOf(currents);
    const decimals = Math.min(6, Math.max(0, 1 - Math.floor(log10(most - least))));
    return spreadIndices(currents.length, 7).map((i) => ({
      at: marks[i] as number,
      text: formatFixed(currents[i] as number, decimals),
    }));
  }
  const [low, high] = extentOf(currents);
  const step = niceStep(high - low, 6);
  const ticks: { at: number; text: string }[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high * (1 + 1e-9); k++) {
    const value = k * step;
    const next = Math.max(
      1,
      currents.findIndex((x) => sign * (x - value) >= -1e-9 * step),
    );
    const [a, b] = [currents[next - 1] as number, currents[next] as number];
    const [from, to] = [marks[next - 1] as number, marks[next] as number];
    ticks.push({ at: from + ((to - from) * (value - a)) / (b - a), text: formatNumber(value, { digits: 4 }) });
  }
  return ticks;
}

/** A map over more than this part of the time series takes its curves whole: the same as in the figure of the file. */
const MOSTLY = 0.8;

/** Voltage and current under the map, cut to its span where that is much shorter. */
export function stripTraces(
  series: TimeSeries,
  theme: FigureTheme,
  units: DisplayUnits,
  seconds: number,
  left: number,
  right: number,
): Trace[] {
  const t = series.time.map((x) => x / seconds);
  const [first, last] = [t[0] as number, t[t.length - 1] as number];
  const whole = right - left > MOSTLY * (last - first);
  const cut = (values: Float64Array, factor: number): { x: number[]; y: number[] } => {
    const inside = values.map((v, i) =>
      !whole && ((t[i] as number) < left || (t[i] as number) > right) ? Number.NaN : v * factor,
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

/** Axes of the strip: voltage left, current right. */
export function stripAxes(
  series: TimeSeries,
  theme: FigureTheme,
  units: DisplayUnits,
  currentOnly: boolean,
): PlotlyObject {
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
            ...calmCurrent(series.current, units.currentFactor, 0.7),
            title: colored(current, theme.color.s5),
          }),
        }),
  };
}
