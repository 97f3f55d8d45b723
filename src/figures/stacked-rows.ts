import { axis, baseLayout, frames, legendAbove, logAxis } from "./frame.ts";
import type { Figure, PlotlyObject, Trace } from "./plotly.ts";
import { plotText } from "./plotly.ts";
import { END, endLabels, levelMarks } from "./row-labels.ts";
import { extent, rangeOf } from "./row-range.ts";
import type { FigureTheme } from "./theme.ts";
import { thinMinMax } from "./thin.ts";
import { sizes } from "./tokens.ts";

/** A line in a row. */
export interface RowCurve {
  /** Shown as text; the same name in several rows is one entry of the legend. */
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly color: string;
  readonly dash?: string;
  readonly mode?: "lines" | "markers" | "lines+markers";
  /** Of markers; default an open circle. */
  readonly symbol?: string;
  /** Half lengths of error bars, one a point; NaN: none. */
  readonly error?: readonly number[];
  /** Shorter than `name`, where the figure writes names beside the ends of curves; empty: none. */
  readonly label?: string;
  /** Of that name; default the colour of the curve. */
  readonly labelColor?: string;
}

/** Axes above one another with one x axis. */
export interface StackedRow {
  /** Title of the y axis: "<i>E</i> / V". */
  readonly title: string;
  /** What the pointer shows of y: "<i>E</i> = %{y:.4~g} V". */
  readonly hover: string;
  readonly curves: readonly RowCurve[];
  /** Part of the height against the other rows; 1. */
  readonly weight?: number;
  readonly log?: boolean;
  /** Dashed lines across the row, each with its name. */
  readonly levels?: readonly { readonly value: number; readonly name: string; readonly color: string }[];
}

export interface StackedRowsOptions {
  readonly theme: FigureTheme;
  /** Title of the x axis, and what the pointer shows of x: "%{x:.5~g} s". */
  readonly x: {
    readonly title: string;
    readonly hover: string;
    readonly log?: boolean;
    /** Words in place of numbers at these places. */
    readonly ticks?: { readonly values: readonly number[]; readonly texts: readonly string[] };
    /** Where a logarithmic axis begins; default at the least value. */
    readonly from?: number;
  };
  readonly rows: readonly StackedRow[];
  /** "none": each row has one line that its axis names; "ends": names at the right, beside the ends of their curves. */
  readonly legend: "none" | "above" | "beside" | "ends";
}

/** Part of the height between rows. */
const GAP = 0.05;
/** px of a character of the legend, and of its line with the spaces around it. */
const CHARACTER = 6.4;
/** px of a character beside the end of a curve, in the widest font that a page falls back to: what does not fit there is cut off. */
const END_CHARACTER = 7.2;
const LEGEND = 46;

