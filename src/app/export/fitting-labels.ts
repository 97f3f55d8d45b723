import type { Figure, PlotlyObject, PlotlyValue } from "../../figures/plotly.ts";
import { sizes } from "../../figures/tokens.ts";

/** Mean width of a character over the size of the type, and px that a colour bar takes beside the plot. */
const CHARACTER = 0.58;
const COLOR_BAR = 80;

const isObject = (value: PlotlyValue | undefined): value is PlotlyObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const numberOf = (value: PlotlyValue | undefined, otherwise: number): number =>
  typeof value === "number" ? value : otherwise;

/** px from the label's place to the frame, on the side on which the label lies; null where that is not told. */
function roomOf({ x, xref, xanchor, xshift }: PlotlyObject, { data, layout }: Figure, width: number): number | null {
  const axis = layout.xaxis;
  const range = isObject(axis) ? axis.range : undefined;
  if (xref !== "x" || typeof x !== "number" || !Array.isArray(range)) return null;
  const [from, to] = range;
  if (typeof from !== "number" || typeof to !== "number") return null;
  const margin = isObject(layout.margin) ? layout.margin : {};
  const bar = data.some(({ type }) => type === "heatmap") ? COLOR_BAR : 0;
  const across = width - numberOf(margin.l, 62) - numberOf(margin.r, 18) - bar;
  const at = ((x - from) / (to - from)) * across + numberOf(xshift, 0);
  if (xanchor === "right") return at;
  return xanchor === "left" ? across - at : null;
}

function widthOf(text: string, { font, borderpad }: PlotlyObject): number {
  const size = numberOf(isObject(font) ? font.size : undefined, sizes.tick);
  const longest = Math.max(...text.split("<br>").map((line) => line.replace(/<[^>]*>/g, "").length));
  return longest * CHARACTER * size + 2 * numberOf(borderpad, 1);
}

/** Labels of several lines as far as they fit between their place and the frame: whole, else their first line, else its first word. */
export function fittingLabels(figure: Figure, width: number): Figure {
  const annotations = (figure.layout.annotations ?? []).flatMap((label) => {
    const { text } = label;
    if (typeof text !== "string" || !text.includes("<br>")) return [label];
    const room = roomOf(label, figure, width);
    if (room === null) return [label];
    const [line = ""] = text.split("<br>");
    const word = line.replace(/^((?:<[^>]*>)*[^\s<]+)\s[^<]*/, "$1");
    const fitting = [text, line, word].find((one) => widthOf(one, label) <= room);
    return fitting === undefined ? [] : [{ ...label, text: fitting }];
  });
  return { ...figure, layout: { ...figure.layout, annotations } };
}
