import type { DistributionOfRelaxationTimes } from "../distribution/result.ts";
import type { BandedSeries } from "../process-series/result.ts";

/** R∞ of one sweep of a series. */
export interface OhmicPoint {
  /** Position of the sweep in `series.sweeps`. */
  readonly at: number;
  /** In Ω, like its bounds of 95 %, which are null where there are none. */
  readonly value: number;
  readonly lower: number | null;
  readonly upper: number | null;
}

interface OhmicSeries {
  readonly sweeps: readonly {
    readonly drt: Pick<DistributionOfRelaxationTimes, "ohmicResistance" | "ohmicResistanceBounds"> | null;
  }[];
  readonly processSeries?: {
    readonly sweeps: ArrayLike<number>;
    readonly ohmicResistance: Pick<BandedSeries, "value" | "lower" | "upper">;
  } | null;
}

/**
 * R∞ of the relaxation times along a series: followed through it where it was, else of each sweep by itself. The one course that
 * figures draw and tables print; a sweep without relaxation times has no point.
 */
export function ohmicCourse({ processSeries, sweeps }: OhmicSeries): readonly OhmicPoint[] {
  const followed = new Map(Array.from(processSeries?.sweeps ?? [], (at, k) => [at, k]));
  return sweeps.flatMap(({ drt }, at): OhmicPoint[] => {
    const k = followed.get(at);
    if (processSeries && k !== undefined) {
      const { value, lower, upper } = processSeries.ohmicResistance;
      return [{ at, value: value[k] as number, lower: lower[k] as number, upper: upper[k] as number }];
    }
    if (drt === null) return [];
    const { ohmicResistance: value, ohmicResistanceBounds: bounds } = drt;
    return [{ at, value, lower: bounds?.lower ?? null, upper: bounds?.upper ?? null }];
  });
}
