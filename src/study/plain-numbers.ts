/** JSON replacer: typed arrays as lists. Non-finite numbers are null by JSON's own rule. */
export function plainNumbers(_key: string, value: unknown): unknown {
  return value instanceof Float64Array ||
    value instanceof Float32Array ||
    value instanceof Int32Array ||
    value instanceof Uint8Array
    ? Array.from(value)
    : value;
}
