import { FormatError } from "../../base/errors.ts";
import type { ColumnHead } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { columnNames } from "../columns.ts";
import type { InputFile, Measurement } from "../measurement.ts";
import { emptyCellEntry, unknownInstrument } from "../measurement.ts";
import { type Separator, splitCells } from "../text/cells.ts";
import { readStart } from "../text/dates.ts";
import { linesOf, type TextLines } from "../text/lines.ts";
import { measurementOf } from "../text/measurement.ts";
import { looksNumeric, type TextRow } from "../text/numbers.ts";
import { addSetting, type Preamble, settingNumber, settingText } from "../text/preamble.ts";
import { checkSweepEnd } from "../text/sweep-end.ts";
import { tableOfBlock } from "../text/table.ts";
import { zplotFormat } from "./format.ts";

/** The nine columns in their order, where a file names none. Z″ is stored with its own sign. */
const USUAL = ["Freq(Hz)", "Ampl", "Bias", "Time(Sec)", "Z'(a)", "Z''(b)", "GD", "Err", "Range"];

/** Heading of a ZPlot column: Z'(a) and Z''(b) are in Ω, Ampl and Bias in V or A by the kind of control. */
export function zplotHead(vendorName: string): ColumnHead {
  const folded = vendorName.toLowerCase().replace(/[\s"]+/g, "");
  if (/^freq/.test(folded)) return { vendorName, name: columnNames.frequency, unit: "Hz" };
  if (/^time/.test(folded)) return { vendorName, name: columnNames.time, unit: "s" };
  if (/^z''/.test(folded)) return { vendorName, name: columnNames.imaginaryImpedance, unit: "Ohm" };
  if (/^z'/.test(folded)) return { vendorName, name: columnNames.realImpedance, unit: "Ohm" };
  return { vendorName };
}

const separatorOf = (line: string): Separator =>
  line.includes("\t") ? "\t" : line.includes(",") ? "," : line.includes(";") ? ";" : " ";
const isHeader = (line: string): boolean => /freq/i.test(line) && /z'/i.test(line) && !line.includes(":");

/** Lines `key: value` with an indent; user comments stand between `Begin User Comments` and `End User Comments`. */
function readHeader(source: TextLines, end: number): { preamble: Preamble; comment: string } {
  const preamble: Preamble = { settings: [], privateFields: [] };
  const comments: string[] = [];
  let inComments = false;
  for (let i = 0; i < end; i++) {
    const line = (source.lines[i] ?? "").trim();
    if (/^End User Comments/i.test(line)) inComments = false;
    else if (inComments) comments.push(line);
    else if (/^Begin User Comments/i.test(line)) inComments = true;
    else {
      const pair = /^([^:]{1,60}):\s*(.*)$/.exec(line);
      if (pair?.[1] !== undefined && pair[2] !== undefined) addSetting(preamble, pair[1], pair[2]);
    }
  }
  return { preamble, comment: comments.join("\n").trim().slice(0, 10_000) };
}

/** Index of the first row of numbers, and of the line of column names before it (or −1). */
function findRows(source: TextLines): { readonly first: number; readonly names: number } {
  const { lines } = source;
  const end = lines.findIndex((line) => /^\s*End Comments/i.test(line));
  const names = lines.findIndex(isHeader);
  let first = Math.max(end, names) + 1;
  const marked = first > 0;
  const begins = (line: string): boolean =>
    marked ? splitCells(line, separatorOf(line)).some(looksNumeric) : startsWithNumbers(line);
  while (first < lines.length && !begins(lines[first] ?? "")) first++;
  return { first, names };
}

function startsWithNumbers(line: string): boolean {
  const cells = splitCells(line, separatorOf(line));
  return cells.length >= 3 && cells.slice(0, 3).every(looksNumeric);
}

/** Rows from `first` on; other lines are counted in a warning. */
export function rowsFrom(source: TextLines, first: number, separator: Separator, warnings: Warning[]): TextRow[] {
  const rows: TextRow[] = [];
  let strange = 0;
  let firstStrange = 0;
  for (let i = first; i < source.lines.length; i++) {
    const line = source.lines[i] ?? "";
    if (line.trim() === "" || line.trim() === "\x1a") continue;
    const cells = splitCells(line, separator);
    if (cells.some(looksNumeric)) rows.push({ line: i + 1, cells });
    else {
      strange++;
      firstStrange ||= i + 1;
    }
  }
  if (strange > 0) {
    warnings.push({
      code: "lines-left-out",
      message: `${strange} lines among the rows hold no number (first: line ${firstStrange}); they are left out.`,
    });
  }
  return rows;
}

/**
 * Reads a ZPlot or ZView file, with or without the block of comments; rows are separated by tabs or commas.
 * @throws FormatError if no row of numbers follows the header
 */
export function readZplot(file: InputFile): Measurement {
  const source = linesOf(file);
  const warnings: Warning[] = [];
  const { first, names } = findRows(source);
  const sample = source.lines[first];
  if (sample === undefined) {
    throw new FormatError(
      `No row of numbers in ${source.lines.length} lines; a .z file has rows of frequency, amplitude, bias, time, Z', Z''.`,
      { file: file.name, line: source.lines.length },
    );
  }
  const separator = separatorOf(sample);
  const rows = rowsFrom(source, first, separator, warnings);
  const header =
    names < 0 ? null : splitCells((source.lines[names] ?? "").trim(), separatorOf(source.lines[names] ?? ""));
  const width = splitCells(sample, separator).length;
  if (header === null && width !== 3 && width < 6) {
    throw new FormatError(
      `Line ${first + 1} holds ${width} numbers and no line names them; a .z file has nine columns: ${USUAL.join(", ")}.`,
      { file: file.name, line: first + 1 },
    );
  }
  const used = header ?? (width === 3 ? ["Freq(Hz)", "Z'(a)", "Z''(b)"] : USUAL);
  const { preamble, comment } = readHeader(source, first);
  const name = settingText(preamble, "Experiment Type") || "impedance";
  const table = tableOfBlock({ name, heads: used.map(zplotHead), rows }, { source, warnings, alwaysTerminated: true });
  checkSweepEnd(table, settingNumber(preamble, "vs Freq-Final"), warnings);
  const area = settingNumber(preamble, "Cell Surface Area") ?? settingNumber(preamble, "Surface Area (cm^2)");
  const software = settingText(preamble, "Measured Data, ZPlot");
  return measurementOf(zplotFormat, {
    tables: [table],
    warnings,
    ...preamble,
    technique: settingText(preamble, "Experiment Type") || null,
    start: readStart(settingText(preamble, "Date"), settingText(preamble, "Time"), warnings),
    instrument: { ...unknownInstrument, software: software === "" ? null : `ZPlot ${software}` },
    cell: {
      ...emptyCellEntry,
      area: area !== null && area > 0 ? area * 1e-4 : null,
      comment: comment === "" ? null : comment,
    },
  });
}
