/** Buffers of results that go to the page as they are, not as copies. */
const buffers = new WeakMap<object, ArrayBuffer[]>();

/** Fewer bytes than this are copied. */
const LARGE = 1 << 16;

/**
 * A copy of a list of numbers for the page: its buffer goes there with `result`, so that the page takes it without copying anything
 * itself, which blocks it. Short lists are given back as they are.
 */
export function copyToHandOver(values: Float64Array, result: object): Float64Array {
  if (values.byteLength < LARGE) return values;
  const copy = values.slice();
  const own = buffers.get(result) ?? [];
  buffers.set(result, own);
  own.push(copy.buffer);
  return copy;
}

/** The buffers that go to the page with a result. */
export function handedOver(result: unknown): ArrayBuffer[] {
  return typeof result === "object" && result !== null ? (buffers.get(result) ?? []) : [];
}
