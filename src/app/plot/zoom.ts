import { type FigureLayout, isTwin, type PlacedAxis } from "./figure-layout.ts";
import type { FigureRanges } from "./figure-props.ts";
import { plotBox } from "./plot-box.ts";

/** The axes that a gesture moves. */
export type ZoomAxes = readonly PlacedAxis[];

function isFree(layout: FigureLayout, { spec }: PlacedAxis): boolean {
  return !spec.fixed && spec.matches === null && !isTwin(layout.figure, spec);
}

/** px around a plot in which its axes are grabbed. */
const STRIP = 46;

/** The axes under a place: all of the plot there; beside a plot those of that side. */
export function axesAt(layout: FigureLayout, px: number, py: number): ZoomAxes {
  const found = new Map<string, PlacedAxis>();
  const strips = new Map<string, PlacedAxis>();
  for (const [xName, yName] of layout.subplots) {
    const [x, y] = [layout.axes.get(xName), layout.axes.get(yName)];
    if (x === undefined || y === undefined) continue;
    const { left, top, width, height } = plotBox(x, y);
    const [withinX, withinY] = [px >= left && px <= left + width, py >= top && py <= top + height];
    if (withinX && withinY) {
      for (const axis of [x, y]) if (isFree(layout, axis)) found.set(axis.spec.name, axis);
    } else if (withinX && Math.abs(py - x.line) < STRIP && isFree(layout, x)) strips.set(xName, x);
    else if (withinY && Math.abs(px - y.line) < STRIP && isFree(layout, y)) strips.set(yName, y);
  }
  return [...(found.size > 0 ? found : strips).values()];
}

/** Coordinate of the range at a px. */
function coordinate({ from, to, range }: PlacedAxis, px: number): number {
  return range[0] + ((px - from) / (to - from)) * (range[1] - range[0]);
}

/** Smallest span on a logarithmic axis in decades, and on a linear one as a part of its values. */
const LEAST_DECADES = 1e-3;
const LEAST_PART = 1e-9;

/** Whether a range is wide enough to be told apart in numbers. */
function isWide({ spec, whole }: PlacedAxis, [a, b]: readonly [number, number]): boolean {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return false;
  const span = Math.abs(b - a);
  if (spec.log) return span > LEAST_DECADES && Math.abs(a) < 300 && Math.abs(b) < 300;
  return span > LEAST_PART * Math.max(Math.abs(a), Math.abs(b), 1e-3 * Math.abs(whole[1] - whole[0]));
}

function changed(
  axes: ZoomAxes,
  before: FigureRanges,
  next: (axis: PlacedAxis) => readonly [number, number],
): FigureRanges {
  const ranges: Record<string, readonly [number, number]> = { ...before };
  for (const axis of axes) {
    const range = next(axis);
    if (isWide(axis, range)) ranges[axis.spec.name] = range;
  }
  return ranges;
}

function holds(outer: readonly [number, number], inner: readonly [number, number]): boolean {
  const slack = 1e-9 * Math.abs(inner[1] - inner[0]);
  return Math.min(...outer) <= Math.min(...inner) + slack && Math.max(...outer) >= Math.max(...inner) - slack;
}

/** Zooms about a place: `factor` < 1 shows less. Axes that would show more than the whole show the whole. */
export function zoomedAbout(
  axes: ZoomAxes,
  before: FigureRanges,
  place: { readonly px: number; readonly py: number },
  factor: number,
): FigureRanges {
  const next = changed(axes, before, (axis) => {
    const at = coordinate(axis, axis.spec.letter === "x" ? place.px : place.py);
    const [a, b] = axis.range;
    return [at + (a - at) * factor, at + (b - at) * factor];
  });
  if (factor <= 1 || !axes.every((axis) => holds(next[axis.spec.name] ?? axis.whole, axis.whole))) return next;
  return Object.fromEntries(Object.entries(next).filter(([name]) => !axes.some(({ spec }) => spec.name === name)));
}

/** Moves what is shown by so many px. */
export function panned(axes: ZoomAxes, before: FigureRanges, dx: number, dy: number): FigureRanges {
  return changed(axes, before, ({ spec, from, to, range }) => {
    const shift = ((spec.letter === "x" ? dx : dy) / (to - from)) * (range[1] - range[0]);
    return [range[0] - shift, range[1] - shift];
  });
}

/** A rectangle in px between two corners. */
export interface Selection {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

/** Less than this many px along an axis selects the whole of it. */
const LEAST_SELECTED = 8;

/** A selection that is flat along one direction takes all of it, as of a range along x. */
export function spread(layout: FigureLayout, axes: ZoomAxes, { x0, y0, x1, y1 }: Selection): Selection {
  const [width, height] = [Math.abs(x1 - x0), Math.abs(y1 - y0)];
  const ends = (letter: "x" | "y"): readonly [number, number] => {
    const own = axes.filter(({ spec }) => spec.letter === letter);
    const { box } = layout;
    if (own.length === 0) return letter === "x" ? [box.left, box.left + box.width] : [box.top, box.top + box.height];
    const px = own.flatMap(({ from, to }) => [from, to]);
    return [Math.min(...px), Math.max(...px)];
  };
  const [left, right] = ends("x");
  const [top, bottom] = ends("y");
  const free = (letter: "x" | "y"): boolean => axes.some(({ spec }) => spec.letter === letter);
  const allX = !free("x") || (width < LEAST_SELECTED && height > 3 * LEAST_SELECTED);
  const allY = !free("y") || (height < LEAST_SELECTED && width > 3 * LEAST_SELECTED);
  return {
    x0: allX ? left : Math.max(left, Math.min(x0, x1)),
    x1: allX ? right : Math.min(right, Math.max(x0, x1)),
    y0: allY ? top : Math.max(top, Math.min(y0, y1)),
    y1: allY ? bottom : Math.min(bottom, Math.max(y0, y1)),
  };
}

/** Shows what was selected; null where the selection is too small to be meant. */
export function zoomedTo(
  layout: FigureLayout,
  axes: ZoomAxes,
  before: FigureRanges,
  selection: Selection,
): FigureRanges | null {
  const { x0, x1, y0, y1 } = spread(layout, axes, selection);
  if (Math.abs(x1 - x0) < LEAST_SELECTED || Math.abs(y1 - y0) < LEAST_SELECTED) return null;
  return changed(axes, before, (axis) => {
    const ends = axis.spec.letter === "x" ? [x0, x1] : [y0, y1];
    const [a, b] = ends.map((px) => coordinate(axis, px)) as [number, number];
    return a < b === axis.range[0] < axis.range[1] ? [a, b] : [b, a];
  });
}
