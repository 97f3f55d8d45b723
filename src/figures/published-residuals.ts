import { axis, baseLayout } from "./frame.ts";
import { type Figure, plotText } from "./plotly.ts";
import { lineStyle } from "./simulated-course.ts";
import type { FigureTheme } from "./theme.ts";

/** A number against what was published, in standard deviations. */
export interface PublishedResidual {
  readonly name: string;
  readonly residual: number;
  /** For the hover text. */
  readonly text: string;
}

/** σ within which a number counts as met. */
const MET = 2;

/** How far computed numbers lie from published ones: a dash each, in standard deviations; between the lines ± 2 σ. */
export function publishedResiduals(data: readonly PublishedResidual[], theme: FigureTheme): Figure {
  const rows = data.map((_, i) => data.length - i);
  const residuals = data.map(({ residual }) => residual);
  const most = Math.max(1.3 * MET, ...residuals.map(Math.abs)) * 1.08;
  const color = residuals.map((r) => (Math.abs(r) > MET ? theme.color.fail : lineStyle(theme, 0).color));
  return {
    data: [
      {
        type: "scatter",
        mode: "markers",
        name: "computed",
        x: residuals,
        y: rows,
        text: data.map(({ text }) => plotText(text)),
        marker: { symbol: residuals.map((r) => (Math.abs(r) > MET ? "x" : "circle")), size: 8, color },
        hovertemplate: "%{text}<br>%{x:.2f} σ<extra></extra>",
      },
    ],
    layout: baseLayout(theme, {
      margin: { l: 60, r: 18, t: 14, b: 46 },
      xaxis: axis(theme, "(computed − given) / σ", {
        range: [-most, most],
        zeroline: true,
        zerolinecolor: theme.color.plotFrame,
      }),
      yaxis: axis(theme, "", {
        range: [0.4, data.length + 0.6],
        tickmode: "array",
        tickvals: rows,
        ticktext: data.map(({ name }) => broken(name)),
        minor: {},
        automargin: true,
      }),
      shapes: [
        {
          type: "rect",
          xref: "x",
          yref: "paper",
          x0: -MET,
          x1: MET,
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

/** Characters of a line of a name. */
const LINE = 30;

/** A long name in two lines, broken near its middle; a longer one is cut there. */
function broken(name: string): string {
  if (name.length <= LINE) return plotText(name);
  const middle = Math.min(LINE, Math.ceil(name.length / 2));
  const space = name.indexOf(" ", middle - 4);
  if (space < 0 || space > LINE) return plotText(name);
  const rest = name.slice(space + 1);
  const short = rest.length <= LINE ? rest : `${rest.slice(0, LINE - 8)}…${rest.slice(-7)}`;
  return `${plotText(name.slice(0, space))}<br>${plotText(short)}`;
}
