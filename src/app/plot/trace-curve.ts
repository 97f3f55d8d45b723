import type { Trace } from "../../figures/plotly.ts";
import type { Curve, PixelMap } from "./curve-points.ts";
import type { PlacedAxis } from "./figure-layout.ts";
import { traceData } from "./trace-data.ts";

const kept = new WeakMap<Trace, Map<string, Curve>>();

function logarithms(values: Float64Array): Float64Array {
  return values.map((v) => (v > 0 ? Math.log10(v) : Number.NaN));
}

/** A trace in the coordinates of its axes: log₁₀ where the axis is logarithmic. Made once. */
export function traceCurve(trace: Trace, xLog: boolean, yLog: boolean): Curve {
  const key = `${xLog} ${yLog}`;
  const curves = kept.get(trace) ?? new Map<string, Curve>();
  kept.set(trace, curves);
  const known = curves.get(key);
  if (known !== undefined) return known;
  const { x, y, sorted } = traceData(trace);
  const curve: Curve = {
    x: xLog ? logarithms(x) : x,
    y: yLog ? logarithms(y) : y,
    sorted: sorted && !(xLog && x.some((v) => !(v > 0))),
  };
  curves.set(key, curve);
  return curve;
}

/** How coordinates of an axis become px. */
export function pixelMap(axis: PlacedAxis): PixelMap {
  const scale = (axis.to - axis.from) / (axis.range[1] - axis.range[0] || 1);
  return { scale, offset: axis.from - scale * axis.range[0] };
}
