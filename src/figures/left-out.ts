import { formatQuantity } from "./format-number.ts";
import type { PlotlyObject } from "./plotly.ts";
import type { FigureTheme } from "./theme.ts";

/** `left out, above 67.3 kHz`. */
export function leftOutName(highest: number): string {
  return `left out, above ${formatQuantity(highest, "Hz")}`;
}

/** Mark of points that were left out. */
export function leftOutMark(theme: FigureTheme): PlotlyObject {
  return { symbol: "cross-thin", size: 6, color: theme.color.ink3, line: { width: 1.2, color: theme.color.ink3 } };
}
