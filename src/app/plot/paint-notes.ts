import type { PlotlyObject } from "../../figures/plotly.ts";
import { fontOf, groupOf, numberOr, textOr } from "./attributes.ts";
import { baseFont, groupsOf } from "./axis-spec.ts";
import { crisp, dashOf, paintText, type Sheet, within } from "./canvas-sheet.ts";
import { type Box, type FigureLayout, type PlacedAxis, plotGround } from "./figure-layout.ts";
import { marksUnder } from "./marks-under.ts";
import { placeLabels, shiftsAlong, shiftsAround, spreadApart } from "./place-labels.ts";
import { type MeasuredText, measureRichText } from "./rich-text.ts";

/** Where a coordinate of a note is counted from: the paper, an axis, or the stretch of an axis. */
interface Reference {
  readonly kind: "paper" | "axis" | "domain";
  readonly axis: PlacedAxis | null;
  readonly px: (at: number) => number;
}

function reference(layout: FigureLayout, letter: "x" | "y", value: unknown, logValues: boolean): Reference | null {
  const ref = typeof value === "string" ? value : letter;
  const { box } = layout;
  if (ref === "paper") {
    const px = (at: number): number => (letter === "x" ? box.left + at * box.width : box.top + (1 - at) * box.height);
    return { kind: "paper", axis: null, px };
  }
  const [name = letter, domain] = ref.split(" ");
  const axis = layout.axes.get(name);
  if (axis === undefined) return null;
  if (domain === "domain") return { kind: "domain", axis, px: (at) => axis.from + at * (axis.to - axis.from) };
  return { kind: "axis", axis, px: logValues ? axis.place : axis.placeRange };
}

function clipOf({ box, width, height }: FigureLayout, x: Reference, y: Reference): Box {
  const [ax, ay] = [x.axis, y.axis];
  const [left, right] = ax === null ? [0, width] : [Math.min(ax.from, ax.to), Math.max(ax.from, ax.to)];
  const [top, bottom] = ay === null ? [0, height] : [Math.min(ay.from, ay.to), Math.max(ay.from, ay.to)];
  if (ax === null && ay === null) return { left: 0, top: 0, width, height };
  if (ax === null) return { left: box.left, top, width: box.width, height: bottom - top };
  return { left, top, width: right - left, height: bottom - top };
}

function paintShape(sheet: Sheet, shape: PlotlyObject): void {
  const { context, layout } = sheet;
  const x = reference(layout, "x", shape.xref, true);
  const y = reference(layout, "y", shape.yref, true);
  if (x === null || y === null || shape.visible === false) return;
  const [x0, x1] = [x.px(numberOr(shape.x0, 0)), x.px(numberOr(shape.x1, 1))];
  const [y0, y1] = [y.px(numberOr(shape.y0, 0)), y.px(numberOr(shape.y1, 1))];
  if (![x0, x1, y0, y1].every((px) => !Number.isNaN(px))) return;
  const line = groupOf(shape.line);
  const width = numberOr(line.width, 2);
  const limited = (px: number): number => Math.max(-1e4, Math.min(1e4, px));
  within(sheet, clipOf(layout, x, y), () => {
    context.globalAlpha = numberOr(shape.opacity, 1);
    context.strokeStyle = sheet.color(textOr(line.color, "#444"));
    context.lineWidth = width;
    context.setLineDash(dashOf(line.dash, width));
    context.beginPath();
    if (shape.type === "line") {
      const [a, b] = [limited(x0), limited(x1)];
      const [c, d] = [limited(y0), limited(y1)];
      const [upright, level] = [a === b, c === d];
      context.moveTo(upright ? crisp(sheet, a, width) : a, level ? crisp(sheet, c, width) : c);
      context.lineTo(upright ? crisp(sheet, b, width) : b, level ? crisp(sheet, d, width) : d);
      if (width > 0) context.stroke();
      return;
    }
    const [left, right] = [limited(Math.min(x0, x1)), limited(Math.max(x0, x1))];
    const [top, bottom] = [limited(Math.min(y0, y1)), limited(Math.max(y0, y1))];
    if (shape.type === "circle") {
      context.ellipse(
        (left + right) / 2,
        (top + bottom) / 2,
        (right - left) / 2,
        (bottom - top) / 2,
        0,
        0,
        2 * Math.PI,
      );
    } else if (width > 0) {
      const [a, b] = [crisp(sheet, left, width), crisp(sheet, top, width)];
      context.rect(a, b, crisp(sheet, right, width) - a, crisp(sheet, bottom, width) - b);
    } else context.rect(left, top, right - left, bottom - top);
    if (typeof shape.fillcolor === "string") {
      context.fillStyle = sheet.color(shape.fillcolor);
      context.fill();
    }
    if (width > 0) context.stroke();
  });
}

/** Lines and rectangles that lie below, or above, the data. */
export function paintShapes(sheet: Sheet, layer: "below" | "above"): void {
  for (const shape of groupsOf(sheet.layout.figure.layout.shapes)) {
    if ((shape.layer === "below") === (layer === "below")) paintShape(sheet, shape);
  }
}

