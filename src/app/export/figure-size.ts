import type { Figure } from "../../figures/plotly.ts";
import { sizes } from "../../figures/tokens.ts";

/** How wide a figure is: a column or two of a journal, or a slide. */
export type FigureWidth = "column" | "two" | "slide";
/** Pixels of a picture: as many as a screen has there, twice as many, or 300 an inch. */
export type Resolution = "1x" | "2x" | "300dpi";

export const figureWidths: readonly FigureWidth[] = ["column", "two", "slide"];

const MILLIMETRES = { column: 85, two: 175 } as const;
const SLIDE = { width: 1920, height: 1080 } as const;
/** mm of an inch, and CSS pixels of it. */
const INCH = 25.4;
const CSS = 96;
/** Type on paper in pt, 72 of an inch. */
const TYPE = 8;
/** How much larger everything is on a slide than on the screen. */
const ON_SLIDE = 2;

/** Sizes of a figure: what Plotly lays out in, and what it is drawn as. */
export interface FigureSize {
  /** CSS pixels that the figure is laid out in, with type as on the screen. */
  readonly width: number;
  readonly height: number;
  /** Width and height of the SVG file: "85mm". */
  readonly svgWidth: string;
  readonly svgHeight: string;
  /** Pixels of a PNG file. */
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  /** Pixels of a metre of paper; null on a slide. */
  readonly pixelsPerMetre: number | null;
}

/** Height over width of a figure on paper, by what it holds: a Nyquist plot keeps room above its arcs, stacked plots need height. */
export function aspectOf({ data, layout }: Figure): number {
  const { yaxis, yaxis2 } = layout as Record<string, { scaleanchor?: unknown; domain?: unknown } | undefined>;
  if (yaxis?.scaleanchor !== undefined) return 0.82;
  if (yaxis?.domain !== undefined && yaxis2?.domain !== undefined) return 0.78;
  return data.some(({ type }) => type === "heatmap") ? 0.75 : 0.72;
}

/** The size of a figure. @param height mm; null: by its aspect */
export function figureSize(
  width: FigureWidth,
  resolution: Resolution,
  aspect: number,
  height: number | null = null,
): FigureSize {
  if (width === "slide") {
    const times = resolution === "2x" ? 2 : 1;
    return {
      width: SLIDE.width / ON_SLIDE,
      height: SLIDE.height / ON_SLIDE,
      svgWidth: `${SLIDE.width}`,
      svgHeight: `${SLIDE.height}`,
      pixelWidth: times * SLIDE.width,
      pixelHeight: times * SLIDE.height,
      pixelsPerMetre: null,
    };
  }
  const across = MILLIMETRES[width];
  const up = height ?? Math.round(across * aspect);
  const perInch = { "1x": CSS, "2x": 2 * CSS, "300dpi": 300 }[resolution];
  const toLayout = (CSS / INCH) * (sizes.axis / ((TYPE * CSS) / 72));
  return {
    width: across * toLayout,
    height: up * toLayout,
    svgWidth: `${across}mm`,
    svgHeight: `${up}mm`,
    pixelWidth: Math.round((across / INCH) * perInch),
    pixelHeight: Math.round((up / INCH) * perInch),
    pixelsPerMetre: Math.round((perInch / INCH) * 1000),
  };
}
