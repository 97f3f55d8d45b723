import { CancelledError, LiquidusError } from "../base/errors.ts";
import type { Need } from "../base/needs.ts";
import type { Warning } from "../base/warnings.ts";
import { sha256Hex } from "../files/digest.ts";
import type { InputFile } from "../files/measurement.ts";

/** A file handed to a command; the digest may come along where the caller has a faster way to it. */
export interface SourceFile extends InputFile {
  readonly sha256?: string;
}

/** A file that could not even be opened, in the place where its entry will stand. */
export interface UnreadableFile {
  readonly name: string;
  readonly error: Refusal;
}

/** Files handed to a command; an async iterable opens each when its turn comes, so that one at a time is in memory. */
export type Inputs = Iterable<SourceFile | UnreadableFile> | AsyncIterable<SourceFile | UnreadableFile>;

/** Why a file was refused: class of the error, and the sentence for the user. */
export interface Refusal {
  readonly kind: string;
  readonly message: string;
  readonly needs?: Need;
}

/** What every entry of a document about files begins with. */
export interface EntryHead {
  /** Name and version of the schema: `liquidus.inspect/1`. */
  readonly schema: string;
  /** File name without folders. */
  readonly file: string;
  /** Null where the file could not be opened. */
  readonly sha256: string | null;
  readonly warnings: readonly Warning[];
}

/** Entry of a file that was refused. */
export interface RefusedEntry extends EntryHead {
  readonly error: Refusal;
}

/** An error as a person reads it: without the name of the function that a sentence of the library begins with. */
export function sentenceOf({ message }: Error): string {
  const sentence = message.replace(/^[a-z]\w*: (?=\S)/, (name) => (/[A-Z]/.test(name) ? "" : name));
  return sentence === message ? message : `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`;
}

export function digestOf(file: SourceFile): string {
  return file.sha256 ?? sha256Hex(file.bytes);
}

/** Why something was refused, as documents say it. */
export function refusalOf(error: LiquidusError): Refusal {
  const { name: kind, needs } = error;
  return { kind, message: sentenceOf(error), ...(needs === undefined ? {} : { needs }) };
}

/** The entry of a refused file. @throws whatever is not a refusal: our own fault, or a stop */
export function refusedEntry(schema: string, file: SourceFile | UnreadableFile, error?: unknown): RefusedEntry {
  if ("error" in file) return { schema, file: file.name, sha256: null, warnings: [], error: file.error };
  if (!(error instanceof LiquidusError) || error instanceof CancelledError) throw error;
  return {
    schema,
    file: file.name,
    sha256: digestOf(file),
    warnings: [],
    error: refusalOf(error),
  };
}
