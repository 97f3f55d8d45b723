import { version } from "../base/version.ts";
import type { AskedColors } from "../figures/map-colors.ts";
import { csvText } from "../files/write/csv.ts";
import { parquetBytes } from "../files/write/parquet.ts";
import type { Sha256 } from "../report/policy.ts";
import { reportPage } from "../report/report-page.ts";
import type { Analysis, FileAnalysis } from "./analyze.ts";
import type { OutputFile } from "./convert.ts";
import { fileStem, safeName, uniqueNames } from "./file-names.ts";
import { exportedFigures } from "./output-figures.ts";
import { plainNumbers } from "./plain-numbers.ts";
import { reportInput } from "./report-input.ts";
import { resultTables, timelineTable } from "./result-tables.ts";

export interface OutputOptions {
  /** The command that makes the same results, as the report quotes it. */
  readonly commandLine: string;
  /** Source of plotly.js: the core cannot read node_modules. */
  readonly plottingScript: string;
  /** A faster sha256 than the portable one, where the platform has it. */
  readonly sha256?: Sha256;
  /** Compresses to the zlib format, where the platform can; see `ReportInput`. */
  readonly deflate?: (bytes: Uint8Array) => Uint8Array;
  /** Where the colours of maps begin and end; default: by the largest γ of each. */
  readonly colors?: AskedColors;
  /** What results.json holds; default: the entries of the analysis. */
  readonly document?: unknown;
}

/** Everything an analysis writes, one file at a time: tables, figures, results.json and, last, report.html. */
export function* outputFiles(analysis: Analysis, options: OutputOptions): Generator<OutputFile> {
  const nameFor = uniqueNames();
  for (const file of analysis.files) {
    const stem = nameFor(fileStem(file.entry.file), "");
    yield* tableFiles(file, stem);
    yield* exportedFigures(file, stem, options.colors);
  }
  for (const timeline of analysis.timelines) {
    const name = nameFor(`${safeName(timeline.name)}_timeline`, ".csv");
    yield { name: `tables/${name}`, content: csvText(timelineTable(timeline)) };
  }
  yield { name: "results.json", content: `${JSON.stringify(options.document ?? analysis.entries, plainNumbers, 1)}\n` };
  yield { name: "report.html", content: reportPage(reportInput(analysis, options)) };
}

function* tableFiles({ entry, series, measurement, cell }: FileAnalysis, stem: string): Generator<OutputFile> {
  if (!series) return;
  const provenance = {
    sourceFile: entry.file,
    sha256: entry.sha256 ?? "",
    program: `liquidus ${version}`,
    measurement,
    includePrivate: entry.privateFields !== undefined,
  };
  for (const table of resultTables(series, cell.area)) {
    const name = `tables/${stem}_${table.name}`;
    yield { name: `${name}.csv`, content: csvText(table) };
    yield { name: `${name}.parquet`, content: parquetBytes(table, provenance) };
  }
}
