// R of one arc, told by terminal, report, table of results and documents. Oracle: R · exp(± 1.959964 s/R) by hand, 36 · exp(± 0.5281).
import { expect, test } from "vitest";
import { syntheticSeries } from "../../test/support/synthetic-series.ts";
import { displayUnits } from "../figures/units.ts";
import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import { tracksOf } from "../impedance/series/tracks.ts";
import { resistanceText } from "../report/track-finding.ts";
import { arcEntry } from "../study/arc-entry.ts";
import { resultsOf } from "../study/series-results.ts";
import { arcText } from "./distribution-text.ts";

/** The first arc of every sweep with R = 36 Ω and this standard error, at its own τ or at this one. */
function withArc(resistanceError: number, tau?: number): SeriesAnalysis {
  const series = syntheticSeries({ sweeps: 2 });
  return {
    ...series,
    sweeps: series.sweeps.map((sweep) => ({
      ...sweep,
      circuit: sweep.circuit && {
        ...sweep.circuit,
        arcs: sweep.circuit.arcs.slice(0, 1).map((arc) => ({
          ...arc,
          resistance: 36,
          resistanceError,
          tau: tau ?? arc.tau,
        })),
      },
    })),
  };
}

test.each([
  [9.7, "36 (21–61)", true],
  [19, "◌ 36 (13–101)", false],
  [1, "36.0 ± 2.0", true],
])("36 Ω with a standard error of %s Ω reads %s everywhere", (error, text, determined) => {
  const series = withArc(error);
  const [sweep] = series.sweeps;
  const { circuit } = sweep ?? {};
  if (!circuit) throw new Error("a synthetic sweep has a circuit");
  const plain = (words: string): string => words.replace(/\s/g, " ");
  const entry = arcEntry(circuit.arcs[0], circuit);
  const [track] = tracksOf(series, "arcs");
  const cell = resultsOf(series, null).columns.find(({ id }) => id.startsWith("R R"))?.cells[0];
  expect(plain(arcText(entry, 1))).toBe(text);
  expect(plain(resistanceText(track.points[0], displayUnits(null)))).toBe(`${text} Ω`);
  expect(entry.determined).toBe(determined);
  expect(cell?.determined).toBe(determined);
  for (const { lower, upper } of [
    { lower: entry.resistanceLower, upper: entry.resistanceUpper },
    cell ?? { lower: 0, upper: 0 },
  ]) {
    expect(lower).toBeCloseTo(36 * Math.exp((-1.9599639845 * error) / 36), 6);
    expect(upper).toBeCloseTo(36 * Math.exp((1.9599639845 * error) / 36), 6);
  }
});

test("an arc far beyond the measured times has no interval of R anywhere, however small its error", () => {
  const { circuit } = withArc(1, 1e6).sweeps[0] ?? {};
  if (!circuit) throw new Error("a synthetic sweep has a circuit");
  const entry = arcEntry(circuit.arcs[0], circuit);
  expect(arcText(entry, 1)).toMatch(/^◌\s36$/);
  expect(entry).toMatchObject({ determined: false, resistanceLower: null, resistanceUpper: null });
});
