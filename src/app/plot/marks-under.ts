import { groupOf, numberOr, textOr } from "./attributes.ts";
import { axesOfTrace } from "./axis-spec.ts";
import type { Box, FigureLayout } from "./figure-layout.ts";
import { pixelMap, traceCurve } from "./trace-curve.ts";
import { hasHover, isShown } from "./trace-data.ts";

/** Longer curves are not looked at: labels on them stand where the figure put them. */
const LONGEST = 1500;
/** px between two samples of a line. */
const SPACING = 3;
/** px that a point reaches around its middle; a line is to pass through a text to count. */
const POINT = 3;
const LINE = -1;

/** px of the marks of a figure: its points, and its lines sampled. */
function marksOf({ figure, axes }: FigureLayout): readonly (readonly [px: number, py: number, reach: number])[] {
  const marks: [number, number, number][] = [];
  for (const trace of figure.data) {
    const [x, y] = axesOfTrace(trace).map((name) => axes.get(name));
    if (trace.type === "heatmap" || x === undefined || y === undefined || !isShown(trace)) continue;
    const mode = textOr(trace.mode, "lines");
    const drawn = mode.includes("lines") && numberOr(groupOf(trace.line).width, 2) > 0;
    if (!drawn && !(mode.includes("markers") && (hasHover(trace) || groupOf(trace.marker).opacity !== 0))) continue;
    const points = mode.includes("markers");
    const curve = traceCurve(trace, x.spec.log, y.spec.log);
    const count = Math.min(curve.x.length, curve.y.length);
    if (count > LONGEST) continue;
    const [mapX, mapY] = [pixelMap(x), pixelMap(y)];
    let before: readonly [number, number] | null = null;
    for (let k = 0; k < count; k++) {
      const px = mapX.offset + mapX.scale * (curve.x[k] as number);
      const py = mapY.offset + mapY.scale * (curve.y[k] as number);
      if (!Number.isFinite(px) || !Number.isFinite(py)) {
        before = null;
        continue;
      }
      if (drawn && before !== null) {
        const steps = Math.min(200, Math.floor(Math.hypot(px - before[0], py - before[1]) / SPACING));
        for (let s = 1; s < steps; s++) {
          const part = s / steps;
          marks.push([before[0] + part * (px - before[0]), before[1] + part * (py - before[1]), LINE]);
        }
      }
      marks.push([px, py, points ? POINT : LINE]);
      before = [px, py];
    }
  }
  return marks;
}

/** How many marks of a figure a text in a box would lie on. */
export function marksUnder(layout: FigureLayout): (box: Box) => number {
  let marks: ReturnType<typeof marksOf> | null = null;
  return ({ left, top, width, height }) => {
    marks ??= marksOf(layout);
    let sum = 0;
    for (const [px, py, reach] of marks) {
      if (px > left - reach && px < left + width + reach && py > top - reach && py < top + height + reach) sum++;
    }
    return sum;
  };
}
