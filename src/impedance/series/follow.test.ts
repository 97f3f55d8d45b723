// A staircase followed as one series. Oracle: the circuit that the spectra are made of, R1 = 100 Ω at τ = 1 ms throughout and
// R2 = 40 Ω at τ = 0.1 s that rises by 400 Ω about 1.3 mA.
import { describe, expect, test } from "vitest";
import { Random } from "../../../test/support/drt-workload.ts";
import { zarcImpedance } from "../../../test/support/synthetic-series.ts";
import { runTask } from "../../base/task.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { analyzeSeries, type SeriesOptions } from "./analyze.ts";
import { driftWindows } from "./drift-windows.ts";
import { followSeries } from "./follow.ts";
import { interpretPeak } from "./interpret-peak.ts";
import { seriesPositions } from "./positions.ts";
import type { ImpedanceSweep } from "./sweep.ts";

const FREQUENCY = Array.from({ length: 41 }, (_, k) => 1e5 * 10 ** (-k / 6.7));

function sweepOf(index: number, current: number | null, rise: number, seed: number): ImpedanceSweep {
  const random = new Random(seed);
  const exact = zarcImpedance(
    10,
    [
      { resistance: 100, tau: 1e-3, exponent: 0.9 },
      { resistance: 40 + rise, tau: 0.1, exponent: 0.85 },
    ],
    FREQUENCY,
  );
  const noisy = (part: Float64Array): Float64Array =>
    part.map((x, k) => x + 0.002 * Math.hypot(exact.real[k], exact.imaginary[k]) * random.pair()[0]);
  const start = 60 * index;
  return {
    index,
    spectrum: impedanceSpectrum(FREQUENCY, noisy(exact.real), noisy(exact.imaginary)),
    time: Float64Array.from(FREQUENCY, (_, k) => start + k),
    startTime: start,
    dcCurrent: current,
    dcVoltage: null,
    rows: new Int32Array(FREQUENCY.length),
    table: "",
  };
}

const analyzed = (sweeps: readonly ImpedanceSweep[], options: SeriesOptions = {}) =>
  runTask({ name: "t", run: (control) => analyzeSeries(sweeps, { circuit: "none", ...options }, control) });

describe("positions", () => {
  const at = (dcCurrent: number | null, startTime: number | null) => ({ dcCurrent, startTime });
  test("currents that rise or fall from the first on; a rest at the end is not searched", () => {
    const rising = seriesPositions([1, 2, 3, 4, 0, 0].map((x, k) => at(x, k)));
    expect(rising.along).toBe("current");
    expect([...rising.position]).toEqual([1, 2, 3, 4, 0, 0]);
    expect([...rising.rising]).toEqual([1, 2, 3, 4, 1, 1]);
    const falling = seriesPositions([-1, -2, -3, -4].map((x, k) => at(x, k)));
    expect([falling.direction, ...falling.rising]).toEqual([-1, 1, 2, 3, 4]);
  });
  test("one current, or none: along time; without times that rise: in order", () => {
    expect(seriesPositions([1, 1.001, 1.002, 1.003].map((x, k) => at(x, k))).along).toBe("time");
    expect(seriesPositions([1, -1, 1, -1].map((x, k) => at(x, 3 * k))).along).toBe("time");
    expect(seriesPositions([null, null].map((x) => at(x, 7))).along).toBe("index");
  });
});

describe("a staircase that rests at its end", () => {
  const currents = [...Array.from({ length: 20 }, (_, k) => 1e-4 * (k + 1)), 0, 0, 0];
  const rise = (current: number): number => 400 / (1 + Math.exp(-(current / 1e-4 - 13) / 0.6));
  const sweeps = currents.map((current, k) => sweepOf(k, current, rise(current), 5001 + k));
  const followed = (all: readonly ImpedanceSweep[]) =>
    followSeries(all.map((sweep, place) => ({ place, sweep, used: sweep.spectrum })));

  test("two processes with the resistances they were made with; the onset within the step of the staircase", () => {
    const series = followed(sweeps);
    expect([series?.along, series?.tracks.length]).toEqual(["current", 2]);
    const [first, second] = series?.tracks ?? [];
    currents.forEach((current, k) => {
      expect(Math.abs((first?.resistance[k] ?? 0) / 100 - 1), `sweep ${k}`).toBeLessThan(0.02);
      expect(Math.abs((second?.resistance[k] ?? 0) / (40 + rise(current)) - 1), `sweep ${k}`).toBeLessThan(0.05);
    });
    expect(series?.position[22]).toBe(0);
    expect(Math.abs((series?.onset?.position ?? 0) - 1.3e-3)).toBeLessThan(1e-4);
    expect(series?.onset?.words).toMatch(/^Onset at 1\.\d+ mA \(95 % interval 1\.\d+ mA … 1\.\d+ mA\)/);
    expect(series?.words).toContain(series?.onset?.words);
  });

  test("against the same staircase with its sign changed: the onset mirrored", () => {
    const [up, down] = [followed(sweeps), followed(sweeps.map((s) => ({ ...s, dcCurrent: -(s.dcCurrent ?? 0) })))];
    expect(down?.onset?.position ?? 0).toBeCloseTo(-(up?.onset?.position ?? 1), 12);
    expect(down?.onset?.lower ?? 0).toBeCloseTo(-(up?.onset?.upper ?? 1), 12);
  });

  test("the map of a whole analysis is that of the series, with a row for each sweep", async () => {
    const { map, mapFrom, processSeries } = await analyzed(sweeps.slice(0, 4));
    expect([map?.sweeps, mapFrom, processSeries?.sweeps.length]).toEqual([4, "series", 4]);
  });

  test("the map of sweeps at a λ or sign that was asked for is that of the sweeps, beside the processes", async () => {
    for (const options of [{ lambda: 1e-2 }, { relaxationTimes: { sign: "both" as const } }]) {
      const { mapFrom, processSeries } = await analyzed(sweeps.slice(0, 4), options);
      expect([mapFrom, processSeries?.sweeps.length]).toEqual(["sweeps", 4]);
    }
  });

  test("fewer than four sweeps are no series", async () => {
    const { processSeries, mapFrom } = await analyzed(sweeps.slice(0, 3));
    expect([processSeries, mapFrom]).toEqual([null, "sweeps"]);
  });
});

