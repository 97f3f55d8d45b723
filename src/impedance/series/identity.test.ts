// One identity for each process. Oracle: pairs by hand, and a series whose elements are known.
import { describe, expect, test } from "vitest";
import { addNoise } from "../../../test/support/workload/noise.ts";
import { exactSpectrum, frequencies } from "../../../test/support/workload/spectra.ts";
import type { DistributionPeak } from "../distribution/result.ts";
import type { SeriesAnalysis } from "./analysis.ts";
import { analyzeSeries } from "./analyze.ts";
import { identifiedPeaks, matchedProcesses, peakProcessName, processNumber, withIdentitiesOf } from "./identity.ts";
import { processes } from "./tracks.ts";

const at = (tau: number, resistance: number) => ({ tau, resistance });

describe("peaks and processes", () => {
  const followed = [at(450e-6, 147), at(300e-3, 25)];

  test("a peak takes the nearest process; a small one beside it belongs to none", () => {
    expect(matchedProcesses([at(180e-6, 9.9), at(490e-6, 137), at(210e-3, 24.6)], followed)).toEqual([null, 0, 1]);
    expect(matchedProcesses([at(460e-6, 148)], followed)).toEqual([0]);
    expect(matchedProcesses([at(250e-3, 20)], followed)).toEqual([1]);
  });

  test("no peak farther than half a decade, a hundred times as large, or inductive, belongs to one", () => {
    expect(matchedProcesses([at(450e-6 * 3.2, 147)], followed)).toEqual([null]);
    expect(matchedProcesses([at(450e-6, 1.4)], followed)).toEqual([null]);
    expect(matchedProcesses([at(450e-6, -147)], followed)).toEqual([null]);
    expect(matchedProcesses([at(450e-6, -140)], [at(450e-6, -147)])).toEqual([0]);
    expect(matchedProcesses([], followed)).toEqual([]);
    expect(matchedProcesses([at(1, 1)], [])).toEqual([null]);
  });

  test("each process has one peak at most, in the order of τ", () => {
    const close = [at(1e-3, 50), at(1.5e-3, 50)];
    expect(matchedProcesses([at(1.2e-3, 50)], close)).toEqual([0]);
    expect(matchedProcesses([at(1.1e-3, 50), at(1.2e-3, 50), at(1.3e-3, 50)], close).filter((k) => k !== null)).toEqual(
      [0, 1],
    );
  });
});

test("peaks of every sweep carry the number of the followed process with their τ; what appears in one sweep alone is none", async () => {
  const points = frequencies(1e5, 0.1, 50);
  const sweeps = Array.from({ length: 6 }, (_, index) => ({
    index,
    spectrum: addNoise(
      exactSpectrum(
        [
          ["R", 10],
          ...(index === 4 ? ([["ZARC", 60, 2e-5, 1]] as const) : []),
          ["ZARC", 150 + 5 * index, 1e-3, 0.95],
          ["ZARC", 60, 0.2, 0.95],
        ],
        points,
      ),
      0.002,
      900 + index,
    ),
    time: null,
    startTime: 60 * index,
    dcCurrent: null,
    dcVoltage: null,
    rows: new Int32Array(points.length),
    table: "",
  }));
  const onTheWay: SeriesAnalysis[] = [];
  const see = (soFar: SeriesAnalysis): void => void onTheWay.push(soFar);
  const watch = { onPreview: see, onSweeps: see };
  const series = await analyzeSeries(sweeps, { circuit: "none" }, undefined, undefined, watch);
  const { source, tracks } = processes(series);
  expect(source).toBe("series");
  for (const { sweep, drt } of series.sweeps) {
    for (const peak of drt?.peaks ?? []) {
      const near = tracks.find(({ points }) => {
        const point = points.find((one) => one.at === sweep.index);
        return point !== undefined && Math.abs(Math.log(point.tau / peak.tau)) < 0.5;
      });
      expect(peak.process, `sweep ${sweep.index + 1}, τ = ${peak.tau}`).toBe(near?.number ?? null);
    }
    const numbers = (drt?.peaks ?? []).map(({ process }) => process).filter((number) => number !== null);
    expect(new Set(numbers).size).toBe(numbers.length);
  }
  const slow = series.sweeps.map(({ drt }) => drt?.peaks.at(-1)?.process);
  expect(new Set(slow).size).toBe(1);
  expect(slow[0]).toBe(tracks.at(-1)?.number);

  // Before the end nothing has a name that may turn out to be another's; a result of before gives its own.
  expect(onTheWay).toHaveLength(2);
  const named = (one: SeriesAnalysis) =>
    one.sweeps.map(({ drt }) => (drt?.peaks ?? []).map((peak, place) => peakProcessName(peak, place)));
  for (const soFar of onTheWay) {
    expect(processes(soFar).tracks).toEqual([]);
    expect(named(soFar).flat().length).toBeGreaterThan(sweeps.length);
    expect(new Set(named(soFar).flat())).toEqual(new Set([null]));
  }
  const again = withIdentitiesOf(onTheWay[1] as SeriesAnalysis, series);
  expect(named(again)).toEqual(named(series));
  expect(processes(again).tracks).toEqual(tracks);
  // Where nothing could be followed before, there are no names to be given.
  const without = { ...series, processSeries: { ...series.processSeries, tracks: [] } } as SeriesAnalysis;
  expect(withIdentitiesOf(onTheWay[1] as SeriesAnalysis, without)).toBe(onTheWay[1]);
});

