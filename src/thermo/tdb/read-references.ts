import type { Cursor } from "./cursor.ts";

/** What must follow a quote that closes a text: the end, or the next key with its quote. */
const AFTER_TEXT = /\s*(?:$|[^\s'"]+\s+['"])/y;

/**
 * Reads the keys and texts of LIST_OF_REFERENCES: `REF1 'text' REF2 "text"`. A quote inside a text does not close it.
 * @throws FormatError where a text is not closed
 */
export function readReferences(cursor: Cursor, references: Map<string, string>): void {
  skipHeading(cursor);
  while (cursor.peek() !== "") {
    const start = cursor.at;
    const key = cursor.word("'\"").toUpperCase();
    const quote = cursor.peek();
    if (quote !== "'" && quote !== '"') {
      cursor.at = start;
      return;
    }
    const text = readText(cursor, quote);
    if (key !== "") references.set(key, text.replaceAll(/\s+/g, " ").trim());
  }
}

function skipHeading(cursor: Cursor): void {
  const start = cursor.at;
  const heading = [cursor.word(), cursor.word()].map((word) => word.toUpperCase());
  if (heading[0] !== "NUMBER" || heading[1] !== "SOURCE") cursor.at = start;
}

function readText(cursor: Cursor, quote: string): string {
  const open = cursor.at;
  for (let close = cursor.text.indexOf(quote, open + 1); close >= 0; close = cursor.text.indexOf(quote, close + 1)) {
    AFTER_TEXT.lastIndex = close + 1;
    if (!AFTER_TEXT.test(cursor.text)) continue;
    cursor.at = close + 1;
    return cursor.text.slice(open + 1, close);
  }
  throw cursor.fail(`this ${quote} is not closed before !, expected ${quote} after the text of the reference`, open);
}
