import { log, log10 } from "../numerics/elementary/index.ts";
import { type PlotlyObject, plotText } from "./plotly.ts";
import { rangeOf } from "./row-range.ts";
import type { StackedRow } from "./stacked-rows.ts";
import type { FigureTheme } from "./theme.ts";
import { sizes } from "./tokens.ts";

/** px between the frame and the names at its right. */
export const END = 16;
/** px of a line of names, and the least height of a plot. */
const LINE = 14;
const LEAST_HEIGHT = 270;

/** A name at the right of a row. */
export interface EndLabel {
  readonly name: string;
  readonly annotation: PlotlyObject;
}

/** Names of the curves of a row at the right of the frame, as high as their curves end, apart from one another. */
export function endLabels(row: StackedRow, [bottom, top]: readonly [number, number]): EndLabel[] {
  const [low, high] = rangeOf(row);
  const named = row.curves.filter((curve) => (curve.label ?? curve.name) !== "" && curve.y.length > 0);
  const height = Math.max(1, LEAST_HEIGHT * (top - bottom));
  const step = Math.min(LINE / height, 1 / Math.max(1, named.length));
  const sorted = named
    .map((curve) => {
      const end = curve.y[curve.y.length - 1] as number;
      const at = row.log === true && low > 0 ? log(end / low) / log(high / low) : (end - low) / (high - low);
      return { curve, at: Math.min(1, Math.max(0, Number.isFinite(at) ? at : 0.5)) };
    })
    .sort((a, b) => a.at - b.at);
  const places: number[] = [];
  for (const [k, { at }] of sorted.entries())
    places.push(Math.max(at, k === 0 ? step / 2 : (places[k - 1] as number) + step));
  for (let k = places.length - 1, most = 1 - step / 2; k >= 0; k--, most -= step) {
    places[k] = Math.min(places[k] as number, most);
    most = Math.min(most, places[k] as number);
  }
  return sorted.map(({ curve }, k) => {
    const name = curve.label ?? curve.name;
    return {
      name,
      annotation: {
        text: plotText(name),
        showarrow: false,
        xref: "paper",
        yref: "paper",
        x: 1,
        xshift: 6,
        xanchor: "left",
        y: bottom + (top - bottom) * (places[k] as number),
        yanchor: "middle",
        align: "left",
        font: { size: sizes.tick, color: curve.labelColor ?? curve.color },
      },
    };
  });
}

/** Dashed lines across a row, their names over them at the left. */
export function levelMarks(
  row: StackedRow,
  k: number,
  theme: FigureTheme,
): { readonly shapes: PlotlyObject[]; readonly texts: PlotlyObject[] } {
  const [low, high] = rangeOf(row);
  const y = k === 0 ? "y" : `y${k + 1}`;
  const isLogarithmic = row.log === true && low > 0;
  const shown = (row.levels ?? []).filter(({ value }) => value > low && value < high);
  return {
    shapes: shown.map(({ value, color }) => ({
      type: "line",
      xref: "paper",
      yref: y,
      x0: 0,
      x1: 1,
      y0: value,
      y1: value,
      line: { color, width: 1, dash: "4px,3px" },
    })),
    texts: shown.map(({ value, name, color }) => ({
      text: plotText(name),
      showarrow: false,
      xref: "paper",
      yref: y,
      x: 0.01,
      xanchor: "left",
      y: isLogarithmic ? log10(value) : value,
      yanchor: "bottom",
      font: { size: sizes.tick, color },
      bgcolor: theme.color.plotBg,
      borderpad: 1,
    })),
  };
}
