import { describe, expect, it } from "vitest";
import { syntheticSeries } from "../../test/support/synthetic-series.ts";
import { operandoSeries } from "../../test/support/workload/series.ts";
import { analyzeProcessSeries } from "../impedance/process-series/analyze.ts";
import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import { doubtfulPeaks, sideBySideFinding, unresolvedFinding } from "./series-findings.ts";

describe("doubtfulPeaks", () => {
  const series = syntheticSeries({ sweeps: 2 });
  const marked = (identifiable: boolean | null): typeof series => ({
    ...series,
    sweeps: series.sweeps.map((sweep) => ({
      ...sweep,
      drt: sweep.drt && {
        ...sweep.drt,
        peaks: sweep.drt.peaks.map((peak) => ({
          ...peak,
          identifiable,
          reason: identifiable === false ? "Why." : null,
        })),
      },
    })),
  });

  it("names peaks that were examined and are not determined, not those that nobody examined", () => {
    expect(doubtfulPeaks(marked(null))).toEqual([]);
    expect(doubtfulPeaks(marked(true))).toEqual([]);
    const [found] = doubtfulPeaks(marked(false));
    expect(found?.lead).toContain("not determined");
    expect(found?.rest).toContain("Why.");
  });
});

describe("processes followed through a series", () => {
  const { spectra } = operandoSeries(200, 80, 0.005, 52_000);
  const found = analyzeProcessSeries(spectra);
  const bare = syntheticSeries({ sweeps: 2 });
  const series: SeriesAnalysis = {
    ...bare,
    processSeries: { ...found, along: "index", sweeps: spectra.map((_, k) => k) },
  };

  it("are named once a pair where they stand side by side, with the sweeps", () => {
    const told = sideBySideFinding(series);
    expect(told).toHaveLength(1);
    expect(told[0]?.lead).toMatch(/^P2 and P3 stand side by side in sweeps 80–145\.$/);
    expect(sideBySideFinding(bare)).toEqual([]);
  });

  it("are said to be in R∞ where they are faster than measured", () => {
    expect(unresolvedFinding(series)).toEqual([]);
    const faster = {
      ...series,
      processSeries: { ...found, along: "index", sweeps: [], fasterThanMeasured: { processes: 1, tau: 2.37e-6 } },
    } as SeriesAnalysis;
    expect(unresolvedFinding(faster)[0]?.lead.replace(/\s/g, " ")).toContain(
      "R∞ holds a process faster than τ = 2.4 µs",
    );
  });
});
