import type { Figure } from "../../figures/plotly.ts";
import { numberOr } from "../plot/attributes.ts";
import { layoutFigure } from "../plot/figure-layout.ts";
import { sharedMeasure } from "../plot/measure-text.ts";
import { noteShifts } from "../plot/paint-notes.ts";
import type { MeasureText } from "../plot/rich-text.ts";
import type { FigureSize } from "./figure-size.ts";

/**
 * A figure whose labels stand where they stand on screen at this size: beside the marks and beside one another. Plotly leaves them where
 * they are put; one that has no room is left out.
 */
export function placedLabels(
  figure: Figure,
  { width, height }: Pick<FigureSize, "width" | "height">,
  measure: MeasureText = sharedMeasure(),
): Figure {
  const shifts = noteShifts(layoutFigure(figure, width, height, { measure }));
  const annotations = (figure.layout.annotations ?? []).flatMap((note, k) => {
    const shift = shifts[k] ?? null;
    if (shift === null) return [];
    const [dx, dy] = shift;
    if (Math.abs(dx) < 0.5 && Math.abs(dy) < 0.5) return [note];
    return [{ ...note, xshift: numberOr(note.xshift, 0) + dx, yshift: numberOr(note.yshift, 0) - dy }];
  });
  return { ...figure, layout: { ...figure.layout, annotations } };
}
