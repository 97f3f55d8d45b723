import type { PlotlyObject, PlotlyValue, Trace } from "../../figures/plotly.ts";
import { atPoint, isList, listOf, numberOr, numbersOf, textOr } from "./attributes.ts";

/** Numbers of a trace, made once and kept as long as the trace. Gaps are NaN. */
export interface TraceData {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Whether x never falls: then stretches are found by bisection. */
  readonly sorted: boolean;
}

const kept = new WeakMap<Trace, TraceData>();

const rising = new WeakMap<Float64Array, boolean>();

/** Whether x never falls, found once: curves over one time share it. */
function neverFalls(x: Float64Array): boolean {
  const known = rising.get(x);
  if (known !== undefined) return known;
  let at = 0;
  let before = Number.NEGATIVE_INFINITY;
  while (at < x.length && (x[at] as number) >= before) before = x[at++] as number;
  const found = at === x.length;
  rising.set(x, found);
  return found;
}

/** x and y of a trace as numbers; of a map its edges or centres. */
export function traceData(trace: Trace): TraceData {
  const known = kept.get(trace);
  if (known !== undefined) return known;
  const y = numbersOf(trace.y);
  const x = isList(trace.x) ? numbersOf(trace.x) : Float64Array.from(y, (_, i) => i);
  const data = { x, y, sorted: neverFalls(x) };
  kept.set(trace, data);
  return data;
}

/** Whether the pointer finds its points. */
export function hasHover(trace: Trace): boolean {
  return trace.visible !== false && trace.hoverinfo !== "skip" && trace.hoverinfo !== "none";
}

/** Whether anything of it can be seen or pointed at. */
export function isShown(trace: Trace): boolean {
  return trace.visible !== false && trace.visible !== "legendonly";
}

export function hasLines({ mode, type }: Trace): boolean {
  return type === "scatter" && textOr(mode, "lines").includes("lines");
}

export function hasMarkers({ mode, type }: Trace): boolean {
  return type === "scatter" && textOr(mode, "lines").includes("markers");
}

/** How far an error bar reaches to either side of point `i`. */
export function errorAt(bars: PlotlyObject, i: number): readonly [minus: number, plus: number] {
  const plus = numberOr(atPoint(bars.array, i), 0);
  return [bars.symmetric === false ? numberOr(atPoint(bars.arrayminus, i), 0) : plus, plus];
}

/** Whether a trace has error bars to draw. */
export function errorBars(value: PlotlyValue): PlotlyObject | null {
  if (value === null || typeof value !== "object" || isList(value)) return null;
  const bars = value as PlotlyObject;
  return bars.visible === false || listOf(bars.array).length === 0 ? null : bars;
}

/** Edges of the cells of a map along one axis, from edges or from centres, in the coordinates of the range. */
export function cellEdges(values: Float64Array, cells: number, log: boolean): Float64Array {
  const at = log ? values.map((v) => Math.log10(v)) : values;
  if (at.length === cells + 1) return at;
  const edges = new Float64Array(cells + 1);
  for (let k = 1; k < cells; k++) edges[k] = ((at[k - 1] as number) + (at[k] as number)) / 2;
  const [first, last] = [at[0] ?? 0, at[cells - 1] ?? 0];
  const [left, right] = [
    cells > 1 ? (edges[1] as number) - first : 0.5,
    cells > 1 ? last - (edges[cells - 1] as number) : 0.5,
  ];
  edges[0] = first - left;
  edges[cells] = last + right;
  return edges;
}
