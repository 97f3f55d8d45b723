import { describe, expect, it } from "vitest";
import { mostOf } from "../../../test/support/binomial.ts";
import { type Arc, arcSpectrum, logFrequencies } from "../../../test/support/eis-workload.ts";
import { addNoiseOf, NOISE_FAMILIES, type NoiseFamily } from "../../../test/support/noise-families.ts";
import { type FitCircuitOptions, fitCircuit } from "../circuit/fit-circuit.ts";
import { distributionOfRelaxationTimes } from "../distribution/distribution.ts";
import type { DistributionOfRelaxationTimes } from "../distribution/result.ts";
import { kramersKronig } from "../kramers-kronig/kramers-kronig.ts";
import type { KramersKronigResult } from "../kramers-kronig/result.ts";
import { type ImpedanceSpectrum, impedanceSpectrum } from "../spectrum.ts";
import {
  type CircuitCompared,
  type CircuitDoubt,
  circuitDoubt,
  circuitDoubts,
  circuitDoubtWords,
} from "./circuit-doubt.ts";

/** Two arcs a decade apart: one of them leaves the other out. */
const ARCS: readonly Arc[] = [
  [20, 1e-4, 0.95],
  [30, 1e-3, 0.9],
];
const exact = arcSpectrum(10, ARCS, logFrequencies(1e6, 1e-1, 61));
const [SHORT, TRUE] = ["R0-p(R1,CPE1)", "R0-p(R1,CPE1)-p(R2,CPE2)"];
const families = Object.keys(NOISE_FAMILIES) as readonly NoiseFamily[];

/** Too few points for a test. */
const upperPoints = ({ frequency, real, imaginary }: ImpedanceSpectrum): ImpedanceSpectrum =>
  impedanceSpectrum(frequency.slice(0, 6), real.slice(0, 6), imaginary.slice(0, 6));

interface Drawn {
  readonly name: string;
  readonly spectrum: ImpedanceSpectrum;
  readonly drt: DistributionOfRelaxationTimes;
  readonly test: KramersKronigResult;
}

function drawnOf(name: string, spectrum: ImpedanceSpectrum): Drawn {
  return { name, spectrum, drt: distributionOfRelaxationTimes(spectrum), test: kramersKronig(spectrum) };
}

const clean = families.flatMap((family) => [300, 301].map((seed) => drawnOf(family, addNoiseOf(exact, family, seed))));
/** White noise of 0.02 and 0.3 %, two points 5 to 20 % off. */
const spiked = [2e-4, 3e-3].flatMap((sigma) =>
  [1, 2, 3, 4].map((seed) =>
    drawnOf(
      `${100 * sigma} %, spikes`,
      addNoiseOf(exact, () => sigma, seed, 2),
    ),
  ),
);
const quiet = spiked[0] as Drawn;

function comparedWith({ spectrum, drt, test }: Drawn, notation: string, options: FitCircuitOptions = {}) {
  const circuit = fitCircuit(spectrum, notation, { seeds: drt.peaks, intervals: "wald", ...options });
  return { spectrum, circuit, drt, test, highestFrequency: null } satisfies CircuitCompared;
}

