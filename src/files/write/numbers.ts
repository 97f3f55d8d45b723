import type { StoredArray } from "../../base/table.ts";
import { isText } from "../../base/table.ts";

/** The shortest decimal that a single-precision reader turns back into the same number. */
function shortestFloat32(x: number): string {
  for (let digits = 1; digits <= 9; digits++) {
    const short = Number(x.toPrecision(digits));
    if (Math.fround(short) === x) return String(short);
  }
  return String(x);
}

/**
 * A number as the shortest decimal that reads back to the same bits in the stored width; NaN is empty, infinities `inf`.
 */
export function formatNumber(x: number, single: boolean): string {
  if (Number.isNaN(x)) return "";
  if (!Number.isFinite(x)) return x > 0 ? "inf" : "-inf";
  if (Object.is(x, -0)) return "-0";
  return single ? shortestFloat32(x) : String(x);
}

/** Always quoted, quotes doubled (RFC 4180). */
export function quoteText(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** Quoted only where a separator, a quote or a line break asks for it. */
export function quoteHeading(text: string): string {
  return /[",\r\n]/.test(text) ? quoteText(text) : text;
}

/** A cell of a column, ready for CSV. */
export function cellOf(values: StoredArray, row: number): string {
  if (isText(values)) return quoteText(values[row] ?? "");
  return formatNumber(values[row] as number, values instanceof Float32Array);
}
