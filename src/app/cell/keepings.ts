/** How far a run of one document and case came. */
export interface Standing {
  readonly ended: boolean;
  /** Of `LiveProgress`. */
  readonly turns: number;
}

/** Whether a run takes the place of one of the same document and case that is kept: it has come to its end, or further than that one. */
export function takesPlaceOf(run: Standing, kept: Standing | null): boolean {
  if (kept === null || run.ended) return true;
  return !kept.ended && run.turns >= kept.turns;
}

/**
 * Work that is done one piece after the other; of the pieces of one key that wait only the newest is done.
 * @param failed is told of a piece that failed; the others are done all the same
 */
export function newestOfEach<Value>(
  work: (value: Value) => Promise<void>,
  failed: (error: unknown) => void,
): (key: string, value: Value) => void {
  const waiting = new Map<string, Value>();
  let running = false;
  const run = async (): Promise<void> => {
    running = true;
    for (const [key, value] of waiting) {
      waiting.delete(key);
      await work(value).catch(failed);
    }
    running = false;
  };
  return (key, value) => {
    waiting.set(key, value);
    if (!running) void run();
  };
}
