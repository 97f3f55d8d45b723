import { log10 } from "../numerics/elementary/index.ts";
import { labelLifts } from "./label-places.ts";
import { type Figure, type PlotlyObject, plotText } from "./plotly.ts";
import { lineStyle } from "./simulated-course.ts";
import { stackedRows } from "./stacked-rows.ts";
import type { FigureTheme } from "./theme.ts";
import { sizes } from "./tokens.ts";

/** px that a plot of voltages has at least. */
const PLOT = { width: 560, height: 360 };
/** px of a line of names, and of a character. */
const LINE = 15;
const CHARACTER = 6.2;

/** The voltage of one case over a common axis. */
export interface CaseVoltage {
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly voltage: ArrayLike<number>;
}

/**
 * Voltages of several cases over one axis, each with its name at its highest point; a legend where these have no room.
 * @param axis.from where a logarithmic axis begins; left out: linear
 */
export function caseVoltages(
  axis: { readonly title: string; readonly hover: string; readonly from?: number },
  cases: readonly CaseVoltage[],
  theme: FigureTheme,
): Figure {
  const { from, title, hover } = axis;
  const labels = namesAtCurves(cases, from ?? null, theme);
  const figure = stackedRows({
    theme,
    x: { title, hover, ...(from === undefined ? {} : { log: true, from }) },
    legend: labels === null ? (cases.length > 6 ? "beside" : "above") : "none",
    rows: [
      {
        title: "<i>E</i> / V",
        hover: "<i>E</i> = %{y:.4~g} V",
        curves: cases.map(({ name, x, voltage }, k) => ({ name, x, y: voltage, ...lineStyle(theme, k) })),
      },
    ],
  });
  if (labels === null) return figure;
  const { layout } = figure;
  return {
    data: figure.data.map((trace) => ({
      ...trace,
      hovertemplate: `%{fullData.name}<br>${hover}<br><i>E</i> = %{y:.4~g} V<extra></extra>`,
    })),
    layout: { ...layout, margin: { l: 66, r: 18, t: 14 + lifted(labels), b: 46 }, annotations: labels },
  };
}

/** px by which names stand out of the plot at most. */
function lifted(labels: readonly PlotlyObject[]): number {
  return labels.reduce((most, { yshift }) => Math.max(most, Number(yshift)), 0) < LINE ? 0 : 2 * LINE;
}

/** Names over the highest points of curves, or over their ends below zero, above one another where they would print over each other; null where not all have room. */
function namesAtCurves(cases: readonly CaseVoltage[], from: number | null, theme: FigureTheme): PlotlyObject[] | null {
  const scale = (x: number): number => (from === null ? x : log10(Math.max(x, from)));
  const tops = cases.map(({ x, voltage }) => {
    let top = voltage.length - 1;
    // of plating, which runs below zero, the end
    if ((voltage[top] ?? 0) >= 0)
      for (let k = 0; k < voltage.length; k++) if ((voltage[k] as number) > (voltage[top] as number)) top = k;
    return { x: scale(x[top] ?? 0), y: voltage[top] ?? 0 };
  });
  const all = cases.flatMap(({ x }) => Array.from(x, scale));
  const [low, high] = [
    all.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    all.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY),
  ];
  const values = cases.flatMap(({ voltage }) => Array.from(voltage));
  const [bottom, most] = [values.reduce((a, b) => Math.min(a, b), 0), values.reduce((a, b) => Math.max(a, b), 0)];
  if (!(high > low && most > bottom)) return null;
  const places = tops.map(({ x, y }, k) => {
    const length = (cases[k] as CaseVoltage).name.length;
    const half = (length * CHARACTER) / 2;
    const px = ((x - low) / (high - low)) * PLOT.width;
    return {
      x: Math.min(PLOT.width - half, Math.max(half, px)),
      y: (y / (most - bottom)) * PLOT.height,
      length,
      rank: 0,
    };
  });
  const lifts = labelLifts(places);
  if (lifts.some((lift) => lift === null)) return null;
  return tops.map(({ x, y }, k) => {
    const { name } = cases[k] as CaseVoltage;
    const part = (x - low) / (high - low);
    const half = (name.length * CHARACTER) / 2 / PLOT.width;
    return {
      text: plotText(name),
      showarrow: false,
      x,
      y,
      xanchor: part < half ? "left" : part > 1 - half ? "right" : "center",
      yanchor: "bottom",
      yshift: 3 + (lifts[k] as number),
      font: { size: sizes.tick, color: lineStyle(theme, k).color },
    };
  });
}
