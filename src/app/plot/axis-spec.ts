import type { Figure, PlotlyObject, PlotlyValue } from "../../figures/plotly.ts";
import { type FontAttributes, fontOf, groupOf, isList, listOf, numberOr, textOr } from "./attributes.ts";

export interface MinorTicks {
  readonly shown: boolean;
  readonly length: number;
  readonly color: string;
  readonly dtick: number | string | null;
  readonly values: readonly number[] | null;
}

/** An axis as the figure describes it, defaults filled in as Plotly has them. */
export interface AxisSpec {
  /** "x", "y2". */
  readonly name: string;
  readonly letter: "x" | "y";
  readonly log: boolean;
  readonly title: string;
  readonly titleFont: FontAttributes;
  /** px between labels and title. */
  readonly standoff: number;
  readonly domain: readonly [number, number];
  readonly anchor: string;
  readonly side: "bottom" | "top" | "left" | "right";
  readonly overlaying: string | null;
  readonly matches: string | null;
  readonly scaleAnchor: string | null;
  readonly toward: number;
  /** log₁₀ on logarithmic axes; null: by the data. */
  readonly range: readonly [number | null, number | null] | null;
  readonly fromZero: boolean;
  readonly fixed: boolean;
  readonly nticks: number;
  readonly dtick: number | string | null;
  readonly tickValues: readonly number[] | null;
  readonly tickTexts: readonly string[] | null;
  readonly tickAngle: number;
  readonly ticks: boolean;
  readonly tickLength: number;
  readonly tickColor: string;
  readonly tickFont: FontAttributes;
  readonly labels: boolean;
  readonly minor: MinorTicks;
  readonly grid: string | null;
  readonly line: string | null;
  readonly lineWidth: number;
  readonly mirror: "none" | "line" | "ticks";
  readonly zeroLine: string | null;
  readonly automargin: boolean;
}

/** "xaxis2" → "x2"; null for what is no axis. */
export function axisName(key: string): string | null {
  const match = /^([xy])axis(\d*)$/.exec(key);
  return match === null ? null : `${match[1]}${match[2]}`;
}

function pair(value: PlotlyValue): readonly [number, number] | null {
  if (!isList(value) || value.length !== 2) return null;
  const [a, b] = value;
  return typeof a === "number" && typeof b === "number" ? [a, b] : null;
}

function rangeOf(value: PlotlyValue): AxisSpec["range"] {
  if (!isList(value) || value.length !== 2) return null;
  const [a, b] = value.map((end) => (typeof end === "number" && Number.isFinite(end) ? end : null));
  return [a ?? null, b ?? null];
}

function dtickOf(value: PlotlyValue): number | string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" && value > 0 ? value : null;
}

function valuesOf(value: PlotlyValue): number[] | null {
  return isList(value) ? value.map((one) => (typeof one === "number" ? one : Number.NaN)) : null;
}

const TOWARD: Readonly<Record<string, number>> = { left: 0, bottom: 0, center: 0.5, middle: 0.5, right: 1, top: 1 };

function axisSpec(name: string, axis: PlotlyObject, base: FontAttributes): AxisSpec {
  const letter = name[0] === "y" ? "y" : "x";
  const title = groupOf(axis.title);
  const minor = groupOf(axis.minor);
  const { mirror } = axis;
  const side = textOr(axis.side, letter === "x" ? "bottom" : "left");
  return {
    name,
    letter,
    log: axis.type === "log",
    title: textOr(title.text, ""),
    titleFont: fontOf(title.font, { ...base, size: 12 }),
    standoff: numberOr(title.standoff, 8),
    domain: pair(axis.domain) ?? [0, 1],
    anchor: textOr(axis.anchor, letter === "x" ? "y" : "x"),
    side: side === "top" || side === "left" || side === "right" ? side : "bottom",
    overlaying: typeof axis.overlaying === "string" ? axis.overlaying : null,
    matches: typeof axis.matches === "string" ? axis.matches : null,
    scaleAnchor: typeof axis.scaleanchor === "string" ? axis.scaleanchor : null,
    toward: TOWARD[textOr(axis.constraintoward, "center")] ?? 0.5,
    range: rangeOf(axis.range),
    fromZero: axis.rangemode === "tozero",
    fixed: axis.fixedrange === true,
    nticks: numberOr(axis.nticks, 0),
    dtick: dtickOf(axis.dtick),
    tickValues: valuesOf(axis.tickvals),
    tickTexts: isList(axis.ticktext) ? axis.ticktext.map((text) => (text == null ? "" : String(text))) : null,
    tickAngle: numberOr(axis.tickangle, 0),
    ticks: axis.ticks === "inside" || axis.ticks === "outside",
    tickLength: numberOr(axis.ticklen, 5),
    tickColor: textOr(axis.tickcolor, base.color),
    tickFont: fontOf(axis.tickfont, base),
    labels: axis.showticklabels !== false,
    minor: {
      shown: minor.ticks === "inside" || minor.ticks === "outside",
      length: numberOr(minor.ticklen, 3),
      color: textOr(minor.tickcolor, base.color),
      dtick: dtickOf(minor.dtick),
      values: valuesOf(minor.tickvals),
    },
    grid: axis.showgrid === false ? null : textOr(axis.gridcolor, "rgba(128,128,128,0.2)"),
    line: axis.showline === true ? textOr(axis.linecolor, base.color) : null,
    lineWidth: numberOr(axis.linewidth, 1),
    mirror:
      mirror === "ticks" || mirror === "allticks" ? "ticks" : mirror === true || mirror === "all" ? "line" : "none",
    zeroLine: axis.zeroline === true ? textOr(axis.zerolinecolor, base.color) : null,
    automargin: axis.automargin === true,
  };
}

/** Where a trace lies. */
export function axesOfTrace(trace: PlotlyObject): readonly [x: string, y: string] {
  return [textOr(trace.xaxis, "x"), textOr(trace.yaxis, "y")];
}

/** Font that texts of a figure have where they do not say. */
export function baseFont(figure: Figure): FontAttributes {
  return fontOf(figure.layout.font, { size: 12, color: "#444", family: "sans-serif" });
}

/** All axes of a figure by name: those of its layout, and those its traces name. */
export function axisSpecs(figure: Figure): ReadonlyMap<string, AxisSpec> {
  const font = baseFont(figure);
  const specs = new Map<string, AxisSpec>();
  for (const [key, value] of Object.entries(figure.layout)) {
    const name = axisName(key);
    if (name !== null && value !== undefined) specs.set(name, axisSpec(name, groupOf(value), font));
  }
  for (const name of figure.data.flatMap(axesOfTrace)) {
    if (!specs.has(name)) specs.set(name, axisSpec(name, {}, font));
  }
  for (const [name, spec] of specs) {
    const under = spec.overlaying === null ? undefined : specs.get(spec.overlaying);
    if (under !== undefined) specs.set(name, { ...spec, domain: under.domain });
  }
  return specs;
}

/** The plots of a figure: pairs of axes on which traces lie, each once. */
export function subplotsOf(figure: Figure): readonly (readonly [x: string, y: string])[] {
  const seen = new Map<string, readonly [string, string]>();
  for (const trace of figure.data) {
    const axes = axesOfTrace(trace);
    seen.set(axes.join(), axes);
  }
  return seen.size > 0 ? [...seen.values()] : [["x", "y"]];
}

/** Lists of the layout: shapes, annotations. */
export function groupsOf(value: PlotlyValue): readonly PlotlyObject[] {
  return listOf(value).map(groupOf);
}
