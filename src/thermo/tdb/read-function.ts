import { parseExpression } from "../database/expression.ts";
import type { ParsedPiece } from "../database/piecewise-function.ts";
import type { Cursor } from "./cursor.ts";

/** Where a file leaves the limits out (Thermo-Calc Database Manager's Guide). */
const DEFAULT_LOW = 298.15;
const DEFAULT_HIGH = 6000;
/** A letter that says whether another piece follows. */
const GOES_ON = /[YN](?![A-Z0-9_])/iy;

/**
 * Reads `low expression; high Y expression; high N` and stops behind the N. Limits that are left out, or for which a
 * comma stands, are those of the format: 298.15 K and 6000 K.
 * @throws FormatError with line and column
 */
export function readPieces(cursor: Cursor): ParsedPiece[] {
  const pieces: ParsedPiece[] = [];
  let low = readLimit(cursor, DEFAULT_LOW);
  for (;;) {
    const semicolon = cursor.text.indexOf(";", cursor.at);
    const end = semicolon < 0 ? cursor.text.length : semicolon;
    const expression = parseExpression(cursor.text, {
      start: cursor.at,
      end,
      closing: ";",
      fail: (message, at) => cursor.fail(message, at),
    });
    if (semicolon < 0) throw cursor.fail("found the end of the statement, expected ; after the expression", end);
    cursor.at = semicolon + 1;
    const high = readLimit(cursor, DEFAULT_HIGH);
    if (high > low) pieces.push({ low, high, expression });
    else if (high < low || pieces.length === 0) {
      throw cursor.fail(`found the range ${low} K to ${high} K, expected an upper limit above the lower one`);
    } else {
      const message = `the piece from ${low} K to ${high} K covers no temperature and is left out`;
      cursor.source.warn("empty-range", message, cursor.offset());
    }
    low = high;
    if (!anotherFollows(cursor)) return pieces;
  }
}

/** A number without a sign; a comma, or anything else, stands for the default. */
function readLimit(cursor: Cursor, fallback: number): number {
  const first = cursor.peek();
  if (first === ",") {
    cursor.peek(",");
    return fallback;
  }
  return first === "+" || first === "-" ? fallback : (cursor.number() ?? fallback);
}

function anotherFollows(cursor: Cursor): boolean {
  cursor.peek(",");
  GOES_ON.lastIndex = cursor.at;
  const letter = GOES_ON.exec(cursor.text)?.[0].toUpperCase();
  if (letter !== undefined) cursor.at++;
  cursor.peek(",");
  if (letter === "N") return false;
  const follows = cursor.text.indexOf(";", cursor.at) >= 0;
  if (letter === undefined) {
    const taken = follows ? "Y, as another piece follows" : "N, as no other piece follows";
    cursor.source.warn(
      "flag-missing",
      `found no Y or N after the upper limit; it is taken for ${taken}`,
      cursor.offset(),
    );
  }
  if (follows) return true;
  if (letter === "Y") throw cursor.expected("another piece after Y");
  return false;
}
