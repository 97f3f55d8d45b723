import type { ColumnHead } from "../../base/table.ts";
import type { Warning } from "../../base/warnings.ts";
import { toSI } from "../../units/vendor-units.ts";
import { MOST_COLUMNS, type Separator, splitCells } from "./cells.ts";
import { isEvenlySpaced } from "./even-steps.ts";
import { readHeading } from "./headings.ts";
import type { TextLines } from "./lines.ts";
import { looksNumeric, parseNumber, type TextRow } from "./numbers.ts";
import type { TextBlock } from "./table.ts";

/** Lines that are looked at to find the separator. */
const SAMPLE_LINES = 400;
/** Rows of a block after which its usual width is known. */
const SETTLING_ROWS = 20;
/** Longest line of headings in characters. */
const LONGEST_HEADINGS = 50_000;
const SEPARATORS: readonly Separator[] = ["\t", ";", ",", " "];

function numericCells(cells: readonly string[]): { numeric: number; filled: number } {
  let numeric = 0;
  let filled = 0;
  for (const cell of cells) {
    if (cell === "") continue;
    filled++;
    if (looksNumeric(cell)) numeric++;
  }
  return { numeric, filled };
}

/** True for a row with at least `least` numbers and not mostly words. */
function isDataRow(cells: readonly string[], least: number): boolean {
  const { numeric, filled } = numericCells(cells);
  return numeric >= least && numeric >= 0.3 * filled;
}

/** Within a block a row may be short, hold markers of missing values or, at the width of the block, damaged cells. */
function continuesBlock(cells: readonly string[], width: number): boolean {
  const { numeric, filled } = numericCells(cells);
  if (filled === 0) return false;
  if (numeric >= 1 && cells.length === width) return true;
  if (numeric >= 2 && numeric >= 0.3 * filled) return true;
  return numeric >= 1 && cells.every((cell) => parseNumber(cell, ".") !== null || parseNumber(cell, ",") !== null);
}

export interface Layout {
  readonly separator: Separator;
  /** Part of the lines that are rows of numbers, 0 … 1. */
  readonly share: number;
  /** Fewest numbers in a row: 2, or 1 for a file that is one column of numbers. */
  readonly least: 1 | 2;
}

/**
 * The separator under which the most rows are numbers throughout; null if no line holds two numbers and the file is not one
 * column of numbers either.
 */
export function detectLayout(lines: readonly string[]): Layout | null {
  const filled = lines.filter((line) => line.trim() !== "");
  const sample =
    filled.length <= SAMPLE_LINES ? filled : [...filled.slice(0, SAMPLE_LINES / 2), ...filled.slice(-SAMPLE_LINES / 2)];
  let best: Separator | null = null;
  let bestScore = 0;
  let bestRows = 0;
  for (const separator of SEPARATORS) {
    let score = 0;
    let rows = 0;
    for (const line of sample) {
      const { numeric, filled: cells } = numericCells(splitCells(line, separator));
      if (numeric >= 2 && numeric >= 0.3 * cells) {
        score += numeric / cells;
        rows++;
      }
    }
    if (score > bestScore) {
      best = separator;
      bestScore = score;
      bestRows = rows;
    }
  }
  if (best !== null) return { separator: best, share: bestRows / sample.length, least: 2 };
  const numbers = sample.filter((line) => looksNumeric(line.trim())).length;
  return numbers >= 2 && numbers >= sample.length - 1
    ? { separator: "\t", share: numbers / sample.length, least: 1 }
    : null;
}

interface OpenBlock {
  readonly header: readonly { readonly text: string; readonly line: number }[];
  readonly rows: TextRow[];
}

export interface FoundBlocks {
  readonly blocks: readonly TextBlock[];
  /** Index of the first line of the first block with its headings: what is before is the preamble. */
  readonly preambleEnd: number;
}

