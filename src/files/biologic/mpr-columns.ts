import { type Column, lazyColumn, type NumericArray } from "../../base/table.ts";
import { viewOf } from "./bytes.ts";
import type { StoredType } from "./column-ids.ts";
import { columnHead } from "./column-names.ts";
import type { RecordField, RecordLayout } from "./mpr-record.ts";

/** Rows of equal records, back to back. */
export interface Records {
  readonly layout: RecordLayout;
  readonly rows: number;
  /** The records: rows · layout.size bytes. */
  readonly bytes: Uint8Array;
}

/** One column in its stored width; one pass over the records. */
function decodeStored({ layout, rows, bytes }: Records, offset: number, type: StoredType): NumericArray {
  const view = viewOf(bytes);
  const stride = layout.size;
  let at = offset;
  switch (type) {
    case "f4": {
      const values = new Float32Array(rows);
      for (let i = 0; i < rows; i++, at += stride) values[i] = view.getFloat32(at, true);
      return values;
    }
    case "f8": {
      const values = new Float64Array(rows);
      for (let i = 0; i < rows; i++, at += stride) values[i] = view.getFloat64(at, true);
      return values;
    }
    case "u1": {
      const values = new Uint8Array(rows);
      for (let i = 0; i < rows; i++, at += stride) values[i] = view.getUint8(at);
      return values;
    }
    case "u2": {
      const values = new Uint16Array(rows);
      for (let i = 0; i < rows; i++, at += stride) values[i] = view.getUint16(at, true);
      return values;
    }
    case "u4": {
      const values = new Uint32Array(rows);
      for (let i = 0; i < rows; i++, at += stride) values[i] = view.getUint32(at, true);
      return values;
    }
  }
}

function decodeFlag({ layout, rows, bytes }: Records, offset: number, mask: number, shift: number): Uint8Array {
  const values = new Uint8Array(rows);
  for (let i = 0, at = offset; i < rows; i++, at += layout.size) values[i] = ((bytes[at] as number) & mask) >> shift;
  return values;
}

/** The numbers of one field of all records. */
export function decodeField(records: Records, field: RecordField): NumericArray {
  return field.kind === "flag"
    ? decodeFlag(records, field.offset, field.flag.mask, field.flag.shift)
    : decodeStored(records, field.offset, field.type);
}

/** The stored columns in the order of the file, each decoded on first use. */
export function storedTableColumns(records: Records): Column[] {
  return records.layout.fields.map((field) => {
    if (field.kind === "stored" && !field.known)
      return lazyColumn({ vendorName: field.label, name: `unknown${field.id}` }, () => decodeField(records, field));
    const label = field.kind === "flag" ? field.flag.label : field.label;
    return lazyColumn(columnHead(label), () => decodeField(records, field));
  });
}
