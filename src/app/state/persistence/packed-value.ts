import { DecodeError } from "./decode.ts";

/** Typed arrays that are kept beside the text, as their bytes. */
const arrays = { Float64Array, Float32Array, Int32Array, Uint32Array, Uint8Array } as const;
type ArrayName = keyof typeof arrays;

/** Marks an object of the text that stands for what JSON does not have. */
const MARK = "$";
const odd: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  "-Infinity": Number.NEGATIVE_INFINITY,
  "-0": -0,
};
/** Bytes that arrays begin at a multiple of. */
const STEP = 8;
const HEAD = 8;

const padded = (length: number): number => Math.ceil(length / STEP) * STEP;

/**
 * Plain data with typed arrays as bytes: the length of a text in 8 bytes, the text (JSON), the arrays; compressed. What comes back is
 * equal to what went in, also NaN, ∞ and −0.
 */
export async function packValue(value: unknown): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  const text = JSON.stringify(value, (_, one: unknown) => {
    if (typeof one === "number" && (!Number.isFinite(one) || Object.is(one, -0))) {
      return { [MARK]: Object.is(one, -0) ? "-0" : String(one) };
    }
    if (!ArrayBuffer.isView(one)) return one;
    const bytes = Uint8Array.from(new Uint8Array(one.buffer, one.byteOffset, one.byteLength));
    const found = { [MARK]: one.constructor.name, at: offset, bytes: bytes.length };
    parts.push(bytes, new Uint8Array(padded(bytes.length) - bytes.length));
    offset += padded(bytes.length);
    return found;
  });
  const letters = new TextEncoder().encode(text);
  const head = new Uint8Array(HEAD);
  new DataView(head.buffer).setUint32(0, letters.length, true);
  const gap = new Uint8Array(padded(letters.length) - letters.length);
  const whole = new Blob([head, letters, gap, ...parts]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(whole).blob();
}

/** What `packValue` packed. @throws DecodeError where it is not that */
export async function unpackValue(packed: Blob): Promise<unknown> {
  const stream = packed.stream().pipeThrough(new DecompressionStream("gzip"));
  const whole = await new Response(stream).arrayBuffer().catch(() => {
    throw new DecodeError("The packed value is cut short or damaged.");
  });
  if (whole.byteLength < HEAD) throw new DecodeError(`The packed value has ${whole.byteLength} bytes.`);
  const length = new DataView(whole).getUint32(0, true);
  if (HEAD + length > whole.byteLength) throw new DecodeError(`The packed value announces a text of ${length} bytes.`);
  const data = HEAD + padded(length);
  const text = new TextDecoder().decode(new Uint8Array(whole, HEAD, length));
  return JSON.parse(text, (_, one: unknown) => {
    if (typeof one !== "object" || one === null || !(MARK in one)) return one;
    const mark = String(one[MARK]);
    if (Object.hasOwn(odd, mark)) return odd[mark];
    if (!Object.hasOwn(arrays, mark) || !("at" in one) || !("bytes" in one)) {
      throw new DecodeError(`The packed value holds a ${mark}.`);
    }
    const kind = arrays[mark as ArrayName];
    const [at, bytes] = [Number(one.at), Number(one.bytes)];
    return new kind(whole.slice(data + at, data + at + bytes));
  });
}