/** Curves in rows above one another over one x axis: thinned, framed, with a legend above or beside. */
export function stackedRows({ theme, x, rows, legend }: StackedRowsOptions): Figure {
  const domains = domainsOf(rows);
  const seen = new Set<string>();
  const data = rows.flatMap((row, k) =>
    row.curves.map((curve): Trace => {
      const isFirst = !seen.has(curve.name);
      seen.add(curve.name);
      const { mode = "lines", error } = curve;
      return {
        type: "scatter",
        mode,
        name: plotText(curve.name),
        legendgroup: plotText(curve.name),
        showlegend: isFirst,
        ...(error === undefined ? thinned(curve) : { x: Array.from(curve.x), y: Array.from(curve.y) }),
        yaxis: k === 0 ? "y" : `y${k + 1}`,
        ...(mode === "markers"
          ? {}
          : { line: { color: curve.color, width: 1.6, ...(curve.dash === undefined ? {} : { dash: curve.dash }) } }),
        ...(mode === "lines"
          ? {}
          : { marker: { symbol: curve.symbol ?? "circle-open", size: 6, color: curve.color, line: { width: 1.2 } } }),
        ...(error === undefined
          ? {}
          : {
              error_y: {
                type: "data",
                array: error.map((e) => (Number.isFinite(e) ? e : 0)),
                color: curve.color,
                thickness: 1.2,
                width: 4,
              },
            }),
        hovertemplate: `${legend === "none" ? "" : "%{fullData.name}<br>"}${x.hover}<br>${row.hover}<extra></extra>`,
      };
    }),
  );
  const last = rows.length - 1;
  const yAxes = Object.fromEntries(
    rows.map((row, k): [string, PlotlyObject] => [
      k === 0 ? "yaxis" : `yaxis${k + 1}`,
      { ...yAxisOf(row, theme, rows.length), domain: domains[k] },
    ]),
  );
  const ends = legend === "ends" ? rows.flatMap((row, k) => endLabels(row, domains[k] as [number, number])) : [];
  const names = legend === "ends" ? ends.map(({ name }) => name) : [...seen];
  const room = (legend === "ends" ? END_CHARACTER : CHARACTER) * Math.max(0, ...names.map((name) => name.length));
  const right = legend === "beside" ? LEGEND + room : legend === "ends" ? END + room : 18;
  const levels = rows.map((row, k) => levelMarks(row, k, theme));
  return {
    data,
    layout: baseLayout(theme, {
      margin: { l: 66, r: right, t: legend === "above" ? 34 : 14, b: 46 },
      showlegend: legend === "above" || legend === "beside",
      ...(legend === "above" ? { legend: legendAbove(theme) } : {}),
      ...(legend === "beside" ? { legend: legendBeside(theme) } : {}),
      xaxis: xAxisOf(x, rows, theme, last === 0 ? "y" : `y${last + 1}`),
      ...yAxes,
      shapes: [...levels.flatMap(({ shapes }) => shapes), ...(last > 0 ? frames(theme, domains.slice(0, last)) : [])],
      annotations: [...levels.flatMap(({ texts }) => texts), ...ends.map(({ annotation }) => annotation)],
    }),
  };
}

/** Without the inner points of stretches on which nothing changes, so that switches stay upright; then thinned. */
function thinned({ x, y }: RowCurve): { readonly x: number[]; readonly y: number[] } {
  const kept: number[] = [];
  for (let i = 0; i < y.length; i++) if (y[i] !== y[i - 1] || y[i] !== y[i + 1]) kept.push(i);
  return thinMinMax(
    kept.map((i) => x[i] as number),
    kept.map((i) => y[i] as number),
  );
}

/** At the right of the plot, from its top. */
export function legendBeside(theme: FigureTheme): PlotlyObject {
  return {
    x: 1.015,
    y: 1,
    xanchor: "left",
    yanchor: "top",
    bgcolor: "rgba(0,0,0,0)",
    font: { size: sizes.tick, color: theme.color.ink2 },
    tracegroupgap: 2,
  };
}

function domainsOf(rows: readonly StackedRow[]): [number, number][] {
  const total = rows.reduce((sum, { weight = 1 }) => sum + weight, 0);
  const room = 1 - GAP * (rows.length - 1);
  let top = 1;
  return rows.map(({ weight = 1 }) => {
    const bottom = Math.max(0, top - (room * weight) / total);
    const domain: [number, number] = [bottom, top];
    top = bottom - GAP;
    return domain;
  });
}

function xAxisOf(
  { title, log, ticks, from }: StackedRowsOptions["x"],
  rows: readonly StackedRow[],
  theme: FigureTheme,
  anchor: string,
): PlotlyObject {
  const [low, high] = extent(rows.flatMap(({ curves }) => curves.map(({ x }) => x)));
  const least = from ?? low;
  const words: PlotlyObject =
    ticks === undefined
      ? {}
      : { tickmode: "array", tickvals: [...ticks.values], ticktext: ticks.texts.map(plotText), minor: {} };
  if (log === true && least > 0) return logAxis(theme, title, [least, high], { pad: 0.05, anchor, ...words });
  const pad = (ticks === undefined ? 0.015 : 0.12) * (high - low);
  return axis(theme, title, { anchor, ...(high > low ? { range: [low - pad, high + pad] } : {}), ...words });
}

function yAxisOf(row: StackedRow, theme: FigureTheme, rows: number): PlotlyObject {
  const { title, log, curves } = row;
  const [low, high] = extent(curves.map(({ y }) => y));
  if (log === true && low > 0) return logAxis(theme, title, [low, high], { pad: 0.08 });
  const more = { nticks: rows > 2 ? 4 : 5 };
  if (!(low <= high)) return axis(theme, title, more);
  const [bottom, top] = rangeOf(row);
  return axis(theme, title, { ...more, range: [bottom, top] });
}
