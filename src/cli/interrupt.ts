let stop: (() => void) | null = null;

/** What the next Ctrl-C does instead of ending the program: a command that keeps what it has. Null: end it. */
export function onInterrupt(action: (() => void) | null): void {
  stop = action;
}

/** Asks the command that runs to stop; a second time, or where none listens, false. */
export function askToStop(): boolean {
  const action = stop;
  stop = null;
  action?.();
  return action !== null;
}
