import { FormatError } from "../../base/errors.ts";
import { findNumbers, type Table } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { columnNames } from "../columns.ts";
import type { InputFile, Measurement } from "../measurement.ts";
import { unknownInstrument } from "../measurement.ts";
import { findBlocks } from "../text/blocks.ts";
import { linesOf } from "../text/lines.ts";
import { measurementOf } from "../text/measurement.ts";
import { selectRows, tableOfBlock } from "../text/table.ts";
import { parstatFormat } from "./format.ts";

/**
 * Reads a Parstat text, in which rows of direct current (0 Hz) and of impedance alternate: the impedance rows are the first
 * table, the others the second.
 * @throws FormatError if there are no rows under the headings
 */
export function readParstat(file: InputFile): Measurement {
  const source = linesOf(file);
  const warnings: Warning[] = [];
  const { blocks } = findBlocks(source, { separator: "\t", least: 2 }, warnings);
  const tables: Table[] = [];
  for (const block of blocks) {
    const table = tableOfBlock(block, { source, warnings, alwaysTerminated: true });
    const frequency = findNumbers(table, columnNames.frequency);
    if (frequency === undefined) tables.push(table);
    else {
      tables.push(
        selectRows(table, "impedance", (row) => frequency[row] !== 0),
        selectRows(table, "direct current", (row) => frequency[row] === 0),
      );
    }
  }
  const filled = tables.filter((table) => table.rows > 0);
  if (filled.length === 0) {
    throw new FormatError("Names its columns but holds no row of numbers.", { file: file.name, line: 2 });
  }
  return measurementOf(parstatFormat, {
    tables: filled,
    warnings,
    instrument: { ...unknownInstrument, maker: "Princeton Applied Research", model: "Parstat" },
  });
}
