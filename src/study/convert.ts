import type { Table } from "../base/table.ts";
import { version } from "../base/version.ts";
import type { Warning } from "../base/warnings.ts";
import type { Measurement } from "../files/measurement.ts";
import { readMeasurement } from "../files/registry.ts";
import { digestOf, type EntryHead, type Inputs, type RefusedEntry, refusedEntry, type SourceFile } from "./document.ts";

export const convertSchema = "liquidus.convert/1";

/** The forms in which tables are written. */
export const tableForms = ["csv", "parquet", "bdf"] as const;
export type TableForm = (typeof tableForms)[number];

/** A file to be written, name without folders. */
export interface OutputFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}
