import type { Trace } from "../../figures/plotly.ts";
import { groupOf, numberOr, textOr } from "./attributes.ts";
import { axesOfTrace } from "./axis-spec.ts";
import { dashOf, type Sheet, within } from "./canvas-sheet.ts";
import { type Curve, drawnPoints } from "./curve-points.ts";
import type { Box, PlacedAxis } from "./figure-layout.ts";
import { paintHatch } from "./paint-hatch.ts";
import { paintErrorBars, paintMarkers } from "./paint-markers.ts";
import { plotBox } from "./plot-box.ts";
import { pixelMap, traceCurve } from "./trace-curve.ts";
import { hasLines, hasMarkers } from "./trace-data.ts";

/** A trace with its axes, ready to be painted. */
export interface PlacedTrace {
  readonly trace: Trace;
  readonly x: PlacedAxis;
  readonly y: PlacedAxis;
  readonly box: Box;
  readonly curve: Curve;
}

export function placedTrace({ layout }: Sheet, trace: Trace): PlacedTrace | null {
  const [xName, yName] = axesOfTrace(trace);
  const [x, y] = [layout.axes.get(xName), layout.axes.get(yName)];
  if (x === undefined || y === undefined) return null;
  return { trace, x, y, box: plotBox(x, y), curve: traceCurve(trace, x.spec.log, y.spec.log) };
}

/** The parts of a curve in px, parted at gaps; each x, y, x, y … */
interface Parts {
  readonly parts: readonly number[][];
  readonly thinned: boolean;
}

function partsOf(sheet: Sheet, { curve, x, y, box }: PlacedTrace): Parts {
  const [mapX, mapY] = [pixelMap(x), pixelMap(y)];
  const { indices, count, thinned } = drawnPoints(curve, mapX, [box.left, box.left + box.width], 1 / sheet.ratio);
  const parts: number[][] = [];
  let part: number[] = [];
  for (let k = 0; k < count; k++) {
    const i = indices[k] as number;
    const px = mapX.offset + mapX.scale * (curve.x[i] as number);
    const py = mapY.offset + mapY.scale * (curve.y[i] as number);
    if (Number.isNaN(px) || Number.isNaN(py)) {
      if (part.length > 0) parts.push(part);
      part = [];
    } else part.push(clamped(px), clamped(py));
  }
  if (part.length > 0) parts.push(part);
  return { parts, thinned };
}

/** Coordinates far outside would lose their fraction in the canvas. */
function clamped(px: number): number {
  return Math.max(-1e5, Math.min(1e5, px));
}

function traceAlong(context: CanvasRenderingContext2D, part: readonly number[], begin: boolean): void {
  for (let k = 0; k < part.length; k += 2) {
    if (k === 0 && begin) context.moveTo(part[0] as number, part[1] as number);
    else context.lineTo(part[k] as number, part[k + 1] as number);
  }
}

/** px that a line goes up and down in a column of pixels, on the mean, from which on it is a band of columns. */
const DENSE = 6;

/** Whether a line goes up and down so often that single strokes cannot be told apart. */
function isDense(part: readonly number[], ratio: number): boolean {
  let travel = 0;
  for (let k = 3; k < part.length; k += 2) travel += Math.abs((part[k] as number) - (part[k - 2] as number));
  const columns = ratio * Math.abs((part[part.length - 2] as number) - (part[0] as number));
  return travel > DENSE * Math.max(1, columns);
}

/** A dense line as one bar a column of pixels from its smallest to its largest value: a thousandth of the work of strokes. */
function fillColumns({ context, ratio }: Sheet, part: readonly number[], width: number): void {
  let column = Math.floor((part[0] as number) * ratio);
  let [low, high] = [part[1] as number, part[1] as number];
  const fill = (): void => context.fillRect(column / ratio, low - width / 2, 1 / ratio, high - low + width);
  for (let k = 2; k < part.length; k += 2) {
    const [here, y] = [Math.floor((part[k] as number) * ratio), part[k + 1] as number];
    if (here !== column) {
      fill();
      // The next bar begins where this one ended, so that the line stays whole.
      const last = part[k - 1] as number;
      [column, low, high] = [here, Math.min(last, y), Math.max(last, y)];
    } else [low, high] = [Math.min(low, y), Math.max(high, y)];
  }
  fill();
}

function reversed(part: readonly number[]): number[] {
  const back: number[] = [];
  for (let k = part.length - 2; k >= 0; k -= 2) back.push(part[k] as number, part[k + 1] as number);
  return back;
}

/** The polygons that a trace fills; empty where it fills none. */
function polygons(
  sheet: Sheet,
  placed: PlacedTrace,
  parts: readonly number[][],
  before: PlacedTrace | null,
): number[][] {
  const fill = textOr(placed.trace.fill, "none");
  if (fill === "toself") return [...parts];
  if (fill === "tonexty" && before !== null) {
    const edge = partsOf(sheet, before).parts;
    return parts.map((part, k) => [...part, ...reversed(edge[k] ?? [])]);
  }
  if (fill === "tozeroy" || fill === "tonexty") {
    const base = clamped(placed.y.spec.log ? placed.y.from : placed.y.placeRange(0));
    return parts.map((part) => [...part, part[part.length - 2] as number, base, part[0] as number, base]);
  }
  return [];
}

function paintFill(sheet: Sheet, placed: PlacedTrace, parts: readonly number[][], before: PlacedTrace | null): void {
  const { trace, box } = placed;
  const shapes = polygons(sheet, placed, parts, before);
  if (shapes.length === 0) return;
  const { context } = sheet;
  context.beginPath();
  for (const part of shapes) {
    traceAlong(context, part, true);
    context.closePath();
  }
  const pattern = groupOf(trace.fillpattern);
  if (typeof pattern.shape === "string" && pattern.shape !== "") {
    paintHatch(sheet, pattern, box);
    return;
  }
  if (typeof trace.fillcolor !== "string") return;
  context.fillStyle = sheet.color(trace.fillcolor);
  context.fill();
}

/** Paints one trace of lines and points. @param before the trace that a fill may lean on */
export function paintScatter(sheet: Sheet, placed: PlacedTrace, before: PlacedTrace | null): void {
  const { trace, box } = placed;
  const { context } = sheet;
  within(sheet, box, () => {
    context.globalAlpha = numberOr(trace.opacity, 1);
    const line = groupOf(trace.line);
    const width = numberOr(line.width, 2);
    const fills = textOr(trace.fill, "none") !== "none";
    const lines = hasLines(trace) && width > 0;
    const { parts, thinned } = fills || lines ? partsOf(sheet, placed) : { parts: [], thinned: false };
    if (fills) paintFill(sheet, placed, parts, before);
    if (lines) {
      const color = sheet.color(textOr(line.color, "#444"));
      context.strokeStyle = color;
      context.fillStyle = color;
      context.lineWidth = width;
      context.lineJoin = "round";
      context.lineCap = "butt";
      context.setLineDash(dashOf(line.dash, width));
      context.beginPath();
      for (const part of parts) {
        if (thinned && isDense(part, sheet.ratio)) fillColumns(sheet, part, width);
        else traceAlong(context, part, true);
      }
      context.stroke();
      context.setLineDash([]);
    }
    paintErrorBars(sheet, placed);
    if (hasMarkers(trace)) paintMarkers(sheet, placed);
  });
}
