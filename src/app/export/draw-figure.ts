import type { Figure } from "../../figures/plotly.ts";
import type { FigureSize } from "./figure-size.ts";
import type { Metadata } from "./metadata.ts";
import { ownType } from "./own-type.ts";
import { plottingLibrary } from "./plotly-library.ts";
import { describedPng } from "./png-metadata.ts";
import { describedSvg } from "./svg-metadata.ts";

/** The type of the page, in which figures are laid out. */
const TYPE = "Inter Variable";

/** A figure as SVG text, drawn by Plotly; it carries its type. */
export async function drawSvg(figure: Figure, size: FigureSize, metadata: Metadata): Promise<string> {
  const { toImage } = await plottingLibrary();
  const { width, height } = size;
  // Plotly writes into what it draws.
  const own = structuredClone(figure);
  const svg = await toImage(own, { format: "svg", width, height, imageDataOnly: true });
  const texts = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement.textContent ?? "";
  return describedSvg(svg, size, metadata, await ownType(TYPE, texts));
}

/** An SVG text as a PNG file. */
export async function drawPng(svg: string, size: FigureSize, metadata: Metadata): Promise<Uint8Array> {
  const { pixelWidth, pixelHeight, pixelsPerMetre } = size;
  const address = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = new OffscreenCanvas(pixelWidth, pixelHeight);
    canvas.getContext("2d")?.drawImage(image, 0, 0, pixelWidth, pixelHeight);
    const blob = await canvas.convertToBlob({ type: "image/png" });
    return describedPng(new Uint8Array(await blob.arrayBuffer()), pixelsPerMetre, metadata);
  } finally {
    URL.revokeObjectURL(address);
  }
}
