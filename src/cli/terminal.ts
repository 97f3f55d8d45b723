import { formatNumber, formatQuantity } from "../figures/format-number.ts";

/** Text of a file made safe for a terminal: control characters and escape sequences become a visible mark. */
export function plain(text: string): string {
  return Array.from(text.replace(/[\t\n\r]+/g, " "), (character) => (isPrintable(character) ? character : "␣")).join(
    "",
  );
}

/** Neither a control character (C0, C1, DEL) nor one that turns the direction of writing. */
function isPrintable(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return false;
  return !((code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069));
}

/** Cuts a long text in the middle to `width` characters. */
export function cut(text: string, width: number): string {
  if (text.length <= width) return text;
  const head = Math.ceil((width - 1) / 2);
  return `${text.slice(0, head)}…${text.slice(text.length - (width - 1 - head))}`;
}

/** A number for reading; a dash where there is none. */
export function figure(value: number | null): string {
  return value === null ? "–" : formatNumber(value);
}

/** A quantity with a metric prefix, 6.1 kHz, 26 µs; a dash where there is none. */
export function withPrefix(value: number | null, unit: string, digits = 3): string {
  return value === null ? "–" : formatQuantity(value, unit, digits);
}

/** Columns of text, aligned: left where `align` says l, else right. */
export function columnsOfText(rows: readonly (readonly string[])[], align: string, indent = "  "): string {
  const widths = Array.from(align, (_, k) => Math.max(...rows.map((row) => (row[k] ?? "").length)));
  return rows
    .map((row) => {
      const cells = widths.map((width, k) =>
        align[k] === "l" ? (row[k] ?? "").padEnd(width) : (row[k] ?? "").padStart(width),
      );
      return `${indent}${cells.join("  ").trimEnd()}\n`;
    })
    .join("");
}