test("where the data of one sweep do not tell a process, its peak is known by the sweeps beside it", () => {
  const point = (at: number, tau: number, determined: boolean) => ({
    at,
    tau,
    topTau: tau,
    resistance: 25,
    resistanceEnds: null,
    tauEnds: null,
    along: 10 * at,
    capacitance: tau / 25,
    capacitanceEnds: null,
    determined,
  });
  const track = {
    name: "P1",
    number: 1,
    points: [point(0, 0.25, true), point(1, 1.8, false), point(2, 0.27, true)],
  };
  const peak = { tau: 0.2, resistance: 23, capacitance: 1, height: 10, tauMin: 0.1, tauMax: 0.4 };
  const bare = { tauLower: null, tauUpper: null, resistanceLower: null, resistanceUpper: null };
  const peaks: readonly DistributionPeak[] = [{ ...peak, ...bare, identifiable: true, reason: null }];
  expect([0, 1, 2].map((place) => identifiedPeaks(peaks, place, [track])[0]?.process)).toEqual([1, 1, 1]);
  expect(identifiedPeaks(peaks, 3, [track])[0]?.process).toBeNull();
});

test("between sweeps that determine a process it is sought in proportion to their times (oracle: the line by hand)", () => {
  const point = (at: number, along: number, tau: number, determined: boolean) => ({
    at,
    along,
    tau,
    topTau: tau,
    resistance: 25,
    resistanceEnds: null,
    tauEnds: null,
    capacitance: tau / 25,
    capacitanceEnds: null,
    determined,
  });
  // Sweep 1 began 1 s after the first and 99 s before the last: ln τ is a hundredth of the way from 1 ms to 100 ms, 1.05 ms.
  const points = [point(0, 0, 1e-3, true), point(1, 1, 5, false), point(2, 100, 0.1, true)];
  const bare = { tauLower: null, tauUpper: null, resistanceLower: null, resistanceUpper: null };
  const peak = (tau: number): readonly DistributionPeak[] => [
    {
      tau,
      resistance: 25,
      capacitance: 1,
      height: 10,
      tauMin: tau / 2,
      tauMax: 2 * tau,
      ...bare,
      identifiable: true,
      reason: null,
    },
  ];
  const process = (tau: number) => identifiedPeaks(peak(tau), 1, [{ name: "P1", number: 1, points }])[0]?.process;
  expect(process(1.05e-3)).toBe(1);
  // Half way, 10 ms, is a decade off.
  expect(process(1e-2)).toBeNull();
});

test("a peak that was never held against processes is counted by its place", () => {
  expect([processNumber({}, 1), processNumber({ process: null }, 1), processNumber({ process: 3 }, 1)]).toEqual([
    2,
    null,
    3,
  ]);
});

test("peaks carry the names of the arcs of a circuit that was given, and lose them where processes are followed instead", () => {
  const bare = { tauLower: null, tauUpper: null, resistanceLower: null, resistanceUpper: null };
  // What a name depends on, and no more.
  const peak = { tau: 1e-3, resistance: 100, capacitance: 1e-5, ...bare } as unknown as DistributionPeak;
  const point = { at: 0, along: 0, tau: 1e-3, topTau: 1e-3, resistance: 100, capacitance: 1e-5, determined: true };
  const track = { number: 1, points: [{ ...point, tauEnds: null, resistanceEnds: null, capacitanceEnds: null }] };
  const [named] = identifiedPeaks([peak], 0, [{ ...track, name: "R2", arc: "R2" }]);
  expect([named.process, peakProcessName(named, 0)]).toEqual([1, "R2"]);
  const [followed] = identifiedPeaks([named], 0, [{ ...track, name: "P1" }]);
  expect(peakProcessName(followed, 0)).toBe("P1");
  expect(peakProcessName({ process: null }, 0)).toBeNull();
});
