import { type ColumnSummary, summarizeColumn } from "../base/summary.ts";
import type { Table } from "../base/table.ts";
import type {
  AcquisitionStart,
  CellEntry,
  Instrument,
  Measurement,
  PrivateField,
  Setting,
} from "../files/measurement.ts";
import { readMeasurement } from "../files/registry.ts";
import { sweepsOfTables } from "../impedance/series/split.ts";
import { digestOf, type EntryHead, type Inputs, type RefusedEntry, refusedEntry, type SourceFile } from "./document.ts";
import { type SweepFacts, sweepFacts } from "./sweep-entry.ts";

export const inspectSchema = "liquidus.inspect/1";

/** A column as the file stores it: vendor unit and sign. */
export interface InspectedColumn extends ColumnSummary {
  readonly name: string;
  readonly vendorName: string;
  readonly unit: string | null;
  readonly derived: boolean;
  /** Rule of a derived column; null for stored ones. */
  readonly rule: string | null;
}

export interface InspectedTable {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly InspectedColumn[];
}

/** A sweep found in the file, in SI, and the table it stands in. */
export interface InspectedSweep extends SweepFacts {
  readonly table: string;
}

/** What is in a file. */
export interface InspectEntry extends EntryHead {
  readonly bytes: number;
  readonly format: { readonly name: string; readonly title: string };
  readonly technique: string | null;
  readonly start: AcquisitionStart | null;
  readonly instrument: Instrument;
  /** SI: area in m², mass in kg, capacity in A·s. */
  readonly cell: CellEntry;
  readonly settings: readonly Setting[];
  readonly tables: readonly InspectedTable[];
  readonly sweeps: readonly InspectedSweep[];
  /** Only where asked for. */
  readonly privateFields?: readonly PrivateField[];
}

export interface InspectOptions {
  /** Also give what identifies a person or a computer. */
  readonly includePrivate?: boolean;
}

/** What is in each file, in order; a file that cannot be read gives an entry with its error. */
export async function inspectFiles(
  files: Inputs,
  options: InspectOptions = {},
): Promise<(InspectEntry | RefusedEntry)[]> {
  const entries: (InspectEntry | RefusedEntry)[] = [];
  for await (const file of files) {
    if ("error" in file) {
      entries.push(refusedEntry(inspectSchema, file));
      continue;
    }
    try {
      entries.push(inspectMeasurement(file, await readMeasurement(file), options));
    } catch (error) {
      entries.push(refusedEntry(inspectSchema, file, error));
    }
  }
  return entries;
}

function inspectMeasurement(file: SourceFile, measurement: Measurement, options: InspectOptions): InspectEntry {
  const sweeps = sweepsOfTables(measurement.tables).map((sweep) => ({ ...sweepFacts(sweep), table: sweep.table }));
  return {
    schema: inspectSchema,
    file: file.name,
    sha256: digestOf(file),
    bytes: file.bytes.length,
    format: { name: measurement.format, title: measurement.formatTitle },
    technique: measurement.technique,
    start: measurement.start,
    instrument: measurement.instrument,
    cell: measurement.cell,
    settings: measurement.settings,
    tables: measurement.tables.map(inspectTable),
    sweeps,
    ...(options.includePrivate ? { privateFields: measurement.privateFields } : {}),
    // Last: decoding columns on first use is over, so every warning is in.
    warnings: [...measurement.warnings],
  };
}

function inspectTable(table: Table): InspectedTable {
  return {
    name: table.name,
    rows: table.rows,
    columns: table.columns.map((column) => ({
      name: column.name,
      vendorName: column.vendorName,
      unit: column.unit,
      derived: column.derived !== null,
      rule: column.derived,
      ...summarizeColumn(column),
    })),
  };
}
