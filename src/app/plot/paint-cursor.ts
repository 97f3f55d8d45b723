import { crisp, paintText, type Sheet, within } from "./canvas-sheet.ts";
import type { Box, FigureLayout, PlacedAxis } from "./figure-layout.ts";
import type { FigureCursor, FigureCursorPoint } from "./figure-props.ts";
import { labelBoxes } from "./paint-notes.ts";
import { placedTags, TAG_PAD } from "./place-tags.ts";
import { plotsAlong } from "./plot-box.ts";
import type { MeasuredText } from "./rich-text.ts";
import type { Selection } from "./zoom.ts";

export interface CursorColors {
  readonly line: string;
  readonly text: string;
  /** Beside the line, over maps. */
  readonly casing: string;
  readonly selection: string;
}

/** What is painted over the figure. */
export interface Overlay {
  readonly cursor: readonly FigureCursor[];
  readonly point: FigureCursorPoint | readonly FigureCursorPoint[] | null;
  readonly barPointer: number | null;
  readonly selection: Selection | null;
  readonly font: string;
  readonly colors: CursorColors;
}

const POINT = 9;

/** Whether a value lies within what an axis shows. */
function isShown({ from, to, place }: PlacedAxis, value: number): boolean {
  const px = place(value);
  return px >= Math.min(from, to) - 0.5 && px <= Math.max(from, to) + 0.5;
}

function paintLine(sheet: Sheet, axis: PlacedAxis, value: number, colors: CursorColors): void {
  const { context } = sheet;
  const at = crisp(sheet, axis.place(value));
  for (const { box, map } of plotsAlong(sheet.layout, axis)) {
    for (const [color, width] of [...(map ? ([[colors.casing, 3]] as const) : []), [colors.line, 1] as const]) {
      context.strokeStyle = sheet.color(color);
      context.lineWidth = width;
      context.setLineDash([]);
      context.beginPath();
      if (axis.spec.letter === "x") {
        context.moveTo(at, box.top);
        context.lineTo(at, box.top + box.height);
      } else {
        context.moveTo(box.left, at);
        context.lineTo(box.left + box.width, at);
      }
      context.stroke();
    }
  }
}

function paintTag(sheet: Sheet, words: MeasuredText, box: Box, colors: CursorColors): void {
  const { context } = sheet;
  context.fillStyle = sheet.color(colors.line);
  context.beginPath();
  context.roundRect(box.left, box.top, box.width, box.height, 3);
  context.fill();
  paintText(sheet, words, box.left + TAG_PAD.x, box.top + TAG_PAD.y, { color: colors.text });
}

/** Where a point of the cursor is, with some px around it; null: not on the plot. */
function boxOfPoint({ axes }: FigureLayout, { x, y, xaxis = "x", yaxis = "y" }: FigureCursorPoint): Box | null {
  const [along, up] = [axes.get(xaxis), axes.get(yaxis)];
  if (along === undefined || up === undefined || !isShown(along, x) || !isShown(up, y)) return null;
  return { left: along.place(x) - POINT, top: up.place(y) - POINT, width: 2 * POINT, height: 2 * POINT };
}

function paintPoint(sheet: Sheet, { x, y, xaxis = "x", yaxis = "y" }: FigureCursorPoint, colors: CursorColors): void {
  const { context, layout } = sheet;
  const [along, up] = [layout.axes.get(xaxis), layout.axes.get(yaxis)];
  if (along === undefined || up === undefined || !isShown(along, x) || !isShown(up, y)) return;
  context.beginPath();
  context.arc(along.place(x), up.place(y), POINT / 2, 0, 2 * Math.PI);
  context.fillStyle = sheet.color(colors.line);
  context.strokeStyle = sheet.color(colors.casing);
  context.lineWidth = 1.5;
  context.setLineDash([]);
  context.fill();
  context.stroke();
}

function paintBarPointer(sheet: Sheet, value: number, colors: CursorColors): void {
  const { context, layout } = sheet;
  const bar = layout.colorBar;
  if (bar === null) return;
  if (Number.isNaN(value)) return;
  const y = bar.place(Math.min(bar.high, Math.max(bar.low, value)));
  const x = bar.box.left - 1;
  context.fillStyle = sheet.color(colors.line);
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x - 7, y - 4.5);
  context.lineTo(x - 7, y + 4.5);
  context.closePath();
  context.fill();
}

function paintSelection(sheet: Sheet, { x0, y0, x1, y1 }: Selection, colors: CursorColors): void {
  const { context } = sheet;
  const [left, top] = [crisp(sheet, Math.min(x0, x1)), crisp(sheet, Math.min(y0, y1))];
  const [width, height] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
  context.fillStyle = sheet.color(colors.selection);
  context.globalAlpha = 0.14;
  context.fillRect(left, top, width, height);
  context.globalAlpha = 1;
  context.strokeStyle = sheet.color(colors.selection);
  context.lineWidth = 1;
  context.setLineDash([]);
  context.strokeRect(left, top, width, height);
}

/** Paints cursor, selection and pointer on a canvas of their own over the figure. */
export function paintOverlay(
  layout: FigureLayout,
  context: CanvasRenderingContext2D,
  overlay: Overlay,
  { ratio, color = (own: string) => own }: { readonly ratio: number; readonly color?: (color: string) => string },
): void {
  const sheet: Sheet = { context, layout, ratio, color };
  const { width, height } = layout;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  const shown = overlay.cursor.flatMap((one) => {
    const axis = layout.axes.get(one.axis);
    return axis !== undefined && isShown(axis, one.value) ? [{ axis, one }] : [];
  });
  within(sheet, { left: 0, top: 0, width, height }, () => {
    for (const { axis, one } of shown) paintLine(sheet, axis, one.value, overlay.colors);
    const texts = labelBoxes(layout);
    for (const { left, top, width: w, height: h } of texts) context.clearRect(left, top, w, h);
    const points = [overlay.point ?? []].flat();
    const clear = [...texts, ...points.flatMap((point) => boxOfPoint(layout, point) ?? [])];
    for (const { words, box } of placedTags(layout, shown, clear, overlay.font))
      paintTag(sheet, words, box, overlay.colors);
    for (const point of points) paintPoint(sheet, point, overlay.colors);
    if (overlay.barPointer !== null) paintBarPointer(sheet, overlay.barPointer, overlay.colors);
    if (overlay.selection !== null) paintSelection(sheet, overlay.selection, overlay.colors);
  });
  context.restore();
}
