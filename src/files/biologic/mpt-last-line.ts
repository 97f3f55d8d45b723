import { countCells, countTabs, nthCell, TAB } from "./mpt-cells.ts";

/** How the last line of a file looks. */
export type LastLine = "whole" | "cut" | "uncertain";

/** EC-Lab writes exponents as a sign and three digits. */
const EXPONENT = 4;
const isExponentMark = (byte: number): boolean => byte === 0x45 || byte === 0x65;

/** Characters behind the E of the exponent; 0 without one. */
function exponentLength(cell: Uint8Array): number {
  const at = cell.findIndex(isExponentMark);
  return at < 0 ? 0 : cell.length - at - 1;
}

/** Judges the only row by its last cell: a float without its exponent is cut. */
function judgeOnlyLine(line: Uint8Array, width: number): LastLine {
  const last = nthCell(line, width - 1);
  const length = exponentLength(last);
  if (length > 0) return length >= EXPONENT ? "whole" : "cut";
  const isFloat = last.some((byte) => byte === 0x2e || byte === 0x2c || isExponentMark(byte));
  return isFloat && line.some(isExponentMark) ? "cut" : "uncertain";
}

/**
 * Judges whether the last line of a file is a whole row. With a line end it is, if it has all cells. Without, it is judged by the
 * row before: it must end in a tab if that one does, and have as long an exponent in its last cell. A last cell without an
 * exponent may have lost digits: uncertain.
 * @param before the row before, without its end; null if there is none
 * @param width cells of a row
 */
export function judgeLastLine(line: Uint8Array, isEnded: boolean, before: Uint8Array | null, width: number): LastLine {
  if (isEnded) return countTabs(line) + 1 < width ? "cut" : "whole";
  if (countCells(line) < width) return "cut";
  const closed = line[line.length - 1] === TAB;
  if (before === null) return closed ? "whole" : judgeOnlyLine(line, width);
  if (before[before.length - 1] === TAB) return closed ? "whole" : "cut";
  const wanted = exponentLength(nthCell(before, width - 1));
  if (wanted !== exponentLength(nthCell(line, width - 1))) return "cut";
  return wanted > 0 ? "whole" : "uncertain";
}
