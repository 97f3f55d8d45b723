import { describe, expect, it } from "vitest";
import { type Arc, arcSpectrum, logFrequencies, withNoise } from "../../../test/support/eis-workload.ts";
import { CancelledError } from "../../base/errors.ts";
import { runTask } from "../../base/task.ts";
import { type ImpedanceSpectrum, impedanceSpectrum } from "../spectrum.ts";
import { chooseArcs, chooseArcsTask } from "./choose-arcs.ts";
import { fitCircuitSeries } from "./fit-series.ts";

const frequency = logFrequencies(1e6, 1e-2, 50);
const CIRCUIT = "R0-p(R1,CPE1)-p(R2,CPE2)";

/** Two arcs whose resistances cross while their time constants approach to half a decade. */
function approaching(count: number): readonly ImpedanceSpectrum[] {
  return Array.from({ length: count }, (_, k) => {
    const part = k / (count - 1);
    const arcs: readonly Arc[] = [
      [20 + 60 * part, 1e-4 * 10 ** (1.2 * part), 0.9],
      [80 - 60 * part, 1e-2 * 10 ** (-0.2 * part), 0.9],
    ];
    return withNoise(arcSpectrum(10, arcs, frequency), 0.003, 600 + k);
  });
}

const cut = ({ frequency: f, real, imaginary }: ImpedanceSpectrum, points: number): ImpedanceSpectrum =>
  impedanceSpectrum(f.subarray(0, points), real.subarray(0, points), imaginary.subarray(0, points));

describe("fitCircuitSeries", () => {
  it("follows two arcs that approach and never swaps them", async () => {
    const spectra = approaching(12);
    const { fits, skipped, circuit } = await runTask(fitCircuitSeries(spectra, CIRCUIT));
    expect(circuit).toBe(CIRCUIT);
    expect(skipped).toEqual([]);
    fits.forEach((fit, k) => {
      const part = k / 11;
      expect(fit?.converged).toBe(true);
      const [first, second] = fit?.parameters.filter(({ name }) => /^R[12]$/.test(name)) ?? [];
      for (const [one, truth] of [
        [first, 20 + 60 * part],
        [second, 80 - 60 * part],
      ] as const) {
        expect(Math.abs((one?.value as number) - truth)).toBeLessThan(4 * (one?.standardError as number));
      }
    });
  });

  it("names sweeps that were cut short instead of fitting them", async () => {
    const spectra = approaching(4);
    const short = [
      ...spectra.slice(0, 2),
      cut(spectra[2] as ImpedanceSpectrum, 20),
      cut(spectra[3] as ImpedanceSpectrum, 3),
    ];
    const { fits, skipped } = await runTask(fitCircuitSeries(short, CIRCUIT));
    expect(fits.map((fit) => fit !== null)).toEqual([true, true, false, false]);
    expect(skipped).toEqual([
      { index: 2, points: 20, expected: 50, reason: "it was cut short: 20 of 50 points, fewer than 70 %" },
      { index: 3, points: 3, expected: 50, reason: `its 3 points do not determine the 7 parameters of ${CIRCUIT}` },
    ]);
  });

  it("reports progress and stops when asked", async () => {
    const told: number[] = [];
    await runTask(fitCircuitSeries(approaching(4), CIRCUIT), { onProgress: ({ done }) => told.push(done) });
    expect(told).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    let asked = 0;
    const stopped = runTask(fitCircuitSeries(approaching(6), CIRCUIT), { isCancelled: () => ++asked > 3 });
    await expect(stopped).rejects.toThrow(CancelledError);
  });
});

describe("chooseArcsTask", () => {
  it("chooses as chooseArcs does, reports progress and stops when asked", async () => {
    const spectra = approaching(5);
    const done: number[] = [];
    const chosen = await runTask(chooseArcsTask(spectra), { onProgress: (progress) => done.push(progress.done) });
    expect(chosen).toEqual(chooseArcs(spectra));
    expect(done.length).toBeGreaterThan(15);
    expect(done.every((one, k) => k === 0 || one >= (done[k - 1] as number))).toBe(true);
    let asked = 0;
    await expect(runTask(chooseArcsTask(spectra), { isCancelled: () => ++asked > 4 })).rejects.toThrow(CancelledError);
  });

  it("names a sweep that was cut short", () => {
    const spectra = approaching(4);
    const { fits, skipped } = chooseArcs([...spectra.slice(0, 3), cut(spectra[3] as ImpedanceSpectrum, 8)]);
    expect(fits[3]).toBeNull();
    expect(skipped).toHaveLength(1);
    expect(skipped?.[0]).toMatchObject({ index: 3, points: 8, expected: 50 });
  });
});
