import { DIFFERENCE_COLORS, differenceMap } from "./difference.ts";
import { MELT_COLORS, meltMap } from "./melt.ts";
import { type ColorName, darkColors, lightColors } from "./tokens.ts";

/** Colours of a figure: those of the workbench, and three translucent ones. */
export type FigureColor = ColorName | "band" | "shade" | "failBand";

/** What a figure is drawn in. Figures take colours from here only and never compute with them. */
export interface FigureTheme {
  readonly name: "light" | "dark" | "report";
  readonly color: Readonly<Record<FigureColor, string>>;
  /** 256 colours of the sequential map, from the background up. */
  readonly melt: readonly string[];
  /** 33 colours of the diverging map, from the most negative up; zero is the background. */
  readonly difference: readonly string[];
}

function translucent(color: string, opacity: number): string {
  const channel = (at: number): number => Number.parseInt(color.slice(at, at + 2), 16);
  return `rgba(${channel(1)},${channel(3)},${channel(5)},${opacity})`;
}

function theme(name: "light" | "dark", colors: Readonly<Record<ColorName, string>>): FigureTheme {
  return {
    name,
    color: {
      ...colors,
      band: translucent(colors.accent, 0.18),
      shade: translucent(colors.ink3, 0.14),
      failBand: translucent(colors.fail, 0.12),
    },
    // Computed when a map is drawn: a page that shows none does not wait for it.
    get melt() {
      return meltMap(name);
    },
    get difference() {
      return differenceMap(name);
    },
  };
}

export const lightTheme: FigureTheme = theme("light", lightColors);
export const darkTheme: FigureTheme = theme("dark", darkColors);

/** Starts a colour that is still a name; a private character, so that no text of a file can look like one. */
export const COLOR_MARK = "\uE000";

/**
 * A theme whose colours are names behind `COLOR_MARK`: a figure drawn in it can be shown in any theme by replacing the
 * names, as the report does when the reader switches. `melt` entries are `m0` … `m255`, those of `difference` `d0` … `d32`.
 */
export const reportTheme: FigureTheme = {
  name: "report",
  color: namedColors(),
  melt: Array.from({ length: MELT_COLORS }, (_, i) => `${COLOR_MARK}m${i}`),
  difference: Array.from({ length: DIFFERENCE_COLORS }, (_, i) => `${COLOR_MARK}d${i}`),
};

function namedColors(): Readonly<Record<FigureColor, string>> {
  const named = { ...lightTheme.color };
  for (const key of Object.keys(named) as FigureColor[]) named[key] = COLOR_MARK + key;
  return named;
}

/** Colour of `melt` at t, 0 … 1. */
export function meltAt(theme: FigureTheme, t: number): string {
  const last = theme.melt.length - 1;
  return theme.melt[Math.round(last * Math.min(1, Math.max(0, t)))] as string;
}

/** `melt` between `from` and `to` as a Plotly colour scale of 33 stops. */
export function meltScale(theme: FigureTheme, from = 0, to = 1): [number, string][] {
  return Array.from({ length: 33 }, (_, i) => [i / 32, meltAt(theme, from + (to - from) * (i / 32))]);
}

/** `difference` as a Plotly colour scale. */
export function differenceScale(theme: FigureTheme): [number, string][] {
  return theme.difference.map((color, i, all) => [i / (all.length - 1), color]);
}

/** Lowest part of the map that is still told from the background as a line (contrast about 2 : 1 and up). */
export const LINE_START = 0.32;
/** Above this the steps are too dark (or light) to be told apart as thin lines. */
export const LINE_END = 0.9;

/** Colour of line `i` of `n` along the map. */
export function lineColor(theme: FigureTheme, i: number, n: number): string {
  return meltAt(theme, n > 1 ? LINE_START + ((LINE_END - LINE_START) * i) / (n - 1) : 0.7);
}

/** How a process is drawn; shape and colour change together. */
export interface ProcessStyle {
  readonly color: FigureColor;
  readonly marker: string;
  readonly glyph: string;
}

/** Colours and markers of processes in ascending τ; shape and colour change together. */
export const processStyles: readonly ProcessStyle[] = [
  { color: "s1", marker: "circle", glyph: "●" },
  { color: "s2", marker: "square", glyph: "■" },
  { color: "s4", marker: "triangle-up", glyph: "▲" },
  { color: "s3", marker: "diamond", glyph: "◆" },
  { color: "s5", marker: "triangle-down", glyph: "▼" },
  { color: "s6", marker: "cross", glyph: "✚" },
];

/** How a peak is drawn that belongs to none of the processes of a series. */
export const otherStyle: ProcessStyle = { color: "ink3", marker: "hexagon", glyph: "⬢" };

/** Colour and marker of a process by its number, from 1; null: of a peak that belongs to none. */
export function processStyle(number: number | null): ProcessStyle {
  return number === null ? otherStyle : (processStyles[(number - 1) % processStyles.length] as ProcessStyle);
}
