import type { Figure, PlotlyObject, PlotlyValue, Trace } from "../../figures/plotly.ts";
import type { FigureTheme } from "../../figures/theme.ts";
import type { FigureCursor } from "../plot/figure-props.ts";

/** What of a figure is drawn. */
export interface FigureParts {
  /** Lines of the linked cursor. */
  readonly cursor: boolean;
  /** Labels beside points and curves. */
  readonly labels: boolean;
  /** Bands of 95 %. */
  readonly band: boolean;
}

const isObject = (value: PlotlyValue): value is PlotlyObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a trace is a band of 95 %, or an edge of one. */
function isBand({ line, fill, fillcolor, fillpattern, name }: Trace, theme: FigureTheme): boolean {
  if (!isObject(line) || line.width !== 0 || fillpattern !== undefined) return false;
  return fill === undefined || fillcolor === theme.color.band || (typeof name === "string" && name.includes("95"));
}

/** A line across the plot where the cursor stands. */
function cursorLine({ axis, value }: FigureCursor, theme: FigureTheme): PlotlyObject {
  const line = { color: theme.color.cursor, width: 1 };
  return axis.startsWith("x")
    ? { type: "line", xref: axis, yref: "paper", x0: value, x1: value, y0: 0, y1: 1, line }
    : { type: "line", xref: "paper", yref: axis, x0: 0, x1: 1, y0: value, y1: value, line };
}

/** What the figure holds that can be left out. */
export function partsOf(figure: Figure, cursor: readonly FigureCursor[], theme: FigureTheme): FigureParts {
  return {
    cursor: cursor.length > 0,
    labels: (figure.layout.annotations ?? []).length > 0,
    band: figure.data.some((trace) => isBand(trace, theme)),
  };
}

/** A legend in lines above the plot has the width of the picture, not of the plot: Plotly cuts off what is longer. */
function legendIn(legend: PlotlyValue): { readonly legend?: PlotlyObject } {
  if (!isObject(legend) || legend.orientation !== "h" || legend.x !== 0) return {};
  return { legend: { ...legend, xref: "container", x: 0.02 } };
}

/** A figure as it is given away: without grid, with the parts that were asked for, at a size. */
export function exportedFigure(
  { data, layout }: Figure,
  parts: FigureParts,
  cursor: readonly FigureCursor[],
  theme: FigureTheme,
): Figure {
  const axes = Object.entries(layout).flatMap(([name, value]) =>
    /^[xy]axis\d*$/.test(name) && isObject(value) ? [[name, { ...value, showgrid: false }] as const] : [],
  );
  return {
    data: parts.band ? data : data.filter((trace) => !isBand(trace, theme)),
    layout: {
      ...layout,
      ...Object.fromEntries(axes),
      ...(parts.labels ? {} : { annotations: [] }),
      ...legendIn(layout.legend),
      shapes: [
        ...(layout.shapes ?? []),
        ...(parts.cursor ? cursor.filter(({ axis }) => !/^x\d/.test(axis)).map((one) => cursorLine(one, theme)) : []),
      ],
    },
  };
}
