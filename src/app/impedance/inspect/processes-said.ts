import { boundsOf } from "../../../figures/drt-bounds.ts";
import type { DistributionPeak } from "../../../impedance/distribution/result.ts";
import type { SeriesAnalysis } from "../../../impedance/series/analysis.ts";
import { processes } from "../../../impedance/series/tracks.ts";

/** What the numbers of the processes of one sweep are: their intervals, and why table and tracks have others. */
export function saidOfProcesses(series: SeriesAnalysis, peaks: readonly DistributionPeak[]): readonly string[] {
  const bounds = peaks.map(boundsOf);
  const bounded = bounds.some(({ tau, resistance }) => tau !== null || resistance !== null);
  const spanned = peaks.some(
    ({ capacitanceLower }, k) =>
      typeof capacitanceLower !== "number" && bounds[k]?.tau !== null && bounds[k]?.resistance !== null,
  );
  const none = {
    series: "of none of the processes followed through the sweeps",
    arcs: "of no arc of the circuit",
    peaks: "seen in too few sweeps to be followed",
  } as const;
  const elsewhere = { series: "the processes followed through all sweeps", arcs: "the arcs of the circuit" } as const;
  const { source } = processes(series);
  return [
    bounded
      ? `Grey: 95\u00A0% intervals${spanned ? "; that of C\u00A0=\u00A0τ/R spans the ends of both, at least 90\u00A0%" : ""}.`
      : "At this λ alone the relaxation times have no intervals.",
    ...(series.unnamed
      ? ["The series is being followed: names follow."]
      : peaks.some(({ process }) => process === null)
        ? [`Other: ${none[source]}.`]
        : []),
    ...(source === "peaks" ? [] : [`Table and tracks hold ${elsewhere[source]}: their values differ.`]),
  ];
}
