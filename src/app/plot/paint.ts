import { textOr } from "./attributes.ts";
import { axesOfTrace } from "./axis-spec.ts";
import type { Sheet } from "./canvas-sheet.ts";
import type { FigureLayout } from "./figure-layout.ts";
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
  paintGround(layout, context, options);
  painted(layout, context, options, paintRest);
}

/** Paints what lies under the curves: grounds, grids and maps. */
export function paintGround(layout: FigureLayout, context: CanvasRenderingContext2D, options: PaintOptions): void {
  painted(layout, context, options, (sheet) => {
    const { figure, width, height } = layout;
    context.clearRect(0, 0, width, height);
    context.fillStyle = sheet.color(textOr(figure.layout.paper_bgcolor, "#fff"));
    context.fillRect(0, 0, width, height);
    paintGrounds(sheet);
    paintShapes(sheet, "below");
    paintGrids(sheet);
    for (const one of placedTraces(sheet)) if (one.trace.type === "heatmap") paintHeatmap(sheet, one);
  });
}

/** Paints the rest on a canvas of its own: curves, axes and texts. */
export function paintCurves(layout: FigureLayout, context: CanvasRenderingContext2D, options: PaintOptions): void {
  painted(layout, context, options, (sheet) => {
    context.clearRect(0, 0, layout.width, layout.height);
    paintRest(sheet);
  });
}

function paintRest(sheet: Sheet): void {
  const last = new Map<string, PlacedTrace>();
  for (const one of placedTraces(sheet)) {
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
}

function placedTraces(sheet: Sheet): PlacedTrace[] {
  return sheet.layout.figure.data.filter(isShown).flatMap((trace) => placedTrace(sheet, trace) ?? []);
}

function painted(
  layout: FigureLayout,
  context: CanvasRenderingContext2D,
  { ratio, color = (own: string) => own }: PaintOptions,
  paint: (sheet: Sheet) => void,
): void {
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  paint({ context, layout, ratio, color });
  context.restore();
}
