import { quoteAt } from "../database/expression.ts";
import { Cursor } from "./cursor.ts";
import { beginsStatement, type StatementKeyword, statementsOf } from "./keywords.ts";
import type { TdbSource } from "./source.ts";

export interface Statement {
  readonly keyword: StatementKeyword;
  /** Offset of the keyword in the file. */
  readonly offset: number;
  /** What stands between the keyword and the `!`. */
  readonly cursor: Cursor;
}

const KEYWORD = /[A-Z][A-Z_-]*/iy;
/** `&` at the end of a line, which goes on in the next. */
const CONTINUATION = /&(?=[ \t]*[\r\n])/g;
const CONTINUED: ReadonlySet<StatementKeyword> = new Set(["FUNCTION", "PARAMETER", "CONSTITUENT"]);
/** Statements that bear on no Gibbs energy: one that the end of the file cuts short loses nothing. */
const HARMLESS: ReadonlySet<StatementKeyword> = new Set([
  "ADD_REFERENCES",
  "ASSESSED_SYSTEMS",
  "BIBLIOGRAPHY",
  "DATABASE_INFORMATION",
  "LIST_OF_REFERENCES",
  "REFERENCE_FILE",
  "VERSION_DATE",
]);

/**
 * The statements of a file in order. Text after a `!` in the same line that begins no statement is a remark.
 * @throws FormatError where a line begins with no keyword, or a statement has no `!`
 */
export function* statements(source: TdbSource): Generator<Statement> {
  const { text } = source;
  let at = 0;
  let closedAt = -1;
  for (;;) {
    while (at < text.length && (text.charCodeAt(at) <= 32 || text[at] === "!" || text.charCodeAt(at) === 0xfeff)) at++;
    if (at >= text.length) return;
    const word = keywordAt(text, at);
    const found = statementsOf(word);
    const [keyword] = found;
    if (keyword === undefined || found.length > 1) {
      if (closedAt >= 0 && source.lineAt(closedAt) === source.lineAt(at)) {
        source.warn("remark-after-statement", "the text after ! in this line is taken for a remark", at);
        at = endOfLine(text, at);
        continue;
      }
      throw source.fail(unknownKeyword(word, found, quoteAt(text, at, text.length)), at);
    }
    let end = text.indexOf("!", at);
    if (end < 0 && HARMLESS.has(keyword)) {
      source.warn("statement-open", `the ${keyword} that begins here has no !; it ends with the file`, at);
      end = text.length;
    }
    if (end < 0) {
      const line = source.lineAt(at);
      throw source.fail(`found the end of the file, expected ! to close the ${keyword} of line ${line}`, text.length);
    }
    const start = at + word.length;
    let body = text.slice(start, end);
    if (!HARMLESS.has(keyword)) refuseSwallowed(source, keyword, at, body, start);
    if (CONTINUED.has(keyword)) body = body.replace(CONTINUATION, " ");
    yield { keyword, offset: at, cursor: new Cursor(source, body, start) };
    closedAt = end;
    at = end + 1;
  }
}

/** A line that begins as a statement does, inside of another one. */
const BEGUN_LINE = /[\r\n][ \t]*([A-Z][A-Z_-]*)(?=[ \t\r\n])/gi;

/** @throws FormatError where a statement holds a line that begins the next one, so that a `!` is missing before it */
function refuseSwallowed(source: TdbSource, keyword: string, at: number, body: string, start: number): void {
  for (const found of body.matchAll(BEGUN_LINE)) {
    const word = found[1] as string;
    if (!beginsStatement(word)) continue;
    const before = start + body.slice(0, found.index).trimEnd().length;
    const place = `line ${source.lineAt(at)}`;
    throw source.fail(
      `found ${word}, expected ! to close the ${keyword} of ${place}, after ${source.placeOf(before - 1)}`,
      start + found.index + found[0].length - word.length,
    );
  }
}

function keywordAt(text: string, at: number): string {
  KEYWORD.lastIndex = at;
  return KEYWORD.exec(text)?.[0] ?? "";
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at++;
  return at;
}

function unknownKeyword(word: string, found: readonly StatementKeyword[], quoted: string): string {
  if (found.length > 1) return `${word.toUpperCase()} is short for ${found.join(" and ")}, expected one of them`;
  return `found ${quoted}, expected a keyword such as ELEMENT, PHASE, FUNCTION or PARAMETER`;
}

/**
 * Ends the reading of a statement: nothing but a remark may be left.
 * @throws FormatError where the next statement has begun, so that a `!` is missing
 */
export function finish(statement: Statement): void {
  const { cursor, keyword } = statement;
  if (cursor.peek() === "") return;
  const start = cursor.offset();
  const { source } = cursor;
  const word = keywordAt(cursor.text, cursor.at);
  if (beginsStatement(word) && source.lineAt(start) > source.lineAt(statement.offset)) {
    const line = source.lineAt(statement.offset);
    throw cursor.fail(`found ${word}, expected ! to close the ${keyword} of line ${line}`);
  }
  source.warn(
    "unread-text",
    `found ${quoteAt(cursor.text, cursor.at, cursor.text.length)}, left unread up to !`,
    start,
  );
}
