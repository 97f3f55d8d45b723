import type { Figure, PlotlyObject, PlotlyValue } from "./plotly.ts";
import type { FigureTheme } from "./theme.ts";

/** Part of the whole width that is left open at the right. */
const OPEN = 0.25;

const numbersOf = (range: PlotlyValue | undefined): readonly [number, number] | null =>
  Array.isArray(range) && typeof range[0] === "number" && typeof range[1] === "number" ? [range[0], range[1]] : null;

/** A figure that grows from the left: a line where it ends now, and room at the right that says "not yet computed". */
export function notYetComputed(figure: Figure, theme: FigureTheme): Figure {
  const { layout } = figure;
  const axis = layout.xaxis as PlotlyObject | undefined;
  const range = numbersOf(axis?.range);
  if (axis === undefined || range === null) return figure;
  const [from, to] = range;
  const end = to + ((to - from) * OPEN) / (1 - OPEN);
  const wider = (one: PlotlyValue | undefined): PlotlyObject => ({ ...(one as PlotlyObject), range: [from, end] });
  const shapes = Array.isArray(layout.shapes) ? layout.shapes : [];
  const annotations = Array.isArray(layout.annotations) ? layout.annotations : [];
  return {
    ...figure,
    layout: {
      ...layout,
      xaxis: wider(axis),
      ...(layout.xaxis2 === undefined ? {} : { xaxis2: wider(layout.xaxis2) }),
      shapes: [
        ...shapes,
        {
          type: "line",
          xref: "x",
          yref: "paper",
          x0: to,
          x1: to,
          y0: 0,
          y1: 1,
          line: { color: theme.color.plotFrame, width: 1 },
        },
      ],
      annotations: [
        ...annotations,
        {
          xref: "x",
          yref: "paper",
          x: (to + end) / 2,
          y: 0.5,
          text: "not yet<br>computed",
          showarrow: false,
          font: { color: theme.color.ink3, size: 12 },
        },
      ],
    },
  };
}
