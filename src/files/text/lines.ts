import { FormatError } from "../../base/errors.ts";
import type { InputFile } from "../measurement.ts";
import { decodeText } from "./decode.ts";

/** The lines of a text file. Line numbers in messages count from 1: line i + 1 is `lines[i]`. */
export interface TextLines {
  readonly file: string;
  readonly lines: readonly string[];
  /** False if the file ends without a line break: it may have been cut. */
  readonly terminated: boolean;
}

/** Longest line in characters that is still taken for a row of a table. */
export const LONGEST_LINE = 1_000_000;

/**
 * Splits at LF, CR LF, CR CR LF and CR.
 * @throws FormatError for a line longer than a million characters
 */
export function splitLines(text: string, file: string): TextLines {
  const lines: string[] = [];
  let start = 0;
  const take = (end: number): void => {
    if (end - start > LONGEST_LINE) {
      throw new FormatError(
        `Line ${lines.length + 1} has ${end - start} characters; a row of a table has at most ${LONGEST_LINE}.`,
        { file, line: lines.length + 1 },
      );
    }
    lines.push(text.slice(start, end));
  };
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code !== 10 && code !== 13) continue;
    take(i);
    if (code === 13) {
      if (text.charCodeAt(i + 1) === 10) i += 1;
      else if (text.charCodeAt(i + 1) === 13 && text.charCodeAt(i + 2) === 10) i += 2;
    }
    start = i + 1;
  }
  const terminated = start === text.length;
  if (!terminated) take(text.length);
  return { file, lines, terminated };
}

/** Decodes and splits. @throws FormatError as `decodeText` and `splitLines` */
export function linesOf(file: InputFile): TextLines {
  return splitLines(decodeText(file).text, file.name);
}
