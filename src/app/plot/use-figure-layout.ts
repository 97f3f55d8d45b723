import { useMemo, useRef } from "react";
import type { Figure } from "../../figures/plotly.ts";
import { type FigureLayout, type LayoutOptions, layoutFigure } from "./figure-layout.ts";
import { sameButMaps } from "./same-but-maps.ts";
import type { CanvasSize } from "./use-canvas-size.ts";

/** A figure laid out, and the layout that everything but its maps was painted with: that one stays where only maps change. */
export interface LaidOut {
  readonly layout: FigureLayout;
  readonly curves: FigureLayout;
}

interface Done extends LaidOut {
  readonly by: readonly unknown[];
}

/** Lays a figure out, anew only where something but the values of its maps changed. */
export function useFigureLayout(
  figure: Figure,
  size: CanvasSize | null,
  { measure, ranges, margin }: LayoutOptions,
): LaidOut | null {
  const last = useRef<Done | null>(null);
  return useMemo(() => {
    if (size === null || size.width < 1 || size.height < 1) return null;
    const by = [size, measure, ranges, margin];
    const before = last.current;
    if (before?.by.every((one, k) => one === by[k]) && sameButMaps(before.layout.figure, figure)) {
      last.current = { ...before, layout: { ...before.layout, figure } };
    } else {
      const options = { measure, ...(ranges && { ranges }), ...(margin && { margin }) };
      const layout = layoutFigure(figure, size.width, size.height, options);
      last.current = { layout, curves: layout, by };
    }
    return last.current;
  }, [figure, size, measure, ranges, margin]);
}
