import { useMemo } from "react";
import type { JobFile } from "../work/jobs.ts";
import { type LatestJob, useLatestJob } from "./use-latest-job.ts";

/** What the database in force holds. */
export function useDatabase(database: JobFile | null): LatestJob<"alloyDatabase"> {
  return useLatestJob(
    "alloyDatabase",
    useMemo(() => ({ database }), [database]),
    { lane: "phases", about: database?.name ?? "the built-in database" },
  );
}
