import { type AlloyAxis, massAxis, moleFractionAxis } from "./alloy-axes.ts";
import { axis, baseLayout, label } from "./frame.ts";
import { type Figure, plotText } from "./plotly.ts";
import type { FigureTheme } from "./theme.ts";

/** What is known of a figure over composition before it is computed. */
export interface AwaitedAlloyFigure {
  readonly theme: FigureTheme;
  readonly alloy: AlloyAxis;
  /** Of the vertical axis: *T* / °C. */
  readonly title: string;
  /** Its ends; null: not known, it has no numbers. */
  readonly range: readonly [low: number, high: number] | null;
  /** What is being computed, in a sentence. */
  readonly note: string;
}

/** The axes of a figure over composition, and what is being computed: what is known stands at once. */
export function awaitedAlloy({ theme, alloy, title, range, note }: AwaitedAlloyFigure): Figure {
  const upper = massAxis(theme, alloy);
  return {
    data: upper === null ? [] : [upper.trace],
    layout: baseLayout(theme, {
      margin: { l: 62, r: 18, t: upper === null ? 14 : 46, b: 46 },
      annotations: [
        label(theme, plotText(note).replace(/ (?=(?:is|are) being )/, "<br>"), {
          xref: "paper",
          yref: "paper",
          x: 0.5,
          y: 0.5,
          font: { size: 12, color: theme.color.ink3 },
        }),
      ],
      xaxis: moleFractionAxis(theme, alloy),
      ...(upper === null ? {} : { xaxis2: upper.axis }),
      yaxis: axis(theme, title, {
        range: range === null ? [0, 1] : [...range],
        ...(range === null ? { showticklabels: false, ticks: "", minor: { ticks: "" }, showgrid: false } : {}),
      }),
    }),
  };
}
