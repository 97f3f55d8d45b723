import { formatQuantity, formatRange, formatWithError } from "./format-number.ts";
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

/** A peak in words: `332 ± 9 Ω cm²` (half of the interval of 95 %), and all of it for the hover. */
export function peakInterval(
  peak: PeakWithBounds,
  units: DisplayUnits,
): { readonly resistance: string; readonly hover: string } {
  const { tau, resistance } = boundsOf(peak);
  const scale = units.resistanceFactor;
  const shown =
    resistance === null
      ? formatQuantity(peak.resistance * scale, units.resistance)
      : formatWithError(peak.resistance * scale, ((resistance[1] - resistance[0]) / 2) * scale, units.resistance);
  const range = (bounds: Interval, factor: number, unit: string): string =>
    bounds === null ? "" : ` (95 %: ${formatRange(bounds[0] * factor, bounds[1] * factor, unit)})`;
  const hover = [
    `<i>τ</i> = ${formatQuantity(peak.tau, "s")}${range(tau, 1, "s")}`,
    `<i>R</i> = ${formatQuantity(peak.resistance * scale, units.resistance)}${range(resistance, scale, units.resistance)}`,
    peak.resistance > 0
      ? `<i>C</i> = <i>τ</i>/<i>R</i> = ${formatQuantity(peak.capacitance * units.capacitanceFactor, units.capacitance)}`
      : "inductive loop",
    `1/(2π<i>τ</i>) = ${formatQuantity(1 / (2 * Math.PI * peak.tau), "Hz")}`,
  ].join("<br>");
  return { resistance: shown, hover };
}
