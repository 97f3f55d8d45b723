import { CancelledError } from "./errors.ts";

/** How far a task is. */
export interface Progress {
  /** Name of the task. */
  readonly task: string;
  /** Units of work done, 0 … total. */
  readonly done: number;
  readonly total: number;
  /** What is being worked on now: a file, a sweep. */
  readonly detail: string;
}

/** What a running task sees of its surroundings. */
export interface TaskControl {
  /** Tells how far the work is; cheap, may be called in every iteration. */
  report(done: number, total: number, detail?: string): void;
  /**
   * Lets the event loop turn if it has not for a while, so that a progress display and a stop can be seen.
   * @throws CancelledError once the task has been stopped
   */
  checkpoint(): Promise<void>;
}

/** A named computation that can be watched and stopped. The same task runs in a script, under a bar and in a worker. */
export interface Task<Result> {
  readonly name: string;
  run(control: TaskControl): Promise<Result>;
}

export interface RunOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Asked at every checkpoint; true stops the task. */
  readonly isCancelled?: () => boolean;
}

/** Longest time in ms that a task keeps the event loop to itself between checkpoints. */
const TURN = 40;

/**
 * Runs a task.
 * @throws CancelledError if `isCancelled` says so at a checkpoint; whatever the task throws
 */
export async function runTask<Result>(task: Task<Result>, options: RunOptions = {}): Promise<Result> {
  let lastTurn = performance.now();
  const stopIfCancelled = (): void => {
    if (options.isCancelled?.()) throw new CancelledError(`${task.name}: stopped`);
  };
  return task.run({
    report: (done, total, detail = "") => options.onProgress?.({ task: task.name, done, total, detail }),
    checkpoint: async () => {
      stopIfCancelled();
      if (performance.now() - lastTurn < TURN) return;
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
      lastTurn = performance.now();
      stopIfCancelled();
    },
  });
}

/** For callers that neither watch nor stop. */
export const silentControl: TaskControl = { report: () => {}, checkpoint: () => Promise.resolve() };
