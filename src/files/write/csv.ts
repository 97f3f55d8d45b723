import type { Table } from "../../base/table.ts";
import { type HeadingNames, uniqueHeadings } from "./headings.ts";
import { cellOf, quoteHeading } from "./numbers.ts";

export interface CsvOptions {
  /** Headings as the instrument prints them (default) or our canonical names. */
  readonly names?: HeadingNames;
  readonly lineEnd?: "\n" | "\r\n";
}

/**
 * A table as CSV (RFC 4180, a point as decimal mark): one line of headings with units, numbers as the shortest decimals that
 * read back to the same bits (single precision as such), NaN empty, text always quoted.
 */
export function csvText(table: Table, options: CsvOptions = {}): string {
  const lineEnd = options.lineEnd ?? "\n";
  const columns = table.columns.map((column) => column.values());
  const lines = [uniqueHeadings(table, options.names).map(quoteHeading).join(",")];
  for (let row = 0; row < table.rows; row++) lines.push(columns.map((values) => cellOf(values, row)).join(","));
  return lines.join(lineEnd) + lineEnd;
}
