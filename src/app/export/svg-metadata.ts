import type { FigureSize } from "./figure-size.ts";
import type { Metadata } from "./metadata.ts";

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** An SVG text at its size on paper, that says in `<metadata>` as JSON what it was made from. */
export function describedSvg(
  svg: string,
  { width, height, svgWidth, svgHeight }: FigureSize,
  metadata: Metadata,
): string {
  return svg.replace(/<svg([^>]*)>/, (_, attributes: string) => {
    const others = attributes.replace(/\s(width|height|viewBox)="[^"]*"/g, "");
    const size = `width="${svgWidth}" height="${svgHeight}" viewBox="0 0 ${width} ${height}"`;
    return `<svg${others} ${size}><metadata>${escaped(JSON.stringify(metadata))}</metadata>`;
  });
}
