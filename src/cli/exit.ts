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

/** Exit status of a command about files: refused if one was; not converged if that is the only reason. */
export function statusOf(entries: readonly object[]): number {
  const kinds = entries.flatMap((entry) => ("error" in entry ? [(entry.error as { kind: string }).kind] : []));
  if (kinds.length === 0) return exit.done;
  return kinds.every((kind) => kind === "ConvergenceError") ? exit.notConverged : exit.refused;
}
