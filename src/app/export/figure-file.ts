import type { Figure } from "../../figures/plotly.ts";
import type { OutputFile } from "../../study/convert.ts";
import { drawPng, drawSvg } from "./draw-figure.ts";
import type { FigureSize } from "./figure-size.ts";
import type { Metadata } from "./metadata.ts";
import { plotlyJson } from "./plotly-json.ts";

export interface FigureFileOptions {
  readonly format: "svg" | "png" | "json";
  readonly size: FigureSize;
  readonly metadata: Metadata;
  /** Without ending. */
  readonly name: string;
}

/** A figure as a file, and the picture that shows it: the file itself where it is one. */
export async function figureFile(
  figure: Figure,
  { format, size, metadata, name }: FigureFileOptions,
): Promise<{ readonly file: OutputFile; readonly picture: Blob }> {
  const svg = await drawSvg(figure, size, metadata);
  const picture = new Blob([svg], { type: "image/svg+xml" });
  if (format === "svg") return { file: { name: `${name}.svg`, content: svg }, picture };
  if (format === "json")
    return { file: { name: `${name}.json`, content: plotlyJson(figure, size, metadata) }, picture };
  const png = await drawPng(svg, size, metadata);
  return {
    file: { name: `${name}.png`, content: png },
    picture: new Blob([new Uint8Array(png)], { type: "image/png" }),
  };
}
