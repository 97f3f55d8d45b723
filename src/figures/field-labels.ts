import { hypot } from "../numerics/elementary/index.ts";
import { commonSpan, type PhaseField } from "./phase-fields.ts";

/** A rectangle on the diagram, in mole fraction and K. */
interface Box {
  readonly x0: number;
  readonly x1: number;
  readonly t0: number;
  readonly t1: number;
}

/** A text set in lines, in markup. */
export type Lines = readonly string[];

/** A place on the diagram and a shift from it in px, right and up: texts keep their size while the plot grows. */
export interface Place {
  readonly x: number;
  readonly t: number;
  readonly right?: number;
  readonly up?: number;
}

/** px of the plots on which texts must be clear of one another: a phone's, a narrow column's, a screen's, a wall's. */
const PLOTS = [
  { width: 292, height: 376 },
  { width: 520, height: 430 },
  { width: 800, height: 520 },
  { width: 1400, height: 640 },
];

/** Width of a character and height of a line at 11 px, with air. */
const CHARACTER = 6.05;
const LINE = 14;

/** One size of the plot: mole fraction and K per px, and the boxes that are taken. */
interface PlotSize {
  readonly x: number;
  readonly t: number;
  readonly boxes: Box[];
}

/** The space of a diagram at each of several sizes: what is taken, and whether a text still fits everywhere. */
export class LabelSpace {
  private readonly taken: readonly PlotSize[];
  private readonly range: Box;
  readonly fields: readonly PhaseField[];

  constructor(fields: readonly PhaseField[], [t0, t1]: readonly [number, number]) {
    this.fields = fields;
    this.range = { x0: 0, x1: 1, t0, t1 };
    this.taken = PLOTS.map(({ width, height }) => ({ x: 1 / width, t: (t1 - t0) / height, boxes: [] }));
  }

  /** Visible temperatures in K. */
  get temperatures(): readonly [number, number] {
    return [this.range.t0, this.range.t1];
  }

  /** px that a text takes. */
  static size(lines: Lines): { readonly width: number; readonly height: number } {
    const characters = Math.max(...lines.map((line) => line.replace(/<[^>]*>/g, "").length));
    return { width: characters * CHARACTER + 5, height: LINE * lines.length + 1 };
  }

  /** Whether a text centred at a place lies within one field and over no other, at every size. */
  fits(place: Place, lines: Lines): boolean {
    return this.taken.every((scale) => {
      const box = boxOf(place, lines, scale);
      return this.isVisible(box) && !scale.boxes.some((other) => overlap(box, other)) && this.isInOneField(box);
    });
  }

  /** As `fits`, with the straight line that leads from the place itself to the text. */
  fitsWithLine(place: Place, lines: Lines): boolean {
    return this.fits(place, lines) && this.lineOf(place, lines).every(({ free }) => free);
  }

  take(place: Place, lines: Lines): void {
    for (const scale of this.taken) scale.boxes.push(boxOf(place, lines, scale));
  }

  takeWithLine(place: Place, lines: Lines): void {
    for (const { scale, box } of this.lineOf(place, lines)) scale.boxes.push(box);
    this.take(place, lines);
  }

  /** Keeps a stretch at one temperature free, so many px high in all. */
  takeLine(t: number, from: number, to: number, height: number): void {
    for (const { t: per, boxes } of this.taken)
      boxes.push({ x0: from, x1: to, t0: t - (height * per) / 2, t1: t + (height * per) / 2 });
  }

  /** Points along a leader, from 8 px off its start to the edge of the text. */
  private lineOf(
    { x, t, right = 0, up = 0 }: Place,
    lines: Lines,
  ): { readonly scale: PlotSize; readonly box: Box; readonly free: boolean }[] {
    const { height } = LabelSpace.size(lines);
    const long = hypot(right, up);
    const until = long === 0 ? 0 : Math.max(0, 1 - (height / 2 + 1) / long);
    return this.taken.flatMap((scale) =>
      [0.3, 0.55, 0.8, 1].map((part) => {
        const share = (long === 0 ? 0 : 8 / long) + part * Math.max(0, until - 8 / (long || 1));
        const at = { x: x + share * right * scale.x, t: t + share * up * scale.t };
        const box = { x0: at.x - 2 * scale.x, x1: at.x + 2 * scale.x, t0: at.t - 2 * scale.t, t1: at.t + 2 * scale.t };
        return { scale, box, free: !scale.boxes.some((other) => overlap(box, other)) };
      }),
    );
  }

