import type { Figure } from "../../figures/plotly.ts";
import type { FigureSize } from "./figure-size.ts";
import type { Metadata } from "./metadata.ts";

/** Plotly JSON that says under `layout.meta` what it was made from. */
export function plotlyJson({ data, layout }: Figure, { width, height }: FigureSize, metadata: Metadata): string {
  const sized = { ...layout, width: Math.round(width), height: Math.round(height) };
  return `${JSON.stringify({ data, layout: { ...sized, meta: metadata } })}\n`;
}
