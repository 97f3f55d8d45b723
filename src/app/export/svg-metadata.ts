import type { FigureSize } from "./figure-size.ts";
import type { Metadata } from "./metadata.ts";

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** Plotly cuts a legend where its own measure of the names ends; another program may set them wider. */
function withoutLegendClip(svg: string): string {
  return svg.replaceAll(/(<g class="scrollbox"[^>]*?)\sclip-path="[^"]*"/g, "$1");
}

/**
 * An SVG text at its size on paper, that says in `<metadata>` as JSON what it was made from.
 * @param style CSS rules that it carries
 */
export function describedSvg(
  svg: string,
  { width, height, svgWidth, svgHeight }: FigureSize,
  metadata: Metadata,
  style = "",
): string {
  return withoutLegendClip(svg).replace(/<svg([^>]*)>/, (_, attributes: string) => {
    const others = attributes.replace(/\s(width|height|viewBox)="[^"]*"/g, "");
    const size = `width="${svgWidth}" height="${svgHeight}" viewBox="0 0 ${width} ${height}"`;
    const rules = style === "" ? "" : `<style>${escaped(style)}</style>`;
    return `<svg${others} ${size}><metadata>${escaped(JSON.stringify(metadata))}</metadata>${rules}`;
  });
}