describe("circuitDoubt", () => {
  it("doubts the true circuit no more often than its significance (oracle: the circuit that the spectra were made of; some hundred draws in the long test)", () => {
    const drawn = [...clean, ...spiked];
    const doubted = drawn.filter((one) => circuitDoubt(comparedWith(one, TRUE)) !== null);
    expect(doubted.length).toBeLessThanOrEqual(mostOf(drawn.length, 0.005));
  });

  it("does not blame a circuit for points far off, which pull least squares (oracle: the circuit that the spectra were made of)", () => {
    expect(quiet.test.verdict).toBe("passes");
    expect(quiet.test.disturbed).toHaveLength(2);
    const pulled = comparedWith(quiet, TRUE);
    // All points held against the same fit: by far more than noise and relaxation times.
    expect(pulled.circuit.rmsResidual).toBeGreaterThan(10 * (quiet.test.noise as number));
    expect(circuitDoubt(pulled)).toBeNull();
    const tied = comparedWith(quiet, TRUE, { ties: { R2: "1.5 * R1" }, fixed: { R0: 10 } });
    expect(circuitDoubt(tied)).toBeNull();
    // A value that is not the cell's stays where it was put.
    expect(circuitDoubt(comparedWith(quiet, TRUE, { fixed: { R0: 11 } }))).not.toBeNull();
    expect(circuitDoubt(comparedWith(quiet, TRUE, { ties: { R2: "R1" } }))).not.toBeNull();
  });

  it("doubts a circuit with an arc too few in every spectrum whose noise is below a third of what it misses and whose points far off were found (oracle: both misfits without noise)", () => {
    const missed = fitCircuit(exact, SHORT).rmsResidual;
    const drawn = [...clean, ...spiked];
    const found = ({ name, test }: Drawn): boolean => test.disturbed.length === (name.endsWith("spikes") ? 2 : 0);
    const fine = drawn.filter((one) => found(one) && 3 * (one.test.noise as number) * Math.SQRT2 < missed);
    expect(2 * fine.length).toBeGreaterThan(drawn.length);
    for (const one of fine) expect(circuitDoubt(comparedWith(one, SHORT)), one.name).not.toBeNull();
  });

  it("says nothing where it cannot tell (oracle: its definition)", () => {
    const first = clean[0] as Drawn;
    const short = comparedWith(first, SHORT);
    const { circuit, test, drt } = short;
    expect(circuitDoubt(short)).not.toBeNull();
    // The relaxation times miss as much, or nothing is tested, known or passed.
    const same = { ...drt, fitted: circuit.fitted };
    expect(circuitDoubt({ ...short, drt: same })).toBeNull();
    expect(circuitDoubt({ ...short, drt: null })).toBeNull();
    const untested = kramersKronig(upperPoints(first.spectrum));
    expect(untested.noise).toBeNull();
    expect(circuitDoubt({ ...short, test: untested })).toBeNull();
    expect(circuitDoubt({ ...short, test: { ...test, verdict: "fails" } })).toBeNull();
    for (const kind of ["range-switch", "high-frequency-artefact"] as const) {
      expect(circuitDoubt({ ...short, test: { ...test, faults: [{ kind, ranges: [] }] } })).toBeNull();
    }
    expect(circuitDoubt({ ...short, circuit: { ...circuit, converged: false } })).toBeNull();
  });

  it("asks for a ratio worth telling (oracle: misfits of 1.2 and 2 times the noise at each point)", () => {
    const { spectrum, test, drt: found } = clean[0] as Drawn;
    const { circuit } = comparedWith(clean[0] as Drawn, TRUE);
    const drt = { ...found, fitted: spectrum };
    const [re, im] = [test.noisesReal ?? test.noises, test.noisesImaginary ?? test.noises];
    const off = (times: number): CircuitDoubt | null => {
      const size = spectrum.real.map((x, k) => times * Math.hypot(x, spectrum.imaginary[k]));
      const fitted = impedanceSpectrum(
        spectrum.frequency,
        spectrum.real.map((x, k) => x + size[k] * re[k]),
        spectrum.imaginary.map((x, k) => x + size[k] * im[k]),
      );
      return circuitDoubt({ spectrum, circuit: { ...circuit, fitted }, drt, test, highestFrequency: null });
    };
    expect(off(1.2)).toBeNull();
    // 122 values, 7 parameters.
    expect(off(2)?.times).toBeCloseTo(2 * Math.sqrt(122 / 115), 12);
  });

  it("holds the sweeps of a series to one significance together (oracle: Holm's bounds 0.005/3, 0.005/2, 0.005/1)", () => {
    const first = clean[0] as Drawn;
    const { circuit, spectrum, drt: found } = comparedWith(first, SHORT);
    const drt = { ...found, fitted: spectrum };
    // Tests of few degrees of freedom, so that the probabilities lie about the significance.
    const withNoise = (times: number): CircuitCompared => {
      const wider = (noises: Float64Array): Float64Array => noises.map((one) => times * one);
      const { noises, noisesReal = noises, noisesImaginary = noises } = first.test;
      const test = {
        ...first.test,
        order: 56,
        noises: wider(noises),
        noisesReal: wider(noisesReal),
        noisesImaginary: wider(noisesImaginary),
      };
      return { spectrum, circuit, drt, test, highestFrequency: null };
    };
    const alone = (one: CircuitCompared): number => circuitDoubt(one)?.probability ?? 1;
    const between = (low: number, high: number): CircuitCompared => {
      for (let times = 0.1; times < 10; times *= 1.005) {
        const one = withNoise(times);
        if (alone(one) > low && alone(one) < high) return one;
      }
      throw new Error(`no noise gives a probability between ${low} and ${high}`);
    };
    const weak = between(0.005 / 2, 0.005);
    const middle = between(0.005 / 3, 0.005 / 2);
    const strong = between(0, 0.005 / 3);
    const told = (...all: (CircuitCompared | null)[]): boolean[] => circuitDoubts(all).map((one) => one !== null);
    expect(told(weak)).toEqual([true]);
    expect(told(weak, null)).toEqual([true, false]);
    expect(told(weak, weak)).toEqual([false, false]);
    expect(told(middle, weak)).toEqual([true, true]);
    expect(told(middle, weak, weak)).toEqual([false, false, false]);
    expect(told(weak, strong, middle)).toEqual([true, true, true]);
    expect(told(weak, strong, weak)).toEqual([false, true, false]);
  });

  it("tells the misfits, the noise, the sweeps and what to do (oracle: the medians of the numbers)", () => {
    const doubt = { residual: 0.0172, distributionResidual: 0.00137, noise: 0.00079, times: 12.6, probability: 0 };
    expect(circuitDoubtWords(SHORT, [doubt])).toBe(
      "R0-p(R1,CPE1) misses these data by 1.7 % where the relaxation times leave 0.14 %, at a noise of 0.079 %: 13 times as much, each point weighed by its noise. The relaxation times describe these data, this circuit does not: a process, an inductance or the shape of an element may be missing. Rely on the relaxation times, or give another circuit.",
    );
    const three = [1, 3, 2].map((k) => ({ ...doubt, residual: 0.01 * k, times: 5 * k }));
    const said = (numbers: number[], fitted: number): string =>
      circuitDoubtWords("R0", three, { numbers, fitted }).split(":")[0] as string;
    expect(said([2, 4, 5], 9)).toBe(
      "R0 misses 3 of 9 sweeps (2, 4–5) by 2 % where the relaxation times leave 0.14 %, at a noise of 0.079 %",
    );
    expect(said([1, 2, 3], 3)).toContain("R0 misses all 3 sweeps by 2 %");
    expect(said([3], 9)).toContain("R0 misses sweep 3 of 9 by 2 %");
    expect(said([1, 3, 5, 7, 9, 11, 13], 20)).toContain("7 of 20 sweeps (1, 3, 5, 7, 9, 11, …)");
    expect(circuitDoubtWords("R0", three)).toContain("10 times as much");
  });
});
