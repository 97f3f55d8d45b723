const STOPS: ReadonlySet<string> = new Set(["AbortError", "CancelledError", "StoppedError"]);

/** Whether an error only says that something was stopped, by the user or by what is newer: nothing to tell. */
export function isStop(error: unknown): boolean {
  return error instanceof Error && STOPS.has(error.name);
}
