import type { Column, StoredArray, Table } from "../../base/table.ts";

/** A table as it goes from a worker to the page: functions cannot go, so that each column has its values. */
export interface SentTable extends Omit<Table, "columns"> {
  readonly columns: readonly SentColumn[];
}

interface SentColumn extends Omit<Column, "values"> {
  readonly values: StoredArray;
}

export function sentTable(table: Table): SentTable {
  return { ...table, columns: table.columns.map((column) => ({ ...column, values: column.values() })) };
}

export function receivedTable(table: SentTable): Table {
  return { ...table, columns: table.columns.map((column) => ({ ...column, values: () => column.values })) };
}
