/**
 * What Plotly's JSON is made of; a typed array stands only in figures for the screen, which no file is written of. `undefined` stands
 * for "left out" and disappears on serialisation.
 */
export type PlotlyValue =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly PlotlyValue[]
  | Float64Array
  | { readonly [key: string]: PlotlyValue };

/** A group of Plotly attributes. */
export interface PlotlyObject {
  readonly [attribute: string]: PlotlyValue;
}

/** A trace. Only the kinds of the cartesian bundle that we draw. */
export interface Trace extends PlotlyObject {
  readonly type: "scatter" | "heatmap";
  readonly name?: string;
  readonly xaxis?: string;
  readonly yaxis?: string;
}

/** An axis: type, range (log₁₀ on logarithmic axes), title "quantity / unit". */
export interface Axis extends PlotlyObject {
  readonly type?: "linear" | "log";
  readonly title?: { readonly text: string; readonly standoff?: number; readonly font?: PlotlyObject };
  readonly range?: readonly (number | null)[];
}

/** The layout of a figure; axes under `xaxis`, `yaxis`, `xaxis2` … */
export interface Layout extends PlotlyObject {
  readonly annotations?: readonly PlotlyObject[];
  readonly shapes?: readonly PlotlyObject[];
}

/** A figure as Plotly (JavaScript or Python) reads it. */
export interface Figure {
  readonly data: readonly Trace[];
  readonly layout: Layout;
}

/**
 * Text whose direction controls (U+202A–202E, U+2066–2069), which can make it read as another text, are shown as ␣.
 */
export function withoutDirectionControls(text: string): string {
  return text.replace(/[\u202A-\u202E\u2066-\u2069]/g, "␣");
}

/** Text for a Plotly field: its pseudo-HTML and entities are shown as they stand, and control and private characters dropped. */
export function plotText(text: string): string {
  return withoutDirectionControls(text)
    .replace(/[\p{Cc}\p{Co}]/gu, " ")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("%{", "%\u200B{");
}
