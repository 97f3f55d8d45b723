import type { Figure } from "../../figures/plotly.ts";
import type { FigureControl } from "./figure-control.ts";

/** Where the linked cursor stands on an axis: a line across the plot, its value in a filled tag on the axis. */
export interface FigureCursor {
  /** "x", "y", or the name of a further axis: "x2", "y3". */
  readonly axis: string;
  /** In the unit of the axis; the value itself on logarithmic axes, not its logarithm. */
  readonly value: number;
  /** What the tag says, in Plotly's pseudo-HTML; by default the value in four digits. */
  readonly text?: string;
}

/** A point of the linked cursor, drawn as a marker of 9 px. */
export interface FigureCursorPoint {
  readonly x: number;
  readonly y: number;
  /** "x" and "y" by default. */
  readonly xaxis?: string;
  readonly yaxis?: string;
}

/** What the pointer is at. Coordinates are in the units of the axes; values, not logarithms, on logarithmic axes. */
export interface PointedAt {
  /** Of the nearest datum; of the pointer where no datum is near. */
  readonly x: number;
  readonly y: number;
  /** Of the pointer itself. */
  readonly pointerX: number;
  readonly pointerY: number;
  /** Index of the trace in `figure.data` and of the datum in it (row × columns + column in a map); null where none is near. */
  readonly trace: number | null;
  readonly point: number | null;
  /** Names of the axes of the plot: "x", "y2". */
  readonly xaxis: string;
  readonly yaxis: string;
}

/** Ranges by axis name, as Plotly has them: log₁₀ of the ends on logarithmic axes. An axis without one is shown whole. */
export type FigureRanges = Readonly<Record<string, readonly [number, number]>>;

/** A step of the arrow keys: ±1 right and up; `large` with Shift. */
export interface FigureStep {
  readonly dx: -1 | 0 | 1;
  readonly dy: -1 | 0 | 1;
  readonly large: boolean;
}

/** Margins in px. */
export interface FigureMargin {
  readonly l: number;
  readonly r: number;
  readonly t: number;
  readonly b: number;
}

export type BarEnd = "low" | "high";

/** The ends of a colour bar that the user moves, as places on it: the `z` of the map. */
export interface BarEnds {
  readonly low: number;
  readonly high: number;
  readonly ends: readonly BarEnd[];
  /** They are not those that the figure has by itself. */
  readonly isSet: boolean;
  readonly name: (end: BarEnd) => string;
  /** What a place is, with its unit. */
  readonly text: (place: number) => string;
  readonly onMove: (end: BarEnd, place: number) => void;
  /** A gesture ended. */
  readonly onEnd: () => void;
  readonly onReset: () => void;
}

export interface FigureViewProps {
  /** Plotly JSON of `src/figures`, in the theme in force. A new object is painted anew, the same one never. */
  readonly figure: Figure;
  /** What it is, for screen readers: "Nyquist plot". */
  readonly name: string;
  /** What it shows, in one sentence. */
  readonly summary?: string;
  readonly cursor?: readonly FigureCursor[];
  /** Several where the cursor meets several curves. */
  readonly cursorPoint?: FigureCursorPoint | readonly FigureCursorPoint[] | null;
  /** A place marked on the colour bar, as the `z` of the map has it: a logarithm where its colours are logarithmic. */
  readonly barPointer?: number | null;
  /** Ends of the colour bar that can be moved. */
  readonly barEnds?: BarEnds;
  /** The pointer moved: at most once a frame; null when it leaves. */
  readonly onPoint?: (at: PointedAt | null) => void;
  /** A click or tap without a drag. */
  readonly onPick?: (at: PointedAt) => void;
  /** The shown ranges changed by the user; empty: the whole range. */
  readonly onZoom?: (ranges: FigureRanges) => void;
  /** Ranges from outside, which go before those of the user: for plots that share an axis. */
  readonly ranges?: FigureRanges;
  /** Arrow keys. */
  readonly onStep?: (step: FigureStep) => void;
  /** What a screen reader is told of the cursor; at most once in 300 ms. */
  readonly spoken?: string;
  /** Tools of the panel's head act through it; see `useFigureControl`. */
  readonly control?: FigureControl;
  /** px; by default the parent is filled. */
  readonly height?: number;
  /** Fixed margins in place of those of the figure and its texts: for plots that stand exactly beside or below each other. */
  readonly margin?: Partial<FigureMargin>;
  /** False: no card at the pointer. */
  readonly hoverCard?: boolean;
}
