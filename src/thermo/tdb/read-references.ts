import type { Cursor } from "./cursor.ts";
import { beginsStatement } from "./keywords.ts";

/** What must follow a quote that closes a text: the end of its line, or the next key with the same quote. */
const AFTER_TEXT: Readonly<Record<string, RegExp>> = {
  "'": /[ \t]*(?:$|[\r\n])|\s*[^\s'"]+\s+'/y,
  '"': /[ \t]*(?:$|[\r\n])|\s*[^\s'"]+\s+"/y,
};

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
    while (cursor.text[cursor.at] === " " || cursor.text[cursor.at] === "\t") cursor.at++;
    const quote = cursor.text[cursor.at] ?? "";
    const isQuoted = quote === "'" || quote === '"';
    const text = isQuoted ? readText(cursor, quote) : restOfLine(cursor);
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
  const line = LINE.exec(cursor.text)?.[0] ?? "";
  cursor.at += line.length;
  return line;
}

function readText(cursor: Cursor, quote: string): string | null {
  const open = cursor.at;
  const after = AFTER_TEXT[quote] as RegExp;
  for (let close = cursor.text.indexOf(quote, open + 1); close >= 0; close = cursor.text.indexOf(quote, close + 1)) {
    after.lastIndex = close + 1;
    if (!after.test(cursor.text)) continue;
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
