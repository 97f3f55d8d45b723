import type { Trace } from "../../figures/plotly.ts";
import { isList, listOf, numberOr } from "./attributes.ts";
import { type ColorStops, colorStops } from "./color-bar.ts";
import { cellEdges, traceData } from "./trace-data.ts";

/** The cells of a map: their colours as 32-bit pixels, and their edges in the coordinates of the axes. */
export interface MapCells {
  readonly columns: number;
  readonly rows: number;
  /** Row after row, from the first of `z`; 0 where there is no value. */
  readonly pixels: Uint32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

type Rgb = readonly [number, number, number];

/** "#1c6bb0" or "rgb(28,107,176)" as channels 0 … 255; black for what is neither. */
export function rgbOf(color: string): Rgb {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(color);
  if (hex !== null) {
    const channel = (k: number): number => Number.parseInt(hex[k] ?? "0", 16);
    return [channel(1), channel(2), channel(3)];
  }
  const parts = color.match(/[\d.]+/g) ?? [];
  return [Number(parts[0] ?? 0), Number(parts[1] ?? 0), Number(parts[2] ?? 0)];
}

/** Stops of a colour scale, their colours as channels. */
export type RgbStops = readonly (readonly [number, Rgb])[];

export function rgbStops(stops: ColorStops): RgbStops {
  return stops.map(([at, color]) => [at, rgbOf(color)]);
}

/** Colour of a scale at 0 … 1, straight between its stops. */
export function colorAt(stops: RgbStops, t: number): Rgb {
  const at = Math.min(1, Math.max(0, t));
  const k = Math.max(
    1,
    stops.findIndex(([place]) => place >= at),
  );
  const [a, b] = [stops[k - 1], stops[k] ?? stops[stops.length - 1]];
  if (a === undefined || b === undefined) return [0, 0, 0];
  const share = b[0] > a[0] ? (at - a[0]) / (b[0] - a[0]) : 0;
  const [p, q] = [a[1], b[1]];
  const mix = (channel: 0 | 1 | 2): number => Math.round(p[channel] + share * (q[channel] - p[channel]));
  return [mix(0), mix(1), mix(2)];
}

/** Shades between the ends of a scale. */
const SHADES = 1024;

/** The shades of the scale that was used last: one map after another has it. */
let last: { readonly scale: string; readonly shades: Uint32Array } | null = null;

function shadesOf(colorscale: Trace["colorscale"]): Uint32Array {
  const scale = JSON.stringify(colorscale);
  if (last?.scale !== scale) {
    const stops = rgbStops(colorStops(colorscale));
    const shades = Uint32Array.from({ length: SHADES + 1 }, (_, k) => {
      const [r, g, b] = colorAt(stops, k / SHADES);
      return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0;
    });
    last = { scale, shades };
  }
  return last.shades;
}

const kept = new WeakMap<Trace, Map<string, MapCells>>();

/** The coloured cells of a map, made once for each kind of axes. */
export function mapCells(trace: Trace, xLog: boolean, yLog: boolean): MapCells {
  const key = `${xLog} ${yLog}`;
  const all = kept.get(trace) ?? new Map<string, MapCells>();
  kept.set(trace, all);
  const known = all.get(key);
  if (known !== undefined) return known;
  const z = listOf(trace.z).filter(isList);
  const [rows, columns] = [z.length, z[0]?.length ?? 0];
  const [low, high] = [numberOr(trace.zmin, Number.NaN), numberOr(trace.zmax, Number.NaN)];
  const shades = shadesOf(trace.colorscale);
  const pixels = new Uint32Array(rows * columns);
  for (const [r, row] of z.entries()) {
    for (let c = 0; c < columns; c++) {
      const value = row[c];
      if (typeof value !== "number" || Number.isNaN(value)) continue;
      const t = Math.min(1, Math.max(0, (value - low) / (high - low || 1)));
      pixels[r * columns + c] = shades[Math.round(t * SHADES)] as number;
    }
  }
  const { x, y } = traceData(trace);
  const cells = { columns, rows, pixels, x: cellEdges(x, columns, xLog), y: cellEdges(y, rows, yLog) };
  all.set(key, cells);
  return cells;
}

/** The cell between edges in which a coordinate lies; −1 outside. Edges rise or fall. */
export function cellAt(edges: Float64Array, at: number): number {
  const last = edges.length - 1;
  const rising = (edges[last] as number) >= (edges[0] as number);
  let [low, high] = [0, last];
  const before = (k: number): boolean => (rising ? (edges[k] as number) <= at : (edges[k] as number) >= at);
  if (!before(0) || (before(last) && edges[last] !== at)) return -1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (before(middle)) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The map as pixels of a plot: each takes the colour of the cell under its middle, so that edges fall where the axes put them.
 *
 * @param columnAt coordinate along x of the middle of a column of pixels; `rowAt` likewise, row 0 at the top
 * @param out width × height pixels that are overwritten
 */
export function mapPixels(
  cells: MapCells,
  width: number,
  height: number,
  columnAt: (i: number) => number,
  rowAt: (k: number) => number,
  out = new Uint32Array(width * height),
): Uint32Array<ArrayBuffer> {
  const columns = Int32Array.from({ length: width }, (_, i) => cellAt(cells.x, columnAt(i)));
  let before = -2;
  for (let k = 0; k < height; k++) {
    const row = cellAt(cells.y, rowAt(k));
    const start = k * width;
    if (row === before) out.copyWithin(start, start - width, start);
    else if (row < 0) out.fill(0, start, start + width);
    else {
      for (let i = 0; i < width; i++) {
        const column = columns[i] as number;
        out[start + i] = column < 0 ? 0 : (cells.pixels[row * cells.columns + column] as number);
      }
    }
    before = row;
  }
  return out;
}
