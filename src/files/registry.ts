import { FormatError } from "../base/errors.ts";
import type { Warning } from "../base/warnings.ts";
import type { FileFormat } from "./format.ts";
import { formats } from "./formats.ts";
import type { InputFile, Measurement } from "./measurement.ts";
import { extensionOf } from "./text/decode.ts";
import { describeContent } from "./unknown-content.ts";

/**
 * The format of a file: whichever is certain by content; else the possible one whose extension the name has;
 * else the first possible one. Undefined when no format could be it.
 */
export function recogniseFormat(file: InputFile, among: readonly FileFormat[] = formats): FileFormat | undefined {
  const possible: FileFormat[] = [];
  for (const format of among) {
    const recognition = format.recognise(file);
    if (recognition === "certain") return format;
    if (recognition === "possible") possible.push(format);
  }
  const extension = extensionOf(file.name);
  return possible.find((format) => format.extensions.includes(extension)) ?? possible[0];
}

/**
 * Reads an instrument file of any known format, recognised by content, then by name.
 * @throws FormatError in one sentence: what was found, what was expected, what to do
 */
export async function readMeasurement(file: InputFile): Promise<Measurement> {
  if (file.bytes.length === 0) {
    throw new FormatError(`${file.name} is empty (0 bytes): copy it again from the instrument's computer.`, {
      file: file.name,
    });
  }
  const format = recogniseFormat(file);
  if (!format) {
    const extensions = [...new Set(formats.flatMap((one) => one.extensions))].join(" ");
    throw new FormatError(
      `${file.name} ${describeContent(file.bytes)}. Expected an instrument file (${extensions}) or a table of numbers as text.`,
      { file: file.name },
    );
  }
  const parse = await format.load();
  const measurement = named(file.name, () => parse(file));
  const mismatch = nameMismatch(file.name, format);
  return mismatch ? { ...measurement, warnings: [mismatch, ...measurement.warnings] } : measurement;
}

/** Runs a parser; a refusal that does not name its file is given the name. */
function named(file: string, parse: () => Measurement): Measurement {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof FormatError) || error.message.includes(file)) throw error;
    const { line } = error.position;
    throw new FormatError(`${file}${line === undefined ? "" : `, line ${line}`}: ${error.message}`, {
      ...error.position,
      file,
    });
  }
}

/** A warning where the name promises another format than the content holds. */
function nameMismatch(name: string, found: FileFormat): Warning | undefined {
  const extension = extensionOf(name);
  if (extension === "" || found.extensions.includes(extension)) return undefined;
  const promised = formats.filter((format) => format.extensions.includes(extension));
  if (promised.length === 0) return undefined;
  return {
    code: "name-differs-from-content",
    message: `${name} is named ${extension} but holds ${found.title}; it was read as that.`,
  };
}
