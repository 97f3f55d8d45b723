import { FormatError } from "../../base/errors.ts";
import { positionIn } from "./text-position.ts";

/** A piece of a protocol's text. */
export interface Token {
  readonly kind: "word" | "number" | "clock" | "string" | "symbol" | "newline" | "end";
  /** As written; a string without its quotation marks. */
  readonly text: string;
  /** A word in lower case. */
  readonly word: string;
  /** A number; a clock in s. */
  readonly value: number;
  /** From here up to `end` (excluded) in the text. */
  readonly start: number;
  readonly end: number;
}

/** No protocol that someone wrote is longer. */
export const LONGEST_TEXT: number = 1 << 20;

const blank = /[^\S\n\r]+/uy;
const newline = /\r\n?|\n/y;
const comment = /#[^\n\r]*/y;
const clock = /\d{1,6}:\d{1,2}:\d{1,2}(?:[.,]\d+)?(?![\d:])/y;
const number = /[+-]?(?:\d+(?:[.,]\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const word = /[\p{L}°%∞\uFFFD](?:[\p{L}\p{M}\p{N}_^⁻]|-(?=\d))*/uy;
const quoted = /["“”]([^"“”\n\r]*)["“”]/y;
const symbol = /<=|>=|[;{}|/·*,:()<>≤≥–—-]/uy;
/** A comma that may part thousands or decimals. */
const ambiguous = /^[+-]?[1-9]\d{0,2},\d{3}$/;

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

/** Minus signs as people and programs write them; each is one character, so places stay. */
function withPlainMinus(text: string): string {
  return text.replace(/[\u2212\uFE63\uFF0D]/g, "-").replace(/[–—](?=[\d.])/g, "-");
}

function secondsOf(written: string): number {
  const [hours = "", minutes = "", seconds = ""] = written.split(":");
  return 3600 * Number(hours) + 60 * Number(minutes) + Number(seconds.replace(",", "."));
}

/**
 * Takes a protocol's text apart, in time linear in its length. Comments (`#` to the end of the line) are left out; the last token is
 * the end.
 * @throws FormatError for a text over a mebibyte, and for a character that begins nothing
 */
export function tokensOf(written: string): readonly Token[] {
  if (written.length > LONGEST_TEXT) {
    throw new FormatError(
      `The protocol has ${written.length} characters; up to ${LONGEST_TEXT} are read. Write what recurs as repeat 100 { … }.`,
    );
  }
  const text = withPlainMinus(written);
  const tokens: Token[] = [];
  const refuse = (at: number, what: string): never => {
    const { line, column } = positionIn(written, at);
    throw new FormatError(`Line ${line}, column ${column}: ${what}`, { line });
  };
  const add = (kind: Token["kind"], length: number, piece: string, value = 0): number => {
    tokens.push({
      kind,
      text: piece,
      word: kind === "word" ? piece.toLowerCase() : "",
      value,
      start: at,
      end: at + length,
    });
    return at + length;
  };
  let at = 0;
  while (at < text.length) {
    const skipped = match(blank, text, at) ?? match(comment, text, at);
    if (skipped !== undefined) {
      at += skipped.length;
      continue;
    }
    const line = match(newline, text, at);
    const time = line === undefined ? match(clock, text, at) : undefined;
    const digits = line === undefined && time === undefined ? match(number, text, at) : undefined;
    if (line !== undefined) at = add("newline", line.length, "end of line");
    else if (time !== undefined) at = add("clock", time.length, time, secondsOf(time));
    else if (digits !== undefined) {
      if (ambiguous.test(digits)) refuse(at, `"${digits}": is the comma a decimal mark? Write it with a point.`);
      const value = Number(digits.replace(",", "."));
      if (!Number.isFinite(value)) refuse(at, `"${short(digits)}" is too large for a number.`);
      at = add("number", digits.length, digits, value);
    } else {
      const letters = match(word, text, at);
      const string = letters === undefined ? match(quoted, text, at) : undefined;
      const sign = letters === undefined && string === undefined ? match(symbol, text, at) : undefined;
      if (letters !== undefined) at = add("word", letters.length, letters);
      else if (string !== undefined) at = add("string", string.length, string.slice(1, -1));
      // a hyphen between two words: open-circuit
      else if (sign === "-" && joinsWords(text, at)) at += 1;
      else if (sign !== undefined) at = add("symbol", sign.length, sign);
      else {
        const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
        refuse(
          at,
          /["“”]/.test(character)
            ? "the quotation mark is not closed on this line; a name stands in two."
            : `"${character}" is not part of the language; notes stand behind a #.`,
        );
      }
    }
  }
  tokens.push({ kind: "end", text: "end of the protocol", word: "", value: 0, start: at, end: at });
  return tokens;
}

function joinsWords(text: string, at: number): boolean {
  return /\p{L}/u.test(text.charAt(at - 1)) && /\p{L}/u.test(text.charAt(at + 1));
}

/** The first characters of a long text. */
export function short(text: string, most = 60): string {
  return text.length > most ? `${text.slice(0, most)}…` : text;
}
