import { formatNumber } from "./format-number.ts";
import { label } from "./frame.ts";
import type { PlotlyObject } from "./plotly.ts";
import type { Along } from "./series-axis.ts";
import type { FigureTheme } from "./theme.ts";

/** Where something sets in along a series, with its interval of 95 %. */
export interface Onset {
  /** What it was sought along. */
  readonly along: Along;
  /** s, A, or the number of the sweep from 1. */
  readonly position: number;
  readonly lower: number;
  readonly upper: number;
  /** What sets in, in a few words: `fast interface`. */
  readonly words: string;
}

/**
 * An onset on a map: a dashed line, its interval as a grey stripe, both in words. Nothing where the map runs along something
 * else.
 *
 * @param factor from the unit of the onset to that of the axis
 * @param unit of the axis
 */
export function onsetMarks(
  theme: FigureTheme,
  onset: Onset | undefined,
  along: Along,
  factor: number,
  unit: string,
): { readonly shapes: readonly PlotlyObject[]; readonly annotations: readonly PlotlyObject[] } {
  if (onset === undefined || onset.along !== along) return { shapes: [], annotations: [] };
  const [x, from, to] = [onset.position, onset.lower, onset.upper].map((value) => value * factor) as [
    number,
    number,
    number,
  ];
  const number = (value: number): string => formatNumber(value, { digits: 3 });
  const place = along === "sweep" ? `at sweep ${number(x)}` : `${number(x)} ${unit}`;
  const vertical = { xref: "x", yref: "y domain", y0: 0, y1: 1 } as const;
  return {
    shapes: [
      { type: "rect", ...vertical, x0: from, x1: to, line: { width: 0 }, fillcolor: theme.color.ink3, opacity: 0.25 },
      { type: "line", ...vertical, x0: x, x1: x, line: { color: theme.color.panel, width: 3 } },
      { type: "line", ...vertical, x0: x, x1: x, line: { color: theme.color.ink, width: 1, dash: "5px,3px" } },
    ],
    annotations: [
      label(theme, `<b>${onset.words}: ${place}</b><br>95 % between ${number(from)} and ${number(to)}`, {
        x: from,
        xref: "x",
        xanchor: "right",
        xshift: -6,
        yref: "y domain",
        y: 0.93,
        yanchor: "top",
        align: "left",
        borderpad: 3,
        bgcolor: theme.color.panel,
        font: { size: 11, color: theme.color.ink },
      }),
    ],
  };
}
