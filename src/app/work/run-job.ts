import { proxy, type Remote, wrap } from "comlink";
import type { Progress } from "../../base/task.ts";
import type { WorkerApi } from "./handler.ts";
import type { JobInput, JobName, JobOutput, JobPartial } from "./jobs.ts";
import { useTasks } from "./task-store.ts";

/** A job that was stopped, by the user or by a newer one. */
export class StoppedError extends Error {
  override readonly name = "StoppedError";
}

/** An error that a worker reported: kind and sentence of the library. */
export class JobError extends Error {
  readonly kind: string;
  override readonly name = "JobError";
  constructor(kind: string, message: string) {
    super(message);
    this.kind = kind;
  }
}

export interface JobOptions<Name extends JobName> {
  /** Jobs of a lane share a worker, one after another; lanes run beside each other. */
  readonly lane: string;
  /** A newer job with the same key stops the older one: newest value wins. */
  readonly replaces?: string;
  /** Shown in the list of tasks once it takes longer than a second. */
  readonly title?: string;
  /** What the sentence names if the worker dies. */
  readonly about?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  readonly onPartial?: (partial: JobPartial<Name>) => void;
}

/** Time in ms that a stopped job has to reach a checkpoint before its worker is ended. */
const PATIENCE = 1500;

interface Lane {
  readonly worker: Worker;
  readonly api: Remote<WorkerApi>;
  /** Settled when the worker has ended. */
  readonly ended: Promise<never>;
  /** Jobs accepted and not settled. */
  pending: number;
  tail: Promise<unknown>;
}

const lanes = new Map<string, Lane>();
const newest = new Map<string, AbortController>();
let jobs = 0;
let workers = 0;

function openLane(name: string): Lane {
  const known = lanes.get(name);
  if (known) return known;
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: `${name} ${++workers}` });
  const api = wrap<WorkerApi>(worker);
  const ended = new Promise<never>((_, reject) => {
    const fail = (): void => {
      closeLane(name);
      reject(new JobError("WorkerEnded", "The worker ended unexpectedly"));
    };
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      fail();
    });
    worker.addEventListener("messageerror", fail);
    const lock = `${name} ${workers}`;
    void api.ready().then(() => navigator.locks?.request(lock, fail));
  });
  ended.catch(() => {});
  const lane: Lane = { worker, api, ended, pending: 0, tail: Promise.resolve() };
  lanes.set(name, lane);
  return lane;
}

function closeLane(name: string): void {
  lanes.get(name)?.worker.terminate();
  lanes.delete(name);
}

/**
 * Runs a job in a worker.
 * @throws StoppedError when it was stopped; JobError with the sentence of the library, or one that names `about` if the worker died
 */
export async function runJob<Name extends JobName>(
  name: Name,
  input: JobInput<Name>,
  options: JobOptions<Name>,
): Promise<JobOutput<Name>> {
  const { lane: laneName, replaces, title, about, signal } = options;
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  signal?.addEventListener("abort", stop, { once: true });
  if (signal?.aborted) stop();
  if (replaces !== undefined) {
    newest.get(replaces)?.abort();
    newest.set(replaces, controller);
  }
  const id = ++jobs;
  const done = title === undefined ? undefined : useTasks.getState().begin({ title, stop });
  const lane = openLane(laneName);
  lane.pending++;
  const turn = lane.tail.catch(() => {});
  const work = turn.then(() => attempt(id, name, input, options, laneName, controller.signal, done?.report));
  lane.tail = work.catch(() => {});
  let outcome: "done" | "stopped" | "failed" = "done";
  try {
    return await work;
  } catch (error) {
    outcome = error instanceof StoppedError ? "stopped" : "failed";
    if (error instanceof JobError && error.kind === "WorkerEnded") {
      throw new JobError(
        error.kind,
        `${error.message}${about ? ` while it worked on ${about}` : ""}; it was restarted.`,
      );
    }
    throw error;
  } finally {
    lane.pending--;
    done?.end(outcome);
    signal?.removeEventListener("abort", stop);
    if (replaces !== undefined && newest.get(replaces) === controller) newest.delete(replaces);
  }
}

async function attempt<Name extends JobName>(
  id: number,
  name: Name,
  input: JobInput<Name>,
  { onProgress, onPartial }: JobOptions<Name>,
  laneName: string,
  signal: AbortSignal,
  report: ((progress: Progress) => void) | undefined,
): Promise<JobOutput<Name>> {
  if (signal.aborted) throw new StoppedError(`${name}: stopped`);
  const { api, ended } = openLane(laneName);
  const told = proxy((progress: Progress) => {
    report?.(progress);
    onProgress?.(progress);
  });
  const partial = proxy((value: JobPartial<Name>) => {
    if (!signal.aborted) onPartial?.(value);
  });
  let patience: ReturnType<typeof setTimeout> | undefined;
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener(
      "abort",
      () => {
        void api.cancel(id);
        patience = setTimeout(() => {
          closeLane(laneName);
          reject(new StoppedError(`${name}: stopped`));
        }, PATIENCE);
      },
      { once: true },
    );
  });
  try {
    const reply = await Promise.race([api.run(id, name, input, told, partial), ended, stopped]);
    if ("output" in reply) return reply.output as JobOutput<Name>;
    if (signal.aborted || reply.error.name === "CancelledError") throw new StoppedError(reply.error.message);
    throw new JobError(reply.error.name, reply.error.message);
  } finally {
    clearTimeout(patience);
  }
}
