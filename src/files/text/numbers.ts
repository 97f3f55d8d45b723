import { FormatError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";

export type DecimalMark = "." | ",";

/** Cells of one line, with the line's number from 1. */
export interface TextRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const POINT = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eEdD][+-]?\d{1,4})?$/;
const COMMA = /^[+-]?(?:\d+(?:,\d+)?|,\d+)(?:[eEdD][+-]?\d{1,4})?$/;
const MISSING =
  /^(?:[+-]?nan(?:\(ind\))?|[+-]?1[.,]#(?:qnan|snan|ind|inf)0*|-{1,3}|\*+|n\/?a|#n\/?a|null|none|ov(?:er)?l(?:oa)?d?|ovf|overflow|over|[+-]?inf(?:inity)?|#+)$/i;
/** Longest cell that can be a number. */
const LONGEST_NUMBER = 64;

/**
 * The number in a cell. Blank cells and the markers of a missing or overloaded value (`NaN`, `1.#INF`, `OVLD`, `---`) give
 * NaN. Null if the cell is no number: thousands separators are not accepted.
 */
export function parseNumber(cell: string, mark: DecimalMark): number | null {
  if (cell.length > LONGEST_NUMBER) return null;
  const text = cell.replaceAll("−", "-").trim();
  if (text === "" || MISSING.test(text)) return Number.NaN;
  if (!(mark === "." ? POINT : COMMA).test(text)) return null;
  const value = Number(text.replace(",", ".").replace(/[dD]/, "e"));
  return Number.isFinite(value) ? value : Number.NaN;
}

const GROUPED =
  /^[+-]?\d{1,3}(?:\.\d{3})+,\d+$|^[+-]?\d{1,3}(?:,\d{3})+\.\d+$|^[+-]?\d{1,3}(?:,\d{3}){2,}$|^[+-]?\d{1,3}(?:\.\d{3}){2,}$/;

/** True for a cell that is a number under either decimal mark, or with its thousands grouped; not for blanks and markers. */
export function looksNumeric(cell: string): boolean {
  if (cell.length > LONGEST_NUMBER || cell === "") return false;
  const text = cell.charCodeAt(0) === 0x2212 ? `-${cell.slice(1)}` : cell;
  return POINT.test(text) || COMMA.test(text) || GROUPED.test(text);
}

const MAYBE_GROUPED = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/**
 * Decides once for a block of rows whether numbers have a decimal point or a decimal comma.
 * A warning comes along if every comma stands before exactly three digits and might group thousands.
 * @throws FormatError if both marks occur, or thousands are grouped
 */
export function decideDecimalMark(
  rows: readonly TextRow[],
  file: string,
): { readonly mark: DecimalMark; readonly warning: Warning | null } {
  let point: { cell: string; line: number } | null = null;
  let comma: { cell: string; line: number } | null = null;
  let allMayBeGrouped = true;
  for (const { cells, line } of rows) {
    for (const cell of cells) {
      const hasComma = cell.includes(",");
      if (!hasComma && !cell.includes(".")) continue;
      if (cell.length > LONGEST_NUMBER) continue;
      if (GROUPED.test(cell)) {
        throw new FormatError(
          `Line ${line}: "${cell}" seems to group thousands; export numbers with a decimal mark and nothing else.`,
          { file, line },
        );
      }
      if (hasComma && COMMA.test(cell)) {
        comma ??= { cell, line };
        if (!MAYBE_GROUPED.test(cell)) allMayBeGrouped = false;
      } else if (!hasComma && POINT.test(cell)) point ??= { cell, line };
    }
  }
  if (comma === null) return { mark: ".", warning: null };
  if (point !== null) {
    throw new FormatError(
      `"${comma.cell}" in line ${comma.line} has a comma and "${point.cell}" in line ${point.line} a point: ` +
        "one table has one decimal mark. Export the file with one.",
      { file, line: Math.max(comma.line, point.line) },
    );
  }
  return {
    mark: ",",
    warning: allMayBeGrouped
      ? {
          code: "decimal-comma-assumed",
          message:
            `Every comma stands before exactly three digits ("${comma.cell}" in line ${comma.line}): ` +
            "read as a decimal comma, though it could group thousands.",
        }
      : null,
  };
}
