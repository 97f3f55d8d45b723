import type { Figure, PlotlyObject } from "../../../figures/plotly.ts";

/** The same figure with lines of 1 px: what is drawn is coarse. */
export function thinLines({ data, layout, ...rest }: Figure): Figure {
  const thin = data.map((trace) => {
    const { line } = trace;
    return typeof line === "object" && line !== null && !Array.isArray(line)
      ? { ...trace, line: { ...(line as PlotlyObject), width: 0.8 } }
      : trace;
  });
  return { ...rest, data: thin, layout };
}
