import { log10 } from "../numerics/elementary/index.ts";
import { axis, baseLayout, label, logAxis } from "./frame.ts";
import type { Figure } from "./plotly.ts";
import type { FigureTheme } from "./theme.ts";

/** What is left of a depletion after a pulse, over the rest. */
export interface RestDeficit {
  /** s */
  readonly pulse: number;
  /** s, rising. */
  readonly rests: readonly number[];
  /** Shares of the depletion at the end of the pulse. */
  readonly left: readonly number[];
  /** s, and shares: what is read off the curve. */
  readonly marked: readonly { readonly rest: number; readonly left: number }[];
  /** s after which it is said to be gone. */
  readonly claimed: number;
}

/** Share of the surface's depletion left over the rest after a pulse. */
export function restDeficit({ pulse, rests, left, marked, claimed }: RestDeficit, theme: FigureTheme): Figure {
  const first = rests[0] ?? 1;
  const last = rests.at(-1) ?? 1;
  return {
    data: [
      {
        type: "scatter",
        mode: "lines",
        name: "computed",
        x: [...rests],
        y: [...left],
        line: { color: theme.color.accent, width: 1.6 },
        hovertemplate: "rest %{x:.3~g} s: %{y:.3~f} left<extra></extra>",
      },
      {
        type: "scatter",
        mode: "markers",
        name: "read off",
        x: marked.map(({ rest }) => rest),
        y: marked.map((one) => one.left),
        marker: { symbol: "diamond", size: 7, color: theme.color.accent },
        hovertemplate: "rest %{x:.3~g} s: %{y:.3~f} left<extra></extra>",
      },
    ],
    layout: baseLayout(theme, {
      margin: { l: 62, r: 18, t: 14, b: 46 },
      xaxis: logAxis(theme, `rest after a ${pulse}\u00A0s pulse / s`, [first, last]),
      yaxis: axis(theme, "deficit left at the surface", { range: [0, 1] }),
      shapes: [
        {
          type: "line",
          xref: "x",
          yref: "paper",
          x0: claimed,
          x1: claimed,
          y0: 0,
          y1: 1,
          line: { color: theme.color.fail, width: 1, dash: "dash" },
        },
      ],
      annotations: [
        ...marked.map((one) =>
          label(theme, `${Math.round(100 * one.left)}\u00A0%`, {
            x: log10(one.rest),
            y: one.left,
            xanchor: "left",
            yanchor: "bottom",
            xshift: 5,
            yshift: 2,
            bgcolor: "rgba(0,0,0,0)",
            font: { size: 11, color: theme.color.ink },
          }),
        ),
        label(theme, "paper: recovered here", {
          x: log10(claimed),
          y: 0.97,
          xref: "x",
          yref: "paper",
          xanchor: "right",
          xshift: -4,
          font: { size: 11, color: theme.color.fail },
        }),
      ],
    }),
  };
}