function startOf(at: number, size: number, anchor: string): number {
  if (anchor === "left" || anchor === "top") return at;
  if (anchor === "right" || anchor === "bottom") return at - size;
  return at - size / 2;
}

/** "auto" is the middle, or on paper the side that is nearer. */
function anchorOf(value: unknown, { kind }: Reference, at: number, [first, last]: readonly [string, string]): string {
  if (typeof value === "string" && value !== "auto") return value;
  if (kind === "axis") return "center";
  return at < 1 / 3 ? first : at > 2 / 3 ? last : "center";
}

/** A text that hangs on data is moved along until it lies within its plot, or where it has no room there within the canvas. */
function keptInside(start: number, size: number, { kind, axis }: Reference, canvas: number): number {
  if (kind === "paper" || axis === null) return start;
  const [low, high] = [Math.min(axis.from, axis.to) + 2, Math.max(axis.from, axis.to) - 2];
  const [least, most] = size > high - low ? [0, canvas] : [low, high];
  return Math.max(least, Math.min(start, most - size));
}

function isOutside({ kind, axis }: Reference, px: number): boolean {
  if (kind !== "axis" || axis === null) return false;
  return px < Math.min(axis.from, axis.to) - 0.5 || px > Math.max(axis.from, axis.to) + 0.5;
}

function isTransparent(color: string): boolean {
  return color === "" || color === "transparent" || /^rgba\(.*,\s*0(\.0*)?\)$/.test(color);
}

function paintArrow(
  sheet: Sheet,
  note: PlotlyObject,
  from: readonly [number, number],
  to: readonly [number, number],
): void {
  const { context } = sheet;
  const [dx, dy] = [from[0] - to[0], from[1] - to[1]];
  const length = Math.hypot(dx, dy);
  const off = numberOr(note.standoff, 0);
  if (length <= off) return;
  context.strokeStyle = sheet.color(textOr(note.arrowcolor, "#444"));
  context.lineWidth = numberOr(note.arrowwidth, 1);
  context.setLineDash([]);
  context.beginPath();
  context.moveTo(from[0], from[1]);
  context.lineTo(to[0] + (dx * off) / length, to[1] + (dy * off) / length);
  context.stroke();
}

/** An annotation with its text and the box that it would have alone. */
interface Note {
  readonly note: PlotlyObject;
  readonly text: MeasuredText;
  readonly font: ReturnType<typeof fontOf>;
  readonly pad: number;
  readonly box: Box;
  /** Where its arrow begins and ends; null: it has none. */
  readonly arrow: { readonly tail: readonly [number, number]; readonly head: readonly [number, number] } | null;
  /** px of the point of the data that it hangs on by both axes: it may be moved, and left out; null: on none. */
  readonly hangs: readonly [px: number, py: number] | null;
  /** Whether it stands at a place along x and may move up and down. */
  readonly slides: boolean;
  /** Whether it is one of the names of curves at the right of the frame, which keep their order and clear of one another. */
  readonly names: boolean;
  /** px of its left and upper edge where the figure puts it, before it is kept inside. */
  readonly put: readonly [left: number, top: number];
  readonly overData: boolean;
  readonly within: Box;
}

/** A name beside the end of its curve: right of the frame, at a height of the paper. */
function isEndName(note: PlotlyObject, x: Reference, y: Reference): boolean {
  return x.kind === "paper" && y.kind === "paper" && note.x === 1 && note.xanchor === "left";
}

function noteOf(layout: FigureLayout, note: PlotlyObject): Note | null {
  const x = reference(layout, "x", note.xref, false);
  const y = reference(layout, "y", note.yref, false);
  if (x === null || y === null || note.visible === false) return null;
  const [atX, atY] = [numberOr(note.x, 0.5), numberOr(note.y, 0.5)];
  const [px, py] = [x.px(atX), y.px(atY)];
  if (isOutside(x, px) || isOutside(y, py)) return null;
  const font = fontOf(note.font, baseFont(layout.figure));
  const text = measureRichText(textOr(note.text, ""), font, layout.measure);
  const pad = numberOr(note.borderpad, 1);
  const [width, height] = [text.width + 2 * pad, text.height + 2 * pad];
  const arrow = note.showarrow !== false;
  const [shiftX, shiftY] = [numberOr(note.xshift, 0), numberOr(note.yshift, 0)];
  const headX = px + shiftX;
  const headY = py - shiftY;
  const [tailX, tailY] = arrow ? [headX + numberOr(note.ax, -10), headY + numberOr(note.ay, -30)] : [headX, headY];
  const leftOf = startOf(tailX, width, arrow ? "center" : anchorOf(note.xanchor, x, atX, ["left", "right"]));
  const left = keptInside(leftOf, width, x, layout.width);
  const topOf = startOf(tailY, height, arrow ? "middle" : anchorOf(note.yanchor, y, atY, ["bottom", "top"]));
  const hangs = !arrow && x.kind === "axis" && y.kind === "axis";
  const top = hangs ? keptInside(topOf, height, y, layout.height) : topOf;
  const ground = textOr(note.bgcolor, "");
  return {
    note,
    text,
    font,
    pad,
    box: { left, top, width, height },
    arrow: arrow ? { tail: [tailX, tailY], head: [headX, headY] } : null,
    hangs: hangs ? [px, py] : null,
    slides: !arrow && x.kind === "axis" && y.kind === "domain",
    names: !arrow && isEndName(note, x, y),
    put: [leftOf, topOf],
    overData: ground !== "" && isTransparent(ground) && (x.kind === "axis" || y.kind === "axis"),
    within: clipOf(layout, x, y),
  };
}

