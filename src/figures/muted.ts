import type { Figure } from "./plotly.ts";

/** How much of a line is left that is of other values than those that are shown. */
const LEFT = 0.35;

/** The same figure with what was computed drawn muted; what was measured, which no value changes, as it is. */
export function mutedFigure({ data, ...rest }: Figure): Figure {
  return {
    ...rest,
    data: data.map((trace) => (trace.mode === "markers" ? trace : { ...trace, opacity: LEFT })),
  };
}
