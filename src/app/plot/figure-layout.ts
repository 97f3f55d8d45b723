import type { Figure } from "../../figures/plotly.ts";
import { groupOf, numberOr, textOr } from "./attributes.ts";
import { autorange } from "./autorange.ts";
import { type AxisSpec, axisSpecs, baseFont, subplotsOf } from "./axis-spec.ts";
import { axisTicks } from "./axis-ticks.ts";
import { type ColorBar, colorBarOf, placeColorBar } from "./color-bar.ts";
import { equalAxes } from "./equal-axes.ts";
import type { FigureMargin, FigureRanges } from "./figure-props.ts";
import { fittingTitle, legibleTicks, type PlacedTick } from "./label-fit.ts";
import { type Legend, placeLegend } from "./legend-layout.ts";
import { type MeasuredText, type MeasureText, measureRichText } from "./rich-text.ts";
import { traceData } from "./trace-data.ts";

/** A rectangle in px. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** An axis with its place on the canvas. */
export interface PlacedAxis {
  readonly spec: AxisSpec;
  /** px of the beginning (left, bottom) and end of the axis. */
  readonly from: number;
  readonly to: number;
  /** px of its line (x of a vertical axis), and of the side opposite to it. */
  readonly line: number;
  readonly opposite: number;
  /** What is shown, and what is shown without any zoom; log₁₀ on logarithmic axes. */
  readonly range: readonly [number, number];
  readonly whole: readonly [number, number];
  readonly major: readonly PlacedTick[];
  readonly minor: readonly number[];
  readonly title: MeasuredText;
  /** px between its line and the middle of its title. */
  readonly titleAt: number;
  /** px of a coordinate of the range; of a value; and the value at a px. */
  readonly placeRange: (at: number) => number;
  readonly place: (value: number) => number;
  readonly valueAt: (px: number) => number;
}

/** A figure laid out on so many px. */
export interface FigureLayout {
  readonly figure: Figure;
  readonly width: number;
  readonly height: number;
  /** The area that "paper" means. */
  readonly box: Box;
  readonly axes: ReadonlyMap<string, PlacedAxis>;
  readonly subplots: readonly (readonly [x: string, y: string])[];
  readonly legend: Legend | null;
  readonly colorBar: ColorBar | null;
  readonly measure: MeasureText;
}

export interface LayoutOptions {
  readonly measure: MeasureText;
  /** What is shown in place of whole ranges. */
  readonly ranges?: FigureRanges;
  /** Fixed margins, in which texts must find their room. */
  readonly margin?: Partial<FigureMargin>;
}

/** px between an axis and its labels, and beyond a title. */
export const LABEL_GAP = 5;
const TITLE_END = 3;

type Ranges = ReadonlyMap<string, readonly [number, number]>;

function axisEnds(spec: AxisSpec, box: Box): readonly [number, number] {
  const [a, b] = spec.domain;
  return spec.letter === "x"
    ? [box.left + a * box.width, box.left + b * box.width]
    : [box.top + (1 - a) * box.height, box.top + (1 - b) * box.height];
}

function axisLength(spec: AxisSpec, box: Box): number {
  const [from, to] = axisEnds(spec, box);
  return Math.max(1, Math.abs(to - from));
}

/** Ranges without zoom: those of the figure, of the axis that is matched, by the data; then equal scales. */
function wholeRanges(figure: Figure, specs: ReadonlyMap<string, AxisSpec>, box: Box): Ranges {
  const ranges = new Map<string, readonly [number, number]>();
  for (const [name, spec] of specs) {
    const [low, high] = spec.range ?? [null, null];
    if (low !== null && high !== null) ranges.set(name, [low, high]);
    else {
      const own = autorange(figure, spec, axisLength(spec, box));
      ranges.set(name, [low ?? own[0], high ?? own[1]]);
    }
  }
  for (const [name, spec] of specs) {
    const other = spec.matches === null ? undefined : ranges.get(spec.matches);
    if (other !== undefined) ranges.set(name, other);
  }
  return ranges;
}

