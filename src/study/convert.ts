import { DomainError } from "../base/errors.ts";
import type { Table } from "../base/table.ts";
import { version } from "../base/version.ts";
import type { Warning } from "../base/warnings.ts";
import type { Measurement } from "../files/measurement.ts";
import { readMeasurement } from "../files/registry.ts";
import { bdfText, bdfVoltage } from "../files/write/bdf.ts";
import { csvText } from "../files/write/csv.ts";
import { parquetBytes } from "../files/write/parquet.ts";
import { currentWords, electrodeOf, signAssumed, voltageWords } from "./bdf-metadata.ts";
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
    /** Beside a table in the Battery Data Format: what it was made from, and its signs. */
    readonly metadata?: string;
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
      const { workingElectrode } = options;
      const read = workingElectrode === undefined ? input : { ...input, workingElectrode };
      const measurement = await readMeasurement(read);
      const said = measurement.workingElectrode;
      yield convert(
        input,
        measurement,
        said === undefined ? options : { ...options, workingElectrode: said },
        nameFor,
        [...(workingElectrode === undefined || said === undefined || said === workingElectrode ? [] : [differs(said)])],
      );
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
  more: readonly Warning[],
): Conversion {
  const { to } = options;
  const sha256 = digestOf(file);
  const warnings: Warning[] = [...measurement.warnings.map(withNeed), ...more];
  const stem = fileStem(file.name);
  const several = measurement.tables.length > 1;
  const written: ConvertEntry["written"][number][] = [];
  const files: OutputFile[] = [];
  for (const table of measurement.tables) {
    const content = contentOf(table, to, measurement, { file: file.name, sha256 }, options, warnings);
    if (content === null) continue;
    const name = nameFor(several ? `${stem}_${safeName(table.name)}` : stem, extensions[to]);
    files.push({ name, content });
    const metadata = to === "bdf" ? bdfMetadata(table, name, { measurement, sha256, file: file.name }, options) : null;
    if (metadata !== null) files.push(metadata);
    written.push({
      file: name,
      table: table.name,
      rows: table.rows,
      columns: columnsOf(content, to, table),
      ...(metadata === null ? {} : { metadata: metadata.name }),
    });
  }
  if (files.length === 0) {
    throw new DomainError(
      `${file.name}: no table could be written as ${to}: ${warnings.map(({ message }) => message).join(" ") || "it holds none."}`,
    );
  }
  if (to === "bdf") {
    if (options.workingElectrode === undefined && !warnings.some(({ code }) => code === signAssumed.code)) {
      warnings.push(signAssumed);
    }
    warnings.push(...voltageWarnings(measurement, options));
  }
  return { entry: { schema: convertSchema, file: file.name, sha256, written, warnings }, files };
}

/** Columns that were written: the Battery Data Format holds only the quantities it knows. */
function columnsOf(content: string | Uint8Array, to: TableForm, table: Table): number {
  if (to !== "bdf" || typeof content !== "string") return table.columns.length;
  return content.slice(0, content.indexOf("\n")).split(",").length;
}

/** What a reader assumes of the electrode, as `convert` lets it be said. */
function withNeed(warning: Warning): Warning {
  const { code, needs } = signAssumed;
  return warning.code === code && needs !== undefined ? { ...warning, needs } : warning;
}

const differs = (said: "positive" | "negative"): Warning => ({
  code: "working-electrode-differs",
  message: `The metadata beside the file say that the working electrode is the ${said} one; it is read and written as that.`,
});

/** What a table in the Battery Data Format was made from, and its signs: for the file beside it. */
function bdfMetadata(
  table: Table,
  name: string,
  { measurement, file, sha256 }: { readonly measurement: Measurement; readonly file: string; readonly sha256: string },
  { workingElectrode }: ConvertOptions,
): OutputFile {
  const electrode = electrodeOf(workingElectrode);
  const { referenceElectrode } = measurement.cell;
  const voltage = bdfVoltage(table, referenceElectrode);
  const metadata = {
    program: `liquidus ${version}`,
    file,
    sha256,
    format: measurement.formatTitle,
    table: table.name,
    workingElectrode: electrode.name,
    workingElectrodeGiven: electrode.given,
    current: currentWords(electrode),
    ...(voltage === null
      ? {}
      : {
          voltage: `${voltage.heading}: ${voltageWords(electrode, voltage.kind)}`,
          voltageOf: voltage.kind === "reference" ? "reference" : "cell",
        }),
    ...(referenceElectrode === null ? {} : { referenceElectrode }),
  };
  return { name: name.replace(/\.csv$/, ".metadata.json"), content: `${JSON.stringify(metadata, null, 1)}\n` };
}

/** Where the sign of the voltage rests on what the file does not say, or the voltage is not that of the cell. */
function voltageWarnings({ tables, cell }: Measurement, { workingElectrode }: ConvertOptions): Warning[] {
  if (workingElectrode !== "negative") return [];
  const voltages = tables.flatMap((table) => bdfVoltage(table, cell.referenceElectrode) ?? []);
  const headings = (kind: string): string =>
    [...new Set(voltages.filter((one) => one.kind === kind).map(({ heading }) => heading))].join(", ");
  const [taken, reference] = [headings("taken-as-cell"), headings("reference")];
  return [
    ...(taken === ""
      ? []
      : [
          {
            code: "voltage-sign-assumed",
            message: `${taken} is taken to be against the counter electrode, as no reference electrode was entered: it is written as the voltage of the cell, with the other sign. Against a reference electrode it has to be turned back.`,
          },
        ]),
    ...(reference === ""
      ? []
      : [
          {
            code: "voltage-not-of-cell",
            message: `${reference} is against a reference electrode and keeps its sign: under Voltage stands no voltage of the cell, and V · I is no power of it.`,
          },
        ]),
  ];
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
    const { referenceElectrode } = measurement.cell;
    return bdfText(table, { currentSign: electrodeOf(options.workingElectrode).sign, referenceElectrode });
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    warnings.push({ code: "table-not-written", message: `Table "${table.name}" is left out: ${sentenceOf(error)}` });
    return null;
  }
}
