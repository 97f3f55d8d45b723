import { useEffect, useState } from "react";
import type { SeriesAnalysis, SweepAnalysis } from "../../impedance/series/analysis.ts";
import type { ImpedanceSettings } from "../state/project.ts";
import type { CriterionTick } from "../work/jobs.ts";
import { newestOnly } from "../work/newest-only.ts";
import { runJob } from "../work/run-job.ts";
import { usedSpectrum } from "./live-lambda.ts";

/** ms that a sweep stays under the cursor before its criteria are computed. */
const REST = 250;

/** What the criteria are called. */
export const criterionNames: Readonly<Record<CriterionTick["criterion"], string>> = {
  evidence: "evidence",
  gcv: "GCV",
  mgcv: "mGCV",
  rgcv: "rGCV",
  "l-curve": "L-curve",
  "re-im": "Re-Im",
  "k-fold": "5-fold",
};

interface Found {
  readonly of: SweepAnalysis["sweep"];
  readonly by: string;
  readonly ticks: readonly CriterionTick[];
}

const compute = newestOnly(async (work: () => Promise<void>) => work());

/** λ of each criterion for the sweep under the cursor; empty until it has rested there. */
export function useCriteria(
  series: SeriesAnalysis,
  sweep: SweepAnalysis,
  { part, sign, basis }: Pick<ImpedanceSettings, "part" | "sign" | "basis">,
  wanted: boolean,
): readonly CriterionTick[] {
  const [found, setFound] = useState<Found | null>(null);
  const by = `${part} ${sign} ${basis}`;
  const own = found !== null && found.of === sweep.sweep && found.by === by;
  useEffect(() => {
    if (!wanted || own || sweep.drt === null) return;
    const timer = setTimeout(() => {
      const spectrum = usedSpectrum(series, sweep);
      void compute(async () => {
        try {
          const ticks = await runJob("lambda-criteria", { spectrum, options: { part, sign, basis } }, { lane: "live" });
          setFound({ of: sweep.sweep, by, ticks });
        } catch {
          // A sweep that no criterion serves has no ticks; its relaxation times say why.
          setFound({ of: sweep.sweep, by, ticks: [] });
        }
      });
    }, REST);
    return () => clearTimeout(timer);
  }, [wanted, own, series, sweep, part, sign, basis, by]);
  return own ? found.ticks : [];
}
