import type { Figure, Trace } from "../../figures/plotly.ts";
import { sameContent } from "../same-content.ts";

/** Whether two figures differ in the values of their maps alone: whatever else is drawn has its place and its look kept. */
export function sameButMaps(before: Figure, after: Figure): boolean {
  if (before === after) return true;
  if (before.layout !== after.layout || before.data.length !== after.data.length) return false;
  return before.data.every((trace, k) => {
    const now = after.data[k] as Trace;
    return trace === now || (trace.type === "heatmap" && now.type === "heatmap" && sameFrame(trace, now));
  });
}

/** Values, and what only their hovering needs. */
const VALUES: ReadonlySet<string> = new Set(["z", "customdata"]);

function sameFrame(before: Trace, after: Trace): boolean {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const name of names) if (!VALUES.has(name) && !sameContent(before[name], after[name])) return false;
  return true;
}
