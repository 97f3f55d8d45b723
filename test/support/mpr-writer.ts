/** Composes .mpr files for tests, from the description of the format: nothing here is shared with the reader. */

/** A column of a test file: its id, how it is stored, its numbers. Flags are given together as the bytes of id 1. */
export interface TestColumn {
  readonly id: number;
  readonly type: "f4" | "f8" | "u1" | "u2" | "u4" | "flags";
  readonly values: readonly number[];
}

export interface TestModule {
  readonly name: string;
  readonly payload: Uint8Array;
  readonly version?: number;
}

const encode = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);

const bytesOf = { f4: 4, f8: 8, u1: 1, u2: 2, u4: 4, flags: 1 } as const;

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

function put(view: DataView, offset: number, type: TestColumn["type"], value: number): void {
  if (type === "f4") view.setFloat32(offset, value, true);
  else if (type === "f8") view.setFloat64(offset, value, true);
  else if (type === "u2") view.setUint16(offset, value, true);
  else if (type === "u4") view.setUint32(offset, value, true);
  else view.setUint8(offset, value);
}

/** One module; `new` gives the header of EC-Lab 11.50 and later. */
export function moduleBytes({ name, payload, version = 0 }: TestModule, header: "old" | "new"): Uint8Array {
  const size = header === "new" ? 65 : 57;
  const head = new Uint8Array(size).fill(0x20, 0, 41);
  const view = new DataView(head.buffer);
  head.set(encode("MODULE"), 0);
  head.set(encode(name), 6);
  head.set(encode(name), 16);
  if (header === "new") {
    view.setUint32(41, 0xffffffff, true);
    view.setUint32(45, payload.length, true);
    view.setUint32(53, name === "VMP data" ? 11 : 10, true);
  } else {
    view.setUint32(41, payload.length, true);
    view.setUint32(45, version, true);
  }
  head.set(encode("03/04/25"), size - 8);
  return concat([head, payload]);
}

/** Payload of the data module. `extraIds` stand in the id list without bytes of their own in the record (flags). */
export function dataPayload(
  columns: readonly TestColumn[],
  layout: "v0" | "v2" | "v3" | "new",
  extraFlagIds: readonly number[] = [],
): Uint8Array {
  const start = { v0: 100, v2: 405, v3: 406, new: 1007 }[layout];
  const rows = columns[0]?.values.length ?? 0;
  const record = columns.reduce((sum, column) => sum + bytesOf[column.type], 0);
  const payload = new Uint8Array(start + rows * record);
  const view = new DataView(payload.buffer);
  const ids = columns.flatMap((column) => (column.type === "flags" ? [column.id, ...extraFlagIds] : [column.id]));
  view.setUint32(0, rows, true);
  if (layout === "new") view.setUint16(4, ids.length, true);
  else view.setUint8(4, ids.length);
  ids.forEach((id, i) => {
    if (layout === "v0") view.setUint8(5 + i, id);
    else view.setUint16((layout === "new" ? 6 : 5) + 2 * i, id, true);
  });
  if (layout === "v3") view.setUint8(405, 1);
  for (let row = 0, at = start; row < rows; row++)
    for (const column of columns) {
      put(view, at, column.type, column.values[row] ?? 0);
      at += bytesOf[column.type];
    }
  return payload;
}

export interface TestSettings {
  readonly technique?: number;
  readonly comment?: string;
  readonly area?: number;
  readonly areaUnit?: number;
  readonly mass?: number;
  readonly capacity?: number;
  /** Start of the parameter block, its number of parameters, and the record of each sequence. */
  readonly parameters?: { readonly start: number; readonly count: number; readonly records: readonly Uint8Array[] };
}

function pascal(payload: Uint8Array, offset: number, text: string): void {
  payload[offset] = text.length;
  payload.set(encode(text), offset + 1);
}

/** Payload of the settings module. */
export function settingsPayload(settings: TestSettings = {}): Uint8Array {
  const { start, count, records } = settings.parameters ?? { start: 0x1847, count: 1, records: [new Uint8Array(4)] };
  const block = concat([...records]);
  const payload = new Uint8Array(start + 4 + block.length + 410);
  const view = new DataView(payload.buffer);
  view.setUint8(0, settings.technique ?? 30);
  pascal(payload, 7, settings.comment ?? "");
  view.setFloat32(0x107, settings.mass ?? 0.001, true);
  view.setFloat32(0x211, settings.area ?? 0.001, true);
  pascal(payload, 0x215, "(unspecified)");
  view.setUint8(0x250, settings.areaUnit ?? 2);
  view.setUint8(0x251, 2);
  view.setFloat32(0x25c, settings.capacity ?? 0, true);
  view.setUint16(start, records.length, true);
  view.setUint16(start + 2, count, true);
  payload.set(block, start + 4);
  return payload;
}

/** Payload of the log: start as OLE date, channel 2, private fields filled. */
export function logPayload(ole: number): Uint8Array {
  const payload = new Uint8Array(0x1000);
  const view = new DataView(payload.buffer);
  payload[9] = 1;
  view.setUint16(0xab, 4711, true);
  view.setFloat64(0x249, ole, true);
  pascal(payload, 0x251, "C:\\measurements\\cell.mpr");
  pascal(payload, 0x351, "192.0.2.1");
  pascal(payload, 0x384, "USB");
  pascal(payload, 0x3b7, "11.50");
  pascal(payload, 0x3cf, "1854");
  return payload;
}

/** Payload of the loop module: starts and the number of rows. */
export function loopPayload(starts: readonly number[], rows: number): Uint8Array {
  const payload = new Uint8Array(4 + 4 * (starts.length + 1) + 40);
  const view = new DataView(payload.buffer);
  [starts.length + 1, ...starts, rows].forEach((value, i) => {
    view.setUint32(4 * i, value, true);
  });
  return payload;
}

/** Payload of ExtDev under an old header: one input, volts from `low` to `high` for values `from` to `to`. */
export function externalPayload(label: string, low: number, high: number, from: number, to: number): Uint8Array {
  const payload = new Uint8Array(443);
  const view = new DataView(payload.buffer);
  pascal(payload, 0x36, label);
  [high, low, to, from].forEach((value, i) => {
    view.setFloat32(0x52 + 4 * i, value, true);
  });
  return payload;
}

/** A whole file. */
export function mprFile(modules: readonly TestModule[], header: "old" | "new"): Uint8Array {
  const magic = new Uint8Array(52).fill(0x20, 0, 48);
  magic.set(encode("BIO-LOGIC MODULAR FILE\x1a"), 0);
  return concat([magic, ...modules.map((module) => moduleBytes(module, header))]);
}
