import type { PlotlyValue, Trace } from "../../figures/plotly.ts";
import { isList, listOf, textOr } from "./attributes.ts";
import { formatHover } from "./hover-format.ts";
import { traceData } from "./trace-data.ts";

/** A datum: place in `x` and `y`, of a map its row and column. */
export interface Datum {
  readonly point: number;
  readonly x: number;
  readonly y: number;
  readonly cell: { readonly row: number; readonly column: number } | null;
}

function ofDatum(value: PlotlyValue, { point, cell }: Datum): PlotlyValue {
  if (!isList(value)) return value;
  return cell === null ? value[point] : listOf(value[cell.row])[cell.column];
}

function named(trace: Trace, datum: Datum, name: string): PlotlyValue {
  if (name === "x") return datum.x;
  if (name === "y") return datum.y;
  if (name === "z") return ofDatum(trace.z, datum);
  if (name === "text") return ofDatum(trace.text, datum);
  if (name === "fullData.name") return textOr(trace.name, "");
  const place = /^customdata(?:\[(\d+)\])?$/.exec(name);
  if (place === null) return undefined;
  const own = ofDatum(trace.customdata, datum);
  return place[1] === undefined ? own : listOf(own)[Number(place[1])];
}

/** What the card at the pointer says, in Plotly's pseudo-HTML, by the template of the trace. */
export function hoverText(trace: Trace, datum: Datum): string {
  const template = textOr(trace.hovertemplate, trace.text === undefined ? "%{x}, %{y}" : "%{text}");
  return template
    .replace(/<extra>[\s\S]*?<\/extra>/g, "")
    .replace(/%\{([^}:]+)(?::([^}]*))?\}/g, (_, name: string, format = "") => {
      const value = named(trace, datum, name);
      if (typeof value === "number") return formatHover(value, format);
      return typeof value === "string" ? value : "–";
    });
}

/** The datum at a place in `x` and `y`. */
export function scatterDatum(trace: Trace, point: number): Datum {
  const { x, y } = traceData(trace);
  return { point, x: x[point] as number, y: y[point] as number, cell: null };
}
