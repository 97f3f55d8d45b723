import { type ColumnSource, parquetWriteBuffer, type SchemaElement } from "hyparquet-writer";
import type { Column, StoredArray, Table } from "../../base/table.ts";
import { isText } from "../../base/table.ts";
import type { Measurement } from "../measurement.ts";
import { type HeadingNames, uniqueHeadings } from "./headings.ts";

/** Where the numbers come from; written as key-value pairs `liquidus.…`. */
export interface ParquetProvenance {
  /** Name of the instrument file, without folders. */
  readonly sourceFile: string;
  readonly sha256: string;
  /** `liquidus 0.1.0`. */
  readonly program: string;
  /** Its technique, start, instrument and settings are written too. */
  readonly measurement?: Measurement;
  /** How the numbers were computed, by name. */
  readonly options?: Readonly<Record<string, string>>;
  /** Writes the private fields (user, paths, computer) too; they are left out otherwise. */
  readonly includePrivate?: boolean;
  readonly names?: HeadingNames;
}

type Stored = Pick<SchemaElement, "type" | "converted_type">;

/** The Parquet type of a stored width; text is UTF-8. */
function storedType(values: StoredArray): Stored {
  if (isText(values)) return { type: "BYTE_ARRAY", converted_type: "UTF8" };
  if (values instanceof Float64Array) return { type: "DOUBLE" };
  if (values instanceof Float32Array) return { type: "FLOAT" };
  if (values instanceof Int32Array) return { type: "INT32" };
  if (values instanceof Uint32Array) return { type: "INT32", converted_type: "UINT_32" };
  if (values instanceof Int16Array) return { type: "INT32", converted_type: "INT_16" };
  if (values instanceof Uint16Array) return { type: "INT32", converted_type: "UINT_16" };
  if (values instanceof Int8Array) return { type: "INT32", converted_type: "INT_8" };
  return { type: "INT32", converted_type: "UINT_8" };
}

/** The writer takes whole 32-bit integers; unsigned ones only as plain numbers, which it turns to two's complement. */
function writable(values: StoredArray): ColumnSource["data"] {
  if (isText(values)) return [...values];
  if (values instanceof Float64Array || values instanceof Float32Array || values instanceof Int32Array) return values;
  return values instanceof Uint32Array ? Array.from(values) : Int32Array.from(values);
}

function describeColumn(column: Column, heading: string): Record<string, string | null> {
  const { name, vendorName, unit, derived } = column;
  return { column: heading, name, vendorName, unit, derived };
}

/**
 * A table as a Parquet file (uncompressed pages of plain values, so bits are kept, −0 and NaN too). Stored widths are kept:
 * FLOAT, DOUBLE, INT32 (with its narrower integer types), text as UTF-8. Key-value pairs hold each column's quantity, unit,
 * vendor name and rule of derivation, and the provenance.
 */
export function parquetBytes(table: Table, provenance: ParquetProvenance): Uint8Array {
  const headings = uniqueHeadings(table, provenance.names);
  const columnData: ColumnSource[] = [];
  const schema: SchemaElement[] = [{ name: "root", num_children: table.columns.length }];
  for (const [i, column] of table.columns.entries()) {
    const values = column.values();
    const name = headings[i] as string;
    columnData.push({ name, data: writable(values), encoding: "PLAIN" });
    schema.push({ name, repetition_type: "REQUIRED", ...storedType(values) });
  }
  const { sourceFile, sha256, program, measurement, options, includePrivate = false } = provenance;
  const kvMetadata = [
    { key: "liquidus.table", value: table.name },
    {
      key: "liquidus.columns",
      value: JSON.stringify(table.columns.map((c, i) => describeColumn(c, headings[i] as string))),
    },
    { key: "liquidus.source", value: JSON.stringify({ file: sourceFile, sha256, program }) },
  ];
  if (options !== undefined) kvMetadata.push({ key: "liquidus.options", value: JSON.stringify(options) });
  if (measurement !== undefined) {
    const { format, formatTitle, technique, start, instrument, cell, settings, warnings } = measurement;
    const facts = { format, formatTitle, technique, start, instrument, cell, settings, warnings };
    kvMetadata.push({ key: "liquidus.measurement", value: JSON.stringify(facts) });
    if (includePrivate) kvMetadata.push({ key: "liquidus.private", value: JSON.stringify(measurement.privateFields) });
  }
  return new Uint8Array(parquetWriteBuffer({ columnData, schema, kvMetadata, createdBy: program }));
}
