import type { Cursor } from "./cursor.ts";
import { beginsStatement } from "./keywords.ts";

/** What must follow a quote that closes a text: the end of its line, or the next key with its quote. */
const AFTER_TEXT = /[ \t]*(?:$|[\r\n])|\s*[^\s'"]+\s+['"]/y;

/**
 * Reads the keys and texts of LIST_OF_REFERENCES: `REF1 'text' REF2 "text"`. A quote inside a text does not close it; a
 * text without quotes ends with its line.
 * A quote that nothing closes ends the list, with a warning.
 */
export function readReferences(cursor: Cursor, references: Map<string, string>): void {
  skipHeading(cursor);
  while (cursor.peek() !== "") {
    const start = cursor.at;
    const key = cursor.word("'\"").toUpperCase();
    if (beginsStatement(key)) {
      cursor.at = start;
      return;
    }
    const line = restOfLine(cursor);
    const quote = line.trimStart().slice(0, 1);
    const isQuoted = quote === "'" || quote === '"';
    if (isQuoted) cursor.peek();
    const text = isQuoted ? readText(cursor, quote) : line;
    if (!isQuoted) cursor.at += line.length;
    if (text === null) return;
    if (key !== "" && (isQuoted || text.trim() !== "")) references.set(key, text.replaceAll(/\s+/g, " ").trim());
  }
}

function skipHeading(cursor: Cursor): void {
  const start = cursor.at;
  const heading = [cursor.word(), cursor.word()].map((word) => word.toUpperCase());
  if (heading[0] !== "NUMBER" || heading[1] !== "SOURCE") cursor.at = start;
}

const LINE = /[^\r\n]*/y;

function restOfLine(cursor: Cursor): string {
  LINE.lastIndex = cursor.at;
  return LINE.exec(cursor.text)?.[0] ?? "";
}

function readText(cursor: Cursor, quote: string): string | null {
  const open = cursor.at;
  for (let close = cursor.text.indexOf(quote, open + 1); close >= 0; close = cursor.text.indexOf(quote, close + 1)) {
    AFTER_TEXT.lastIndex = close + 1;
    if (!AFTER_TEXT.test(cursor.text)) continue;
    cursor.at = close + 1;
    return cursor.text.slice(open + 1, close);
  }
  cursor.source.warn(
    "quote-open",
    `this ${quote} is not closed before !; the references from here on are lost`,
    cursor.offset(open),
  );
  cursor.at = cursor.text.length;
  return null;
}
