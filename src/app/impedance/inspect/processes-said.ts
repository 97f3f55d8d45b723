import { boundsOf } from "../../../figures/drt-bounds.ts";
import { processes } from "../../../figures/tracks.ts";
import type { DistributionPeak } from "../../../impedance/distribution/result.ts";
import type { SeriesAnalysis } from "../../../impedance/series/analysis.ts";

/** What the numbers of the processes of one sweep are: their intervals, and why table and tracks have others. */
export function saidOfProcesses(series: SeriesAnalysis, peaks: readonly DistributionPeak[]): readonly string[] {
  const bounds = peaks.map(boundsOf);
  const bounded = bounds.some(({ tau, resistance }) => tau !== null || resistance !== null);
  const spanned = peaks.some(
    ({ capacitanceLower }, k) =>
      typeof capacitanceLower !== "number" && bounds[k]?.tau !== null && bounds[k]?.resistance !== null,
  );
  const elsewhere = { series: "the processes followed through all sweeps", arcs: "the arcs of the circuit" } as const;
  const { source } = processes(series);
  return [
    bounded
      ? `Grey: 95\u00A0% intervals${spanned ? "; that of C\u00A0=\u00A0τ/R spans the ends of both, at least 90\u00A0%" : ""}.`
      : "At this λ alone the relaxation times have no intervals.",
    ...(source === "peaks" ? [] : [`Table and tracks hold ${elsewhere[source]}: their values differ.`]),
  ];
}
