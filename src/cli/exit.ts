/** Exit status of the program. */
export const exit = {
  done: 0,
  ourFault: 1,
  refused: 2,
  notConverged: 3,
  interrupted: 130,
} as const;

/** A usage that cannot be carried out; the sentence goes to standard error. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** One JSON document and a newline on standard output; NaN and infinities become null, typed arrays lists. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, plainNumbers)}\n`);
}

/** JSON replacer: typed arrays as lists. Non-finite numbers are null by JSON's own rule. */
export function plainNumbers(_key: string, value: unknown): unknown {
  return ArrayBuffer.isView(value) && !(value instanceof DataView) ? Array.from(value as Float64Array) : value;
}
