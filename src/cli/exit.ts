import { plainNumbers } from "../study/plain-numbers.ts";

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
