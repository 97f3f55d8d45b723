import { FormatError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";
import type { InputFile, Measurement } from "../measurement.ts";
import { unknownInstrument } from "../measurement.ts";
import { splitCells } from "../text/cells.ts";
import { readHeading } from "../text/headings.ts";
import { linesOf } from "../text/lines.ts";
import { measurementOf } from "../text/measurement.ts";
import { tableOfBlock } from "../text/table.ts";
import { rowsFrom } from "../zplot/zplot.ts";
import { powerSuiteFormat } from "./format.ts";

/** The program writes f, Z' and Z″ without units: Hz and Ω. */
const UNITS: Readonly<Record<string, string>> = { frequency: "Hz", realImpedance: "Ohm", imaginaryImpedance: "Ohm" };

/**
 * Reads a PowerSuite text: `Frequency`, `Zre`, `Zimg`, one row a line.
 * @throws FormatError if there are no rows under the headings
 */
export function readPowerSuite(file: InputFile): Measurement {
  const source = linesOf(file);
  const warnings: Warning[] = [];
  const names = source.lines.findIndex((line) => /Frequency/.test(line));
  const heads = splitCells(source.lines[names] ?? "", "\t").map((cell) => {
    const head = readHeading(cell);
    return { ...head, unit: head.unit ?? UNITS[head.name ?? ""] ?? null };
  });
  const rows = rowsFrom(source, names + 1, "\t", warnings);
  if (names < 0 || rows.length === 0) {
    throw new FormatError("Holds no row of numbers under the headings Frequency, Zre, Zimg.", {
      file: file.name,
      line: Math.max(names, 0) + 1,
    });
  }
  const table = tableOfBlock({ name: "impedance", heads, rows }, { source, warnings, alwaysTerminated: true });
  return measurementOf(powerSuiteFormat, {
    tables: [table],
    warnings,
    instrument: { ...unknownInstrument, maker: "Princeton Applied Research", software: "PowerSuite" },
  });
}
