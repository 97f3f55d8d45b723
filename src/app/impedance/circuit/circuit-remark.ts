import { formatQuantity } from "../../../figures/format-number.ts";

/** What the heading of the circuit tells from. */
export interface CircuitState {
  /** The text in the field is no circuit: what is shown is of the last that was. */
  readonly unread: boolean;
  /** Drawn, not yet taken for all sweeps. */
  readonly draft: boolean;
  /** ms of the fit to the sweep under the cursor; null: not yet fitted. */
  readonly took: number | null;
  /** Of the sweep under the cursor, from 1. */
  readonly sweep: number;
  /** Whether the circuit of all sweeps was typed. */
  readonly given: boolean;
}

/** Which circuit the parameters are of, and of which sweeps. */
export function circuitRemark({ unread, draft, took, sweep, given }: CircuitState): string {
  if (unread) return "not read; values of the last that was";
  if (draft)
    return took === null
      ? `being fitted to sweep ${sweep}`
      : `fit follows, sweep ${sweep} in ${formatQuantity(took / 1e3, "s", 2)}`;
  return given ? "all sweeps" : "chosen for all sweeps";
}

/** The button that takes the drawn circuit; it holds for the whole project. */
export function fitAllLabel(files: number): string {
  return files > 1 ? `Fit all sweeps of all ${files} files` : "Fit all sweeps";
}
