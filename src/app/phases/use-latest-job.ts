import { useEffect, useRef, useState } from "react";
import type { JobInput, JobName, JobOutput } from "../work/jobs.ts";
import { type JobOptions, runJob, StoppedError } from "../work/run-job.ts";

/** What a job that follows its input came to last. */
export interface LatestJob<Name extends JobName> {
  /** The last result, and the input that it belongs to; the old one stands until the new one is ready. */
  readonly output: JobOutput<Name> | null;
  readonly of: JobInput<Name> | null;
  /** A sentence: the newest input gave no result. */
  readonly problem: string | null;
  readonly busy: boolean;
  /** ms from the request to the result. */
  readonly took: number | null;
}

/**
 * Runs a job for the newest input, one at a time: what came in between is left out, what runs is finished and shown. So a
 * slider is followed as fast as the job is, and nothing queues. Inputs are compared by identity: memoise them; null rests.
 */
export function useLatestJob<Name extends JobName>(
  name: Name,
  input: JobInput<Name> | null,
  options: Pick<JobOptions<Name>, "lane" | "title" | "about">,
): LatestJob<Name> {
  const [state, setState] = useState<LatestJob<Name>>({
    output: null,
    of: null,
    problem: null,
    busy: false,
    took: null,
  });
  const desk = useRef<{ wanted: JobInput<Name> | null; running: boolean }>({ wanted: null, running: false });
  const { lane, title, about } = options;
  useEffect(() => {
    const { current } = desk;
    current.wanted = input;
    if (input === null || current.running) return;
    const work = async (): Promise<void> => {
      current.running = true;
      setState((before) => ({ ...before, busy: true }));
      for (let next = current.wanted; next !== null; next = current.wanted === next ? null : current.wanted) {
        const started = performance.now();
        const settled = (part: Partial<LatestJob<Name>>): void =>
          setState((before) => ({ ...before, problem: null, ...part, took: performance.now() - started }));
        try {
          const output = await runJob(name, next, {
            lane,
            ...(title === undefined ? {} : { title }),
            ...(about === undefined ? {} : { about }),
          });
          settled({ output, of: next });
        } catch (error) {
          if (!(error instanceof StoppedError)) {
            settled({ problem: error instanceof Error ? error.message : String(error) });
          }
        }
      }
      current.running = false;
      setState((before) => ({ ...before, busy: false }));
    };
    void work();
  }, [input, name, lane, title, about]);
  return state;
}
