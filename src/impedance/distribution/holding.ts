import type { BandedPeak } from "../uncertainty/result.ts";
import type { Bounds, DistributionPeak } from "./result.ts";

/**
 * Intervals are quantiles of draws from the posterior; estimates are averages over models at their best. Where the posterior is bent the two
 * need not meet: then how far they disagree is part of what is not known, and the end is reflected at the estimate, by the same difference or by the
 * same factor, whichever is nearer: never below 0 from an estimate that is not, nor beyond twice the estimate. That is a convention,
 * not a quantile: it says that draws and estimate disagree, and by how much. No number stands at the end of its own interval but at 0.
 */
export function holding(estimate: number, { lower, upper }: Bounds): Bounds {
  const beyond = (end: number): number => {
    const byDifference = 2 * estimate - end;
    if (!(estimate * end > 0)) return estimate === 0 ? 0 : byDifference;
    const byFactor = (estimate / end) * estimate;
    return Math.abs(byFactor - estimate) < Math.abs(byDifference - estimate) ? byFactor : byDifference;
  };
  return {
    lower: lower > estimate ? beyond(lower) : lower,
    upper: upper < estimate ? beyond(upper) : upper,
  };
}

/** The band of a curve, widened where it leaves the curve out. */
export function bandHolding(
  estimate: Float64Array,
  lower: Float64Array,
  upper: Float64Array,
): { readonly lower: Float64Array; readonly upper: Float64Array } {
  return {
    lower: lower.map((value, i) => Math.min(value, estimate[i])),
    upper: upper.map((value, i) => Math.max(value, estimate[i])),
  };
}

type PeakBounds = Pick<DistributionPeak, "tauLower" | "tauUpper" | "resistanceLower" | "resistanceUpper">;

/** Bounds in F of C = τ/R of a peak, widened to hold its estimate; null where there are none. */
export function capacitanceHolding(
  { tau, resistance }: { readonly tau: number; readonly resistance: number },
  band: BandedPeak | null | undefined,
): Required<Pick<DistributionPeak, "capacitanceLower" | "capacitanceUpper">> {
  const [lower, upper] = [band?.capacitanceLower, band?.capacitanceUpper];
  if (typeof lower !== "number" || typeof upper !== "number" || !(resistance > 0)) {
    return { capacitanceLower: null, capacitanceUpper: null };
  }
  const held = holding(tau / resistance, { lower, upper });
  return { capacitanceLower: held.lower, capacitanceUpper: held.upper };
}

/** Bounds of a peak or process, widened to hold its estimates; null where there are none. */
export function boundsHolding(
  { tau, resistance }: { readonly tau: number; readonly resistance: number },
  band: BandedPeak | null | undefined,
): PeakBounds {
  const hold = (estimate: number, lower: number | null | undefined, upper: number | null | undefined): Bounds | null =>
    typeof lower === "number" && typeof upper === "number" ? holding(estimate, { lower, upper }) : null;
  const times = hold(tau, band?.tauLower, band?.tauUpper);
  const ohms = hold(resistance, band?.resistanceLower, band?.resistanceUpper);
  return {
    tauLower: times?.lower ?? null,
    tauUpper: times?.upper ?? null,
    resistanceLower: ohms?.lower ?? null,
    resistanceUpper: ohms?.upper ?? null,
  };
}

/** Part of its resistance by which an estimate may lie outside the draws' own interval before the peak counts as not told. */
const SLACK = 0.1;

/** Why the draws do not tell a peak whose estimate their interval leaves out; null where it holds it. */
export function doubt(resistance: number, band: BandedPeak | null | undefined): string | null {
  const [lower, upper] = [band?.resistanceLower, band?.resistanceUpper];
  if (typeof lower !== "number" || typeof upper !== "number") return null;
  const slack = SLACK * Math.abs(resistance);
  if (resistance >= lower - slack && resistance <= upper + slack) return null;
  const [from, to] = [lower, upper].map((r) => Number(r.toPrecision(3)));
  return `The data do not tell it from its neighbours: most descriptions have ${from} to ${to} Ω here, taken together.`;
}
