import { useEffect, useMemo, useState } from "react";
import type { JobInput, JobName, JobOutput } from "../work/jobs.ts";
import { newestOnly } from "../work/newest-only.ts";
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
  { lane, title, about }: Pick<JobOptions<Name>, "lane" | "title" | "about">,
): LatestJob<Name> {
  const [state, setState] = useState<LatestJob<Name>>(nothing);
  const follow = useMemo(
    () =>
      newestOnly(async (next: JobInput<Name>) => {
        const started = performance.now();
        const tell = (part: Partial<LatestJob<Name>>): void =>
          setState((before) => ({ ...before, problem: null, ...part, took: performance.now() - started }));
        try {
          const options = {
            lane,
            ...(title === undefined ? {} : { title }),
            ...(about === undefined ? {} : { about }),
          };
          tell({ output: await runJob(name, next, options), of: next });
        } catch (error) {
          if (!(error instanceof StoppedError))
            tell({ problem: error instanceof Error ? error.message : String(error) });
        }
      }),
    [name, lane, title, about],
  );
  useEffect(() => {
    if (input === null) return;
    setState((before) => ({ ...before, busy: true }));
    void follow(input).then(() => setState((before) => ({ ...before, busy: false })));
  }, [input, follow]);
  return state;
}

const nothing = { output: null, of: null, problem: null, busy: false, took: null } as const;
