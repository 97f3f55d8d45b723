import { FormatError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";

/** More warnings than a person reads; the rest are counted. */
const MOST_WARNINGS = 200;

const END_OF_DOS_FILE = 26;

/** The text of a TDB file with comments blanked out, so that every offset is still that of the file. */
export class TdbSource {
  readonly text: string;
  readonly #file: string | undefined;
  /** Offset of the first character of each line. */
  readonly #lines: number[] = [0];
  readonly #warnings: Warning[] = [];
  #unlisted = 0;

  constructor(text: string, file: string | undefined) {
    this.#file = file;
    let control = -1;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code < 32 && control < 0 && !(code >= 9 && code <= 13) && code !== END_OF_DOS_FILE) control = at;
      if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) this.#lines.push(at + 1);
    }
    if (control >= 0) {
      const code = text.charCodeAt(control).toString(16).toUpperCase().padStart(4, "0");
      this.warn("control-character", `found the character U+${code}, which is read as a blank`, control);
    }
    this.text = text.replace(/\$[^\r\n]*/g, (comment) => " ".repeat(comment.length));
  }

  /** Line of an offset, from 1. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#lines.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((this.#lines[middle] as number) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  placeOf(offset: number): string {
    const line = this.lineAt(offset);
    return `line ${line}, column ${offset - (this.#lines[line - 1] as number) + 1}`;
  }

  /** `message` without its place and full stop: “found “;”, expected a number”. */
  fail(message: string, offset: number): FormatError {
    const file = this.#file === undefined ? {} : { file: this.#file };
    return new FormatError(`${this.placeOf(offset)}: ${message}.`, { ...file, line: this.lineAt(offset), offset });
  }

  warn(code: string, message: string, offset: number): void {
    if (this.#warnings.length < MOST_WARNINGS) {
      this.#warnings.push({ code, message: `${this.placeOf(offset)}: ${message}.` });
    } else {
      this.#unlisted++;
    }
  }

  warnings(): Warning[] {
    if (this.#unlisted === 0) return [...this.#warnings];
    const message = `${this.#unlisted} more warnings are not listed.`;
    return [...this.#warnings, { code: "more-warnings", message }];
  }
}
