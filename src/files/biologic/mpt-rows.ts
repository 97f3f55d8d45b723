import { FormatError } from "../../base/errors.ts";
import type { StoredArray } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { countCells, NEWLINE, nthCell, RETURN, TAB } from "./mpt-cells.ts";
import { judgeLastLine } from "./mpt-last-line.ts";
import { decimalSign, isMissing, parseNumber } from "./mpt-number.ts";

/** Where the rows are, and what the reader needs to say where something is wrong. */
export interface RowBlock {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Number of the line, from 1, on which the block begins. */
  readonly firstLine: number;
  readonly headings: readonly string[];
  readonly decode: (bytes: Uint8Array) => string;
}

/** The columns, of equal length. */
export interface Rows {
  readonly count: number;
  readonly columns: readonly StoredArray[];
}

/** What is collected while the rows are read. */
interface Tally {
  rows: number;
  shortRows: number;
  skippedLines: number;
  /** Cells of each column that are neither number nor missing, and the line of the first. */
  readonly text: Uint32Array;
  readonly firstText: Uint32Array;
  readonly numbers: Uint32Array;
}

function countLines(bytes: Uint8Array): number {
  let lines = 1;
  for (let i = bytes.indexOf(NEWLINE); i >= 0; i = bytes.indexOf(NEWLINE, i + 1)) lines++;
  return lines;
}

function isBlankLine(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] !== TAB && bytes[i] !== 0x20) return false;
  return true;
}

/** The line that begins here, without its end. */
function lineAt(bytes: Uint8Array, from: number): Uint8Array {
  const newline = bytes.indexOf(NEWLINE, from);
  const end = newline < 0 ? bytes.length : newline;
  return bytes.subarray(from, end > from && bytes[end - 1] === RETURN ? end - 1 : end);
}

/** Whether a line has fewer cells than a row, and no number in any: a second header, a remark. */
function isProse(bytes: Uint8Array, from: number, to: number, width: number, decimal: number): boolean {
  for (let start = from; start <= to; ) {
    const tab = bytes.indexOf(TAB, start);
    const end = tab < 0 || tab > to ? to : tab;
    if (!Number.isNaN(parseNumber(bytes, start, end, decimal))) return false;
    start = end + 1;
  }
  return countCells(bytes.subarray(from, to)) < width;
}

/**
 * Reads tab-separated rows into numbers; a column without any number is kept as text. Missing cells (blank, NaN, XXX) are NaN,
 * blank lines are left out, and so is a last row that is cut, with a warning.
 * @throws FormatError if the rows cannot belong to the headings
 */
export function readRows(block: RowBlock, warn: (warning: Warning) => void): Rows {
  const { bytes, headings } = block;
  const width = headings.length;
  const lines = countLines(bytes);
  if (lines > 1 && lines * width > 4 * bytes.length + 4096)
    throw new FormatError(
      `${block.file} has ${width} column names but only ${bytes.length} bytes in ${lines} lines of rows; the file is damaged.`,
      { file: block.file, line: block.firstLine - 1 },
    );
  const columns = Array.from({ length: width }, () => new Float64Array(lines));
  const offsets = new Uint32Array(lines + 1);
  const tally: Tally = {
    rows: 0,
    shortRows: 0,
    skippedLines: 0,
    text: new Uint32Array(width),
    firstText: new Uint32Array(width),
    numbers: new Uint32Array(width),
  };
  const decimal = decimalSign(bytes);
  let line = block.firstLine - 1;
  for (let from = 0, next = 0; from < bytes.length; from = next) {
    const newline = bytes.indexOf(NEWLINE, from);
    let to = newline < 0 ? bytes.length : newline;
    next = newline < 0 ? bytes.length : newline + 1;
    line++;
    if (to > from && bytes[to - 1] === RETURN) to--;
    if (isBlankLine(bytes, from, to)) continue;
    if (next === bytes.length) {
      const previous = tally.rows > 0 ? lineAt(bytes, offsets[tally.rows - 1] as number) : null;
      const judgement = judgeLastLine(bytes.subarray(from, to), newline >= 0, previous, width);
      if (judgement === "cut") {
        warn({
          code: "truncated-file",
          message: `The last line of ${block.file} (line ${line}) is cut: ${countCells(bytes.subarray(from, to))} of ${width} cells; it was left out, ${tally.rows} rows were read.`,
        });
        break;
      }
      if (judgement === "uncertain")
        warn({
          code: "last-row-uncertain",
          message: `The last line of ${block.file} (line ${line}) has no line end; its last cell may be cut.`,
        });
    }
    if (isProse(bytes, from, to, width, decimal)) {
      tally.skippedLines++;
      continue;
    }
    readRow(bytes, from, to, decimal, columns, tally, line);
    offsets[tally.rows] = next;
    offsets[tally.rows - 1] = from;
  }
  report(block, tally, warn);
  return {
    count: tally.rows,
    columns: columns.map((column, k) =>
      (tally.numbers[k] as number) === 0 && (tally.text[k] as number) > 0
        ? textColumn(block, offsets, tally.rows, k)
        : column.slice(0, tally.rows),
    ),
  };
}

function readRow(
  bytes: Uint8Array,
  from: number,
  to: number,
  decimal: number,
  columns: readonly Float64Array[],
  tally: Tally,
  line: number,
): void {
  const width = columns.length;
  let k = 0;
  let start = from;
  while (start <= to && k < width) {
    let end = start;
    while (end < to && bytes[end] !== TAB) end++;
    const value = parseNumber(bytes, start, end, decimal);
    (columns[k] as Float64Array)[tally.rows] = value;
    if (!Number.isNaN(value)) {
      tally.numbers[k] = (tally.numbers[k] as number) + 1;
    } else if (!isMissing(bytes, start, end)) {
      if (tally.text[k] === 0) tally.firstText[k] = line;
      tally.text[k] = (tally.text[k] as number) + 1;
    }
    k++;
    start = end + 1;
  }
  if (k < width) tally.shortRows++;
  for (; k < width; k++) (columns[k] as Float64Array)[tally.rows] = Number.NaN;
  tally.rows++;
}

function textColumn(block: RowBlock, offsets: Uint32Array, rows: number, column: number): readonly string[] {
  const { bytes, decode } = block;
  return Array.from({ length: rows }, (_, i) => decode(nthCell(lineAt(bytes, offsets[i] as number), column)).trim());
}

function report(block: RowBlock, tally: Tally, warn: (warning: Warning) => void): void {
  if (tally.shortRows > 0)
    warn({
      code: "missing-cells",
      message: `${tally.shortRows} of ${tally.rows} rows of ${block.file} have fewer than ${block.headings.length} cells; what is missing is NaN.`,
    });
  if (tally.skippedLines > 0)
    warn({
      code: "lines-not-read",
      message: `${tally.skippedLines} lines among the rows of ${block.file} hold no number and were left out.`,
    });
  block.headings.forEach((heading, k) => {
    const text = tally.text[k] as number;
    if (text > 0 && (tally.numbers[k] as number) > 0)
      warn({
        code: "not-a-number",
        message: `${text} cells of column "${heading}" of ${block.file} are not numbers (the first on line ${tally.firstText[k]}) and became NaN.`,
      });
  });
}