  private isVisible(box: Box): boolean {
    const { range } = this;
    return box.t0 > range.t0 && box.t1 < range.t1 && box.x0 > range.x0 && box.x1 < range.x1;
  }

  private isInOneField(box: Box): boolean {
    return this.fields.some((field) => {
      const room = commonSpan(field, box.t0, box.t1);
      return room !== null && box.x0 > room[0] && box.x1 < room[1];
    });
  }

  /** px between a place and the edges of its field on the smallest plot. */
  room(field: PhaseField, { x, t }: Place): number {
    const [scale] = this.taken;
    const span = commonSpan(field, t, t);
    if (scale === undefined || span === null) return 0;
    const [bottom, top] = this.extent(field);
    return Math.min((x - span[0]) / scale.x, (span[1] - x) / scale.x, (t - bottom) / scale.t, (top - t) / scale.t);
  }

  /** Visible temperatures of a field. */
  extent({ temperature }: PhaseField): readonly [number, number] {
    return [
      Math.max(this.range.t0, temperature[0] as number),
      Math.min(this.range.t1, temperature[temperature.length - 1] as number),
    ];
  }
}

function boxOf({ x, t, right = 0, up = 0 }: Place, lines: Lines, per: { readonly x: number; readonly t: number }): Box {
  const { width, height } = LabelSpace.size(lines);
  const middle = { x: x + right * per.x, t: t + up * per.t };
  return {
    x0: middle.x - (width / 2) * per.x,
    x1: middle.x + (width / 2) * per.x,
    t0: middle.t - (height / 2) * per.t,
    t1: middle.t + (height / 2) * per.t,
  };
}

function overlap(a: Box, b: Box): boolean {
  return a.x0 < b.x1 && b.x0 < a.x1 && a.t0 < b.t1 && b.t0 < a.t1;
}

/** Rows and columns of places that are tried. */
const ROWS = 48;
const COLUMNS = [0.5, 0.38, 0.62, 0.26, 0.74, 0.14, 0.86];

/** Where a text has most room in a field, clear of what is there; null where it has none. */
export function placeInside(field: PhaseField, lines: Lines, space: LabelSpace): Place | null {
  let best: { readonly place: Place; readonly room: number } | null = null;
  const [bottom, top] = space.extent(field);
  for (let i = 0; i < ROWS; i++) {
    const t = bottom + ((i + 0.5) / ROWS) * (top - bottom);
    const span = commonSpan(field, t, t);
    if (span === null) continue;
    for (const [k, share] of COLUMNS.entries()) {
      const place = { x: span[0] + share * (span[1] - span[0]), t };
      const room = space.room(field, place) - 2 * k;
      if ((best === null || room > best.room) && space.fits(place, lines)) best = { place, room };
    }
  }
  return best?.place ?? null;
}

/** px between a text and the point that it names. */
const LEADS = [8, 14, 20, 28, 38, 50, 64];
/** Share of the height of a narrow field at which its line ends, best first. */
const TIPS = [0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.9];

/** A place beside a field too narrow for its text, wholly inside another field; null where there is none. */
export function placeBeside(field: PhaseField, lines: Lines, space: LabelSpace): Place | null {
  const [bottom, top] = space.extent(field);
  const { width } = LabelSpace.size(lines);
  for (const lead of LEADS) {
    for (const share of TIPS) {
      const t = bottom + share * (top - bottom);
      const row = Math.max(
        0,
        field.temperature.findIndex((each) => each >= t),
      );
      const [from, to] = [field.low[row] as number, field.high[row] as number];
      for (const side of from + to > 1 ? [-1, 1] : [1, -1]) {
        // The line ends in the field, not far from the edge that it crosses.
        const x = side > 0 ? to - 0.25 * (to - from) : from + 0.25 * (to - from);
        const place = { x, t, right: side * (lead + width / 2) };
        if (space.fits(place, lines)) return place;
      }
    }
  }
  return null;
}
