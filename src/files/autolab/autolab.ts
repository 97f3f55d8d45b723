import { FormatError } from "../../base/errors.ts";
import type { Table } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import type { InputFile, Measurement } from "../measurement.ts";
import { unknownInstrument } from "../measurement.ts";
import { findBlocks } from "../text/blocks.ts";
import { type Separator, splitCells } from "../text/cells.ts";
import { linesOf, type TextLines } from "../text/lines.ts";
import { measurementOf } from "../text/measurement.ts";
import { readPreamble } from "../text/preamble.ts";
import { checkRowCount } from "../text/sweep-end.ts";
import { tableOfBlock } from "../text/table.ts";
import { rowsFrom, zplotHead } from "../zplot/zplot.ts";
import { autolabFormat } from "./format.ts";

/** Z60W: a title, a number of points, the names, rows as in ZPlot. */
function readZ60w(source: TextLines, warnings: Warning[]): Table[] {
  const names = source.lines.findIndex((line) => /freq/i.test(line) && /z'/i.test(line));
  if (names < 0) {
    throw new FormatError("Is titled Z60W Data File but no line names the columns (Freq, Ampl, Bias, Time, Z', Z'').", {
      file: source.file,
      line: source.lines.length,
    });
  }
  const separator: Separator = (source.lines[names] ?? "").includes("\t") ? "\t" : ",";
  const heads = splitCells(source.lines[names] ?? "", separator).map(zplotHead);
  const rows = rowsFrom(source, names + 1, separator, warnings);
  const table = tableOfBlock({ name: "impedance", heads, rows }, { source, warnings, alwaysTerminated: true });
  const declared = source.lines.slice(1, names).find((line) => /^\s*"?\d{1,9}"?[\s,]*$/.test(line));
  if (declared !== undefined) {
    checkRowCount(table.name, table.rows, Number.parseInt(declared.replace(/\D/g, ""), 10), warnings);
  }
  return [table];
}

/** Nova: headings `Index;Frequency (Hz);Z' (Ω);-Z'' (Ω);…`; the minus in the heading says what is stored. */
function readNova(source: TextLines, warnings: Warning[]): { tables: Table[]; preambleEnd: number } {
  const header = source.lines.find((line) => /Frequency \(Hz\)/.test(line)) ?? "";
  const counted = ([";", "\t", ","] as const).map((mark) => [mark, header.split(mark).length] as const);
  const separator = counted.reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  const found = findBlocks(source, { separator, least: 2 }, warnings);
  const tables = found.blocks.map((block) => tableOfBlock(block, { source, warnings, alwaysTerminated: false }));
  return { tables, preambleEnd: found.preambleEnd };
}

/**
 * Reads text of Autolab programs: Z60W files of FRA and the ASCII export of Nova, told apart by their first line.
 * @throws FormatError without a line of names or without rows
 */
export function readAutolab(file: InputFile): Measurement {
  const source = linesOf(file);
  const warnings: Warning[] = [];
  const isZ60w = /^"?Z60W Data File/i.test(source.lines[0] ?? "");
  const nova = isZ60w ? null : readNova(source, warnings);
  const tables = nova === null ? readZ60w(source, warnings) : nova.tables;
  if (tables.every((table) => table.rows === 0)) {
    throw new FormatError("Names its columns but holds no row of numbers.", {
      file: file.name,
      line: source.lines.length,
    });
  }
  const preamble = readPreamble(source.lines.slice(0, nova?.preambleEnd ?? 0), 1);
  return measurementOf(autolabFormat, {
    tables,
    warnings,
    ...preamble,
    instrument: { ...unknownInstrument, maker: "Metrohm Autolab", software: isZ60w ? "FRA" : "Nova" },
  });
}
