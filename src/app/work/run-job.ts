import { proxy, type Remote, wrap } from "comlink";
import type { Progress } from "../../base/task.ts";
import type { WorkerApi } from "./handler.ts";
import type { JobInput, JobName, JobOutput, JobPartial } from "./jobs.ts";
import { Lanes, type LaneWorker, type OpenLane, WorkerEnded } from "./lanes.ts";
import { inNextTask } from "./next-task.ts";
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

/** Time in ms after which the worker of a lane that has no job is ended. */
const IDLE = 180_000;
/** Lanes whose worker holds what a later job goes on with: runs, diagrams, opened series. */
const KEEPING: ReadonlySet<string> = new Set(["cell", "phases", "live"]);

/** Jobs that answer a stop with what they have so far, which is wanted. */
const STOP_WITH_OUTPUT: ReadonlySet<JobName> = new Set<JobName>(["runStudy", "calibrateStudy"]);

/** Locks are known to all pages of an origin: the name of a worker is to be this page's own. */
const PAGE = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join(
  "",
);

const newest = new Map<string, AbortController>();
let jobs = 0;
let workers = 0;

function openWorker(lane: string, died: () => void): LaneWorker<Remote<WorkerApi>> {
  const name = `${lane} ${PAGE} ${++workers}`;
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name });
  const api = wrap<WorkerApi>(worker);
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    died();
  });
  worker.addEventListener("messageerror", died);
  void api.ready().then(() => navigator.locks?.request(name, died));
  return { api, terminate: () => worker.terminate() };
}

const lanes = new Lanes<Remote<WorkerApi>>({ open: openWorker, idle: IDLE, keeps: (lane) => KEEPING.has(lane) });

/**
 * Runs a job in a worker.
 * @throws StoppedError when it was stopped; JobError with the sentence of the library, or one that names `about` if the worker died
 */
export async function runJob<Name extends JobName>(
  name: Name,
  input: JobInput<Name>,
  options: JobOptions<Name>,
): Promise<JobOutput<Name>> {
  const { lane, replaces, title, about, signal } = options;
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
  let outcome: "done" | "stopped" | "failed" = "done";
  try {
    return await lanes.run(lane, (open) => attempt(id, name, input, options, open, controller.signal, done?.report));
  } catch (error) {
    outcome = error instanceof StoppedError ? "stopped" : "failed";
    if (error instanceof WorkerEnded) {
      throw new JobError(
        error.name,
        `${error.message}${about ? ` while it worked on ${about}` : ""}; it was restarted.`,
      );
    }
    throw error;
  } finally {
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
  open: () => OpenLane<Remote<WorkerApi>>,
  signal: AbortSignal,
  report: ((progress: Progress) => void) | undefined,
): Promise<JobOutput<Name>> {
  if (signal.aborted) throw new StoppedError(`${name}: stopped`);
  const { api, ended, end } = open();
  const told =
    report === undefined && onProgress === undefined
      ? null
      : proxy((progress: Progress) => {
          report?.(progress);
          onProgress?.(progress);
        });
  const partial =
    onPartial === undefined
      ? null
      : proxy((value: JobPartial<Name>) => {
          inNextTask(() => {
            if (!signal.aborted) onPartial(value);
          });
        });
  let patience: ReturnType<typeof setTimeout> | undefined;
  const stopped = new Promise<never>((_, reject) => {
    signal.addEventListener(
      "abort",
      () => {
        void api.cancel(id);
        patience = setTimeout(() => {
          reject(new StoppedError(`${name}: stopped`));
          end();
        }, PATIENCE);
      },
      { once: true },
    );
  });
  try {
    const reply = await Promise.race([api.run(id, name, input, told, partial), ended, stopped]);
    await new Promise<void>(inNextTask);
    if ("output" in reply) {
      // A newer job may have come while the answer waited for its turn.
      if (signal.aborted && !STOP_WITH_OUTPUT.has(name)) throw new StoppedError(`${name}: stopped`);
      return reply.output as JobOutput<Name>;
    }
    if (signal.aborted || reply.error.name === "CancelledError") throw new StoppedError(reply.error.message);
    throw new JobError(reply.error.name, reply.error.message);
  } finally {
    clearTimeout(patience);
  }
}
