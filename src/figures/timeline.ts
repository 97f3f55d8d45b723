import type { TimeSeries } from "../files/time-series.ts";
import { extentOf } from "./extent.ts";
import { axis, baseLayout, frames, legendAbove } from "./frame.ts";
import { type Figure, type PlotlyObject, plotText, type Trace } from "./plotly.ts";
import { type FigureTheme, processStyles } from "./theme.ts";
import { thinMinMax } from "./thin.ts";
import { axisTitle, displayUnits, timeUnit } from "./units.ts";

/** One file on a common time axis. */
export interface TimelineEntry {
  /** Name as the user knows it; shown as text. */
  readonly name: string;
  readonly timeSeries: TimeSeries;
  /** Seconds from the start of the first file to the start of this one. */
  readonly offset: number;
}

const DASHES = ["solid", "6px,3px", "2px,2px", "8px,3px,2px,3px"];

/** Currents of all files: of those that will stand on one axis. */
function* allCurrents(entries: readonly TimelineEntry[]): Iterable<number> {
  for (const { timeSeries } of entries) if (timeSeries.current !== null) yield* timeSeries.current;
}

/** Voltage and, below it, current of several files on one time axis; files differ in colour and dash. Area in m², null: current in A, under one prefix. */
export function timeline(
  entries: readonly TimelineEntry[],
  { theme, area }: { readonly theme: FigureTheme; readonly area: number | null },
): Figure {
  const units = displayUnits(area, allCurrents(entries));
  const ends = entries.map((e) => e.offset + (e.timeSeries.time.at(-1) ?? 0));
  const { seconds, unit } = timeUnit(Math.max(0, extentOf(ends)[1]));
  const [hasVoltage, hasCurrent] = [
    entries.some((e) => e.timeSeries.voltage !== null),
    entries.some((e) => e.timeSeries.current !== null),
  ];
  const data = entries.flatMap(({ name, timeSeries, offset }, i): Trace[] => {
    const style = processStyles[i % processStyles.length] as (typeof processStyles)[number];
    const t = timeSeries.time.map((x) => (x + offset) / seconds);
    const line = { color: theme.color[style.color], width: 1.5, dash: DASHES[i % DASHES.length] as string };
    const curve = (values: Float64Array, factor: number, yaxis: string, first: boolean, what: string): Trace => ({
      type: "scatter",
      mode: "lines",
      name: plotText(name),
      legendgroup: String(i),
      showlegend: first,
      ...thinMinMax(
        t,
        values.map((v) => v * factor),
      ),
      yaxis,
      line,
      hovertemplate: `%{fullData.name}<br>%{x:.5~g} ${unit}<br>${what}<extra></extra>`,
    });
    const { voltage, current } = timeSeries;
    return [
      ...(voltage === null ? [] : [curve(voltage, 1, "y", true, "<i>E</i> = %{y:.4~g} V")]),
      ...(current === null
        ? []
        : [
            curve(
              current,
              units.currentFactor,
              hasVoltage ? "y2" : "y",
              voltage === null,
              `<i>${units.currentSymbol}</i> = %{y:.4~g} ${units.current}`,
            ),
          ]),
    ];
  });
  const current: PlotlyObject = axis(theme, axisTitle(units.currentSymbol, units.current), { nticks: 4 });
  const both = hasVoltage && hasCurrent;
  return {
    data,
    layout: baseLayout(theme, {
      margin: { l: 62, r: 18, t: 34, b: 46 },
      showlegend: true,
      legend: legendAbove(theme),
      xaxis: axis(theme, axisTitle("t", unit), { anchor: both ? "y2" : "y" }),
      yaxis: hasVoltage
        ? { ...axis(theme, axisTitle("E", "V"), { nticks: 5 }), domain: both ? [0.4, 1] : [0, 1] }
        : current,
      ...(both ? { shapes: frames(theme, [[0.4, 1]]) } : {}),
      ...(both ? { yaxis2: { ...current, domain: [0, 0.34] } } : {}),
    }),
  };
}
