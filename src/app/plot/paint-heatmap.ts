import { numberOr } from "./attributes.ts";
import { type Sheet, within } from "./canvas-sheet.ts";
import { mapCells, mapPixels } from "./map-bitmap.ts";
import type { PlacedTrace } from "./paint-scatter.ts";

/** For each canvas one out of sight, that its maps are put on first: a map that follows a slider makes none anew. */
const aside = new WeakMap<CanvasRenderingContext2D, CanvasRenderingContext2D>();

function asideOf(context: CanvasRenderingContext2D): CanvasRenderingContext2D | null {
  const known = aside.get(context) ?? document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  if (known !== null) aside.set(context, known);
  return known;
}

interface Pixels {
  readonly image: ImageData;
  readonly words: Uint32Array<ArrayBuffer>;
}

/** The pixels of each canvas out of sight: a megabyte that a map following a slider does not ask for anew in each frame. */
const pixelsOf = new WeakMap<CanvasRenderingContext2D, Pixels>();

function pixelsFor(picture: CanvasRenderingContext2D, width: number, height: number): Pixels {
  const known = pixelsOf.get(picture);
  if (known?.image.width === width && known.image.height === height) return known;
  const words = new Uint32Array(width * height);
  const made = { words, image: new ImageData(new Uint8ClampedArray(words.buffer), width, height) };
  pixelsOf.set(picture, made);
  return made;
}

/** Paints a map, each device pixel in the colour of the cell under it. */
export function paintHeatmap(sheet: Sheet, { trace, x, y, box }: PlacedTrace): void {
  const { context, ratio } = sheet;
  const [left, top] = [Math.round(box.left * ratio), Math.round(box.top * ratio)];
  const width = Math.max(1, Math.round((box.left + box.width) * ratio) - left);
  const height = Math.max(1, Math.round((box.top + box.height) * ratio) - top);
  const picture = asideOf(context);
  if (picture === null) return;
  const coordinate = (axis: typeof x, px: number): number =>
    axis.range[0] + ((px - axis.from) / (axis.to - axis.from)) * (axis.range[1] - axis.range[0]);
  const { image, words } = pixelsFor(picture, width, height);
  mapPixels(
    mapCells(trace, x.spec.log, y.spec.log),
    width,
    height,
    (i) => coordinate(x, (left + i + 0.5) / ratio),
    (k) => coordinate(y, (top + k + 0.5) / ratio),
    words,
  );
  const { canvas } = picture;
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  picture.putImageData(image, 0, 0);
  within(sheet, box, () => {
    context.globalAlpha = numberOr(trace.opacity, 1);
    context.imageSmoothingEnabled = false;
    context.drawImage(canvas, left / ratio, top / ratio, width / ratio, height / ratio);
  });
}
