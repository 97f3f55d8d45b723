import { keptExtent } from "../../figures/extent.ts";
import type { Figure, PlotlyObject, Trace } from "../../figures/plotly.ts";
import { atPoint, groupOf, listOf, numberOr, textOr } from "./attributes.ts";
import { type AxisSpec, axesOfTrace, groupsOf } from "./axis-spec.ts";
import { cellEdges, errorAt, errorBars, hasMarkers, isShown, traceData } from "./trace-data.ts";

/** Part of the axis that stays free beyond padded data, as Plotly has it. */
const ROOM = 0.05;

/** What a stretch of values asks of an axis. */
interface Demand {
  readonly low: number;
  readonly high: number;
  /** px beyond the values. */
  readonly px: number;
  readonly padded: boolean;
  readonly toZero: boolean;
}

function markerPad(trace: Trace): number {
  if (!hasMarkers(trace)) return 0;
  const { size } = groupOf(trace.marker);
  const sizes =
    typeof size === "number" || size === undefined ? [numberOr(size, 6)] : listOf(size).map((s) => numberOr(s, 6));
  return Math.max(3, ...sizes.map((s) => s / 1.6));
}

function extent(values: ArrayLike<number>, log: boolean): readonly [number, number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let k = 0; k < values.length; k++) {
    const value = values[k] as number;
    const v = log ? (value > 0 ? Math.log10(value) : Number.NaN) : value;
    if (v < low && v > Number.NEGATIVE_INFINITY) low = v;
    if (v > high && v < Number.POSITIVE_INFINITY) high = v;
  }
  return low <= high ? [low, high] : null;
}

const logarithmic = new WeakMap<Float64Array, readonly [number, number] | null>();

/** The extent of the values of a trace, found once. */
function extentOfTrace(values: Float64Array, log: boolean): readonly [number, number] | null {
  if (!log) {
    const [low, high] = keptExtent(values);
    return low <= high ? [low, high] : null;
  }
  const known = logarithmic.get(values);
  if (known !== undefined) return known;
  const found = extent(values, true);
  logarithmic.set(values, found);
  return found;
}

/** Lines without markers fill the x axis from end to end; everything else keeps its distance. */
function isTight(trace: Trace, letter: "x" | "y"): boolean {
  const fill = textOr(trace.fill, "none");
  if (letter === "y") return fill === "tozerox" || fill === "tonextx";
  if (errorBars(trace.error_y) !== null) return false;
  return fill === "tonexty" || fill === "tozeroy" || !hasMarkers(trace);
}

function demandsOf(trace: Trace, spec: AxisSpec): Demand[] {
  const { letter, log } = spec;
  const { x, y } = traceData(trace);
  if (trace.type === "heatmap") {
    const rows = listOf(trace.z);
    const cells = letter === "y" ? rows.length : listOf(rows[0]).length;
    const edges = cellEdges(letter === "x" ? x : y, cells, log);
    const range = extent(edges, false);
    return range === null ? [] : [{ low: range[0], high: range[1], px: 0, padded: false, toZero: false }];
  }
  const values = letter === "x" ? x : y;
  const found = extentOfTrace(values, log);
  if (found === null) return [];
  const tight = isTight(trace, letter);
  const toZero = letter === "y" && textOr(trace.fill, "none") === "tozeroy";
  const demands: Demand[] = [
    { low: found[0], high: found[1], px: tight ? 0 : markerPad(trace), padded: !tight, toZero },
  ];
  const bars = errorBars(trace[`error_${letter}`]);
  if (bars !== null) {
    const ends = Array.from(values).flatMap((value, i) => {
      const [minus, plus] = errorAt(bars, i);
      return [value - minus, value + plus];
    });
    const reach = extent(ends, log);
    if (reach !== null) demands.push({ low: reach[0], high: reach[1], px: 0, padded: true, toZero: false });
  }
  return demands;
}

function shapeDemand(shape: PlotlyObject, spec: AxisSpec): Demand[] {
  const { letter, name, log } = spec;
  if (textOr(shape[`${letter}ref`], letter) !== name) return [];
  const range = extent(
    [numberOr(atPoint(shape[`${letter}0`], 0), Number.NaN), numberOr(shape[`${letter}1`], Number.NaN)],
    log,
  );
  return range === null ? [] : [{ low: range[0], high: range[1], px: 0, padded: false, toZero: false }];
}

/**
 * The range of an axis by its data, as Plotly finds it: 5 % of the axis and the markers beyond padded data, lines from end to
 * end along x; zero where a fill or the axis asks for it.
 *
 * @param length px of the axis
 * @returns ends in the coordinates of the range (log₁₀ on logarithmic axes)
 */
export function autorange(figure: Figure, spec: AxisSpec, length: number): readonly [number, number] {
  const place = spec.letter === "x" ? 0 : 1;
  const demands = figure.data
    .filter((trace) => isShown(trace) && axesOfTrace(trace)[place] === spec.name)
    .flatMap((trace) => demandsOf(trace, spec));
  for (const shape of groupsOf(figure.layout.shapes)) demands.push(...shapeDemand(shape, spec));
  if (demands.length === 0) return spec.log ? [0, 1] : [-1, 6];
  const zero = !spec.log && (spec.fromZero || demands.some(({ toZero }) => toZero));
  const low = Math.min(...demands.map((d) => d.low), zero ? 0 : Number.POSITIVE_INFINITY);
  const high = Math.max(...demands.map((d) => d.high), zero ? 0 : Number.NEGATIVE_INFINITY);
  if (low === high) {
    if (zero) return low === 0 ? [-1, 1] : low > 0 ? [0, 2 * low] : [2 * low, 0];
    return [low - 1, high + 1];
  }
  const room = ({ px, padded }: Demand): number => px + (padded ? ROOM * length : 0);
  let [from, to] = [low, high];
  // The scale that suits the pair of ends that needs most room, as each end counts with its own.
  let scale = 0;
  for (const a of demands) {
    const before = zero && low >= 0 ? 0 : room(a);
    for (const b of demands) {
      const after = zero && high <= 0 ? 0 : room(b);
      const span = Math.max(b.high, zero ? 0 : b.high) - Math.min(a.low, zero ? 0 : a.low);
      const free = length - before - after;
      if (span > 0 && free > 0.1 * length) scale = Math.max(scale, span / free);
    }
  }
  for (const demand of demands) {
    from = Math.min(from, demand.low - scale * (zero && low >= 0 && demand.low >= 0 ? 0 : room(demand)));
    to = Math.max(to, demand.high + scale * (zero && high <= 0 ? 0 : room(demand)));
  }
  if (zero) return [low >= 0 ? 0 : from, high <= 0 ? 0 : to];
  return [from, to];
}
