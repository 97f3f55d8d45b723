import { tellError } from "../shell/toast-store.ts";
import { StoppedError } from "../work/run-job.ts";

/** Tells why a job failed; a job that was stopped tells nothing. */
export function tellUnstopped(error: unknown): void {
  if (!(error instanceof StoppedError)) tellError(error);
}
