import "../without-eval.ts";
import { expose, transfer } from "comlink";
import type { Progress } from "../../base/task.ts";
import { handedOver } from "./handed-over.ts";
import type { WorkerApi } from "./handler.ts";
import { handlers } from "./handlers/index.ts";

const cancelled = new Set<number>();
/** Least time in ms between two progress messages of a job. */
const PROGRESS_EVERY = 50;

/** Held as long as this worker lives: the page is granted it when the worker has ended, however it ended. */
const alive = new Promise<void>((held) => {
  if (!navigator.locks) return held();
  void navigator.locks.request(self.name, () => {
    held();
    return new Promise(() => {});
  });
});

function throttled(onProgress: (progress: Progress) => void): (progress: Progress) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = performance.now();
    if (now - last < PROGRESS_EVERY && progress.done < progress.total) return;
    last = now;
    onProgress(progress);
  };
}

function silent(): void {}

const api: WorkerApi = {
  ready: () => alive,
  async run(id, name, input, onProgress, onPartial) {
    try {
      // A worker that ended before it held its lock would not be missed.
      await alive;
      const handler = await handlers[name]();
      const output = await handler(input, {
        onProgress: onProgress === null ? silent : throttled(onProgress),
        emit: onPartial === null ? silent : (partial) => onPartial(transfer(partial, handedOver(partial))),
        isCancelled: () => cancelled.has(id),
      });
      return transfer({ output }, handedOver(output));
    } catch (error) {
      const { name: kind, message } = error instanceof Error ? error : new Error(String(error));
      return { error: { name: kind, message } };
    } finally {
      cancelled.delete(id);
    }
  },
  cancel(id) {
    cancelled.add(id);
  },
};

expose(api);
