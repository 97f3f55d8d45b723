import { axis, baseLayout } from "./frame.ts";
import { type Figure, plotText, type Trace } from "./plotly.ts";
import type { FigureColor, FigureTheme } from "./theme.ts";
import { sizes } from "./tokens.ts";

/** A datum of a fit: its residual over its standard uncertainty, and that of the prediction from all the others. */
export interface DatumResidual {
  readonly name: string;
  readonly normalized: number;
  readonly leftOut: number | null;
  readonly status: string;
  /** For the hover text. */
  readonly source: string;
}

const STATUS: Readonly<Record<string, FigureColor>> = { sourced: "ink", paper: "s1", recalled: "warn", own: "s3" };

/** Residuals of a fit in units of σ, one row a datum; open triangles: each predicted from the others. Between the lines ± 2 σ. */
export function residualFigure(data: readonly DatumResidual[], theme: FigureTheme): Figure {
  const rows = data.map((_, i) => data.length - i);
  const most =
    Math.max(2.6, ...data.flatMap(({ normalized, leftOut }) => [Math.abs(normalized), Math.abs(leftOut ?? 0)])) * 1.08;
  const points = (
    name: string,
    symbol: string,
    read: (datum: DatumResidual) => number | null,
    filled: boolean,
  ): Trace => {
    const shown = data.flatMap((datum, i) => {
      const value = read(datum);
      return value === null ? [] : [{ datum, value, row: rows[i] as number }];
    });
    return {
      type: "scatter",
      mode: "markers",
      name,
      x: shown.map(({ value }) => value),
      y: shown.map(({ row }) => row),
      text: shown.map(
        ({ datum }) => `<b>${plotText(datum.name)}</b> (${datum.status})<br>${wrapped(plotText(datum.source))}`,
      ),
      marker: {
        symbol,
        size: filled ? 8 : 7,
        color: filled ? shown.map(({ datum }) => theme.color[STATUS[datum.status] ?? "ink"]) : theme.color.plotBg,
        line: { color: shown.map(({ datum }) => theme.color[STATUS[datum.status] ?? "ink"]), width: sizes.stroke },
      },
      hovertemplate: `%{text}<br>${name}: %{x:.2f} σ<extra></extra>`,
    };
  };
  return {
    data: [
      points("fitted", "circle", ({ normalized }) => normalized, true),
      points("from the others", "triangle-up", ({ leftOut }) => leftOut, false),
    ],
    layout: baseLayout(theme, {
      margin: { l: 130, r: 18, t: 14, b: 46 },
      xaxis: axis(theme, "(measured − computed) / σ", {
        range: [-most, most],
        zeroline: true,
        zerolinecolor: theme.color.plotFrame,
      }),
      yaxis: axis(theme, "", {
        range: [0.4, data.length + 0.6],
        tickvals: rows,
        ticktext: data.map(({ name }) => plotText(name)),
        minor: {},
        automargin: true,
      }),
      shapes: [
        {
          type: "rect",
          xref: "x",
          yref: "paper",
          x0: -2,
          x1: 2,
          y0: 0,
          y1: 1,
          fillcolor: theme.color.shade,
          line: { width: 0 },
          layer: "below",
        },
      ],
    }),
  };
}

/** Long texts in lines of about 60 characters. */
function wrapped(text: string): string {
  return text.replace(/(.{45,70}?) /g, "$1<br>");
}
