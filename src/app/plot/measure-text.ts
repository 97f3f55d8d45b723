import type { MeasureText } from "./rich-text.ts";

/** Widths of texts as the canvas draws them, each measured once. */
function canvasMeasure(): MeasureText {
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

let shared: MeasureText | null = null;

/** The widths that all figures share, as fonts are now. */
export function sharedMeasure(): MeasureText {
  shared ??= canvasMeasure();
  return shared;
}

/** Calls back each time fonts have been loaded, after which texts have other widths. */
export function whenFontsLoad(changed: (measure: MeasureText) => void): () => void {
  const listen = (): void => changed(sharedMeasure());
  document.fonts.addEventListener("loadingdone", listen);
  return () => document.fonts.removeEventListener("loadingdone", listen);
}

globalThis.document?.fonts?.addEventListener("loadingdone", () => {
  shared = null;
});
