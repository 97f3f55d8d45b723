import type { FormatError } from "../../base/errors.ts";
import { quoteAt } from "../database/expression.ts";
import type { TdbSource } from "./source.ts";

const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)(?:[ED][+-]?\d+)?/iy;

/** Reads one statement from left to right. */
export class Cursor {
  readonly source: TdbSource;
  readonly text: string;
  /** Where the text begins in the file. */
  readonly #base: number;
  at = 0;

  constructor(source: TdbSource, text: string, base: number) {
    this.source = source;
    this.text = text;
    this.#base = base;
  }

  /** Offset in the file of a place in this text, by default the present one. */
  offset(at: number = this.at): number {
    return this.#base + at;
  }

  /** The next character that is no blank, or "" at the end. */
  peek(alsoSkip = ""): string {
    while (
      this.at < this.text.length &&
      (this.text.charCodeAt(this.at) <= 32 || alsoSkip.includes(this.text[this.at] as string))
    ) {
      this.at++;
    }
    return this.text[this.at] ?? "";
  }

  /** Takes characters up to a blank or one of `stops`; may be empty. */
  word(stops = ""): string {
    this.peek();
    const start = this.at;
    while (
      this.at < this.text.length &&
      this.text.charCodeAt(this.at) > 32 &&
      !stops.includes(this.text[this.at] as string)
    ) {
      this.at++;
    }
    return this.text.slice(start, this.at);
  }

  /** Takes a number, or nothing: null. */
  number(): number | null {
    this.peek();
    NUMBER.lastIndex = this.at;
    const found = NUMBER.exec(this.text)?.[0];
    if (found === undefined) return null;
    const value = Number(found.toUpperCase().replace("D", "E"));
    if (!Number.isFinite(value)) throw this.fail(`${found.slice(0, 30)} is too large for a number`);
    this.at += found.length;
    return value;
  }

  expectNumber(what: string): number {
    const value = this.number();
    if (value === null) throw this.expected(what);
    return value;
  }

  expect(character: string, what: string = character): void {
    if (this.peek() !== character) throw this.expected(what);
    this.at++;
  }

  expectWord(what: string, stops = ""): string {
    const word = this.word(stops);
    if (word === "") throw this.expected(what);
    return word;
  }

  expected(what: string): FormatError {
    this.peek();
    const found =
      this.at >= this.text.length ? "the end of the statement" : quoteAt(this.text, this.at, this.text.length);
    return this.fail(`found ${found}, expected ${what}`);
  }

  fail(message: string, at: number = this.at): FormatError {
    return this.source.fail(message, this.offset(at));
  }
}
