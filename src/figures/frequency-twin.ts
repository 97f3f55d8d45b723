import { logAxis } from "./frame.ts";
import type { Axis, Trace } from "./plotly.ts";
import type { FigureTheme } from "./theme.ts";

/**
 * The upper axis that reads an axis of τ in frequency, 1/(2πτ), from right to left; with the empty trace without which
 * Plotly does not draw it. The lower axis must not be mirrored, and the upper margin hold 44 px.
 *
 * @param range of τ in s
 */
export function frequencyTwin(
  theme: FigureTheme,
  [shortest, longest]: readonly [number, number],
): { readonly axis: Axis; readonly trace: Trace } {
  const frequency = (tau: number): number => 1 / (2 * Math.PI * tau);
  const upper = logAxis(theme, "1/(2π<i>τ</i>) / Hz", [frequency(longest), frequency(shortest)]);
  const [low, high] = upper.range as readonly [number, number];
  return {
    axis: {
      ...upper,
      range: [high, low],
      side: "top",
      overlaying: "x",
      anchor: "y",
      matches: undefined,
      showgrid: false,
      mirror: false,
      fixedrange: true,
    },
    trace: { type: "scatter", mode: "lines", x: [null], y: [null], xaxis: "x2", hoverinfo: "skip", showlegend: false },
  };
}
