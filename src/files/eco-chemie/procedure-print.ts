import { FormatError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";
import type { InputFile, Measurement } from "../measurement.ts";
import { emptyCellEntry, unknownInstrument } from "../measurement.ts";
import { splitCells } from "../text/cells.ts";
import { readStart } from "../text/dates.ts";
import { readHeading } from "../text/headings.ts";
import { linesOf } from "../text/lines.ts";
import { measurementOf } from "../text/measurement.ts";
import { readPreamble } from "../text/preamble.ts";
import { checkRowCount } from "../text/sweep-end.ts";
import { tableOfBlock } from "../text/table.ts";
import { rowsFrom } from "../zplot/zplot.ts";
import { procedurePrintFormat } from "./format.ts";

/**
 * Reads a procedure print of the Autolab programs: title, dates, description, `f/Hz Z'/Ohm -Z''/Ohm …`, a number of points,
 * rows with mantissas between 10 and 100.
 * @throws FormatError without the line of names or without rows
 */
export function readProcedurePrint(file: InputFile): Measurement {
  const source = linesOf(file);
  const warnings: Warning[] = [];
  const names = source.lines.findIndex((line) => /f\/Hz/.test(line) && /Z'/.test(line));
  if (names < 0) {
    throw new FormatError(`None of ${source.lines.length} lines names the columns (f/Hz, Z'/Ohm, -Z''/Ohm, …).`, {
      file: file.name,
      line: 1,
    });
  }
  const heads = splitCells(source.lines[names] ?? "", " ").map((cell) => readHeading(cell));
  const declared = /^\s*(\d{1,9})\s*$/.exec(source.lines[names + 1] ?? "")?.[1];
  const rows = rowsFrom(source, names + (declared === undefined ? 1 : 2), " ", warnings);
  if (rows.length === 0) {
    throw new FormatError("Names its columns but holds no row of numbers.", { file: file.name, line: names + 1 });
  }
  const title = /^Procedure\s*:\s*(.+)$/.exec((source.lines[0] ?? "").trim())?.[1]?.slice(0, 200);
  const table = tableOfBlock({ name: title ?? "impedance", heads, rows }, { source, warnings, alwaysTerminated: true });
  if (declared !== undefined) checkRowCount(table.name, table.rows, Number(declared), warnings);
  const description = (source.lines[2] ?? "").trim();
  const when = source.lines[1] ?? "";
  return measurementOf(procedurePrintFormat, {
    tables: [table],
    warnings,
    ...readPreamble(source.lines.slice(0, names), 1),
    start: readStart(when, when, warnings),
    instrument: { ...unknownInstrument, maker: "Eco Chemie" },
    cell: { ...emptyCellEntry, comment: names > 2 && description !== "" ? description.slice(0, 2000) : null },
  });
}
