import { buildPyramid, extremes, type Pyramid } from "./pyramid.ts";

/** A curve in the coordinates of its axes; gaps are NaN. */
export interface Curve {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Whether x never falls. */
  readonly sorted: boolean;
}

/** px = offset + scale × coordinate. */
export interface PixelMap {
  readonly offset: number;
  readonly scale: number;
}

/** Indices of the points of a curve that are drawn. */
export interface DrawnPoints {
  readonly indices: Int32Array;
  readonly count: number;
  /** Whether points were left out. */
  readonly thinned: boolean;
}

/** More points a pixel than this are thinned. */
const MOST_PER_PIXEL = 2;

const pyramids = new WeakMap<Float64Array, Pyramid>();

/** The pyramid of values that do not change, built once. */
export function pyramidOf(values: Float64Array): Pyramid {
  const known = pyramids.get(values);
  if (known !== undefined) return known;
  const made = buildPyramid(values);
  pyramids.set(values, made);
  return made;
}

/** First index of from … to − 1 at which the rising x is not below a value. */
export function lowerBound(x: Float64Array, value: number, from = 0, to: number = x.length): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((x[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

class Indices {
  indices: Int32Array;
  count = 0;
  readonly thinned = true;
  constructor(room: number) {
    this.indices = new Int32Array(room);
  }
  add(index: number): void {
    if (this.count > 0 && this.indices[this.count - 1] === index) return;
    if (this.count === this.indices.length) {
      const wider = new Int32Array(2 * this.count + 16);
      wider.set(this.indices);
      this.indices = wider;
    }
    this.indices[this.count++] = index;
  }
}

/** The first, smallest, largest and last point of a stretch, in the order of the curve. */
function addStretch(out: Indices, from: number, to: number, low: number, high: number): void {
  out.add(from);
  const [first, second] = low < high ? [low, high] : [high, low];
  if (first >= 0) out.add(first);
  if (second >= 0) out.add(second);
  if (to - 1 >= from) out.add(to - 1);
}

/**
 * Which points of a curve are drawn between two px: all of them, or, above two a pixel, the first, smallest, largest and
 * last of each column of pixels, so that no extreme is lost.
 *
 * @param map px along x
 * @param ends px between which the plot shows
 * @param column px of one column: 1 over the pixel ratio
 */
export function drawnPoints(
  { x, y, sorted }: Curve,
  map: PixelMap,
  ends: readonly [number, number],
  column: number,
): DrawnPoints {
  const n = Math.min(x.length, y.length);
  const columns = Math.max(1, Math.ceil(Math.abs(ends[1] - ends[0]) / column));
  if (sorted && n > 0) {
    const coordinate = (px: number): number => (px - map.offset) / map.scale;
    const [a, b] = [coordinate(ends[0]), coordinate(ends[1])];
    const [left, right] = a < b ? [a, b] : [b, a];
    const first = Math.max(0, lowerBound(x, left, 0, n) - 1);
    const last = Math.min(n, lowerBound(x, right, 0, n) + 2);
    if (last - first <= MOST_PER_PIXEL * columns) {
      const indices = Int32Array.from({ length: last - first }, (_, k) => first + k);
      return { indices, count: indices.length, thinned: false };
    }
    const pyramid = pyramidOf(y);
    const out = new Indices(4 * columns + 8);
    const step = (right - left) / columns;
    let from = first;
    for (let c = 0; c <= columns && from < last; c++) {
      const to = c === columns ? last : lowerBound(x, left + (c + 1) * step, from, last);
      if (to > from) {
        const [low, high] = extremes(pyramid, from, to);
        addStretch(out, from, to, low, high);
      }
      from = to;
    }
    return out;
  }
  if (n <= MOST_PER_PIXEL * columns) {
    return { indices: Int32Array.from({ length: n }, (_, k) => k), count: n, thinned: false };
  }
  const out = new Indices(4 * columns + 8);
  const columnOf = (i: number): number => Math.floor((map.offset + map.scale * (x[i] as number)) / column);
  for (let from = 0; from < n; ) {
    const here = columnOf(from);
    let to = from + 1;
    let [low, high] = [from, from];
    while (to < n && columnOf(to) === here) {
      if ((y[to] as number) < (y[low] as number)) low = to;
      if ((y[to] as number) > (y[high] as number)) high = to;
      to++;
    }
    addStretch(out, from, to, low, high);
    from = to;
  }
  return out;
}
