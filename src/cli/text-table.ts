import { formatEnds, formatParts, formatWithin } from "../figures/format-interval.ts";
import { formatNumber, formatQuantity, ohmPrefix, prefixFor } from "../figures/format-number.ts";

/** Columns of a terminal that has not said otherwise. */
export const WIDTH = 80;

/** A value with its bounds of 95 %; null where there is none, the upper one infinite where nothing bounds it. */
export interface Bounded {
  readonly value: number | null;
  readonly lower?: number | null | undefined;
  readonly upper?: number | null | undefined;
}

/** A column of a table: heading and one text a row. */
export interface TextColumn {
  readonly head: string;
  readonly cells: readonly string[];
}

/** Heading of the bounds of the column before. */
const INTERVAL = "95 %";

/** Largest over smallest value of a column up to which all of them read well under one prefix. */
const ONE_PREFIX = 1e3;

/**
 * A quantity as one column, or as two where any row has bounds: the value, and `95 %` with both bounds. One prefix for the
 * whole column, named in the heading, unless the values span too much; then each has its own.
 */
export function quantityColumns(head: string, unit: string, rows: readonly Bounded[], prefixed = true): TextColumn[] {
  const sizes = rows.flatMap(({ value }) => (value === null || value === 0 ? [] : [Math.abs(value)]));
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const common = !prefixed || sizes.length === 0 || most <= ONE_PREFIX * least;
  const { factor, prefix } =
    prefixed && sizes.length > 0 ? prefixFor(Math.sqrt(least * most)) : ohmPrefix(sizes.length > 0 ? most : 0, unit);
  const title = common ? `${head} / ${prefix}${unit}` : head;
  const cells = rows.map((row) => (common ? scaled(row, factor) : ownPrefix(row, unit)));
  const values: TextColumn = { head: title, cells: cells.map(([value]) => value) };
  if (cells.every(([, bounds]) => bounds === "")) return [values];
  return [values, { head: INTERVAL, cells: cells.map(([, bounds]) => bounds || "–") }];
}

/** The value to the place of its interval's second digit, and the bounds: `154` and `144–166`; without an upper one `> 144`. */
function scaled(row: Bounded, factor: number): readonly [value: string, bounds: string] {
  if (row.value === null) return ["–", ""];
  const value = row.value / factor;
  const interval = intervalOf(row);
  if (interval === null) return [formatNumber(value, { digits: 3, keepZeros: true }), ""];
  const [lower, upper] = [interval[0] / factor, interval[1] / factor];
  if (!(upper > lower)) return [formatNumber(value, { digits: 4, keepZeros: true }), ""];
  if (value === interval[0] / factor || value === interval[1] / factor) return formatParts(value, { lower, upper });
  return [formatWithin(value, { lower, upper }), formatEnds({ lower, upper })];
}

function ownPrefix(row: Bounded, unit: string): [value: string, bounds: string] {
  if (row.value === null) return ["–", ""];
  if (intervalOf(row) === null) return [formatQuantity(row.value, unit), ""];
  const { factor, prefix } = prefixFor(row.value);
  const [text, bounds] = scaled(row, factor);
  return [`${text} ${prefix}${unit}`, bounds];
}

function intervalOf({ lower, upper }: Bounded): readonly [lower: number, upper: number] | null {
  if (typeof lower !== "number" || typeof upper !== "number") return null;
  const open = upper === Number.POSITIVE_INFINITY;
  return Number.isFinite(lower) && (open || Number.isFinite(upper)) ? [lower, upper] : null;
}

/** How a table is set. */
export interface TableOptions {
  readonly indent?: string;
  /** Headings of the columns that are aligned on the left. */
  readonly left?: readonly string[];
  readonly width?: number;
  /** Number of rows after which a line with an ellipsis says that some were left out. */
  readonly gapAfter?: number | undefined;
}

/**
 * Tables under one another where the columns do not fit side by side: the leading `fixed` columns open each of them, and bounds stay
 * beside their values.
 */
export function foldedTable(columns: readonly TextColumn[], fixed: number, options: TableOptions = {}): string {
  const { indent = "  ", width = WIDTH } = options;
  const size = ({ head, cells }: TextColumn): number => 2 + Math.max(head.length, ...cells.map((cell) => cell.length));
  const opening = columns.slice(0, fixed);
  const room = width - indent.length + 2 - opening.reduce((sum, column) => sum + size(column), 0);
  const parts: TextColumn[][] = [[]];
  let used = 0;
  columns.forEach((column, k) => {
    if (k < fixed) return;
    const next = columns[k + 1];
    const needed = size(column) + (next?.head === INTERVAL ? size(next) : 0);
    if (used > 0 && used + needed > room && column.head !== INTERVAL) {
      parts.push([]);
      used = 0;
    }
    parts.at(-1)?.push(column);
    used += size(column);
  });
  return parts.map((part) => textTable([...opening, ...part], options)).join("\n");
}

/** Columns side by side, right-aligned, those named in `left` left-aligned. The last column is wrapped at `width`. */
export function textTable(
  columns: readonly TextColumn[],
  { indent = "  ", left = [], width = WIDTH, gapAfter }: TableOptions = {},
): string {
  const widths = columns.map(({ head, cells }) => Math.max(head.length, ...cells.map((cell) => cell.length)));
  const before = indent.length + widths.slice(0, -1).reduce((sum, one) => sum + one + 2, 0);
  const rows = columns[0]?.cells.length ?? 0;
  const lines: string[] = [];
  for (let row = -1; row < rows; row++) {
    const texts = columns.map(({ head, cells }) => (row < 0 ? head : (cells[row] ?? "")));
    const [first = "", ...more] =
      before < width - 16 ? wrapped(texts[texts.length - 1] ?? "", width - before) : [texts[texts.length - 1] ?? ""];
    const placed = texts.map((text, k) => {
      const shown = k === texts.length - 1 ? first : text;
      return left.includes(columns[k]?.head ?? "") ? shown.padEnd(widths[k] ?? 0) : shown.padStart(widths[k] ?? 0);
    });
    // A wrapped column is narrower than its longest text.
    if (more.length > 0) placed[placed.length - 1] = first;
    if (row === gapAfter) lines.push(`${indent}${"…".padStart(widths[0] ?? 1)}\n`);
    lines.push(`${indent}${placed.join("  ").trimEnd()}\n`, ...more.map((text) => `${" ".repeat(before)}${text}\n`));
  }
  return lines.join("");
}

/** A text in lines of at most `width`, broken at spaces; a longer word stands alone. No-break spaces hold. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A sentence behind a mark, wrapped, its further lines under its first. */
export function marked(mark: string, text: string, indent = "  ", width: number = WIDTH): string {
  const inner = mark === "" ? indent : `${indent}${" ".repeat(mark.length + 1)}`;
  return wrapped(text, width - inner.length)
    .map((line, k) => `${k === 0 && mark !== "" ? `${indent}${mark} ` : inner}${line}\n`)
    .join("");
}
