import type { Figure, PlotlyObject, Trace } from "../../figures/plotly.ts";
import { type FontAttributes, fontOf, groupOf, isList, listOf, numberOr, textOr } from "./attributes.ts";
import type { AxisSpec } from "./axis-spec.ts";
import { axisTicks } from "./axis-ticks.ts";
import type { Box } from "./figure-layout.ts";
import { type MeasuredText, type MeasureText, measureRichText } from "./rich-text.ts";

export type ColorStops = readonly (readonly [number, string])[];

/** A colour bar as the figure describes it. */
export interface ColorBarSpec {
  readonly bar: PlotlyObject;
  readonly low: number;
  readonly high: number;
  readonly stops: ColorStops;
  readonly font: FontAttributes;
}

/** A colour bar with its place. */
export interface ColorBar {
  readonly box: Box;
  readonly low: number;
  readonly high: number;
  readonly stops: ColorStops;
  readonly outline: string;
  readonly tickColor: string;
  readonly tickLength: number;
  readonly font: FontAttributes;
  readonly ticks: readonly { readonly px: number; readonly text: MeasuredText }[];
  readonly title: MeasuredText;
  readonly titleColor: string;
  /** px of the middle of its title. */
  readonly titleAt: number;
  /** px that it takes at the right of the plot. */
  readonly needs: number;
  readonly place: (z: number) => number;
}

export function colorStops(scale: PlotlyObject[string]): ColorStops {
  return listOf(scale).flatMap((stop) => {
    const [at, color] = listOf(stop);
    return typeof at === "number" && typeof color === "string" ? [[at, color] as const] : [];
  });
}

function barOfTrace(trace: Trace, base: FontAttributes): ColorBarSpec[] {
  const marker = groupOf(trace.marker);
  const heat = trace.type === "heatmap";
  const source = heat ? trace : marker;
  if (heat ? trace.showscale === false : marker.showscale !== true) return [];
  const bar = groupOf(source.colorbar);
  const [low, high] = heat ? [trace.zmin, trace.zmax] : [marker.cmin, marker.cmax];
  const stops = colorStops(source.colorscale);
  if (stops.length < 2) return [];
  return [{ bar, low: numberOr(low, 0), high: numberOr(high, 1), stops, font: fontOf(bar.tickfont, base) }];
}

/** The first colour bar of a figure. */
export function colorBarOf(figure: Figure, base: FontAttributes): ColorBarSpec | null {
  return figure.data.flatMap((trace) => barOfTrace(trace, base))[0] ?? null;
}

/** px between the plot and the bar, and between the bar and its labels. */
const GAP = 12;
const LABEL_GAP = 4;

function ticksOf({ bar, low, high, font }: ColorBarSpec, length: number): { at: number; text: string }[] {
  const texts = listOf(bar.ticktext);
  if (isList(bar.tickvals)) {
    return bar.tickvals.flatMap((value, k) =>
      typeof value === "number" && value >= low - 1e-9 && value <= high + 1e-9
        ? [{ at: value, text: texts.length > 0 ? String(texts[k] ?? "") : String(value) }]
        : [],
    );
  }
  const spec: Pick<AxisSpec, "letter" | "nticks"> = { letter: "y", nticks: 0 };
  return [...axisTicks({ ...PLAIN, ...spec, tickFont: font }, [low, high], length, false).major];
}

const PLAIN: AxisSpec = {
  name: "y",
  letter: "y",
  log: false,
  title: "",
  titleFont: { size: 12, color: "", family: "" },
  standoff: 0,
  domain: [0, 1],
  anchor: "x",
  side: "right",
  overlaying: null,
  matches: null,
  scaleAnchor: null,
  toward: 0.5,
  range: null,
  fromZero: false,
  fixed: true,
  nticks: 0,
  dtick: null,
  tickValues: null,
  tickTexts: null,
  tickAngle: 0,
  ticks: true,
  tickLength: 4,
  tickColor: "",
  tickFont: { size: 11, color: "", family: "" },
  labels: true,
  minor: { shown: false, length: 0, color: "", dtick: null, values: null },
  grid: null,
  line: null,
  lineWidth: 1,
  mirror: "none",
  zeroLine: null,
  automargin: false,
};

export function placeColorBar(spec: ColorBarSpec, box: Box, measure: MeasureText): ColorBar {
  const { bar, low, high, stops, font } = spec;
  const thickness = numberOr(bar.thickness, 30);
  const pad = numberOr(bar.ypad, 10);
  const part = numberOr(bar.len, 1);
  const anchor = textOr(bar.yanchor, "middle");
  const height = Math.max(20, part * box.height - 2 * pad);
  const middle = box.top + (1 - numberOr(bar.y, 0.5)) * box.height;
  const top = anchor === "top" ? middle + pad : anchor === "bottom" ? middle - height - pad : middle - height / 2;
  const left = box.left + box.width + GAP;
  const place = (z: number): number => top + height * (1 - (z - low) / (high - low || 1));
  const given = ticksOf(spec, height).map(({ at, text }) => ({
    px: place(at),
    text: measureRichText(text, font, measure),
  }));
  const ticks = given.map((tick, k) => {
    const clear = given
      .slice(0, k)
      .every(({ px, text }) => text.width === 0 || Math.abs(px - tick.px) >= 0.9 * text.height);
    return clear ? tick : { ...tick, text: measureRichText("", font, measure) };
  });
  const title = groupOf(bar.title);
  const titleFont = fontOf(title.font, font);
  const titleText = measureRichText(textOr(title.text, ""), titleFont, measure);
  const labels = ticks.reduce((most, { text }) => Math.max(most, text.width), 0);
  const end = GAP + thickness + (labels > 0 ? LABEL_GAP + labels : 0);
  return {
    box: { left, top, width: thickness, height },
    low,
    high,
    stops,
    outline: textOr(bar.outlinecolor, "#444"),
    tickColor: textOr(bar.tickcolor, "#444"),
    tickLength: numberOr(bar.ticklen, 4),
    font,
    ticks,
    title: titleText,
    titleColor: titleFont.color,
    titleAt: box.left + box.width + end + 4 + titleText.height / 2,
    needs: end + (titleText.width > 0 ? 4 + titleText.height : 0) + 4,
    place,
  };
}
