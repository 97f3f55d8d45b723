import type { Box, PlacedAxis } from "./figure-layout.ts";

/** The rectangle of a plot. */
export function plotBox(x: PlacedAxis, y: PlacedAxis): Box {
  const [left, right] = [Math.min(x.from, x.to), Math.max(x.from, x.to)];
  const [top, bottom] = [Math.min(y.from, y.to), Math.max(y.from, y.to)];
  return { left, top, width: right - left, height: bottom - top };
}
