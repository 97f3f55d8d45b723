// Which sweeps the terminal tells a followed process by. Oracle: the resistances of the elements that the series was made of.
import { expect, test } from "vitest";
import { addNoise } from "../../test/support/workload/noise.ts";
import { exactSpectrum, frequencies } from "../../test/support/workload/spectra.ts";
import type { SeriesAnalysis } from "../impedance/series/analysis.ts";
import { analyzeSeries } from "../impedance/series/analyze.ts";
import { largestAt, seriesParts } from "../study/series-entry.ts";
import { seriesText } from "./series-text.ts";

const points = frequencies(1e5, 0.1, 50);
const series = await analyzeSeries(
  Array.from({ length: 6 }, (_, index) => ({
    index,
    spectrum: addNoise(
      exactSpectrum(
        [
          ["R", 10],
          ["ZARC", 150 + 50 * index, 1e-3, 0.95],
        ],
        points,
      ),
      0.002,
      700 + index,
    ),
    time: null,
    startTime: 60 * index,
    dcCurrent: null,
    dcVoltage: null,
    rows: Int32Array.from(points.keys()),
    table: "",
  })),
  { circuit: "none" },
);

/** The same where the sweeps of which nothing is said do not determine the process: R is 9 MΩ there. */
function told(determined: readonly boolean[]): SeriesAnalysis {
  const { processSeries } = series;
  if (!processSeries) throw new Error("nothing was followed");
  const tracks = processSeries.tracks.map((track) => ({
    ...track,
    determined,
    resistance: track.resistance.map((r, k) => (determined[k] ? r : 9e6)),
  }));
  return { ...series, processSeries: { ...processSeries, tracks } };
}

const text = (one: SeriesAnalysis): string => seriesText(seriesParts(one, {}), null);
const row = (one: SeriesAnalysis): string => /^ +P1 .*$/m.exec(text(one))?.[0] ?? "";

test("a process is told by the first and the last sweep that determine it, and the last is named where others follow", () => {
  expect(row(told([true, true, true, true, true, true]))).toMatch(/P1\s+150\S*\s±\s\S+\s+400\S*\s±\s/);
  expect(row(told([true, true, true, true, true, true]))).not.toContain("sweep");
  expect(row(told([false, true, true, true, false, false]))).toMatch(
    /P1\s+200\S*\s±\s\S+\s+300\S*\s±\s\S+ \(sweep 4\)/,
  );
});

test("its capacitance is that of the largest resistance that is determined; of the largest of all where none is", () => {
  const all = [true, true, true, true, true, true];
  const largest = (determined: readonly boolean[]): number => {
    const [track] = told(determined).processSeries?.tracks ?? [];
    if (track === undefined) throw new Error("no track");
    return largestAt(track);
  };
  expect(largest(all)).toBe(5);
  expect(largest([...all.slice(0, 4), false, false])).toBe(3);
  expect(largest(all.map(() => false))).toBe(0);
  // τ/R of 1 ms and 300 Ω.
  expect(text(told([...all.slice(0, 4), false, false]))).toMatch(/ 3\.3\sµF/);
});
