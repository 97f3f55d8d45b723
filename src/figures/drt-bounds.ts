import type { DistributionPeak } from "../impedance/distribution/result.ts";
import { peakProcessName } from "../impedance/series/identity.ts";
import { type Ends, formatQuantityWithInterval, formatWithInterval } from "./format-interval.ts";
import { formatQuantity } from "./format-number.ts";
import { nameInPictures, UNDETERMINED } from "./process-words.ts";
import type { DisplayUnits } from "./units.ts";

/** A distribution with its pointwise bounds of 95 %, where they are known. `RelaxationTimes` fits. */
export interface DistributionBands {
  /** s, ascending. */
  readonly tau: Float64Array;
  /** Ω per unit of ln τ. */
  readonly gamma: Float64Array;
  readonly gammaLower?: Float64Array | null;
  readonly gammaUpper?: Float64Array | null;
  /** ∫ γ d ln τ from the shortest τ on, in Ω, on the same grid. */
  readonly cumulative?: Float64Array | null;
  readonly cumulativeLower?: Float64Array | null;
  readonly cumulativeUpper?: Float64Array | null;
}

/** A peak with its bounds of 95 %, where they are known. `RelaxationPeak` fits. */
export interface PeakWithBounds {
  /** s */
  readonly tau: number;
  /** Ω */
  readonly resistance: number;
  /** F */
  readonly capacitance: number;
  readonly tauLower?: number | null;
  readonly tauUpper?: number | null;
  readonly resistanceLower?: number | null;
  readonly resistanceUpper?: number | null;
  readonly capacitanceLower?: number | null;
  readonly capacitanceUpper?: number | null;
}

type Interval = readonly [lower: number, upper: number] | null;

function interval(lower: number | null | undefined, upper: number | null | undefined): Interval {
  if (typeof lower !== "number" || typeof upper !== "number") return null;
  return Number.isFinite(lower) && Number.isFinite(upper) ? [lower, upper] : null;
}

/** The intervals of a peak: τ in s, R in Ω; null where they are not known. */
export function boundsOf(peak: PeakWithBounds): { readonly tau: Interval; readonly resistance: Interval } {
  return {
    tau: interval(peak.tauLower, peak.tauUpper),
    resistance: interval(peak.resistanceLower, peak.resistanceUpper),
  };
}

/**
 * Ends in F of the interval of 95 % of C = τ/R; the upper end is infinite where R may be nothing. Where a result has none of its own,
 * from the ends of the intervals of τ and R, so that it holds C with at least 90 %. Null where these are not known, or where R is
 * not positive anywhere in its own.
 */
export function capacitanceEnds(peak: PeakWithBounds): Interval {
  const { capacitanceLower: lower, capacitanceUpper: upper } = peak;
  if (typeof lower === "number" && typeof upper === "number") return [lower, upper];
  const { tau, resistance } = boundsOf(peak);
  if (tau === null || resistance === null || !(resistance[1] > 0)) return null;
  return [tau[0] / resistance[1], resistance[0] > 0 ? tau[1] / resistance[0] : Number.POSITIVE_INFINITY];
}

/** A peak in words: `332 ± 9 Ω cm²` (half of the interval of 95 %, or its ends), and all of it for the hover. */
export function peakInterval(
  peak: PeakWithBounds,
  units: DisplayUnits,
): { readonly resistance: string; readonly hover: string } {
  const { tau, resistance } = boundsOf(peak);
  const scale = units.resistanceFactor;
  const ends = (interval: Interval, factor: number): Ends | null =>
    interval && { lower: interval[0] * factor, upper: interval[1] * factor };
  const shown = formatWithInterval(peak.resistance * scale, ends(resistance, scale), units.resistance);
  const hover = [
    `<i>τ</i> = ${tau ? `${formatQuantityWithInterval(peak.tau, ends(tau, 1), "s")} (95 %)` : formatQuantity(peak.tau, "s")}`,
    `<i>R</i> = ${shown}${resistance ? " (95 %)" : ""}`,
    peak.resistance > 0
      ? `<i>C</i> = <i>τ</i>/<i>R</i> = ${formatQuantity(peak.capacitance * units.capacitanceFactor, units.capacitance)}`
      : "an inductive loop",
    `1/(2π<i>τ</i>) = ${formatQuantity(1 / (2 * Math.PI * peak.tau), "Hz")}`,
  ].join("<br>");
  return { resistance: shown, hover };
}

/** Which process a peak belongs to, its numbers, and why the data do not tell it where they do not: for the hover. */
export function peakHover(
  peak: PeakWithBounds & Partial<Pick<DistributionPeak, "identifiable" | "reason" | "process" | "processName">>,
  place: number,
  units: DisplayUnits,
): string {
  const name = peakProcessName(peak, place);
  return [
    name === null ? "A peak of this sweep, of no process that is followed" : nameInPictures(name),
    peakInterval(peak, units).hover,
    ...(peak.identifiable === false
      ? [
          `${UNDETERMINED} ${name === null ? "It" : nameInPictures(name)} is not determined. ${peak.reason ?? ""}`.trimEnd(),
        ]
      : []),
  ].join("<br>");
}
