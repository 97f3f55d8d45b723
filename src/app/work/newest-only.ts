/**
 * Work that follows a slider: one piece at a time, each for the newest value; values that came in between are dropped. The last value
 * is always worked on, also after a piece that failed.
 *
 * @param atOnce pieces that may be under way together, begun in the order of their values: with 2, one is computed while the one
 * before is painted
 * @returns takes a value; settled as its own piece of work is, at once where a newer value takes its place
 */
export function newestOnly<Value>(work: (value: Value) => Promise<void>, atOnce = 1): (value: Value) => Promise<void> {
  interface Waiting {
    readonly value: Value;
    readonly done: () => void;
    readonly failed: (error: unknown) => void;
  }
  let waiting: Waiting | null = null;
  let running = 0;
  const run = async (): Promise<void> => {
    running++;
    while (waiting !== null) {
      const { value, done, failed }: Waiting = waiting;
      waiting = null;
      try {
        await work(value);
        done();
      } catch (error) {
        failed(error);
      }
    }
    running--;
  };
  return (value) =>
    new Promise((done, failed) => {
      waiting?.done();
      waiting = { value, done, failed };
      if (running < atOnce) void run();
    });
}
