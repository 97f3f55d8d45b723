import type { Trace } from "../../figures/plotly.ts";
import { groupOf, numberOr, textOr } from "./attributes.ts";
import { crisp, dashOf, paintText, type Sheet } from "./canvas-sheet.ts";
import { SAMPLE } from "./legend-layout.ts";
import { colorAt, rgbStops } from "./map-bitmap.ts";
import { addMarker } from "./markers.ts";
import { markerStyle, paintMarkerPath } from "./paint-markers.ts";
import { hasLines, hasMarkers } from "./trace-data.ts";

/** A trace in small. */
function paintSample(sheet: Sheet, trace: Trace, left: number, middle: number): void {
  const { context } = sheet;
  const line = groupOf(trace.line);
  const width = numberOr(line.width, 2);
  if (textOr(trace.fill, "none") !== "none" && typeof trace.fillcolor === "string") {
    context.globalAlpha = numberOr(trace.opacity, 1);
    context.fillStyle = sheet.color(trace.fillcolor);
    context.fillRect(left, middle - 5, SAMPLE, 10);
    context.globalAlpha = 1;
  }
  if (hasLines(trace) && width > 0) {
    context.strokeStyle = sheet.color(textOr(line.color, "#444"));
    context.lineWidth = width;
    context.setLineDash(dashOf(line.dash, width));
    context.beginPath();
    context.moveTo(left, crisp(sheet, middle, width));
    context.lineTo(left + SAMPLE, crisp(sheet, middle, width));
    context.stroke();
    context.setLineDash([]);
  }
  if (hasMarkers(trace)) {
    const style = markerStyle(groupOf(trace.marker), 0, textOr(line.color, "#444"));
    context.beginPath();
    addMarker(context, style.shape, left + SAMPLE / 2, middle, Math.min(style.size, 12));
    paintMarkerPath(sheet, style);
  }
}

export function paintLegend(sheet: Sheet): void {
  const { context, layout } = sheet;
  const { legend } = layout;
  if (legend === null) return;
  const { box, ground, font, entries } = legend;
  context.fillStyle = sheet.color(ground);
  context.fillRect(box.left, box.top, box.width, box.height);
  for (const { trace, text, left, middle } of entries) {
    paintSample(sheet, trace, left, middle);
    paintText(sheet, text, left + SAMPLE + 6, middle - text.height / 2, { color: font.color });
  }
}

export function paintColorBar(sheet: Sheet): void {
  const { context, layout } = sheet;
  const bar = layout.colorBar;
  if (bar === null) return;
  const { left, top, width, height } = bar.box;
  const steps = Math.max(2, Math.round(height * sheet.ratio));
  const stops = rgbStops(bar.stops);
  for (let k = 0; k < steps; k++) {
    const [r, g, b] = colorAt(stops, 1 - (k + 0.5) / steps);
    context.fillStyle = `rgb(${r},${g},${b})`;
    context.fillRect(left, top + (k * height) / steps, width, height / steps + 0.5 / sheet.ratio);
  }
  const [x0, y0] = [crisp(sheet, left), crisp(sheet, top)];
  const [x1, y1] = [crisp(sheet, left + width), crisp(sheet, top + height)];
  context.lineWidth = 1;
  context.setLineDash([]);
  context.strokeStyle = sheet.color(bar.tickColor);
  context.beginPath();
  for (const { px } of bar.ticks) {
    const at = crisp(sheet, px);
    context.moveTo(x1 - bar.tickLength, at);
    context.lineTo(x1, at);
  }
  context.stroke();
  context.strokeStyle = sheet.color(bar.outline);
  context.strokeRect(x0, y0, x1 - x0, y1 - y0);
  for (const { px, text } of bar.ticks) {
    if (text.width > 0) paintText(sheet, text, left + width + 4, px - text.height / 2, { color: bar.font.color });
  }
  if (bar.title.width === 0) return;
  context.save();
  context.translate(bar.titleAt, top + height / 2);
  context.rotate(-Math.PI / 2);
  paintText(sheet, bar.title, -bar.title.width / 2, -bar.title.height / 2, { color: bar.titleColor, align: "center" });
  context.restore();
}
