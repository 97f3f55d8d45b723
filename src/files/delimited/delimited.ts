import { FormatError } from "../../base/errors.ts";
import { findColumn, findNumbers, type Table } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { columnNames } from "../columns.ts";
import { emptyCellEntry, type InputFile, type Measurement } from "../measurement.ts";
import { detectLayout, findBlocks } from "../text/blocks.ts";
import { linesOf } from "../text/lines.ts";
import { measurementOf } from "../text/measurement.ts";
import { readPreamble } from "../text/preamble.ts";
import { type BlockContext, tableOfBlock } from "../text/table.ts";
import { inOurSigns, saidElectrodes } from "./bdf-signs.ts";
import { delimitedFormat } from "./format.ts";

/** Share of positive Z″ above which a plain heading is suspected to hold −Z″. */
const SUSPICIOUS_SHARE = 0.9;

/** A column headed plainly `Zimag` whose values are all positive is an inductor, or −Z″ without its sign in the heading. */
function checkSign(table: Table, warnings: Warning[]): void {
  const imaginary = findNumbers(table, columnNames.imaginaryImpedance);
  if (imaginary === undefined || imaginary.length < 5) return;
  let positive = 0;
  for (const x of imaginary) if (x > 0) positive++;
  if (positive < SUSPICIOUS_SHARE * imaginary.length) return;
  const heading = findColumn(table, columnNames.imaginaryImpedance)?.vendorName ?? "";
  warnings.push({
    code: "imaginary-part-positive",
    message: `${positive} of ${imaginary.length} values of ${heading} are positive: an inductive spectrum, or the file holds −Z'' under a heading without the minus.`,
  });
}

/**
 * Reads any text that holds rows of numbers: the separator is the one under which most rows are numbers, the decimal mark is
 * decided once per table, headings are the line above the rows.
 * @throws FormatError for a file without rows of numbers, a binary file, or two decimal marks
 */
export function readDelimited(file: InputFile): Measurement {
  const source = linesOf(file);
  const layout = detectLayout(source.lines);
  if (layout === null) {
    const first = (source.lines.find((line) => line.trim() !== "") ?? "").trim().slice(0, 60);
    throw new FormatError(
      `No line holds two numbers; the text begins with "${first}". A table needs rows of numbers separated by commas, semicolons, tabs or blanks.`,
      { file: file.name, line: 1 },
    );
  }
  const warnings: Warning[] = [];
  const found = findBlocks(source, layout, warnings);
  const context: BlockContext = { source, warnings, alwaysTerminated: false };
  const tables = found.blocks.map((block) => inOurSigns(tableOfBlock(block, context), file, warnings));
  for (const table of tables) checkSign(table, warnings);
  const preamble = readPreamble(source.lines.slice(0, found.preambleEnd), 1);
  const { working, reference } = saidElectrodes(tables, file);
  return measurementOf(delimitedFormat, {
    tables,
    warnings,
    ...preamble,
    ...(working === undefined ? {} : { workingElectrode: working }),
    ...(reference === undefined ? {} : { cell: { ...emptyCellEntry, referenceElectrode: reference } }),
  });
}
