import { FormatError } from "../../base/errors.ts";
import type { Column, ColumnHead, StoredArray, Table } from "../../base/table.ts";
import { lazyColumn } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { MOST_COLUMNS } from "./cells.ts";
import { withoutRepeats } from "./headings.ts";
import type { TextLines } from "./lines.ts";
import { type DecimalMark, decideDecimalMark, parseNumber, type TextRow } from "./numbers.ts";

/** Rows of text under their headings, before numbers are read. */
export interface TextBlock {
  readonly name: string;
  readonly heads: readonly ColumnHead[];
  readonly rows: readonly TextRow[];
}

export interface BlockContext {
  readonly source: TextLines;
  /** Receives what the user should know. */
  readonly warnings: Warning[];
  /** The instrument always ends its last line: a missing line break means the file was cut. */
  readonly alwaysTerminated: boolean;
}

/** More than this share of unreadable cells makes a column one of text. */
const TEXT_SHARE = 0.5;

function blankFrom(cells: readonly string[], from: number): boolean {
  for (let i = from; i < cells.length; i++) if (cells[i] !== "") return false;
  return true;
}

/** Drops a cut last row, reports rows of another length. */
function settleRows(block: TextBlock, width: number, context: BlockContext): readonly TextRow[] {
  const { source, warnings } = context;
  let rows = block.rows;
  const last = rows.at(-1);
  if (last !== undefined && !source.terminated && last.line === source.lines.length) {
    if (last.cells.length < width) {
      rows = rows.slice(0, -1);
      warnings.push({
        code: "truncated-file",
        message: `The last line (${last.line}) holds ${last.cells.length} of ${width} cells and no line break: the file was cut; the line is left out.`,
      });
    } else {
      warnings.push({
        code: context.alwaysTerminated ? "truncated-file" : "last-line-unterminated",
        message: `The last line (${last.line}) ends without a line break: if the file was cut there, its last number is too.`,
      });
    }
  }
  const short = rows.filter((row) => row.cells.length < width);
  const long = rows.filter((row) => row.cells.length > width && !blankFrom(row.cells, width));
  if (short[0] !== undefined) {
    warnings.push({
      code: "uneven-rows",
      message: `Table "${block.name}": ${short.length} of ${rows.length} rows have fewer than ${width} cells (first: line ${short[0].line}, ${short[0].cells.length}); missing cells are not a number.`,
    });
  }
  if (long[0] !== undefined) {
    warnings.push({
      code: "uneven-rows",
      message: `Table "${block.name}": ${long.length} of ${rows.length} rows have more than ${width} cells (first: line ${long[0].line}, ${long[0].cells.length}); what is beyond is left out.`,
    });
  }
  return rows;
}

function columnValues(
  head: ColumnHead,
  index: number,
  rows: readonly TextRow[],
  mark: DecimalMark,
  block: TextBlock,
  warnings: Warning[],
): StoredArray {
  const values = new Float64Array(rows.length);
  let unreadable = 0;
  let filled = 0;
  let first: { line: number; cell: string } | null = null;
  for (const [i, row] of rows.entries()) {
    const cell = row.cells[index] ?? "";
    const value = parseNumber(cell, mark);
    if (cell !== "") filled++;
    if (value === null) {
      unreadable++;
      first ??= { line: row.line, cell };
    }
    values[i] = value ?? Number.NaN;
  }
  if (first === null) return values;
  if (unreadable > TEXT_SHARE * filled) return rows.map((row) => row.cells[index] ?? "");
  warnings.push({
    code: "unreadable-cells",
    message: `Table "${block.name}", column ${head.vendorName}: ${unreadable} of ${filled} cells are no number (first: "${first.cell.slice(0, 40)}" in line ${first.line}); they are left empty.`,
  });
  return values;
}

/**
 * Reads the numbers of a block: one decimal mark for all of it; columns that are mostly no number stay text.
 * Rows keep the order of the file; a row is dropped only if the file was cut in it.
 * @throws FormatError for two decimal marks in one block, or more than 2048 columns
 */
export function tableOfBlock(block: TextBlock, context: BlockContext): Table {
  let heads = block.heads;
  while (
    heads.length > 0 &&
    heads.at(-1)?.vendorName === "" &&
    block.rows.every((r) => (r.cells[heads.length - 1] ?? "") === "")
  ) {
    heads = heads.slice(0, -1);
  }
  if (heads.length > MOST_COLUMNS) {
    throw new FormatError(
      `Table "${block.name}" has more than ${MOST_COLUMNS} columns; this is no table of an instrument.`,
      {
        file: context.source.file,
        line: block.rows[0]?.line ?? 1,
      },
    );
  }
  const rows = settleRows(block, heads.length, context);
  const { mark, warning } = decideDecimalMark(rows, context.source.file);
  if (warning !== null) context.warnings.push(warning);
  const columns: Column[] = withoutRepeats(heads).map((head, index) => {
    const values = columnValues(head, index, rows, mark, block, context.warnings);
    return lazyColumn(head, () => values);
  });
  return { name: block.name, rows: rows.length, columns };
}

/** A table with the rows for which `keep` holds. */
export function selectRows(table: Table, name: string, keep: (row: number) => boolean): Table {
  const kept: number[] = [];
  for (let i = 0; i < table.rows; i++) if (keep(i)) kept.push(i);
  const columns = table.columns.map((column) =>
    lazyColumn(column, () => {
      const values = column.values();
      if (!ArrayBuffer.isView(values)) return kept.map((i) => values[i] as string);
      return Float64Array.from(kept, (i) => values[i] as number);
    }),
  );
  return { name, rows: kept.length, columns };
}
