import { DomainError } from "../../base/errors.ts";
import { log, log10 } from "../../numerics/elementary/index.ts";
import type { TrialProcesses } from "./score.ts";
import { trialProcesses } from "./score.ts";
import type { SmoothPlan } from "./smooth.ts";
import { smoothPlan } from "./smooth.ts";

/** How far ln τ₀ may lie beyond the measured window, in decades. */
const BEYOND_SHORT = 0.5;
const BEYOND_LONG = 1;
/** Fewest distinct frequencies for which a distribution is computed. */
const FEWEST = 5;

/** What depends on the frequencies only, and is shared by the spectra of a series. */
export interface ResolvePlan {
  readonly frequency: Float64Array;
  readonly tauMin: number;
  readonly tauMax: number;
  readonly smooth: SmoothPlan;
  readonly trials: TrialProcesses;
}

/** @throws DomainError with fewer than 5 distinct frequencies or over more than 20 decades */
export function resolvePlan(frequency: Float64Array): ResolvePlan {
  let highest = 0;
  let lowest = Number.POSITIVE_INFINITY;
  for (const f of frequency) {
    highest = Math.max(highest, f);
    lowest = Math.min(lowest, f);
  }
  if (new Set(frequency).size < FEWEST || !(highest > lowest))
    throw new DomainError(
      `resolveProcesses: ${new Set(frequency).size} distinct frequencies; at least ${FEWEST} are needed for a distribution.`,
    );
  if (log10(highest / lowest) > 20)
    throw new DomainError(
      `resolveProcesses: the frequencies span ${log10(highest / lowest).toFixed(1)} decades; at most 20 are analysed. Leave out the outermost rows.`,
    );
  const tauMin = 1 / (2 * Math.PI * highest);
  const tauMax = 1 / (2 * Math.PI * lowest);
  const low = log(tauMin) - BEYOND_SHORT * Math.LN10;
  const high = log(tauMax) + BEYOND_LONG * Math.LN10;
  return { frequency, tauMin, tauMax, smooth: smoothPlan(frequency), trials: trialProcesses(frequency, low, high) };
}
