// The picture at a dragged λ. Oracle: a worker that answers by hand, so that every order of answers can be played.
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { DistributionPeak } from "../../impedance/distribution/result.ts";
import type { SeriesAnalysis } from "../../impedance/series/analysis.ts";
import { analyzeSeries } from "../../impedance/series/analyze.ts";
import { peakProcessName, withoutIdentities } from "../../impedance/series/identity.ts";
import type { ImpedanceSweep } from "../../impedance/series/sweep.ts";
import { emptyProject } from "../state/project.ts";
import { dragLambda, isOf, type LambdaTarget, lookAt, seriesAtLambda, useLiveLambda } from "./live-lambda.ts";

interface Asked {
  readonly name: string;
  readonly input: { readonly lambda: number; readonly sweep: number | null };
  readonly answer: (output: unknown) => void;
}

const { asked } = vi.hoisted(() => ({ asked: [] as Asked[] }));

vi.mock("../work/run-job.ts", () => ({
  runJob: (name: string, input: Asked["input"]) => new Promise((answer) => asked.push({ name, input, answer })),
}));

/** One arc of 100 Ω; of too few points no distribution is made. */
function sweep(index: number, points: number): ImpedanceSweep {
  const frequency = Float64Array.from({ length: points }, (_, k) => 10 ** (5 - k / 4));
  const real = frequency.map((f) => 10 + 100 / (1 + (2 * Math.PI * f * 1e-3) ** 2));
  const imaginary = frequency.map((f) => (-100 * 2 * Math.PI * f * 1e-3) / (1 + (2 * Math.PI * f * 1e-3) ** 2));
  const spectrum = { frequency, real, imaginary };
  const rows = Int32Array.from(frequency.keys());
  return { index, spectrum, time: null, startTime: null, dcCurrent: null, dcVoltage: null, rows, table: "" };
}

const sweeps = [sweep(0, 21), sweep(1, 3), sweep(2, 21)];
const series = await analyzeSeries(sweeps, { circuit: "none", lambda: 1e-3 });
const { part, sign, basis } = emptyProject.impedance;
const target = (at: number, file = "a"): LambdaTarget => ({ file, series, at, settings: { part, sign, basis } });
const drawn = series.sweeps[0]?.drt ?? null;
const map = { tau: Float64Array.of(1e-3), gamma: Float64Array.of(7, 9), sweeps: 2 };
/** As it comes from the worker, which holds it against no process. */
const unheld = ({ process: _, ...peak }: DistributionPeak): DistributionPeak => peak;
const settled = () => new Promise((resolve) => setTimeout(resolve));
const live = () => useLiveLambda.getState().live;

beforeEach(async () => {
  for (const { answer } of asked.splice(0)) answer({ map, distribution: null });
  await settled();
  asked.length = 0;
  useLiveLambda.getState().end();
});

describe("λ that is dragged", () => {
  test("shows no distribution for a sweep that has none, and not that of the first", async () => {
    void dragLambda({ target: target(1), lambda: 1e-2 });
    expect(asked[0]?.input.sweep).toBeNull();
    asked[0]?.answer({ map, distribution: null });
    await settled();
    const shown = live();
    expect(shown).not.toBeNull();
    expect(shown && seriesAtLambda(series, shown, 1).sweeps[1]?.drt).toBeNull();
    expect([...(shown?.map.gamma ?? [])]).toEqual([7, Number.NaN, 9]);
  });

  test("names no peak of a series that is not followed yet", async () => {
    void dragLambda({ target: target(0), lambda: 1e-2 });
    asked[0]?.answer({ map, distribution: drawn && { ...drawn, peaks: drawn.peaks.map(unheld) } });
    await settled();
    const shown = live();
    const names = (one: SeriesAnalysis) =>
      (shown && seriesAtLambda(one, shown, 0).sweeps[0]?.drt?.peaks.map(peakProcessName)) ?? [];
    expect(names(series)).toEqual(["P1"]);
    expect(names(withoutIdentities(series))).toEqual([null]);
  });

  test("a sweep that comes under the cursor shows no distribution of another λ, and its own is asked for", async () => {
    void dragLambda({ target: target(0), lambda: 1e-2 });
    asked[0]?.answer({ map, distribution: drawn });
    await settled();
    const first = live();
    expect(first && seriesAtLambda(series, first, 2).sweeps[2]?.drt).toBeNull();
    void lookAt(target(2));
    expect(asked[1]?.input).toMatchObject({ lambda: 1e-2, sweep: 1 });
    asked[1]?.answer({ map, distribution: drawn });
    await settled();
    expect([...(live()?.distributions.keys() ?? [])]).toEqual([0, 2]);
    await lookAt(target(2));
    expect(asked).toHaveLength(2);
  });

  test("a sweep that comes under the cursor does not take the place of a newer λ", async () => {
    void dragLambda({ target: target(0), lambda: 1e-2 });
    asked[0]?.answer({ map, distribution: drawn });
    await settled();
    void dragLambda({ target: target(0), lambda: 2e-2 });
    void dragLambda({ target: target(0), lambda: 3e-2 });
    void lookAt(target(2));
    asked[1]?.answer({ map, distribution: drawn });
    await settled();
    expect(asked.slice(1).map(({ input }) => [input.lambda, input.sweep])).toEqual([
      [2e-2, 0],
      [3e-2, 0],
      [3e-2, 1],
    ]);
  });

  test("an answer that comes after the picture was let go is not shown", async () => {
    void dragLambda({ target: target(0), lambda: 1e-2 });
    useLiveLambda.getState().end();
    asked[0]?.answer({ map, distribution: drawn });
    await settled();
    expect(live()).toBeNull();
  });

  test("is of one file, series and set of options", async () => {
    void dragLambda({ target: target(0), lambda: 1e-2 });
    asked[0]?.answer({ map, distribution: drawn });
    await settled();
    const shown = live();
    if (shown === null) throw new Error("nothing is shown");
    expect(isOf(shown, target(0))).toBe(true);
    expect(isOf(shown, target(0, "b"))).toBe(false);
    // The same analysis once more, its tests done: the same picture.
    expect(isOf(shown, { ...target(0), series: { ...series, sweeps: [...series.sweeps] } })).toBe(true);
    // One that leaves out points of a sweep.
    const cut = series.sweeps.map((one, k) => (k === 0 ? { ...one, highestFrequency: 1e4 } : one));
    expect(isOf(shown, { ...target(0), series: { ...series, sweeps: cut } })).toBe(false);
    expect(isOf(shown, { ...target(0), series: { ...series, highestFrequency: 1e4 } })).toBe(false);
    expect(isOf(shown, { ...target(0), settings: { part: "re", sign, basis } })).toBe(false);
  });
});
