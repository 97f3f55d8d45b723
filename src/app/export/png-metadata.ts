import type { Metadata } from "./metadata.ts";

/** Bytes of signature and header chunk of a PNG file: chunks may follow. */
const AFTER_HEADER = 8 + 25;

const table = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c;
});

/** Check value of a chunk (PNG specification, annex D). */
function crc(bytes: Uint8Array): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (table[(c ^ byte) & 0xff] as number) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + data.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, data.length);
  out.set(latin1(type), 4);
  out.set(data, 8);
  view.setUint32(8 + data.length, crc(out.subarray(4, 8 + data.length)));
  return out;
}

/** A text of Latin-1: other characters are written as JSON escapes them. */
function latin1(text: string): Uint8Array {
  const plain = text.replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

/** A PNG file that says how large it is on paper (pHYs), and in text chunks what it was made from: `Software`, and everything as JSON in `liquidus`. */
export function describedPng(png: Uint8Array, pixelsPerMetre: number | null, metadata: Metadata): Uint8Array {
  const chunks: Uint8Array[] = [];
  if (pixelsPerMetre !== null) {
    const data = new Uint8Array(9);
    const view = new DataView(data.buffer);
    view.setUint32(0, pixelsPerMetre);
    view.setUint32(4, pixelsPerMetre);
    data[8] = 1;
    chunks.push(chunk("pHYs", data));
  }
  const text = (keyword: string, value: string): Uint8Array => {
    const [key, told] = [latin1(keyword), latin1(value)];
    const data = new Uint8Array(key.length + 1 + told.length);
    data.set(key);
    data.set(told, key.length + 1);
    return chunk("tEXt", data);
  };
  chunks.push(text("Software", metadata.program ?? ""), text("liquidus", JSON.stringify(metadata)));
  const length = chunks.reduce((sum, one) => sum + one.length, 0);
  const out = new Uint8Array(png.length + length);
  out.set(png.subarray(0, AFTER_HEADER));
  let at = AFTER_HEADER;
  for (const one of chunks) {
    out.set(one, at);
    at += one.length;
  }
  out.set(png.subarray(AFTER_HEADER), at);
  return out;
}
