import type { ParsedPiece } from "../database/piecewise-function.ts";
import type { Cursor } from "./cursor.ts";
import { beginsStatement } from "./keywords.ts";
import { readPieces } from "./read-function.ts";

export interface ParameterStatement {
  readonly kind: string;
  readonly phase: string;
  readonly constituents: readonly (readonly string[])[];
  readonly order: number;
  readonly pieces: readonly ParsedPiece[];
  readonly reference: string | null;
  /** Offset in the file. */
  readonly offset: number;
}

/** Stands where a parameter has no reference: OpenCalphad asks for one with each. */
export const NO_REFERENCE = "NOREF";
const HIGHEST_ORDER = 99;
/** Other spellings of one quantity. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["BM", "BMAGN"],
  ["BMAG", "BMAGN"],
]);

/**
 * Reads `G(PHASE,A,B:VA;0) low expression; high N reference`.
 * @throws FormatError with line and column
 */
export function readParameter(cursor: Cursor, offset: number): ParameterStatement {
  const word = cursor.expectWord("the kind of a parameter such as G, L or TC", "(,:;").toUpperCase();
  cursor.expect("(");
  const phase = cursor.expectWord("the name of a phase", ",;:)&").toUpperCase();
  let kind = ALIASES.get(word) ?? word;
  if (cursor.peek() === ":") cursor.word(",;)&");
  if (cursor.peek() === "&") {
    // A mobility names what moves: MQ(FCC_A1&NI,…).
    cursor.at++;
    kind += `&${cursor.expectWord("the species that moves", ",;)").toUpperCase()}`;
  }
  cursor.expect(",", ", and the constituents");
  const constituents = readConstituentArray(cursor);
  const order = readOrder(cursor);
  cursor.expect(")", ", : ; or )");
  const pieces = readPieces(cursor);
  return { kind, phase, constituents, order, pieces, reference: readReference(cursor), offset };
}

function readConstituentArray(cursor: Cursor): string[][] {
  const sublattices: string[][] = [[]];
  for (;;) {
    const character = cursor.peek();
    if (character === ":") {
      requireConstituent(cursor, sublattices);
      sublattices.push([]);
      cursor.at++;
    } else if (character === ",") {
      cursor.at++;
    } else if (character === ";" || character === ")" || character === "") {
      requireConstituent(cursor, sublattices);
      return sublattices;
    } else {
      sublattices.at(-1)?.push(cursor.word(",:;)").toUpperCase().replaceAll("%", "").replaceAll("#", ""));
    }
  }
}

function requireConstituent(cursor: Cursor, sublattices: readonly (readonly string[])[]): void {
  if (sublattices.at(-1)?.length === 0) throw cursor.expected("a constituent");
}

function readOrder(cursor: Cursor): number {
  if (cursor.peek() !== ";") return 0;
  cursor.at++;
  const start = cursor.at;
  const order = cursor.expectNumber("the order of the parameter");
  if (!Number.isInteger(order) || order < 0 || order > HIGHEST_ORDER) {
    throw cursor.fail(`found ${order}, expected an order from 0 to ${HIGHEST_ORDER}`, start);
  }
  return order;
}

function readReference(cursor: Cursor): string | null {
  cursor.peek(",");
  const start = cursor.at;
  const word = cursor
    .word()
    .replaceAll(/["']|,+$/g, "")
    .toUpperCase();
  // The next statement has begun: left to `finish`, which tells of the missing !.
  if (beginsStatement(word)) cursor.at = start;
  else if (word !== "" && word !== NO_REFERENCE) return word;
  return null;
}
