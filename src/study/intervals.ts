import { exp } from "../numerics/elementary/index.ts";
import { NORMAL_95 } from "../numerics/probability/normal.ts";

/** Bounds of 95 %; null where they are not known. */
export interface Interval {
  readonly lower: number | null;
  readonly upper: number | null;
}

const UNKNOWN: Interval = { lower: null, upper: null };

/** x ± 1.96 σ. */
export function linearInterval(value: number, standardError: number | null): Interval {
  if (standardError === null || !Number.isFinite(standardError)) return UNKNOWN;
  return { lower: value - NORMAL_95 * standardError, upper: value + NORMAL_95 * standardError };
}

/** x · exp(± 1.96 σ/x) of a positive quantity that was fitted by its logarithm. */
export function logInterval(value: number, standardError: number | null): Interval {
  if (standardError === null || !Number.isFinite(standardError) || !(value > 0)) return UNKNOWN;
  const factor = exp((NORMAL_95 * standardError) / value);
  return { lower: value / factor, upper: value * factor };
}
