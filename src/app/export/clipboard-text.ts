import { type Column, isText, type StoredArray, type Table } from "../../base/table.ts";

/** A cell of a tab-separated text: what would end a cell or a row is a space there. */
function plain(text: string): string {
  return text.replace(/[\t\r\n\v\f]+/g, " ");
}

/** A number in full, empty where there is none. A text that a spreadsheet would take for a formula is led by an apostrophe. */
function cell(values: StoredArray, row: number): string {
  if (isText(values)) {
    const text = plain(values[row] ?? "");
    return /^[=+@]|^-(?![\d.])/.test(text) ? `'${text}` : text;
  }
  const value = values[row] as number;
  return Number.isFinite(value) ? String(value) : "";
}

function rowsOf({ rows, columns }: Table): string[] {
  const values = columns.map((column) => column.values());
  return Array.from({ length: rows }, (_, row) => values.map((one) => cell(one, row)).join("\t"));
}

const unitOf = ({ unit }: Column): string => unit ?? "";

/**
 * A table for Origin: rows of long names, units and comments, then the numbers, separated by tabs. Intervals stand in columns
 * of their own, as the table has them.
 * @param comment of every column: where the numbers are from
 */
export function originText(table: Table, comment = ""): string {
  const { columns } = table;
  const heads = [
    columns.map(({ vendorName }) => plain(vendorName)),
    columns.map((column) => plain(unitOf(column))),
    columns.map(() => plain(comment)),
  ];
  return `${[...heads.map((cells) => cells.join("\t")), ...rowsOf(table)].join("\n")}\n`;
}

/** A table for Excel: one row of names with units, then the numbers, separated by tabs. */
export function excelText(table: Table): string {
  const head = table.columns.map((column) => {
    const unit = unitOf(column);
    return plain(unit === "" ? column.vendorName : `${column.vendorName} / ${unit}`);
  });
  return `${[head.join("\t"), ...rowsOf(table)].join("\n")}\n`;
}
