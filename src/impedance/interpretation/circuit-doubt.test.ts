import { describe, expect, it } from "vitest";
import { type Arc, arcSpectrum, logFrequencies } from "../../../test/support/eis-workload.ts";
import { addNoiseOf, NOISE_FAMILIES, type NoiseFamily } from "../../../test/support/noise-families.ts";
import { fitCircuit } from "../circuit/fit-circuit.ts";
import { distributionOfRelaxationTimes } from "../distribution/distribution.ts";
import type { DistributionOfRelaxationTimes } from "../distribution/result.ts";
import { kramersKronig } from "../kramers-kronig/kramers-kronig.ts";
import type { KramersKronigResult } from "../kramers-kronig/result.ts";
import { type ImpedanceSpectrum, impedanceSpectrum } from "../spectrum.ts";
import { type CircuitDoubt, circuitDoubt, circuitDoubtWords } from "./circuit-doubt.ts";

/** Two arcs a decade apart: one of them leaves the other out. */
const ARCS: readonly Arc[] = [
  [20, 1e-4, 0.95],
  [30, 1e-3, 0.9],
];
const exact = arcSpectrum(10, ARCS, logFrequencies(1e6, 1e-1, 61));
const families = Object.keys(NOISE_FAMILIES) as readonly NoiseFamily[];
const DRAWS = 4;

/** Too few points for a test. */
const upperPoints = ({ frequency, real, imaginary }: ImpedanceSpectrum): ImpedanceSpectrum =>
  impedanceSpectrum(frequency.slice(0, 6), real.slice(0, 6), imaginary.slice(0, 6));

interface Drawn {
  readonly family: NoiseFamily;
  readonly spectrum: ImpedanceSpectrum;
  readonly drt: DistributionOfRelaxationTimes;
  readonly test: KramersKronigResult;
}

const drawn: readonly Drawn[] = families.flatMap((family) =>
  Array.from({ length: DRAWS }, (_, seed) => {
    const spectrum = addNoiseOf(exact, family, 300 + seed);
    return { family, spectrum, drt: distributionOfRelaxationTimes(spectrum), test: kramersKronig(spectrum) };
  }),
);

function doubtOf({ spectrum, drt, test }: Drawn, notation: string): CircuitDoubt | null {
  const circuit = fitCircuit(spectrum, notation, { seeds: drt.peaks, intervals: "wald" });
  return circuitDoubt({ spectrum, circuit, drt, test, highestFrequency: null });
}

describe("circuitDoubt", () => {
  it("doubts the true circuit no more often than its significance (oracle: the circuit that the spectra were made of)", () => {
    const doubted = drawn.filter((one) => doubtOf(one, "R0-p(R1,CPE1)-p(R2,CPE2)") !== null);
    const most = drawn.length * 0.005 + 3 * Math.sqrt(drawn.length * 0.005 * 0.995);
    expect(doubted.length).toBeLessThanOrEqual(most);
  });

  it("doubts a circuit with an arc too few in every spectrum whose noise is below a third of what it misses (oracle: both misfits without noise)", () => {
    const missed = fitCircuit(exact, "R0-p(R1,CPE1)").rmsResidual;
    const quiet = drawn.filter(({ test }) => 3 * (test.noise as number) * Math.SQRT2 < missed);
    expect(2 * quiet.length).toBeGreaterThan(drawn.length);
    for (const one of quiet) {
      const found = doubtOf(one, "R0-p(R1,CPE1)");
      expect(found, one.family).not.toBeNull();
      expect(found?.times).toBeCloseTo((found?.residual ?? 0) / Math.max(one.drt.rmsResidual, found?.noise ?? 0), 12);
    }
  });

  it("says nothing where the relaxation times miss as much, or the noise is not known (oracle: its definition)", () => {
    const [first] = drawn as readonly [Drawn];
    const circuit = fitCircuit(first.spectrum, "R0-p(R1,CPE1)");
    const { spectrum, test } = first;
    const same = { fitted: circuit.fitted, rmsResidual: circuit.rmsResidual };
    expect(circuitDoubt({ spectrum, circuit, drt: same, test, highestFrequency: null })).toBeNull();
    const untested = kramersKronig(upperPoints(spectrum));
    expect(untested.noise).toBeNull();
    expect(circuitDoubt({ spectrum, circuit, drt: first.drt, test: untested, highestFrequency: null })).toBeNull();
  });

  it("tells both misfits, the noise and what to do (oracle: the medians of the numbers)", () => {
    const doubt = { residual: 0.0172, distributionResidual: 0.00137, noise: 0.00079, times: 12.6, probability: 0 };
    expect(circuitDoubtWords("R0-p(R1,CPE1)", [doubt], 1)).toBe(
      "R0-p(R1,CPE1) misses these data by 1.7 %, 13 times the 0.14 % that the relaxation times leave (the noise is 0.079 %): it leaves out a process, or an inductance, that the relaxation times describe. Give a circuit with one more element, or rely on the relaxation times.",
    );
    const three = [1, 3, 2].map((k) => ({ ...doubt, residual: 0.01 * k, noise: 0.002 }));
    expect(circuitDoubtWords("R0", three, 4)).toContain(
      "R0 misses 3 of 4 sweeps by 2 %, 10 times the noise of 0.2 % (the relaxation times leave 0.14 %)",
    );
  });
});
