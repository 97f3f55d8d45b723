import { formatQuantity } from "../../figures/format-number.ts";
import type { SeriesAnalysis } from "../../impedance/series/analysis.ts";
import { frequencyExtent } from "../../report/validity-finding.ts";
import type { AnalysisStage } from "../../study/analyze.ts";

/** Sweeps and their points, frequencies, and how many pass Kramers-Kronig, in words. */
export function seriesFacts(series: SeriesAnalysis, stage: AnalysisStage | undefined): string[] {
  const [low, high] = frequencyExtent(series);
  const count = series.sweeps.length;
  return [
    `${count} ${count === 1 ? "sweep" : "sweeps"}, ${pointsOf(series)}`,
    `${formatQuantity(high, "Hz")} – ${formatQuantity(low, "Hz")}`,
    stage === "preview" ? "Kramers-Kronig is being tested" : validityOf(series),
  ];
}

function pointsOf({ sweeps }: SeriesAnalysis): string {
  const points = sweeps.map(({ sweep }) => sweep.spectrum.frequency.length);
  const [fewest, most] = [Math.min(...points), Math.max(...points)];
  if (fewest !== most) return `${fewest}–${most} points each`;
  return sweeps.length === 1 ? `${most} points` : `${most} points each`;
}

function validityOf({ sweeps }: SeriesAnalysis): string {
  const count = (verdict: "passes" | "fails"): number =>
    sweeps.filter(({ kramersKronig }) => kramersKronig?.verdict === verdict).length;
  const [passing, failing] = [count("passes"), count("fails")];
  const open = sweeps.length - passing - failing;
  if (passing === sweeps.length) return "all pass Kramers-Kronig";
  if (open === sweeps.length) return "not tested by Kramers-Kronig";
  const parts = [
    ...(passing > 0 ? [`${passing} pass`] : []),
    ...(failing > 0 ? [`${failing} ${failing === 1 ? "fails" : "fail"}`] : []),
  ];
  return `${parts.join(", ")} Kramers-Kronig${open > 0 ? `, ${open} without a verdict` : ""}`;
}
