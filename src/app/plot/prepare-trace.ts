import { keptExtent } from "../../figures/extent.ts";
import type { Trace } from "../../figures/plotly.ts";
import { pyramidOf } from "./curve-points.ts";
import { traceData } from "./trace-data.ts";

/** Makes what the layout and the painting of a long curve on linear axes ask for first, and keep. */
export function prepareTrace(trace: Trace): void {
  const { x, y } = traceData(trace);
  keptExtent(x);
  keptExtent(y);
  pyramidOf(y);
}
