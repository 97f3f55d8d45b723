import type { Figure } from "../../figures/plotly.ts";
import { lightTheme } from "../../figures/theme.ts";
import { fontFamily } from "../../figures/tokens.ts";
import { layoutFigure } from "./figure-layout.ts";
import { sharedMeasure } from "./measure-text.ts";
import { paintCurves, paintGround } from "./paint.ts";

const { color } = lightTheme;

/** A figure that has a bit of everything: a map with its bar, curves with markers, a logarithmic axis, texts. */
const figure: Figure = {
  data: [
    {
      type: "heatmap",
      x: [0, 1, 2],
      y: [1, 10, 100],
      z: [
        [0, 1],
        [2, Number.NaN],
      ],
      zmin: 0,
      zmax: 3,
      colorscale: [
        [0, "#ffffff"],
        [1, "#000000"],
      ],
      colorbar: { tickvals: [0, 1], ticktext: ["1", "10<sup>1</sup>"], title: { text: "<i>γ</i> / Ω" } },
    },
    {
      type: "scatter",
      mode: "lines+markers",
      name: "a",
      x: [0, 1, 2],
      y: [1, 30, 2],
      line: { color: color.accent, dash: "4px,3px" },
      marker: { symbol: "square-open", size: 6, color: color.ink },
    },
  ],
  layout: {
    font: { family: fontFamily, size: 12 },
    showlegend: true,
    xaxis: { title: { text: "<i>t</i> / min" }, showgrid: true },
    yaxis: { type: "log", title: { text: "<i>τ</i> / s" } },
    annotations: [{ text: "<b>a</b>", x: 1, y: 1, showarrow: false, bgcolor: color.panel }],
    shapes: [{ type: "line", x0: 0, x1: 1, y0: 1, y1: 10, line: { width: 1 } }],
  },
};

/** Paints once out of sight, in steps: the first figure that is asked for finds fonts loaded and code compiled. */
export function warmUp(): Iterator<void> {
  return paintAside(figure);
}

/** Lays a figure out and paints it out of sight, one a step. */
export function* paintAside(figure: Figure): Generator<void> {
  const context = document.createElement("canvas").getContext("2d");
  if (context === null) return;
  const layout = layoutFigure(figure, 600, 400, { measure: sharedMeasure() });
  yield;
  paintGround(layout, context, { ratio: 1 });
  yield;
  paintCurves(layout, context, { ratio: 1 });
  yield;
}
