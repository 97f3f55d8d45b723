import type { Box, FigureLayout, PlacedAxis } from "./figure-layout.ts";

/** The rectangle of a plot. */
export function plotBox(x: PlacedAxis, y: PlacedAxis): Box {
  const [left, right] = [Math.min(x.from, x.to), Math.max(x.from, x.to)];
  const [top, bottom] = [Math.min(y.from, y.to), Math.max(y.from, y.to)];
  return { left, top, width: right - left, height: bottom - top };
}

/** The plots that an axis crosses, each once; with a map or without. */
export function plotsAlong({ axes, subplots, figure }: FigureLayout, axis: PlacedAxis): { box: Box; map: boolean }[] {
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