/** Whether an axis lies over another only to read it in another unit: no datum hangs on it. */
export function isTwin(figure: Figure, { name, overlaying }: AxisSpec): boolean {
  if (overlaying === null) return false;
  return figure.data.every((trace) => {
    if (trace.xaxis !== name && trace.yaxis !== name) return true;
    const { x, y } = traceData(trace);
    return !x.some(Number.isFinite) && !y.some(Number.isFinite);
  });
}

function shownRanges(
  figure: Figure,
  specs: ReadonlyMap<string, AxisSpec>,
  whole: Ranges,
  asked: FigureRanges,
  box: Box,
): Ranges {
  const ranges = new Map(whole);
  for (const [name, range] of Object.entries(asked)) if (ranges.has(name)) ranges.set(name, range);
  equalAxes(specs, ranges, (spec) => axisLength(spec, box));
  for (const [name, spec] of specs) {
    const under = spec.matches ?? (isTwin(figure, spec) ? spec.overlaying : null);
    const [now, then, own] = [ranges.get(under ?? ""), whole.get(under ?? ""), whole.get(name)];
    if (now === undefined || then === undefined || own === undefined) continue;
    if (spec.matches !== null) {
      ranges.set(name, now);
      continue;
    }
    const along = (at: number): number => own[0] + ((at - then[0]) / (then[1] - then[0])) * (own[1] - own[0]);
    ranges.set(name, [along(now[0]), along(now[1])]);
  }
  return ranges;
}

function placeAxis(
  spec: AxisSpec,
  specs: ReadonlyMap<string, AxisSpec>,
  box: Box,
  range: readonly [number, number],
  whole: readonly [number, number],
  measure: MeasureText,
): PlacedAxis {
  const [from, to] = axisEnds(spec, box);
  const scale = (to - from) / (range[1] - range[0] || 1);
  const placeRange = (at: number): number => from + (at - range[0]) * scale;
  const vertical = spec.letter === "y";
  const cross = specs.get(spec.anchor);
  const ends =
    cross === undefined
      ? axisEnds({ ...spec, letter: vertical ? "x" : "y", domain: [0, 1] }, box)
      : axisEnds(cross, box);
  const far = spec.side === "right" || spec.side === "top";
  const zoomed = Math.abs(range[0] - whole[0]) + Math.abs(range[1] - whole[1]) > 1e-9 * Math.abs(whole[1] - whole[0]);
  const given = axisTicks(spec, range, Math.abs(to - from), zoomed && spec.scaleAnchor === null);
  const ticks = given.major.map(({ at, text }) => ({
    px: placeRange(at),
    text: measureRichText(spec.labels ? text : "", spec.tickFont, measure),
  }));
  return {
    spec,
    from,
    to,
    line: far ? ends[1] : ends[0],
    opposite: far ? ends[0] : ends[1],
    range,
    whole,
    major: spec.tickAngle === 0 ? legibleTicks(ticks, spec) : ticks,
    minor: spec.minor.shown ? given.minor.map(placeRange) : [],
    title: fittingTitle(spec, Math.abs(to - from), measure),
    titleAt: 0,
    placeRange,
    place: (value) => placeRange(spec.log ? Math.log10(value) : value),
    valueAt: (px) => {
      const at = range[0] + (px - from) / scale;
      return spec.log ? 10 ** at : at;
    },
  };
}

/** px that the labels of an axis reach out from its line. */
function labelReach({ spec, major }: PlacedAxis): number {
  const angle = (Math.abs(spec.tickAngle) * Math.PI) / 180;
  const reach = major.reduce((most, { text }) => {
    const size =
      spec.letter === "y"
        ? text.width
        : text.height * Math.cos(angle) + (angle === 0 ? 0 : text.width * Math.sin(angle));
    return Math.max(most, size);
  }, 0);
  return reach > 0 ? reach + LABEL_GAP : 0;
}

/** Places the titles: those of axes on one side at one distance, beyond the widest labels there. */
function placeTitles(axes: readonly PlacedAxis[]): PlacedAxis[] {
  const key = ({ spec, line }: PlacedAxis): string => `${spec.side} ${Math.round(line)}`;
  const reaches = new Map<string, number>();
  for (const axis of axes) reaches.set(key(axis), Math.max(reaches.get(key(axis)) ?? 0, labelReach(axis)));
  return axes.map((axis) => ({
    ...axis,
    titleAt: (reaches.get(key(axis)) ?? 0) + axis.spec.standoff + axis.title.height / 2,
  }));
}

