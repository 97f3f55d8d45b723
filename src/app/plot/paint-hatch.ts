import type { PlotlyObject } from "../../figures/plotly.ts";
import { numberOr, textOr } from "./attributes.ts";
import type { Sheet } from "./canvas-sheet.ts";
import type { Box } from "./figure-layout.ts";

/** Fills the current path with a ground and slanted lines, drawn as lines so that they stay sharp on any screen. */
export function paintHatch(sheet: Sheet, pattern: PlotlyObject, box: Box): void {
  const { context } = sheet;
  const step = numberOr(pattern.size, 8);
  context.save();
  context.clip();
  if (typeof pattern.bgcolor === "string") {
    context.fillStyle = sheet.color(pattern.bgcolor);
    context.fillRect(box.left, box.top, box.width, box.height);
  }
  context.strokeStyle = sheet.color(textOr(pattern.fgcolor, "#444"));
  context.lineWidth = Math.max(0.8, 0.8 * numberOr(pattern.solidity, 0.3) * step);
  context.setLineDash([]);
  context.beginPath();
  const { left, top, width, height } = box;
  const bottom = top + height;
  const rising = pattern.shape === "/";
  for (let at = Math.floor(-height / step) * step; at < width; at += step) {
    const x = left + at;
    context.moveTo(x, rising ? bottom : top);
    context.lineTo(x + height, rising ? top : bottom);
  }
  context.stroke();
  context.restore();
}
