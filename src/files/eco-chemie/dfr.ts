import { FormatError } from "../../base/errors.ts";
import type { ColumnHead } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { columnNames } from "../columns.ts";
import type { InputFile, Measurement } from "../measurement.ts";
import { unknownInstrument } from "../measurement.ts";
import { linesOf } from "../text/lines.ts";
import { measurementOf } from "../text/measurement.ts";
import type { TextRow } from "../text/numbers.ts";
import { checkRowCount } from "../text/sweep-end.ts";
import { tableOfBlock } from "../text/table.ts";
import { ecoChemieFormat } from "./format.ts";

/** Numbers of a point, one a line: f, Z', −Z″ and six whose meaning is not published. */
const NUMBERS_PER_POINT = 9;
const HEADS: readonly ColumnHead[] = [
  { vendorName: "number 1", name: columnNames.frequency, unit: "Hz" },
  { vendorName: "number 2", name: columnNames.realImpedance, unit: "Ohm" },
  { vendorName: "number 3", name: columnNames.negativeImaginaryImpedance, unit: "Ohm" },
  ...Array.from({ length: 6 }, (_, i) => ({ vendorName: `number ${i + 4}` })),
];

/**
 * Reads an Eco Chemie FRA .dfr file: version, number of points, 1, then nine lines a point.
 * The program appends its settings after the last point; they are kept as text lines only in number.
 * @throws FormatError for another beginning, or no whole point
 */
export function readDfr(file: InputFile): Measurement {
  const source = linesOf(file);
  const lines = source.lines.map((line) => line.trim());
  const version = /^VERSION(\d[\d.]*)$/.exec(lines[0] ?? "")?.[1];
  const count = /^\d{1,9}$/.test(lines[1] ?? "") ? Number(lines[1]) : null;
  if (version === undefined || count === null) {
    throw new FormatError(
      `Begins with "${(lines[0] ?? "").slice(0, 40)}" and "${(lines[1] ?? "").slice(0, 40)}"; a .dfr file begins with VERSION and a number of points.`,
      { file: file.name, line: version === undefined ? 1 : 2 },
    );
  }
  const warnings: Warning[] = [];
  const rows: TextRow[] = [];
  for (let point = 0; point < count; point++) {
    const start = 3 + point * NUMBERS_PER_POINT;
    const cells = lines.slice(start, start + NUMBERS_PER_POINT);
    if (cells.length < NUMBERS_PER_POINT || (cells.length === NUMBERS_PER_POINT && cells.some((cell) => cell === "")))
      break;
    rows.push({ line: start + 1, cells });
  }
  if (rows.length === 0) {
    throw new FormatError(`Declares ${count} points; none of nine lines follows.`, { file: file.name, line: 4 });
  }
  checkRowCount("impedance", rows.length, count, warnings);
  if (!source.terminated && 3 + count * NUMBERS_PER_POINT >= lines.length) {
    warnings.push({
      code: "truncated-file",
      message: "The last line ends without a line break: if the file was cut there, its last number is too.",
    });
  }
  const table = tableOfBlock({ name: "impedance", heads: HEADS, rows }, { source, warnings, alwaysTerminated: true });
  return measurementOf(ecoChemieFormat, {
    tables: [table],
    warnings,
    instrument: { ...unknownInstrument, maker: "Eco Chemie", software: `FRA file version ${version}` },
  });
}