function neededMargins(axes: readonly PlacedAxis[], box: Box): FigureMargin {
  const need = { l: 0, r: 0, t: 0, b: 0 };
  for (const axis of axes) {
    const reach =
      axis.title.width > 0 ? axis.titleAt + axis.title.height / 2 + TITLE_END : labelReach(axis) + TITLE_END;
    const { side } = axis.spec;
    if (axis.spec.automargin) {
      if (side === "left") need.l = Math.max(need.l, reach + box.left - axis.line);
      if (side === "right") need.r = Math.max(need.r, reach + axis.line - (box.left + box.width));
      if (side === "bottom") need.b = Math.max(need.b, reach + axis.line - (box.top + box.height));
      if (side === "top") need.t = Math.max(need.t, reach + box.top - axis.line);
    }
    if (axis.spec.letter !== "x") continue;
    for (const { px, text } of axis.major) {
      if (axis.spec.tickAngle !== 0) continue;
      need.l = Math.max(need.l, box.left - (px - text.width / 2) + 2);
      need.r = Math.max(need.r, px + text.width / 2 - (box.left + box.width) + 2);
    }
  }
  return need;
}

function boxWithin(margin: FigureMargin, width: number, height: number): Box {
  return {
    left: Math.round(margin.l),
    top: Math.round(margin.t),
    width: Math.max(16, width - Math.round(margin.l) - Math.round(margin.r)),
    height: Math.max(16, height - Math.round(margin.t) - Math.round(margin.b)),
  };
}

/** Ranges, ticks and px of everything in a figure; pure, with the widths of texts handed in. */
export function layoutFigure(figure: Figure, width: number, height: number, options: LayoutOptions): FigureLayout {
  const { measure, ranges: asked = {}, margin: fixed = {} } = options;
  const specs = axisSpecs(figure);
  const font = baseFont(figure);
  const given = groupOf(figure.layout.margin);
  const least: FigureMargin = {
    l: numberOr(given.l, 80),
    r: numberOr(given.r, 80),
    t: numberOr(given.t, 100),
    b: numberOr(given.b, 80),
  };
  const barSpec = colorBarOf(figure, font);
  let margin: FigureMargin = { ...least, ...fixed };
  let axes: PlacedAxis[] = [];
  let [legend, colorBar]: [Legend | null, ColorBar | null] = [null, null];
  let box = boxWithin(margin, width, height);
  for (let pass = 0; pass < 3; pass++) {
    box = boxWithin(margin, width, height);
    const whole = new Map(wholeRanges(figure, specs, box));
    const shown = shownRanges(figure, specs, whole, asked, box);
    equalAxes(specs, whole, (spec) => axisLength(spec, box));
    axes = placeTitles(
      [...specs.values()].map((spec) => {
        const range = shown.get(spec.name) ?? [0, 1];
        return placeAxis(spec, specs, box, range, whole.get(spec.name) ?? range, measure);
      }),
    );
    legend = placeLegend(figure, box, font, measure);
    colorBar = barSpec === null ? null : placeColorBar(barSpec, box, measure);
    const need = neededMargins(axes, box);
    const next: FigureMargin = {
      l: Math.max(least.l, need.l),
      r: Math.max(least.r, need.r, legend?.needs.r ?? 0, colorBar?.needs ?? 0),
      t: Math.max(least.t, need.t, legend?.needs.t ?? 0),
      b: Math.max(least.b, need.b),
      ...fixed,
    };
    if ((["l", "r", "t", "b"] as const).every((side) => Math.abs(next[side] - margin[side]) < 0.5)) break;
    if (pass < 2) margin = next;
  }
  return {
    figure,
    width,
    height,
    box,
    axes: new Map(axes.map((axis) => [axis.spec.name, axis])),
    subplots: subplotsOf(figure),
    legend,
    colorBar,
    measure,
  };
}

/** The colour of the ground of plots. */
export function plotGround({ layout }: Figure): string {
  return textOr(layout.plot_bgcolor, "#fff");
}
