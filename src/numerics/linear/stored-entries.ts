import type { MatrixLayout } from "./layout.ts";

/** Row and column of every stored entry that belongs to the matrix, one after the other: k-th in `slots`, `rows` and `columns`. */
export interface StoredEntries {
  readonly slots: Int32Array;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
}

/** All entries of a layout, in time and memory proportional to their number. Slots that no entry uses are left out. */
export function storedEntries(layout: MatrixLayout): StoredEntries {
  const slots: number[] = [];
  const rows: number[] = [];
  const columns: number[] = [];
  const add = (row: number, column: number): void => {
    const slot = layout.slot(row, column);
    if (slot < 0) return;
    slots.push(slot);
    rows.push(row);
    columns.push(column);
  };
  const { size } = layout;
  if (layout.kind === "arrow") {
    const { border, chains } = layout;
    for (let i = 0; i < border; i++) for (let j = 0; j < border; j++) add(i, j);
    for (const { cells, unknowns: m, first, columns: fromBorder, rows: intoBorder } of chains) {
      const end = first + cells * m;
      for (let i = first; i < end; i++) {
        const cell = first + Math.floor((i - first) / m) * m;
        for (let j = Math.max(first, cell - m); j < Math.min(end, cell + 2 * m); j++) add(i, j);
      }
      for (const { unknown, cells: coupled } of fromBorder) {
        for (let i = first; i < first + coupled * m; i++) add(i, unknown);
      }
      for (const { unknown, cells: coupled } of intoBorder) {
        for (let j = first; j < first + coupled * m; j++) add(unknown, j);
      }
    }
  } else {
    const [below, above] = layout.kind === "banded" ? [layout.below, layout.above] : [size, size];
    for (let i = 0; i < size; i++) {
      for (let j = Math.max(0, i - below); j <= Math.min(size - 1, i + above); j++) add(i, j);
    }
  }
  return { slots: Int32Array.from(slots), rows: Int32Array.from(rows), columns: Int32Array.from(columns) };
}