describe("drift", () => {
  const sweeps = Array.from({ length: 7 }, (_, k) => sweepOf(k, null, 0, 5101 + k));
  const used = (all: readonly ImpedanceSweep[]) => all.map((sweep, place) => ({ place, sweep, used: sweep.spectrum }));

  test("windows of three and four; a long pause and missing times part them", () => {
    expect(driftWindows(used(sweeps)).map((window) => window.map(({ place }) => place))).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6],
    ]);
    const late = sweeps.map((sweep, k) =>
      k < 2 ? sweep : { ...sweep, time: sweep.time?.map((t) => t + 1000) ?? null },
    );
    expect(driftWindows(used(late))[0]?.map(({ place }) => place)).toEqual([0, 1]);
    expect(driftWindows(used(sweeps.map((sweep) => ({ ...sweep, time: null }))))).toEqual([]);
    // Steps of the current change the cell without a drift.
    const staircase = Array.from({ length: 9 }, (_, k) => sweepOf(k, 1e-4 * (1 + Math.floor(k / 4)), 0, 5201 + k));
    expect(driftWindows(used(staircase)).map((window) => window.map(({ place }) => place))).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6, 7],
    ]);
  });

  test("only where asked for; without times a warning says why there is none", async () => {
    expect((await analyzed(sweeps.slice(0, 3))).drift).toBeNull();
    const { drift } = await analyzed(sweeps.slice(0, 3), { drift: true });
    expect(drift).toHaveLength(1);
    expect(drift?.[0]?.analysis.significance.significant).toBe(false);
    const { warnings } = await analyzed(
      sweeps.slice(0, 2).map((sweep) => ({ ...sweep, time: null })),
      { drift: true },
    );
    expect(warnings.map(({ code }) => code)).toContain("no-drift-analysis");
  });
});

describe("what a peak may be", () => {
  const peak = {
    tau: 1e-3,
    resistance: 100,
    capacitance: 1e-5,
    height: 60,
    tauMin: 1e-4,
    tauMax: 1e-2,
    tauLower: null,
    tauUpper: null,
    resistanceLower: null,
    resistanceUpper: null,
    identifiable: true,
    reason: null,
  };
  const process = { shape: "cole-cole", resistance: 100, tau: 1e-3, tauLower: null, tauUpper: null } as const;
  const bounds = { resistanceLower: null, resistanceUpper: null };

  test("τ/R, and Brug's capacitance (Q = τⁿ/R; Brug et al. 1984) below it for a spread time constant", () => {
    const drt = { ohmicResistance: 10, processes: [{ ...process, ...bounds, exponents: [0.9] }] };
    const { effectiveCapacitance, candidates } = interpretPeak(peak, drt);
    expect(effectiveCapacitance.layer).toBeCloseTo(1e-5, 12);
    const Q = 1e-3 ** 0.9 / 100;
    expect(effectiveCapacitance.brug ?? 0).toBeCloseTo(Q ** (1 / 0.9) * (1 / 10 + 1 / 100) ** (-0.1 / 0.9), 12);
    expect(candidates.length).toBeGreaterThan(1);
    const ideal = interpretPeak(peak, { ohmicResistance: 10, processes: [{ ...process, ...bounds, exponents: [1] }] });
    expect(ideal.effectiveCapacitance.brug ?? 0).toBeCloseTo(1e-5, 12);
  });

  test("an inductive loop is said to be one, not refused", () => {
    const loop = { ...peak, resistance: -5, capacitance: -2e-4 };
    const { candidates, hint, effectiveCapacitance } = interpretPeak(loop, { ohmicResistance: 10, processes: [] });
    expect([candidates, effectiveCapacitance.layer]).toEqual([[], null]);
    expect(hint).toMatch(/inductive loop/);
  });
});
