import { formatNumber } from "../../figures/format-number.ts";
import { crisp, paintText, type Sheet, within } from "./canvas-sheet.ts";
import type { Box, FigureLayout, PlacedAxis } from "./figure-layout.ts";
import type { FigureCursor, FigureCursorPoint } from "./figure-props.ts";
import { labelBoxes } from "./paint-notes.ts";
import { placeLabels } from "./place-labels.ts";
import { plotBox } from "./plot-box.ts";
import { type MeasuredText, measureRichText } from "./rich-text.ts";
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

/** Size of a tag's text, and px around it. */
const TAG_SIZE = 11;
const TAG_PAD = { x: 6, y: 2 };
const POINT = 9;

/** Whether a value lies within what an axis shows. */
function isShown({ from, to, place }: PlacedAxis, value: number): boolean {
  const px = place(value);
  return px >= Math.min(from, to) - 0.5 && px <= Math.max(from, to) + 0.5;
}

/** The plots that an axis crosses, each once; with a map or without. */
function plotsAlong({ axes, subplots, figure }: FigureLayout, axis: PlacedAxis): { box: Box; map: boolean }[] {
  const own = axis.spec.letter === "x" ? 0 : 1;
  const boxes = new Map<string, { box: Box; map: boolean }>();
  const related = new Set([axis.spec.name, axis.spec.overlaying, axis.spec.matches]);
  for (const names of subplots) {
    const [x, y] = [axes.get(names[0]), axes.get(names[1])];
    if (x === undefined || y === undefined || !related.has(names[own])) continue;
    const box = plotBox(x, y);
    const map = figure.data.some(
      ({ type, xaxis = "x", yaxis = "y" }) => type === "heatmap" && xaxis === names[0] && yaxis === names[1],
    );
    const key = [box.left, box.top, box.width, box.height].map(Math.round).join();
    boxes.set(key, { box, map: map || (boxes.get(key)?.map ?? false) });
  }
  return [...boxes.values()];
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

/** The rectangle of a tag on an axis: outside of the frame, over the labels, never beyond the canvas. */
export function tagBox(
  axis: PlacedAxis,
  px: number,
  text: { readonly width: number; readonly height: number },
  canvas: { readonly width: number; readonly height: number },
): Box {
  const [width, height] = [text.width + 2 * TAG_PAD.x, text.height + 2 * TAG_PAD.y];
  const { side } = axis.spec;
  const limit = (at: number, most: number): number => Math.max(0, Math.min(at, most));
  if (axis.spec.letter === "x") {
    const top = side === "top" ? axis.line - 2 - height : axis.line + 2;
    return {
      left: limit(px - width / 2, canvas.width - width),
      top: limit(top, canvas.height - height),
      width,
      height,
    };
  }
  const left = side === "right" ? axis.line + 2 : axis.line - 2 - width;
  return {
    left: limit(left, canvas.width - width),
    top: limit(px - height / 2, canvas.height - height),
    width,
    height,
  };
}

/** px by which a tag may be moved along its axis, out of the way of another. */
const TAG_SHIFTS = [-12, 12, -24, 24, -40, 40, -60, 60];

/** Tags on their axes, none over another: the later one stands at its value. */
export function placedTags(
  layout: FigureLayout,
  shown: readonly { readonly axis: PlacedAxis; readonly one: FigureCursor }[],
  font: string,
): readonly { readonly words: MeasuredText; readonly box: Box }[] {
  const tags = shown
    .filter(({ axis }) => axis.spec.labels)
    .map(({ axis, one: { value, text } }) => {
      const size = { size: TAG_SIZE, family: font };
      const words = measureRichText(`<b>${text ?? formatNumber(value)}</b>`, size, layout.measure);
      return { axis, words, box: tagBox(axis, axis.place(value), words, layout) };
    });
  const canvas = { left: 0, top: 0, width: layout.width, height: layout.height };
  const places = placeLabels(
    tags.map(({ axis, box }) => ({
      box,
      within: canvas,
      shifts: TAG_SHIFTS.map((shift) => (axis.spec.letter === "x" ? ([shift, 0] as const) : ([0, shift] as const))),
    })),
  );
  return tags.flatMap(({ words }, k) => {
    const box = places[k] ?? null;
    return box === null ? [] : [{ words, box }];
  });
}

function paintTag(sheet: Sheet, words: MeasuredText, box: Box, colors: CursorColors): void {
  const { context } = sheet;
  context.fillStyle = sheet.color(colors.line);
  context.beginPath();
  context.roundRect(box.left, box.top, box.width, box.height, 3);
  context.fill();
  paintText(sheet, words, box.left + TAG_PAD.x, box.top + TAG_PAD.y, { color: colors.text });
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
    for (const { left, top, width: w, height: h } of labelBoxes(layout)) context.clearRect(left, top, w, h);
    for (const { words, box } of placedTags(layout, shown, overlay.font)) paintTag(sheet, words, box, overlay.colors);
    for (const point of [overlay.point ?? []].flat()) paintPoint(sheet, point, overlay.colors);
    if (overlay.barPointer !== null) paintBarPointer(sheet, overlay.barPointer, overlay.colors);
    if (overlay.selection !== null) paintSelection(sheet, overlay.selection, overlay.colors);
  });
  context.restore();
}
