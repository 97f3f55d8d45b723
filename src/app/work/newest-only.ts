/**
 * Work that follows a slider: one piece at a time, each for the newest value; values that came in between are dropped. The last value
 * is always worked on.
 *
 * @param atOnce pieces that may be under way together, begun in the order of their values: with 2, one is computed while the one
 * before is painted
 */
export function newestOnly<Value>(work: (value: Value) => Promise<void>, atOnce = 1): (value: Value) => Promise<void> {
  let waiting: { readonly value: Value } | null = null;
  const running = new Set<Promise<void>>();
  const run = async (): Promise<void> => {
    while (waiting !== null) {
      const { value } = waiting;
      waiting = null;
      await work(value);
    }
  };
  return async (value) => {
    waiting = { value };
    if (running.size < atOnce) {
      const own: Promise<void> = run().finally(() => running.delete(own));
      running.add(own);
    }
    await Promise.all(running);
  };
}
