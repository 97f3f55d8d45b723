import type { Progress, RunOptions } from "../../base/task.ts";
import type { JobInput, JobName, JobOutput, JobPartial } from "./jobs.ts";

/** What a handler sees of the page that waits for it. */
export interface JobSurroundings<Partial> extends Required<RunOptions> {
  /** Sends a result that is not the last. */
  readonly emit: (partial: Partial) => void;
}

/** Does one kind of job in a worker. */
export type Handler<Name extends JobName> = (
  input: JobInput<Name>,
  surroundings: JobSurroundings<JobPartial<Name>>,
) => Promise<JobOutput<Name>>;

/** What a worker offers to the page. */
export interface WorkerApi {
  /** Settled once the worker holds the lock of its name. */
  ready(): Promise<void>;
  /** @param onProgress, onPartial null where nobody listens: each that is given takes a channel of its own */
  run<Name extends JobName>(
    id: number,
    name: Name,
    input: JobInput<Name>,
    onProgress: ((progress: Progress) => void) | null,
    onPartial: ((partial: JobPartial<Name>) => void) | null,
  ): Promise<JobReply<Name>>;
  /** Stops a job at its next checkpoint. */
  cancel(id: number): void;
}

/** A result, or the error in parts that survive the way to the page. */
export type JobReply<Name extends JobName> =
  | { readonly output: JobOutput<Name> }
  | { readonly error: { readonly name: string; readonly message: string } };
