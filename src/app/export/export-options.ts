import { create } from "zustand";
import type { FigureParts } from "./exported-figure.ts";
import type { FigureWidth, Resolution } from "./figure-size.ts";

export type ExportFormat = "svg" | "png" | "json";

/** How figures are exported: kept from one export to the next of a session. */
interface ExportOptions {
  readonly format: ExportFormat;
  readonly width: FigureWidth;
  readonly resolution: Resolution;
  readonly scheme: "light" | "dark";
  readonly parts: FigureParts;
  /** Of the Battery Data Format: which electrode the working one is; null: not chosen yet, and nothing is written in it. */
  readonly workingElectrode: "positive" | "negative" | null;
  set(part: Partial<Omit<ExportOptions, "set">>): void;
}

export const useExportOptions = create<ExportOptions>()((set) => ({
  format: "svg",
  width: "column",
  resolution: "300dpi",
  scheme: "light",
  parts: { cursor: false, labels: true, band: true },
  workingElectrode: null,
  set,
}));
