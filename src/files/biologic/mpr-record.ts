import { type FlagColumn, flagColumns, type StoredType, sizeOf, storedColumns } from "./column-ids.ts";

/** A column at its place in the record. */
export type RecordField =
  | { readonly kind: "flag"; readonly id: number; readonly offset: number; readonly flag: FlagColumn }
  | {
      readonly kind: "stored";
      readonly id: number;
      readonly offset: number;
      readonly label: string;
      readonly type: StoredType;
      readonly known: boolean;
    };

/** Layout of one row: packed fields in the order of the column ids. */
export interface RecordLayout {
  /** Bytes of one record. */
  readonly size: number;
  readonly fields: readonly RecordField[];
}

const typeBySize: Readonly<Record<number, StoredType>> = { 1: "u1", 2: "u2", 4: "f4", 8: "f8" };

/** Ids that are in no table of ours. */
export function unknownIds(ids: readonly number[]): readonly number[] {
  return ids.filter((id) => !flagColumns.has(id) && !storedColumns.has(id));
}

/** Bytes of a record that the known ids take; the flag columns take one byte together. */
export function knownSize(ids: readonly number[]): number {
  const flags = ids.some((id) => flagColumns.has(id)) ? 1 : 0;
  return ids.reduce((sum, id) => sum + sizeOfStored(id), flags);
}

function sizeOfStored(id: number): number {
  const stored = storedColumns.get(id);
  return stored === undefined ? 0 : sizeOf(stored.type);
}

/**
 * Places the columns in the record.
 * @param unknownSizes bytes of each unknown id in their order: 1, 2, 4, 8, or 0 for one that shares the flag byte
 */
export function layOut(ids: readonly number[], unknownSizes: readonly number[]): RecordLayout {
  const fields: RecordField[] = [];
  let size = 0;
  let flagByte = -1;
  let unknown = 0;
  for (const id of ids) {
    const flag = flagColumns.get(id);
    const stored = storedColumns.get(id);
    if (flag !== undefined) {
      if (flagByte < 0) {
        flagByte = size;
        size += 1;
      }
      fields.push({ kind: "flag", id, offset: flagByte, flag });
    } else if (stored !== undefined) {
      fields.push({ kind: "stored", id, offset: size, label: stored.label, type: stored.type, known: true });
      size += sizeOf(stored.type);
    } else {
      const type = typeBySize[unknownSizes[unknown++] ?? 0];
      if (type === undefined) continue;
      fields.push({ kind: "stored", id, offset: size, label: `unknown ${id}`, type, known: false });
      size += sizeOf(type);
    }
  }
  return { size, fields };
}
