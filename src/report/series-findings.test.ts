import { describe, expect, it } from "vitest";
import { syntheticSeries } from "../../test/support/synthetic-series.ts";
import { doubtfulPeaks } from "./series-findings.ts";

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

  it("names peaks that were examined and are not told, not those that nobody examined", () => {
    expect(doubtfulPeaks(marked(null))).toEqual([]);
    expect(doubtfulPeaks(marked(true))).toEqual([]);
    const [found] = doubtfulPeaks(marked(false));
    expect(found?.lead).toContain("not told by the data");
    expect(found?.rest).toContain("Why.");
  });
});
