import { emptyCellEntry, unknownInstrument } from "../../src/files/measurement.ts";
import type { ReportFile, ReportInput } from "../../src/report/input.ts";
import { syntheticArea, syntheticSeries, syntheticTimeSeries } from "./synthetic-series.ts";

/** A staircase of so many sweeps as a report takes it. */
export function file(sweeps: number, more: Partial<ReportFile> = {}): ReportFile {
  return {
    name: "staircase.mpr",
    sha256: "0".repeat(64),
    measurement: {
      formatTitle: "BioLogic EC-Lab binary (.mpr)",
      technique: "Staircase GEIS",
      start: null,
      instrument: unknownInstrument,
      cell: emptyCellEntry,
      settings: [],
    },
    area: { value: syntheticArea, from: "from the file" },
    series: syntheticSeries({ sweeps, failing: (s) => sweeps > 50 && s >= 39 && s < 43 }),
    timeSeries: syntheticTimeSeries(sweeps),
    options: [{ name: "λ", value: "generalised cross-validation" }],
    warnings: [],
    error: null,
    ...more,
  };
}

/** The input of a report of some files. */
export function input(files: readonly ReportFile[], more: Partial<ReportInput> = {}): ReportInput {
  return {
    title: "Staircase",
    version: "0.1.0",
    commandLine: null,
    files,
    plottingScript: "var Plotly = {};",
    ...more,
  };
}
