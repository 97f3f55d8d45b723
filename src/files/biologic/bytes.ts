/** Little-endian fields of a block of bytes that may be shorter than its format says: null beyond the end. */
export interface Fields {
  readonly length: number;
  u1(offset: number): number | null;
  u2(offset: number): number | null;
  u4(offset: number): number | null;
  f4(offset: number): number | null;
  f8(offset: number): number | null;
  /** Length byte and that many bytes of windows-1252; null if empty or cut. */
  pascal(offset: number): string | null;
}

const windows1252 = new TextDecoder("windows-1252");

/** Text in windows-1252, as EC-Lab writes it. */
export function vendorText(bytes: Uint8Array): string {
  return windows1252.decode(bytes);
}

/** A DataView over these bytes, wherever they lie in their buffer. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Reader of the fields of `bytes`. */
export function fieldsOf(bytes: Uint8Array): Fields {
  const view = viewOf(bytes);
  const within = (offset: number, size: number): boolean => offset >= 0 && offset + size <= bytes.length;
  return {
    length: bytes.length,
    u1: (offset) => (within(offset, 1) ? view.getUint8(offset) : null),
    u2: (offset) => (within(offset, 2) ? view.getUint16(offset, true) : null),
    u4: (offset) => (within(offset, 4) ? view.getUint32(offset, true) : null),
    f4: (offset) => (within(offset, 4) ? view.getFloat32(offset, true) : null),
    f8: (offset) => (within(offset, 8) ? view.getFloat64(offset, true) : null),
    pascal: (offset) => {
      const length = within(offset, 1) ? view.getUint8(offset) : 0;
      if (length === 0 || !within(offset + 1, length)) return null;
      const text = vendorText(bytes.subarray(offset + 1, offset + 1 + length)).replace(/\0+$/, "");
      return text === "" ? null : text;
    },
  };
}
