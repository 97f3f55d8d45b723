import { useMediaQuery } from "@mantine/hooks";
import { useMemo } from "react";
import type { FigureColor, FigureTheme } from "../../figures/theme.ts";

const GROUNDS: readonly FigureColor[] = ["bg", "panel", "sunken", "plotBg", "onAccent", "cursorText"];
const FILLS: readonly FigureColor[] = ["accentSoft", "passSoft", "warnSoft", "failSoft", "naFill", "kFill", "shade"];
const FAINT: readonly FigureColor[] = ["plotGrid", "line"];

/** The system's colour for one of a figure: grounds, faint lines, and everything else as text; maps keep theirs. */
export function systemColor({ color }: FigureTheme): (own: string) => string {
  const system = new Map<string, string>();
  for (const [name, value] of Object.entries(color) as [FigureColor, string][]) {
    const kind = [...GROUNDS, ...FILLS].includes(name) ? "Canvas" : FAINT.includes(name) ? "GrayText" : "CanvasText";
    if (!system.has(value) || kind === "Canvas") system.set(value, kind);
  }
  for (const name of ["band", "failBand"] as const) system.delete(color[name]);
  return (own) => system.get(own) ?? own;
}

const same = (own: string): string => own;

/** How colours of figures are changed now: not at all, or to those that the system forces. */
export function useColorMap(theme: FigureTheme): (own: string) => string {
  const forced = useMediaQuery("(forced-colors: active)") === true;
  return useMemo(() => (forced ? systemColor(theme) : same), [forced, theme]);
}
