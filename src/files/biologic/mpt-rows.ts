import { FormatError } from "../../base/errors.ts";
import type { StoredArray } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { decimalSign, isMissing, parseNumber } from "./mpt-number.ts";

const TAB = 0x09;
const NEWLINE = 0x0a;
const RETURN = 0x0d;

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

/** Cells of a line: one more than its tabs, less the empty one behind a closing tab. */
function countCells(bytes: Uint8Array, from: number, to: number): number {
  let cells = 1;
  for (let i = from; i < to; i++) if (bytes[i] === TAB) cells++;
  return bytes[to - 1] === TAB ? cells - 1 : cells;
}

function nthCell(bytes: Uint8Array, from: number, to: number, n: number): Uint8Array {
  let start = from;
  for (let k = 0; k < n; k++) {
    const tab = bytes.indexOf(TAB, start);
    if (tab < 0 || tab >= to) return bytes.subarray(to, to);
    start = tab + 1;
  }
  const tab = bytes.indexOf(TAB, start);
  return bytes.subarray(start, tab < 0 || tab > to ? to : tab);
}

/** Characters behind the E of the exponent; 0 without one. */
function exponentLength(cell: Uint8Array): number {
  const at = cell.findIndex((byte) => byte === 0x45 || byte === 0x65);
  return at < 0 ? 0 : cell.length - at - 1;
}

/** EC-Lab writes exponents as a sign and three digits. */
const EXPONENT = 4;

/** Judges the only row, without an end, by its last cell: a float without its exponent is cut. */
function judgeOnlyLine(row: Uint8Array, width: number): LastLine {
  const last = nthCell(row, 0, row.length, width - 1);
  const length = exponentLength(last);
  if (length > 0) return length >= EXPONENT ? "whole" : "cut";
  const hasExponents = row.includes(0x45);
  const isFloat = last.some((byte) => byte === 0x2e || byte === 0x2c || byte === 0x45);
  return hasExponents && isFloat ? "cut" : "uncertain";
}

/** How a last line without an end looks. */
type LastLine = "whole" | "cut" | "uncertain";

/**
 * Judges a last line without an end by the row before: it must have all cells, end in a tab if that one does, and have as long
 * an exponent in its last cell. A last cell without an exponent may have lost digits: uncertain.
 */
function judgeLastLine(
  bytes: Uint8Array,
  from: number,
  to: number,
  before: Uint8Array | null,
  width: number,
): LastLine {
  if (countCells(bytes, from, to) < width) return "cut";
  const closed = bytes[to - 1] === TAB;
  if (before === null) return closed ? "whole" : judgeOnlyLine(bytes.subarray(from, to), width);
  if (before[before.length - 1] === TAB) return closed ? "whole" : "cut";
  const wanted = exponentLength(nthCell(before, 0, before.length, width - 1));
  const found = exponentLength(nthCell(bytes, from, to, width - 1));
  if (wanted !== found) return "cut";
  return wanted > 0 ? "whole" : "uncertain";
}

/** Judges the last line that is not blank; `previous` is where the row before begins, −1 if there is none. */
function judgeEnd(
  bytes: Uint8Array,
  from: number,
  to: number,
  newline: number,
  previous: number,
  width: number,
): LastLine {
  if (newline >= 0) return countCells(bytes, from, to) < width ? "cut" : "whole";
  if (previous < 0) return judgeLastLine(bytes, from, to, null, width);
  let end = bytes.indexOf(NEWLINE, previous);
  if (bytes[end - 1] === RETURN) end--;
  return judgeLastLine(bytes, from, to, bytes.subarray(previous, end), width);
}

/** Whether a line has fewer cells than a row, and no number in any: a second header, a remark. */
function isProse(bytes: Uint8Array, from: number, to: number, width: number, decimal: number): boolean {
  if (countCells(bytes, from, to) >= width) return false;
  for (let start = from; start <= to; ) {
    const tab = bytes.indexOf(TAB, start);
    const end = tab < 0 || tab > to ? to : tab;
    if (!Number.isNaN(parseNumber(bytes, start, end, decimal))) return false;
    start = end + 1;
  }
  return true;
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
      const judgement = judgeEnd(
        bytes,
        from,
        to,
        newline,
        tally.rows > 0 ? (offsets[tally.rows - 1] as number) : -1,
        width,
      );
      if (judgement === "cut") {
        warn({
          code: "truncated-file",
          message: `The last line of ${block.file} (line ${line}) is cut: ${countCells(bytes, from, to)} of ${width} cells; it was left out, ${tally.rows} rows were read.`,
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
  return Array.from({ length: rows }, (_, i) => {
    const from = offsets[i] as number;
    const newline = bytes.indexOf(NEWLINE, from);
    return decode(nthCell(bytes, from, newline < 0 ? bytes.length : newline, column)).trim();
  });
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
