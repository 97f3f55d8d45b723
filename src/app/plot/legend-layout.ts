import type { Figure, PlotlyObject, Trace } from "../../figures/plotly.ts";
import { type FontAttributes, fontOf, groupOf, numberOr, textOr } from "./attributes.ts";
import type { Box } from "./figure-layout.ts";
import { type MeasuredText, type MeasureText, measureRichText } from "./rich-text.ts";
import { isShown } from "./trace-data.ts";

export interface LegendEntry {
  readonly trace: Trace;
  readonly text: MeasuredText;
  /** px of its left edge and of its middle. */
  readonly left: number;
  readonly middle: number;
}

export interface Legend {
  readonly box: Box;
  readonly ground: string;
  readonly font: FontAttributes;
  readonly entries: readonly LegendEntry[];
  /** px that it asks above and at the right of the plot. */
  readonly needs: { readonly t: number; readonly r: number };
}

/** px of the sample of a trace, between it and its name, between entries, around all. */
export const SAMPLE = 24;
const NAME_GAP = 6;
const ENTRY_GAP = 14;
const PAD = 4;
const ROW = 17;

function entriesOf(figure: Figure, font: FontAttributes, measure: MeasureText) {
  return figure.data
    .filter(
      (trace) => isShown(trace) && trace.showlegend !== false && typeof trace.name === "string" && trace.name !== "",
    )
    .map((trace) => ({ trace, text: measureRichText(trace.name ?? "", font, measure) }));
}

function anchored(at: number, size: number, anchor: string): number {
  if (anchor === "right" || anchor === "bottom") return at - size;
  return anchor === "center" || anchor === "middle" ? at - size / 2 : at;
}

/** The legend of a figure in px; null where there is none. */
export function placeLegend(figure: Figure, box: Box, base: FontAttributes, measure: MeasureText): Legend | null {
  if (figure.layout.showlegend !== true) return null;
  const spec: PlotlyObject = groupOf(figure.layout.legend);
  const font = fontOf(spec.font, base);
  const named = entriesOf(figure, font, measure);
  if (named.length === 0) return null;
  const flat = spec.orientation === "h";
  const widthOf = (text: MeasuredText): number => SAMPLE + NAME_GAP + text.width;
  const widest = Math.max(...named.map(({ text }) => widthOf(text)));
  const places: { x: number; y: number }[] = [];
  let [x, y, width] = [0, 0, 0];
  let height = 0;
  for (const { text } of named) {
    const size = widthOf(text);
    if (flat && x > 0 && x + size > box.width - 2 * PAD) [x, y] = [0, y + ROW];
    const rows = Math.max(ROW, text.height + 2);
    places.push({ x, y: y + rows / 2 });
    width = Math.max(width, x + size);
    height = Math.max(height, y + rows);
    if (flat) x += size + ENTRY_GAP;
    else y += rows;
  }
  if (!flat) width = widest;
  const [fx, fy] = [numberOr(spec.x, 1.02), numberOr(spec.y, 1)];
  const [outerWidth, outerHeight] = [width + 2 * PAD, height + 2 * PAD];
  const left = anchored(box.left + fx * box.width, outerWidth, textOr(spec.xanchor, "left"));
  const yanchor = textOr(spec.yanchor, "top");
  const above = fy >= 1 && yanchor === "bottom";
  const top = above ? box.top - outerHeight - 3 : anchored(box.top + (1 - fy) * box.height, outerHeight, yanchor);
  const beside = fx > 1;
  return {
    box: { left, top, width: outerWidth, height: outerHeight },
    ground: textOr(spec.bgcolor, textOr(figure.layout.paper_bgcolor, "#fff")),
    font,
    entries: named.map(({ trace, text }, k) => {
      const place = places[k] as { x: number; y: number };
      return { trace, text, left: left + PAD + place.x, middle: top + PAD + place.y };
    }),
    needs: {
      t: above ? outerHeight + 5 : 0,
      r: beside ? left - (box.left + box.width) + outerWidth + 2 : 0,
    },
  };
}
