import type { InputFile, Measurement } from "./measurement.ts";

/** How sure a format is that a file is its own. */
export type Recognition =
  /** The content says so: a signature, or a header that no other format has. */
  | "certain"
  /** The content fits, and so it might others; or the name says so and the content does not contradict. */
  | "possible"
  | "no";

/** A light entry of the registry: it recognises a file; the parser is loaded only when a file needs it. */
export interface FileFormat {
  /** Registry name: `biologic-mpr`. */
  readonly name: string;
  /** In words: `BioLogic EC-Lab binary (.mpr)`. */
  readonly title: string;
  /** Usual extensions, lower case, with the dot. */
  readonly extensions: readonly string[];
  /** Judges by content first, then by name. Must be quick: look at the first few kilobytes. Never throws. */
  recognise(file: InputFile): Recognition;
  /** Loads the parser. It throws FormatError, with the position, for a file it cannot read. */
  load(): Promise<(file: InputFile) => Measurement>;
}
