import type { Figure } from "../../figures/plotly.ts";
import { textOr } from "./attributes.ts";
import { axesOfTrace } from "./axis-spec.ts";
import type { Sheet } from "./canvas-sheet.ts";
import { type FigureLayout, type LayoutOptions, layoutFigure } from "./figure-layout.ts";
import { paintAxes, paintGrids, paintGrounds } from "./paint-axes.ts";
import { paintColorBar, paintLegend } from "./paint-furniture.ts";
import { paintHeatmap } from "./paint-heatmap.ts";
import { paintAnnotations, paintShapes } from "./paint-notes.ts";
import { type PlacedTrace, paintScatter, placedTrace } from "./paint-scatter.ts";
import { isShown } from "./trace-data.ts";

export interface PaintOptions {
  /** Device pixels in one px. */
  readonly ratio: number;
  /** Another colour for one of the figure, where the system forces its own. */
  readonly color?: (color: string) => string;
}

/** Paints a figure that was laid out. */
export function paintLayout(layout: FigureLayout, context: CanvasRenderingContext2D, options: PaintOptions): void {
  const { ratio, color = (own: string) => own } = options;
  const sheet: Sheet = { context, layout, ratio, color };
  const { figure, width, height } = layout;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  context.fillStyle = color(textOr(figure.layout.paper_bgcolor, "#fff"));
  context.fillRect(0, 0, width, height);
  paintGrounds(sheet);
  paintShapes(sheet, "below");
  paintGrids(sheet);
  const placed = figure.data.filter(isShown).flatMap((trace) => placedTrace(sheet, trace) ?? []);
  for (const one of placed) if (one.trace.type === "heatmap") paintHeatmap(sheet, one);
  const last = new Map<string, PlacedTrace>();
  for (const one of placed) {
    if (one.trace.type !== "scatter") continue;
    const plot = axesOfTrace(one.trace).join();
    paintScatter(sheet, one, last.get(plot) ?? null);
    last.set(plot, one);
  }
  paintAxes(sheet);
  paintShapes(sheet, "above");
  paintColorBar(sheet);
  paintLegend(sheet);
  paintAnnotations(sheet);
  context.restore();
}

/** Lays a figure out and paints it. */
export function paint(
  figure: Figure,
  context: CanvasRenderingContext2D,
  { width, height }: { readonly width: number; readonly height: number },
  options: PaintOptions & LayoutOptions,
): FigureLayout {
  const layout = layoutFigure(figure, width, height, options);
  paintLayout(layout, context, options);
  return layout;
}
