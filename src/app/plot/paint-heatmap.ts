import type { Trace } from "../../figures/plotly.ts";
import { numberOr } from "./attributes.ts";
import { type Sheet, within } from "./canvas-sheet.ts";
import { mapCells, mapPixels } from "./map-bitmap.ts";
import type { PlacedTrace } from "./paint-scatter.ts";

/** The last picture of each map, as long as neither its data nor its place change. */
const kept = new WeakMap<Trace, { readonly key: string; readonly canvas: HTMLCanvasElement }>();

/** Paints a map, each device pixel in the colour of the cell under it. */
export function paintHeatmap(sheet: Sheet, { trace, x, y, box }: PlacedTrace): void {
  const { context, ratio } = sheet;
  const [left, top] = [Math.round(box.left * ratio), Math.round(box.top * ratio)];
  const width = Math.max(1, Math.round((box.left + box.width) * ratio) - left);
  const height = Math.max(1, Math.round((box.top + box.height) * ratio) - top);
  const key = [width, height, ...x.range, ...y.range].join();
  let known = kept.get(trace);
  if (known?.key !== key) {
    const cells = mapCells(trace, x.spec.log, y.spec.log);
    const coordinate = (axis: typeof x, px: number): number =>
      axis.range[0] + ((px - axis.from) / (axis.to - axis.from)) * (axis.range[1] - axis.range[0]);
    const pixels = mapPixels(
      cells,
      width,
      height,
      (i) => coordinate(x, (left + i + 0.5) / ratio),
      (k) => coordinate(y, (top + k + 0.5) / ratio),
    );
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const bytes = new Uint8ClampedArray(pixels.buffer as ArrayBuffer);
    canvas.getContext("2d")?.putImageData(new ImageData(bytes, width, height), 0, 0);
    known = { key, canvas };
    kept.set(trace, known);
  }
  const { canvas } = known;
  within(sheet, box, () => {
    context.globalAlpha = numberOr(trace.opacity, 1);
    context.imageSmoothingEnabled = false;
    context.drawImage(canvas, left / ratio, top / ratio, width / ratio, height / ratio);
  });
}
