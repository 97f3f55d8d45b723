// Points that show what no cell shows. Oracle: the fit of the spectrum from which they were taken by hand.
import { describe, expect, test } from "vitest";
import { addNoise, CASES, exactSpectrum, frequencies } from "../../../test/support/drt-workload.ts";
import { fitCircuit } from "../circuit/fit-circuit.ts";
import { between } from "../circuit/trim.ts";
import { type ImpedanceSpectrum, impedanceSpectrum } from "../spectrum.ts";
import { analyzeSeries, type SeriesOptions } from "./analyze.ts";
import type { ImpedanceSweep } from "./sweep.ts";

const CIRCUIT = "R0-p(R1,CPE1)";
const ARTEFACT = 3e5;

const sweepOf = (spectrum: ImpedanceSpectrum, index: number): ImpedanceSweep => ({
  index,
  spectrum,
  time: null,
  startTime: null,
  dcCurrent: null,
  dcVoltage: null,
  rows: new Int32Array(spectrum.frequency.length),
  table: "",
});

const cell = (seed: number): ImpedanceSpectrum =>
  addNoise(exactSpectrum(CASES.zarc.elements, frequencies(1e6, 0.1, 70)), 0.003, seed);

/** A negative Z' above 300 kHz, as long leads make it. */
const bentAbove = ({ frequency, real, imaginary }: ImpedanceSpectrum): ImpedanceSpectrum => {
  const bent = real.map((re, i) => re + (frequency[i] > ARTEFACT ? -40 * (frequency[i] / 1e6) ** 2 : 0));
  return impedanceSpectrum(frequency, bent, imaginary);
};

/** The second of three sweeps is bent. */
const SPECTRA = [5001, 5002, 5003].map((seed, k) => (k === 1 ? bentAbove(cell(seed)) : cell(seed)));
const SWEEPS = SPECTRA.map(sweepOf);

const values = (fit: ReturnType<typeof fitCircuit> | null | undefined): readonly number[] =>
  (fit?.parameters ?? []).map(({ value }) => value);

const analysed = (options: SeriesOptions) => analyzeSeries(SWEEPS, options);

describe("points above an artefact of one sweep", () => {
  test("are left out of its relaxation times and of its circuit alike", async () => {
    const { sweeps, highestFrequency } = await analysed({ circuit: CIRCUIT });
    const [first, bent] = sweeps;
    expect(highestFrequency).toBeNull();
    expect(first?.highestFrequency).toBeNull();
    const limit = bent?.highestFrequency ?? Number.POSITIVE_INFINITY;
    expect(limit).toBeLessThan(ARTEFACT);
    const cut = between(SPECTRA[1] as ImpedanceSpectrum, 0, limit);
    const alone = fitCircuit(cut, CIRCUIT, { intervals: "wald", seeds: bent?.drt?.peaks ?? [] });
    expect(values(bent?.circuit)).toEqual(values(alone));
    expect(bent?.circuit?.rmsResidual).toBe(alone.rmsResidual);
  });

  test("are left out of a chain of arcs that is chosen, too", async () => {
    const { sweeps } = await analysed({ circuit: "auto" });
    const misfits = sweeps.map(({ circuit }) => circuit?.rmsResidual ?? 1);
    expect(misfits[1]).toBeLessThan(1.3 * (misfits[0] as number));
  });

  test("stay in both where that is asked for", async () => {
    const { sweeps, highestFrequency } = await analysed({ circuit: CIRCUIT, keepHighFrequencies: true });
    const bent = sweeps[1];
    expect([highestFrequency, bent?.highestFrequency]).toEqual([null, null]);
    const whole = fitCircuit(SPECTRA[1] as ImpedanceSpectrum, CIRCUIT, {
      intervals: "wald",
      seeds: bent?.drt?.peaks ?? [],
    });
    expect(values(bent?.circuit)).toEqual(values(whole));
    expect(bent?.circuit?.rmsResidual).toBeGreaterThan(0.1);
  });

  test.each(["the second", "all"])(
    "do not count against the circuit where %s of the sweeps have them",
    async (which) => {
      const sweeps = which === "all" ? [5001, 5002, 5003].map((seed, k) => sweepOf(bentAbove(cell(seed)), k)) : SWEEPS;
      for (const keepHighFrequencies of [true, false]) {
        const found = await analyzeSeries(sweeps, { circuit: CIRCUIT, keepHighFrequencies });
        expect(found.sweeps.map(({ circuitDoubt }) => circuitDoubt)).toEqual([null, null, null]);
        expect(found.warnings.map(({ code }) => code)).not.toContain("circuit-misses");
      }
      // The points below them do, of a circuit without the arc.
      const { sweeps: without } = await analyzeSeries(sweeps, { circuit: "R0-C1" });
      expect(without.filter(({ circuitDoubt }) => circuitDoubt).length).toBeGreaterThanOrEqual(2);
    },
  );
});
