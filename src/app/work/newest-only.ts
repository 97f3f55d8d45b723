/**
 * Work that follows a slider: one piece at a time, each for the newest value; values that came in between are dropped. The last value
 * is always worked on.
 */
export function newestOnly<Value>(work: (value: Value) => Promise<void>): (value: Value) => Promise<void> {
  let waiting: { readonly value: Value } | null = null;
  let running: Promise<void> | null = null;
  const run = async (): Promise<void> => {
    try {
      while (waiting !== null) {
        const { value } = waiting;
        waiting = null;
        await work(value);
      }
    } finally {
      running = null;
    }
  };
  return (value) => {
    waiting = { value };
    running ??= run();
    return running;
  };
}
