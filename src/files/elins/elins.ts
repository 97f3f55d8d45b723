import { FormatError } from "../../base/errors.ts";
import type { ColumnHead } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { columnNames } from "../columns.ts";
import type { InputFile, Measurement } from "../measurement.ts";
import { emptyCellEntry, unknownInstrument } from "../measurement.ts";
import { splitCells } from "../text/cells.ts";
import { readStart } from "../text/dates.ts";
import { linesOf, type TextLines } from "../text/lines.ts";
import { measurementOf } from "../text/measurement.ts";
import { looksNumeric } from "../text/numbers.ts";
import { checkRowCount } from "../text/sweep-end.ts";
import { tableOfBlock } from "../text/table.ts";
import { rowsFrom } from "../zplot/zplot.ts";
import { elinsFormat } from "./format.ts";

const HEADS: readonly ColumnHead[] = [
  { vendorName: "column 1", name: columnNames.frequency, unit: "Hz" },
  { vendorName: "column 2", name: columnNames.realImpedance, unit: "Ohm" },
  { vendorName: "column 3", name: columnNames.imaginaryImpedance, unit: "Ohm" },
];

const isRow = (line: string): boolean => {
  const cells = splitCells(line, " ");
  return cells.length >= 3 && cells.slice(0, 3).every(looksNumeric);
};

/** Index of the line with the number of points: a lone integer, a row after it. */
function findCount(source: TextLines): number {
  return source.lines.findIndex((line, i) => /^\s*\d{1,9}\s*$/.test(line) && isRow(source.lines[i + 1] ?? ""));
}

/**
 * Reads an ELINS .i2b file: free lines, a blank one, the number of points, rows of f, Z', Z″.
 * @throws FormatError without the number of points followed by rows
 */
export function readElins(file: InputFile): Measurement {
  const source = linesOf(file);
  const count = findCount(source);
  if (count < 0) {
    throw new FormatError(
      `None of ${source.lines.length} lines is a number of points followed by rows of frequency, Z' and Z''.`,
      { file: file.name, line: source.lines.length },
    );
  }
  const warnings: Warning[] = [];
  const rows = rowsFrom(source, count + 1, " ", warnings);
  const table = tableOfBlock({ name: "impedance", heads: HEADS, rows }, { source, warnings, alwaysTerminated: true });
  checkRowCount(table.name, table.rows, Number(source.lines[count]), warnings);
  const comments = source.lines.slice(0, count).map((line) => line.trim());
  const dated = comments.find((line) => /\d{1,4}[-./]\d{1,2}[-./]\d{2,4}/.test(line)) ?? "";
  const comment = comments.join("\n").trim();
  return measurementOf(elinsFormat, {
    tables: [table],
    warnings,
    start: readStart(dated, dated, warnings),
    instrument: { ...unknownInstrument, maker: "ELINS" },
    cell: { ...emptyCellEntry, comment: comment === "" ? null : comment.slice(0, 10_000) },
  });
}
