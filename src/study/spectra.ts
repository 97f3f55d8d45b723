import { FormatError } from "../base/errors.ts";
import type { Task } from "../base/task.ts";
import { type Analysis, type AnalyzeEntry, type AnalyzeOptions, analyzeFiles, type FileAnalysis } from "./analyze.ts";
import type { EntryHead, Inputs, RefusedEntry } from "./document.ts";

/** What the entries of the commands about impedance share. */
export interface SpectraEntryHead extends EntryHead {
  readonly program: AnalyzeEntry["program"];
  readonly format: AnalyzeEntry["format"];
  readonly cell: AnalyzeEntry["cell"];
  /** Leads that were taken out and frequencies that were kept, where asked for. */
  readonly prepared?: Pick<AnalyzeEntry["options"], "leads" | "frequencies" | "keepHighFrequencies">;
  /** Points above this frequency in Hz were left out; null: none. */
  readonly highestFrequency: number | null;
}

/** Files looked at with one question: the document that answers it, and the analysis that figures and reports are made of. */
export interface Examination<Entry> {
  /** One entry a file, in order: the `--json` document. */
  readonly entries: readonly (Entry | RefusedEntry)[];
  readonly analysis: Analysis;
}

/** Options that every command about impedance takes. */
export type SpectraOptions = Pick<
  AnalyzeOptions,
  "cell" | "includePrivate" | "leads" | "frequencies" | "keepHighFrequencies"
>;

/**
 * Reads and analyses files and puts each into an entry of its own kind. A file without impedance is refused; like one that
 * cannot be read, it does not stop the others.
 */
export function examineFiles<Entry>(
  name: string,
  schema: string,
  inputs: Inputs,
  options: AnalyzeOptions,
  entryOf: (file: FileAnalysis) => Entry,
): Task<Examination<Entry>> {
  return {
    name,
    run: async (control) => {
      const analysis = await analyzeFiles(inputs, options).run(control);
      const byEntry = new Map<unknown, FileAnalysis>(analysis.files.map((file) => [file.entry, file]));
      const entries = analysis.entries.map((entry) => {
        const file = byEntry.get(entry);
        if (file === undefined) return { ...(entry as RefusedEntry), schema };
        return file.series === null ? withoutImpedance(schema, file) : entryOf(file);
      });
      const files = analysis.files.filter(({ series }) => series !== null);
      return { entries, analysis: { ...analysis, files } };
    },
  };
}

/** The beginning of an entry. */
export function spectraEntryHead(schema: string, { entry }: FileAnalysis): SpectraEntryHead {
  const { file, sha256, warnings, program, format, cell, highestFrequency } = entry;
  const { leads, frequencies, keepHighFrequencies } = entry.options;
  const prepared = {
    ...(leads ? { leads } : {}),
    ...(frequencies ? { frequencies } : {}),
    ...(keepHighFrequencies ? { keepHighFrequencies } : {}),
  };
  return {
    schema,
    file,
    sha256,
    warnings,
    program,
    format,
    cell,
    highestFrequency,
    ...(Object.keys(prepared).length > 0 ? { prepared } : {}),
  };
}

function withoutImpedance(schema: string, { entry, measurement }: FileAnalysis): RefusedEntry {
  const { file, sha256, warnings } = entry;
  const columns = measurement.tables.flatMap((table) => table.columns.map((column) => column.vendorName));
  const shown = columns.slice(0, 8).join(", ");
  const error = new FormatError(
    `${file} holds no impedance: its columns are ${shown}${columns.length > 8 ? ` and ${columns.length - 8} more` : ""}. Expected a frequency with Z' and Z"; liquidus analyze shows voltage and current.`,
  );
  const kept = warnings.filter(({ code }) => code !== "no-impedance");
  return { schema, file, sha256, warnings: kept, error: { kind: error.name, message: error.message } };
}
