import type { AlloyFigure } from "./alloy-pages.ts";

const HEIGHTS = ["low", "", "map", "tall"] as const;

/**
 * Figures of half the width in pairs of one height, a last one alone over the whole width; those of other widths as they are. So no
 * row is left half empty.
 */
export function arranged(figures: readonly AlloyFigure[]): AlloyFigure[] {
  const placed: AlloyFigure[] = [];
  for (let k = 0; k < figures.length; k++) {
    const [one, next] = [figures[k] as AlloyFigure, figures[k + 1]];
    if (one.width !== "w6") placed.push(one);
    else if (next?.width !== "w6") placed.push({ ...one, width: "w12" });
    else {
      const height = HEIGHTS[Math.max(HEIGHTS.indexOf(one.height), HEIGHTS.indexOf(next.height))] ?? "";
      placed.push({ ...one, height }, { ...next, height });
      k++;
    }
  }
  return placed;
}
