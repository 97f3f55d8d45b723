import type { MeasureText } from "./rich-text.ts";

/** Widths of texts as the canvas draws them, each measured once. */
export function canvasMeasure(): MeasureText {
  const context = document.createElement("canvas").getContext("2d");
  const widths = new Map<string, number>();
  return (text, font) => {
    const key = `${font}\n${text}`;
    const known = widths.get(key);
    if (known !== undefined) return known;
    if (context === null) return 0;
    context.font = font;
    const { width } = context.measureText(text);
    if (widths.size > 20_000) widths.clear();
    widths.set(key, width);
    return width;
  };
}

/** Calls back each time fonts have been loaded, after which texts have other widths. */
export function whenFontsLoad(changed: () => void): () => void {
  document.fonts.addEventListener("loadingdone", changed);
  return () => document.fonts.removeEventListener("loadingdone", changed);
}
