import { DomainError } from "./errors.ts";

/** Numbers in the width in which the instrument stored them. */
export type NumericArray =
  | Float64Array
  | Float32Array
  | Int32Array
  | Uint32Array
  | Int16Array
  | Uint16Array
  | Int8Array
  | Uint8Array;

/** The stored values of a column: numbers, or text. */
export type StoredArray = NumericArray | readonly string[];

/** A column of a table as the instrument stored it: vendor unit, vendor sign. */
export interface Column {
  /** Our name for the quantity, spelled out: `frequency`, `negativeImaginaryImpedance`. The vendor name where we know none. */
  readonly name: string;
  /** The heading exactly as the instrument prints it: `-Im(Z)/Ohm`. */
  readonly vendorName: string;
  /** Unit of the stored values as the vendor writes it, null without one. */
  readonly unit: string | null;
  /** The rule, in words or symbols, by which a column that the file does not hold was computed; null for stored columns. */
  readonly derived: string | null;
  /** The values; decoded on the first call and kept. The array belongs to the table: do not write to it. */
  values(): StoredArray;
}

/** Columns of equal length. */
export interface Table {
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly Column[];
  /** Name of the table of the same file that holds these rows too, ready for analysis; left out where there is none. */
  readonly supersededBy?: string;
}

/** What describes a column besides its values; `name` and `derived` default to the vendor name and to stored. */
export interface ColumnHead {
  readonly vendorName: string;
  readonly name?: string;
  readonly unit?: string | null;
  readonly derived?: string | null;
}

/** A column whose values are computed by `decode` on first use. */
export function lazyColumn(head: ColumnHead, decode: () => StoredArray): Column {
  let kept: StoredArray | undefined;
  return {
    name: head.name ?? head.vendorName,
    vendorName: head.vendorName,
    unit: head.unit ?? null,
    derived: head.derived ?? null,
    values: () => {
      kept ??= decode();
      return kept;
    },
  };
}

/** True for columns of text. */
export function isText(values: StoredArray): values is readonly string[] {
  return Array.isArray(values);
}

/** The first column with the canonical name, or undefined. */
export function findColumn(table: Table, name: string): Column | undefined {
  return table.columns.find((column) => column.name === name);
}

/** The numbers of the first column with the canonical name; undefined if there is none or it holds text. */
export function findNumbers(table: Table, name: string): NumericArray | undefined {
  const values = findColumn(table, name)?.values();
  return values === undefined || isText(values) ? undefined : values;
}

/** As `findNumbers`. @throws DomainError naming the columns there are */
export function numbersOf(table: Table, name: string): NumericArray {
  const values = findNumbers(table, name);
  if (values === undefined) {
    const present = table.columns.map((column) => column.vendorName).join(", ");
    throw new DomainError(`Table "${table.name}" has no numeric column "${name}"; it has ${present}.`);
  }
  return values;
}
