import { runTask, type Task } from "../base/task.ts";
import { onInterrupt } from "./interrupt.ts";
import { progressBar } from "./progress-bar.ts";

/** What came of a task under a bar. */
export interface Watched<Result> {
  readonly result: Result;
  /** s that it took. */
  readonly seconds: number;
  /** Whether Ctrl-C was pressed. */
  readonly stopped: boolean;
}

/**
 * Runs a task under a bar on standard error. The first Ctrl-C makes `isStopped` true, the second ends the program.
 * @param make a task that ends by itself, with what it has, once it is stopped
 */
export async function watched<Result>(make: (isStopped: () => boolean) => Task<Result>): Promise<Watched<Result>> {
  const bar = progressBar();
  const began = performance.now();
  let stopped = false;
  onInterrupt(() => {
    stopped = true;
  });
  const result = await runTask(
    make(() => stopped),
    { onProgress: (progress) => bar.show({ ...progress, unit: "detail" }) },
  ).finally(() => {
    bar.clear();
    onInterrupt(null);
  });
  return { result, seconds: (performance.now() - began) / 1000, stopped };
}
