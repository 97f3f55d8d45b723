import type { Trace } from "../../figures/plotly.ts";
import { groupOf, numberOr } from "./attributes.ts";
import { axesOfTrace } from "./axis-spec.ts";
import { lowerBound } from "./curve-points.ts";
import type { FigureLayout, PlacedAxis } from "./figure-layout.ts";
import type { PointedAt } from "./figure-props.ts";
import { type Datum, scatterDatum } from "./hover-text.ts";
import { cellAt, mapCells } from "./map-bitmap.ts";
import { plotBox } from "./plot-box.ts";
import { pixelMap, traceCurve } from "./trace-curve.ts";
import { hasHover } from "./trace-data.ts";

/** What lies under the pointer: for the views, and for the card. */
export interface Snapped {
  readonly at: PointedAt;
  readonly trace: Trace | null;
  readonly datum: Datum | null;
  /** px of the datum; of the pointer without one. */
  readonly px: number;
  readonly py: number;
}

interface Found {
  readonly index: number;
  readonly trace: Trace;
  readonly datum: Datum;
  readonly px: number;
  readonly py: number;
  readonly distance: number;
}

function isInside(x: PlacedAxis, y: PlacedAxis, px: number, py: number): boolean {
  const { left, top, width, height } = plotBox(x, y);
  return px >= left - 0.5 && px <= left + width + 0.5 && py >= top - 0.5 && py <= top + height + 0.5;
}

/** The plot under a place: the first that is not laid over another. */
export function plotAt(layout: FigureLayout, px: number, py: number): readonly [PlacedAxis, PlacedAxis] | null {
  const found = layout.subplots.flatMap(([xName, yName]) => {
    const [x, y] = [layout.axes.get(xName), layout.axes.get(yName)];
    return x !== undefined && y !== undefined && isInside(x, y, px, py) ? [[x, y] as const] : [];
  });
  return found.find(([x, y]) => x.spec.overlaying === null && y.spec.overlaying === null) ?? found[0] ?? null;
}

function nearestPoint(
  trace: Trace,
  index: number,
  x: PlacedAxis,
  y: PlacedAxis,
  px: number,
  py: number,
  reach: number,
): Found | null {
  const curve = traceCurve(trace, x.spec.log, y.spec.log);
  const [mapX, mapY] = [pixelMap(x), pixelMap(y)];
  let [from, to] = [0, Math.min(curve.x.length, curve.y.length)];
  if (curve.sorted) {
    const ends = [px - reach, px + reach].map((at) => (at - mapX.offset) / mapX.scale);
    const [a, b] = [Math.min(...ends), Math.max(...ends)];
    from = lowerBound(curve.x, a, 0, to);
    to = lowerBound(curve.x, b, from, to);
  }
  let [best, least] = [-1, reach * reach];
  for (let i = from; i < to; i++) {
    const dx = mapX.offset + mapX.scale * (curve.x[i] as number) - px;
    const dy = mapY.offset + mapY.scale * (curve.y[i] as number) - py;
    const square = dx * dx + dy * dy;
    if (square < least) [best, least] = [i, square];
  }
  if (best < 0) return null;
  const at = [
    mapX.offset + mapX.scale * (curve.x[best] as number),
    mapY.offset + mapY.scale * (curve.y[best] as number),
  ];
  return {
    index,
    trace,
    datum: scatterDatum(trace, best),
    px: at[0] as number,
    py: at[1] as number,
    distance: Math.sqrt(least),
  };
}

function cellUnder(
  trace: Trace,
  index: number,
  x: PlacedAxis,
  y: PlacedAxis,
  px: number,
  py: number,
  reach: number,
): Found | null {
  const cells = mapCells(trace, x.spec.log, y.spec.log);
  const coordinate = (axis: PlacedAxis, at: number): number =>
    axis.range[0] + ((at - axis.from) / (axis.to - axis.from)) * (axis.range[1] - axis.range[0]);
  const [column, row] = [cellAt(cells.x, coordinate(x, px)), cellAt(cells.y, coordinate(y, py))];
  if (column < 0 || row < 0 || cells.pixels[row * cells.columns + column] === 0) return null;
  const middle = (edges: Float64Array, k: number, axis: PlacedAxis): readonly [value: number, px: number] => {
    const at = ((edges[k] as number) + (edges[k + 1] as number)) / 2;
    return [axis.spec.log ? 10 ** at : at, axis.placeRange(at)];
  };
  const [valueX, middleX] = middle(cells.x, column, x);
  const [valueY, middleY] = middle(cells.y, row, y);
  const point = row * cells.columns + column;
  // Behind every point that is near.
  return {
    index,
    trace,
    datum: { point, x: valueX, y: valueY, cell: { row, column } },
    px: middleX,
    py: middleY,
    distance: 0.45 * reach,
  };
}

/** What lies at a place of the figure: the nearest datum of traces with hover, else the place itself; null outside of plots. */
export function snapAt(layout: FigureLayout, px: number, py: number): Snapped | null {
  const plot = plotAt(layout, px, py);
  if (plot === null) return null;
  const reach = numberOr(layout.figure.layout.hoverdistance, 20);
  let best: Found | null = null;
  for (const [index, trace] of layout.figure.data.entries()) {
    const [xName, yName] = axesOfTrace(trace);
    const [x, y] = [layout.axes.get(xName), layout.axes.get(yName)];
    if (x === undefined || y === undefined || !hasHover(trace) || !isInside(x, y, px, py)) continue;
    const found = (trace.type === "heatmap" ? cellUnder : nearestPoint)(trace, index, x, y, px, py, reach);
    // Points that are not drawn stand behind those that are.
    const hidden = groupOf(trace.marker).opacity === 0;
    const ranked = found === null || !hidden ? found : { ...found, distance: found.distance + 0.4 * reach };
    if (ranked !== null && (best === null || ranked.distance < best.distance)) best = ranked;
  }
  const [x, y] = best === null ? plot : axesOf(layout, best.trace, plot);
  const pointerX = x.valueAt(px);
  const pointerY = y.valueAt(py);
  return {
    at: {
      x: best?.datum.x ?? pointerX,
      y: best?.datum.y ?? pointerY,
      pointerX,
      pointerY,
      trace: best?.index ?? null,
      point: best?.datum.point ?? null,
      xaxis: x.spec.name,
      yaxis: y.spec.name,
    },
    trace: best?.trace ?? null,
    datum: best?.datum ?? null,
    px: best?.px ?? px,
    py: best?.py ?? py,
  };
}

function axesOf(
  layout: FigureLayout,
  trace: Trace,
  plot: readonly [PlacedAxis, PlacedAxis],
): readonly [PlacedAxis, PlacedAxis] {
  const [xName, yName] = axesOfTrace(trace);
  return [layout.axes.get(xName) ?? plot[0], layout.axes.get(yName) ?? plot[1]];
}
