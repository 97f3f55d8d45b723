import { log10, pow } from "../numerics/elementary/index.ts";
import type { Axis, Layout, PlotlyObject } from "./plotly.ts";
import type { FigureTheme } from "./theme.ts";
import { type LogTicks, logTicks } from "./ticks.ts";
import { fontFamily, sizes } from "./tokens.ts";

/** Layout that all figures share: type, grounds, margins, hover. */
export function baseLayout(theme: FigureTheme, more: PlotlyObject = {}): Layout {
  return {
    font: { family: fontFamily, size: sizes.tick, color: theme.color.ink2 },
    paper_bgcolor: theme.color.panel,
    plot_bgcolor: theme.color.plotBg,
    margin: { l: 62, r: 18, t: 14, b: 46 },
    hovermode: "closest",
    hoverlabel: {
      bgcolor: theme.color.panel,
      bordercolor: theme.color.lineStrong,
      font: { family: fontFamily, size: 12, color: theme.color.ink },
      align: "left",
    },
    showlegend: false,
    modebar: { bgcolor: theme.color.panel, color: theme.color.ink3, activecolor: theme.color.accent },
    ...more,
  };
}

/** An axis in our frame: full frame of 1 px, ticks inside and mirrored, minor ticks, faint grid. */
export function axis(theme: FigureTheme, title: string, more: PlotlyObject = {}): Axis {
  return {
    title: { text: title, standoff: 6, font: { size: sizes.axis, color: theme.color.ink } },
    showline: true,
    linecolor: theme.color.plotFrame,
    linewidth: 1,
    mirror: "ticks",
    ticks: "inside",
    ticklen: sizes.tickMajor,
    tickcolor: theme.color.plotFrame,
    tickfont: { size: sizes.tick, color: theme.color.ink2 },
    minor: { ticks: "inside", ticklen: sizes.tickMinor, tickcolor: theme.color.plotFrame },
    gridcolor: theme.color.plotGrid,
    zeroline: false,
    exponentformat: "power",
    showexponent: "all",
    automargin: true,
    nticks: 7,
    ...more,
  };
}

/**
 * A logarithmic axis over [min, max] (> 0) with `pad` decades of room: every decade labelled, every second or third
 * where there are more than `labels`, 1-2-5 below 1.7 decades.
 */
export function logAxis(
  theme: FigureTheme,
  title: string,
  [min, max]: readonly [number, number],
  { pad = 0, labels = 9, ...more }: PlotlyObject & { readonly pad?: number; readonly labels?: number } = {},
): Axis {
  const [low, high] = [log10(min) - pad, log10(max) + pad];
  const decades = high - low;
  const few = decades < 1.7 ? logTicks(pow(10, low), pow(10, high)) : null;
  const labelled = few === null ? undefined : labelledTicks(few);
  return axis(theme, title, {
    type: "log",
    range: [low, high],
    ...(labelled === undefined
      ? { dtick: Math.max(1, Math.ceil(decades / labels)) }
      : {
          tickvals: labelled.map((t) => Number(pow(10, t.value).toPrecision(6))),
          ticktext: labelled.map((t) => t.text),
        }),
    minor: {
      ticks: "inside",
      ticklen: sizes.tickMinor,
      tickcolor: theme.color.plotFrame,
      ...(decades <= labels ? { dtick: "D1" } : { dtick: 1 }),
    },
    ...more,
  });
}

/** Fewer labels than this do not make a scale. */
const FEWEST_LABELS = 3;

/** The ticks with text: 1-2-5, or all where these are too few. */
function labelledTicks({ values, texts }: LogTicks): { readonly text: string; readonly value: number }[] {
  const usual = texts.map((text, i) => ({ text, value: values[i] as number })).filter((t) => t.text !== "");
  if (usual.length >= FEWEST_LABELS) return usual;
  return values.map((value) => ({ value, text: String(Number(pow(10, value).toPrecision(6))) }));
}

/** Legend in a corner of the plot, over a ground that keeps it readable. */
export function legendAt(theme: FigureTheme, x: number, y: number, more: PlotlyObject = {}): PlotlyObject {
  return {
    x,
    y,
    xanchor: x > 0.5 ? "right" : "left",
    yanchor: y > 0.5 ? "top" : "bottom",
    bgcolor: theme.color.plotBg,
    font: { size: sizes.tick, color: theme.color.ink2 },
    ...more,
  };
}

/** Legend in one line above the plot, for figures whose corners hold data; needs a top margin of 34 px. */
export function legendAbove(theme: FigureTheme): PlotlyObject {
  return legendAt(theme, 0, 1.02, { orientation: "h", yanchor: "bottom", bgcolor: "rgba(0,0,0,0)" });
}

/** Text on a plot, with a ground. On logarithmic axes x and y are log₁₀ of the value. */
export function label(theme: FigureTheme, text: string, more: PlotlyObject): PlotlyObject {
  return {
    text,
    showarrow: false,
    font: { size: sizes.tick, color: theme.color.ink2 },
    bgcolor: theme.color.plotBg,
    borderpad: 1,
    ...more,
  };
}

/** Frames around stacked plots, whose axes do not close them; domains [bottom, top] as parts of the height. */
export function frames(theme: FigureTheme, domains: readonly (readonly number[])[]): PlotlyObject[] {
  return domains.map(([y0, y1]) => ({
    type: "rect",
    xref: "paper",
    yref: "paper",
    x0: 0,
    x1: 1,
    y0: y0 as number,
    y1: y1 as number,
    line: { color: theme.color.plotFrame, width: 1 },
  }));
}
