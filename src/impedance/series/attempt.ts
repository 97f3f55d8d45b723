import { CancelledError, LiquidusError } from "../../base/errors.ts";
import type { Warning } from "../../base/warnings.ts";

/** What `compute` gives; null, with a warning, where it refuses. Our own faults and a stop pass through. */
export function attempt<Result>(compute: () => Result, code: string, what: string, warnings: Warning[]): Result | null {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof LiquidusError) || error instanceof CancelledError) throw error;
    warnings.push({ code, message: `${what}: ${error.message}` });
    return null;
  }
}
