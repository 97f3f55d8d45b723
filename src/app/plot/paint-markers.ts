import type { PlotlyObject } from "../../figures/plotly.ts";
import { atPoint, groupOf, isList, numberOr, textOr } from "./attributes.ts";
import type { Sheet } from "./canvas-sheet.ts";
import { drawnPoints } from "./curve-points.ts";
import { addMarker, markerSymbol } from "./markers.ts";
import type { PlacedTrace } from "./paint-scatter.ts";
import { pixelMap } from "./trace-curve.ts";
import { errorAt, errorBars } from "./trace-data.ts";

/** How the marker of one point looks. */
export interface MarkerStyle {
  readonly shape: string;
  readonly size: number;
  /** null: not filled. */
  readonly fill: string | null;
  readonly stroke: string | null;
  readonly width: number;
}

/** The marker of point `i`: open ones are drawn in their own colour, thin ones in that of their line. */
export function markerStyle(marker: PlotlyObject, i: number, otherwise: string): MarkerStyle {
  const line = groupOf(marker.line);
  const { shape, open, thin } = markerSymbol(textOr(atPoint(marker.symbol, i), "circle"));
  const color = textOr(atPoint(marker.color, i), otherwise);
  const width = numberOr(atPoint(line.width, i), 0);
  const edge = textOr(atPoint(line.color, i), color);
  const size = numberOr(atPoint(marker.size, i), 6);
  if (open) return { shape, size, fill: null, stroke: color, width: width || 1 };
  if (thin) return { shape, size, fill: null, stroke: edge, width: width || 1 };
  return { shape, size, fill: color, stroke: width > 0 ? edge : null, width };
}

function variesByPoint(marker: PlotlyObject): boolean {
  const line = groupOf(marker.line);
  return [marker.symbol, marker.color, marker.size, line.color, line.width].some(isList);
}

/** Fills and strokes the path that stands. */
export function paintMarkerPath(sheet: Sheet, { fill, stroke, width }: MarkerStyle): void {
  const { context } = sheet;
  if (fill !== null) {
    context.fillStyle = sheet.color(fill);
    context.fill();
  }
  if (stroke !== null) {
    context.strokeStyle = sheet.color(stroke);
    context.lineWidth = width;
    context.lineJoin = "miter";
    context.setLineDash([]);
    context.stroke();
  }
}

export function paintMarkers(sheet: Sheet, { trace, x, y, box, curve }: PlacedTrace): void {
  const marker = groupOf(trace.marker);
  const opacity = numberOr(marker.opacity, 1);
  if (opacity === 0) return;
  const { context } = sheet;
  const [mapX, mapY] = [pixelMap(x), pixelMap(y)];
  const { indices, count } = drawnPoints(curve, mapX, [box.left, box.left + box.width], 1);
  const line = textOr(groupOf(trace.line).color, "#444");
  const varies = variesByPoint(marker);
  const common = markerStyle(marker, 0, line);
  context.globalAlpha *= opacity;
  context.beginPath();
  for (let k = 0; k < count; k++) {
    const i = indices[k] as number;
    const px = mapX.offset + mapX.scale * (curve.x[i] as number);
    const py = mapY.offset + mapY.scale * (curve.y[i] as number);
    if (Number.isNaN(px) || Number.isNaN(py)) continue;
    const style = varies ? markerStyle(marker, i, line) : common;
    if (px < box.left - style.size || px > box.left + box.width + style.size) continue;
    if (py < box.top - style.size || py > box.top + box.height + style.size) continue;
    if (varies) context.beginPath();
    addMarker(context, style.shape, px, py, style.size);
    if (varies) paintMarkerPath(sheet, style);
  }
  if (!varies) paintMarkerPath(sheet, common);
}

export function paintErrorBars(sheet: Sheet, placed: PlacedTrace): void {
  for (const letter of ["x", "y"] as const) paintBars(sheet, placed, letter);
}

function paintBars(sheet: Sheet, { trace, x, y, curve }: PlacedTrace, letter: "x" | "y"): void {
  const bars = errorBars(trace[`error_${letter}`]);
  if (bars === null) return;
  const { context } = sheet;
  const [along, across] = letter === "x" ? [x, y] : [y, x];
  const [values, others] = letter === "x" ? [curve.x, curve.y] : [curve.y, curve.x];
  const cap = numberOr(bars.width, 4);
  context.strokeStyle = sheet.color(textOr(bars.color, "#444"));
  context.lineWidth = numberOr(bars.thickness, 2);
  context.setLineDash([]);
  context.beginPath();
  const stroke = (p: number, q: number, r: number, s: number): void => {
    context.moveTo(...(letter === "x" ? ([p, q] as const) : ([q, p] as const)));
    context.lineTo(...(letter === "x" ? ([r, s] as const) : ([s, r] as const)));
  };
  for (let i = 0; i < values.length; i++) {
    const [minus, plus] = errorAt(bars, i);
    const at = across.placeRange(others[i] as number);
    if (!(minus > 0 || plus > 0) || Number.isNaN(at)) continue;
    const value = along.spec.log ? 10 ** (values[i] as number) : (values[i] as number);
    const high = along.place(value + plus);
    const low = along.spec.log && value - minus <= 0 ? along.from : along.place(value - minus);
    if (Number.isNaN(high) || Number.isNaN(low)) continue;
    stroke(low, at, high, at);
    if (plus > 0) stroke(high, at - cap, high, at + cap);
    if (minus > 0) stroke(low, at - cap, low, at + cap);
  }
  context.stroke();
}
