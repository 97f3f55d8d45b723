import { CancelledError, LiquidusError } from "../../base/errors.ts";
import type { Task, TaskControl } from "../../base/task.ts";
import type { Warning } from "../../base/warnings.ts";

/** What `compute` gives; null, with a warning, where it refuses. Our own faults and a stop pass through. */
export function attempt<Result>(compute: () => Result, code: string, what: string, warnings: Warning[]): Result | null {
  try {
    return compute();
  } catch (error) {
    return refused(error, code, what, warnings);
  }
}

/** `attempt` of work that can be watched and stopped. */
export async function attemptTask<Result>(
  task: Task<Result>,
  control: TaskControl,
  code: string,
  what: string,
  warnings: Warning[],
): Promise<Result | null> {
  try {
    return await task.run(control);
  } catch (error) {
    return refused(error, code, what, warnings);
  }
}

function refused(error: unknown, code: string, what: string, warnings: Warning[]): null {
  if (!(error instanceof LiquidusError) || error instanceof CancelledError) throw error;
  warnings.push({ code, message: `${what}: ${error.message}` });
  return null;
}