/** Notes in their places, of a layout once. */
const known = new WeakMap<FigureLayout, readonly Note[]>();

/** Notes with the names of curves apart from one another. */
function spreadNames(notes: readonly Note[], height: number): readonly Note[] {
  const names = notes.filter((one) => one.names);
  const spread = spreadApart(
    names.map(({ box }) => box),
    height,
  );
  return notes.map((note) => (note.names ? { ...note, box: spread[names.indexOf(note)] ?? note.box } : note));
}

/** Whether a figure puts a text beside the point that it hangs on, not upon it. */
function isBeside({ left, top, width, height }: Box, [px, py]: readonly [number, number]): boolean {
  return px < left || px > left + width || py < top || py > top + height;
}

/** The annotations of a figure: those that hang on data moved so that none covers another, or left out where there is no room. */
function placedNotes(layout: FigureLayout): readonly Note[] {
  const before = known.get(layout);
  if (before !== undefined) return before;
  const notes = spreadNames(
    groupsOf(layout.figure.layout.annotations).flatMap((note) => noteOf(layout, note) ?? []),
    layout.height,
  );
  // What is fixed comes last: what hangs on data gives way to it.
  const ordered = [...notes.filter(({ hangs }) => hangs !== null), ...notes.filter(({ hangs }) => hangs === null)];
  const covers = marksUnder(layout);
  const places = placeLabels(
    ordered.map(({ box, hangs, put, slides, within: inner }) => ({
      box,
      shifts: hangs !== null ? shiftsAround(box, hangs) : slides ? shiftsAlong(box, inner) : [],
      within: inner,
      ...(hangs !== null || slides ? { covers } : {}),
      ...(hangs === null ? {} : { anchor: hangs, beside: isBeside({ ...box, left: put[0], top: put[1] }, hangs) }),
    })),
  );
  const placed = ordered.flatMap((note, k) => {
    const box = places[k] ?? (note.hangs !== null ? null : note.box);
    return box === null ? [] : [{ ...note, box }];
  });
  known.set(layout, placed);
  return placed;
}

/** How far the texts of a figure are moved from where it puts them, in the order of its annotations; null: it is left out. */
export function noteShifts(layout: FigureLayout): readonly (readonly [dx: number, dy: number] | null)[] {
  const placed = placedNotes(layout);
  return groupsOf(layout.figure.layout.annotations).map((note) => {
    const found = placed.find((one) => one.note === note);
    return found === undefined ? null : [found.box.left - found.put[0], found.box.top - found.put[1]];
  });
}

/** Boxes of the texts of a figure: what is drawn over it keeps clear of them. */
export function labelBoxes(layout: FigureLayout): readonly Box[] {
  return placedNotes(layout).map(({ box }) => box);
}

function paintNote(sheet: Sheet, { note, text, font, pad, box, arrow, overData }: Note): void {
  const { context, layout } = sheet;
  const { left, top, width, height } = box;
  if (arrow !== null) {
    const {
      tail: [tailX, tailY],
      head: [headX, headY],
    } = arrow;
    const nearY = tailY + Math.sign(headY - tailY) * Math.min(Math.abs(headY - tailY), height / 2);
    const beside = Math.abs(headX - tailX) > width / 2 && nearY === tailY;
    paintArrow(sheet, note, [beside ? tailX + (Math.sign(headX - tailX) * width) / 2 : tailX, nearY], [headX, headY]);
  }
  const ground = textOr(note.bgcolor, "");
  if (!isTransparent(ground)) {
    context.fillStyle = sheet.color(ground);
    context.fillRect(left, top, width, height);
  }
  const align = note.align === "left" || note.align === "right" ? note.align : "center";
  paintText(sheet, text, left + pad, top + pad, {
    color: font.color,
    align,
    ...(overData ? { halo: plotGround(layout.figure) } : {}),
  });
}

export function paintAnnotations(sheet: Sheet): void {
  const { context } = sheet;
  for (const placed of placedNotes(sheet.layout)) {
    context.save();
    context.globalAlpha = numberOr(placed.note.opacity, 1);
    paintNote(sheet, placed);
    context.restore();
  }
}
