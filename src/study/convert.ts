import { DomainError } from "../base/errors.ts";
import type { Table } from "../base/table.ts";
import { version } from "../base/version.ts";
import type { Warning } from "../base/warnings.ts";
import type { Measurement } from "../files/measurement.ts";
import { readMeasurement } from "../files/registry.ts";
import { bdfText } from "../files/write/bdf.ts";
import { csvText } from "../files/write/csv.ts";
import { parquetBytes } from "../files/write/parquet.ts";
import {
  digestOf,
  type EntryHead,
  type Inputs,
  type RefusedEntry,
  refusedEntry,
  type SourceFile,
  sentenceOf,
} from "./document.ts";
import { fileStem, safeName, uniqueNames } from "./file-names.ts";

export const convertSchema = "liquidus.convert/1";

/** The forms in which tables are written. */
export const tableForms = ["csv", "parquet", "bdf"] as const;
export type TableForm = (typeof tableForms)[number];

/** A file to be written; the name may hold folders below the output folder, separated by `/`. */
export interface OutputFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

export interface ConvertOptions {
  readonly to: TableForm;
  /**
   * Which electrode of the cell the working electrode is; decides the sign of the current in the Battery Data Format.
   * `positive` (default): oxidising it charges the cell. `negative`: a metal anode wired as working electrode.
   */
  readonly workingElectrode?: "positive" | "negative";
  readonly includePrivate?: boolean;
  /** File names that must not be written: the inputs themselves. */
  readonly reserved?: readonly string[];
}

/** What was written for a file. */
export interface ConvertEntry extends EntryHead {
  readonly written: readonly {
    readonly file: string;
    readonly table: string;
    readonly rows: number;
    readonly columns: number;
  }[];
}

/** An entry of the document, with the files that go with it. */
export interface Conversion {
  readonly entry: ConvertEntry | RefusedEntry;
  readonly files: readonly OutputFile[];
}

const extensions: Readonly<Record<TableForm, string>> = { csv: ".csv", parquet: ".parquet", bdf: ".bdf.csv" };

/** Converts file by file; a file that cannot be read gives an entry with its error and does not stop the others. */
export async function* convertFiles(inputs: Inputs, options: ConvertOptions): AsyncGenerator<Conversion> {
  const nameFor = uniqueNames(options.reserved);
  for await (const input of inputs) {
    if ("error" in input) {
      yield { entry: refusedEntry(convertSchema, input), files: [] };
      continue;
    }
    try {
      yield convert(input, await readMeasurement(input), options, nameFor);
    } catch (error) {
      yield { entry: refusedEntry(convertSchema, input, error), files: [] };
    }
  }
}

function convert(
  file: SourceFile,
  measurement: Measurement,
  options: ConvertOptions,
  nameFor: (stem: string, extension: string) => string,
): Conversion {
  const { to } = options;
  const sha256 = digestOf(file);
  const warnings: Warning[] = [...measurement.warnings];
  const stem = fileStem(file.name);
  const several = measurement.tables.length > 1;
  const written: ConvertEntry["written"][number][] = [];
  const files: OutputFile[] = [];
  for (const table of measurement.tables) {
    const content = contentOf(table, to, measurement, { file: file.name, sha256 }, options, warnings);
    if (content === null) continue;
    const name = nameFor(several ? `${stem}_${safeName(table.name)}` : stem, extensions[to]);
    files.push({ name, content });
    written.push({ file: name, table: table.name, rows: table.rows, columns: columnsOf(content, to, table) });
  }
  if (files.length === 0) {
    throw new DomainError(
      `${file.name}: no table could be written as ${to}: ${warnings.map(({ message }) => message).join(" ") || "it holds none."}`,
    );
  }
  if (to === "bdf" && options.workingElectrode === undefined) {
    warnings.push({
      code: "current-sign-assumed",
      message:
        "The working electrode is taken to be the positive one: current that oxidises it is written as charge. With a metal anode as working electrode say that it is the negative one.",
      needs: { input: "working-electrode" },
    });
  }
  return { entry: { schema: convertSchema, file: file.name, sha256, written, warnings }, files };
}

/** Columns that were written: the Battery Data Format holds only the quantities it knows. */
function columnsOf(content: string | Uint8Array, to: TableForm, table: Table): number {
  if (to !== "bdf" || typeof content !== "string") return table.columns.length;
  return content.slice(0, content.indexOf("\n")).split(",").length;
}

/** The table in the wanted form; null, with a warning, where the form cannot hold it. */
function contentOf(
  table: Table,
  to: TableForm,
  measurement: Measurement,
  source: { readonly file: string; readonly sha256: string },
  options: ConvertOptions,
  warnings: Warning[],
): string | Uint8Array | null {
  if (to === "csv") return csvText(table);
  if (to === "parquet") {
    return parquetBytes(table, {
      sourceFile: source.file,
      sha256: source.sha256,
      program: `liquidus ${version}`,
      measurement,
      includePrivate: options.includePrivate === true,
    });
  }
  try {
    return bdfText(table, { currentSign: options.workingElectrode === "negative" ? -1 : 1 });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    warnings.push({ code: "table-not-written", message: `Table "${table.name}" is left out: ${sentenceOf(error)}` });
    return null;
  }
}
