import { FormatError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";
import type { InputFile, Measurement } from "../measurement.ts";
import { emptyCellEntry, unknownInstrument } from "../measurement.ts";
import { splitCells } from "../text/cells.ts";
import { readStart } from "../text/dates.ts";
import { readHeading } from "../text/headings.ts";
import { linesOf } from "../text/lines.ts";
import { measurementOf } from "../text/measurement.ts";
import { readPreamble, settingNumber, settingText } from "../text/preamble.ts";
import { checkSweepEnd } from "../text/sweep-end.ts";
import { tableOfBlock } from "../text/table.ts";
import { rowsFrom } from "../zplot/zplot.ts";
import { chInstrumentsFormat } from "./format.ts";

/**
 * Reads an impedance text of CH Instruments: date, technique, settings, `Freq/Hz, Z'/ohm, Z"/ohm, Z/ohm, Phase/deg`, rows.
 * @throws FormatError without the line of names or without rows
 */
export function readChInstruments(file: InputFile): Measurement {
  const source = linesOf(file);
  const warnings: Warning[] = [];
  const names = source.lines.findIndex((line) => /^\s*Freq\/Hz\s*,/.test(line));
  const rows = names < 0 ? [] : rowsFrom(source, names + 1, ",", warnings);
  if (rows.length === 0) {
    throw new FormatError("Holds no row of numbers under Freq/Hz, Z'/ohm, Z\"/ohm.", {
      file: file.name,
      line: Math.max(names, 0) + 1,
    });
  }
  const heads = splitCells(source.lines[names] ?? "", ",").map((cell) => readHeading(cell));
  const technique = (source.lines[1] ?? "").trim().slice(0, 200);
  const preamble = readPreamble(source.lines.slice(2, names), 3);
  const table = tableOfBlock(
    { name: technique || "impedance", heads, rows },
    { source, warnings, alwaysTerminated: true },
  );
  checkSweepEnd(table, settingNumber(preamble, "Low Frequency (Hz)"), warnings);
  const when = source.lines[0] ?? "";
  const comment = [settingText(preamble, "Header"), settingText(preamble, "Note")]
    .filter((text) => text !== "")
    .join("\n");
  return measurementOf(chInstrumentsFormat, {
    tables: [table],
    warnings,
    ...preamble,
    technique: technique === "" ? null : technique,
    start: readStart(when, when, warnings),
    instrument: {
      ...unknownInstrument,
      maker: "CH Instruments",
      model: settingText(preamble, "Instrument Model") || null,
    },
    cell: { ...emptyCellEntry, comment: comment === "" ? null : comment },
  });
}