function mostCommonWidth(rows: readonly TextRow[]): number {
  const counts = new Map<number, number>();
  for (const { cells } of rows) {
    let width = cells.length;
    while (width > 0 && cells[width - 1] === "") width--;
    counts.set(width, (counts.get(width) ?? 0) + 1);
  }
  let best = 0;
  let most = 0;
  for (const [width, count] of counts) {
    if (count > most || (count === most && width > best)) {
      most = count;
      best = width;
    }
  }
  return Math.min(best, MOST_COLUMNS);
}

/** Splits a line of headings into `width` cells, trying the ways in which programs set headings above columns. */
function splitHeadings(line: string, separator: Separator, width: number): string[] | null {
  if (line.length > LONGEST_HEADINGS) return null;
  const text = line.replace(/^\s*(?:#|%|\/\/|!)+\s?/, "");
  const own = splitCells(text, separator);
  const ways = [
    ...(separator === " " ? [] : [own]),
    ...(["\t", ";", ","] as const).map((mark) => splitCells(text, mark)),
    text.trim().split(/ {2,}/, MOST_COLUMNS + 1),
    splitCells(text.replace(/\s+(?=[([])/g, ""), " "),
    splitCells(text, " "),
  ];
  const trimmed = ways.map((cells) => {
    let end = cells.length;
    while (end > width && cells[end - 1] === "") end--;
    return cells.slice(0, end);
  });
  const fitting = trimmed.find((cells) => cells.length === width);
  if (fitting !== undefined) return fitting;
  // a first column of row numbers without a heading
  const oneShort = trimmed.find(
    (cells) => cells.length === width - 1 && width > 2 && cells.every((cell) => cell !== ""),
  );
  return oneShort === undefined ? null : ["", ...oneShort];
}

const isHeadings = (cells: readonly string[]): boolean => {
  const { numeric, filled } = numericCells(cells);
  return filled > 0 && numeric <= 0.25 * filled;
};

const isUnits = (cells: readonly string[]): boolean =>
  cells.some((cell) => cell !== "") &&
  cells.every((cell) => cell === "" || cell === "-" || toSI(cell.replace(/^[([](.*)[)\]]$/, "$1")) !== null);

interface Headings {
  readonly heads: ColumnHead[];
  readonly firstLine: number;
}

/** Headings from the lines above a block: names alone, or names with a line of units below. */
function headingsFrom(header: OpenBlock["header"], separator: Separator, width: number): Headings | null {
  const last = header.at(-1);
  if (last === undefined) return null;
  const cells = splitHeadings(last.text, separator, width);
  if (cells === null || !isHeadings(cells)) return null;
  const above = header.at(-2);
  if (above !== undefined && isUnits(cells)) {
    const names = splitHeadings(above.text, separator, width);
    if (names !== null && isHeadings(names)) {
      const heads = names.map((name, i) => {
        const unit = (cells[i] ?? "").replace(/^[([](.*)[)\]]$/, "$1");
        return readHeading(name, unit === "" || unit === "-" ? null : unit);
      });
      return { heads, firstLine: above.line };
    }
  }
  return { heads: cells.map((cell) => readHeading(cell)), firstLine: last.line };
}

/** The first column goes in equal steps: a scan over an angle or an energy. */
function isScan(width: number, rows: readonly TextRow[]): boolean {
  return isEvenlySpaced(
    rows.filter(({ cells }) => cells.length >= width).map(({ cells }) => Number((cells[0] ?? "").replace(",", "."))),
  );
}

/** Names for a block without headings: three columns, the first positive, are f, Z', Z″ as every program exports them. */
function assumedHeads(width: number, rows: readonly TextRow[], warnings: Warning[]): ColumnHead[] {
  const positive = rows.every(({ cells }) => Number((cells[0] ?? "").replace(",", ".")) > 0 || cells.length < width);
  if (width === 3 && positive && !isScan(width, rows)) {
    warnings.push({
      code: "columns-assumed",
      message:
        "The file has no headings; its three columns are taken as frequency in Hz, Z' and Z'' in Ω, the sign of Z'' as it stands.",
    });
    return [
      { vendorName: "column 1", name: "frequency", unit: "Hz" },
      { vendorName: "column 2", name: "realImpedance", unit: "Ohm" },
      { vendorName: "column 3", name: "imaginaryImpedance", unit: "Ohm" },
    ];
  }
  return Array.from({ length: width }, (_, i) => ({ vendorName: `column ${i + 1}` }));
}

/**
 * Finds the tables in a text: runs of rows of numbers under a line of headings. Headings in the middle of the file begin a new
 * table; other lines between rows are left out with a warning.
 */
export function findBlocks(
  source: TextLines,
  layout: Pick<Layout, "separator" | "least">,
  warnings: Warning[],
): FoundBlocks {
  const open: OpenBlock[] = [];
  let current: OpenBlock | null = null;
  let pending: { text: string; line: number }[] = [];
  let width = 0;
  let leftOut = 0;
  let firstLeftOut = 0;
  for (const [index, text] of source.lines.entries()) {
    if (text.trim() === "") continue;
    const cells = splitCells(text, layout.separator);
    // the width settles with the first rows
    if (current !== null && current.rows.length <= SETTLING_ROWS) width = mostCommonWidth(current.rows);
    const belongs =
      current === null || pending.length > 0 ? isDataRow(cells, layout.least) : continuesBlock(cells, width);
    if (!belongs) {
      pending.push({ text, line: index + 1 });
      continue;
    }
    const begins = current === null || (pending.length > 0 && beginsAnother(pending, layout.separator, cells, width));
    if (begins) {
      current = { header: pending.slice(-2), rows: [] };
      open.push(current);
    } else if (pending.length > 0) {
      leftOut += pending.length;
      firstLeftOut ||= (pending[0] as { line: number }).line;
    }
    pending = [];
    current?.rows.push({ line: index + 1, cells });
  }
  const rest = pending.filter((line) => current !== null && line.text.trim() !== "\x1a");
  if (rest[0] !== undefined) {
    leftOut += rest.length;
    firstLeftOut ||= rest[0].line;
  }
  if (leftOut > 0) {
    warnings.push({
      code: "lines-left-out",
      message: `${leftOut} lines between or after the rows are no rows of numbers (first: line ${firstLeftOut}, "${(source.lines[firstLeftOut - 1] ?? "").trim().slice(0, 40)}"); they are left out.`,
    });
  }
  return nameBlocks(open, layout.separator, warnings);
}

/** A line of headings stands above the row: of the row's own width, or as wide as the table before. */
function beginsAnother(
  pending: readonly { text: string }[],
  separator: Separator,
  row: readonly string[],
  width: number,
): boolean {
  const cells = splitCells((pending.at(-1) as { text: string }).text, separator);
  const wide = cells.length >= 2 && (cells.length === row.length || cells.length === width);
  return wide && cells.every((cell) => !looksNumeric(cell)) && cells.filter((cell) => cell !== "").length >= 2;
}

function nameBlocks(open: readonly OpenBlock[], separator: Separator, warnings: Warning[]): FoundBlocks {
  const largest = Math.max(0, ...open.slice(0, 1000).map((block) => block.rows.length));
  const real = open.filter((block) => block.rows.length > 1 || largest <= 1 || block === open.at(-1));
  const blocks: TextBlock[] = [];
  let preambleEnd: number | null = null;
  for (const { header, rows } of real) {
    const width = mostCommonWidth(rows);
    const headings = headingsFrom(header, separator, width);
    if (headings === null && header.length > 0) {
      const last = header.at(-1) as { text: string; line: number };
      warnings.push({
        code: "headings-not-understood",
        message: `Line ${last.line} ("${last.text.trim().slice(0, 60)}") above ${rows.length} rows of ${width} numbers gives no headings.`,
      });
    }
    const heads = headings?.heads ?? assumedHeads(width, rows, warnings);
    preambleEnd ??= (headings?.firstLine ?? rows[0]?.line ?? 1) - 1;
    blocks.push({ name: `table ${blocks.length + 1}`, heads, rows });
  }
  return { blocks, preambleEnd: preambleEnd ?? 0 };
}
