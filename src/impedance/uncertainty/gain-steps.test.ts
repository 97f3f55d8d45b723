import { describe, expect, it } from "vitest";
import { addNoise, CASES, exactSpectrum } from "../../../test/support/drt-workload.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import type { GainSteps } from "./gain-steps.ts";
import { gainSteps } from "./gain-steps.ts";
import { linearize, noisySpectrum, product } from "./linearized.ts";

const { elements, frequency } = CASES.zarc;
const exact = exactSpectrum(elements, frequency);
const deviation = exact.real.map((re, k) => 0.005 * Math.hypot(re, exact.imaginary[k]));
const [ohmic, arc] = elements;
const CUT = 100;

/** The posterior over the step, the parameters about the truth following linearly. */
function stepsOf(spectrum: ImpedanceSpectrum): GainSteps {
  const noisy = noisySpectrum(spectrum, { real: deviation, imaginary: deviation });
  const source = linearize(noisy, {
    processes: [{ shape: "cole-cole", resistance: Number(arc[1]), tau: Number(arc[2]), exponents: [Number(arc[3])] }],
    ohmicResistance: Number(ohmic[1]),
    inductance: null,
    capacitance: null,
  });
  if (source === null) throw new Error("the truth cannot be linearised");
  const { basis, rank } = source;
  const residual = source.residual.slice();
  const rows = residual.length;
  for (let q = 0; q < rank; q++) {
    const part = product(basis, q * rows, residual, 0, rows);
    for (let r = 0; r < rows; r++) residual[r] -= part * basis[q * rows + r];
  }
  return gainSteps(frequency, noisy.data, basis, rank, residual, 1);
}

describe("gainSteps", () => {
  it("places a step of 2 % where it was planted (oracle: the step)", () => {
    for (let seed = 5001; seed <= 5010; seed++) {
      const z = addNoise(exact, 0.005, seed);
      const gain = frequency.map((f) => (f < CUT ? 1.02 : 1));
      const steps = stepsOf(
        impedanceSpectrum(
          frequency,
          z.real.map((v, k) => v * gain[k]),
          z.imaginary.map((v, k) => v * gain[k]),
        ),
      );
      expect(steps.total).toBeGreaterThan(0.9);
      const best = steps.probability.indexOf(Math.max(...steps.probability));
      const place = Math.sqrt(frequency[steps.order[best]] * frequency[steps.order[best - 1]]);
      expect(Math.abs(Math.log10(place / CUT))).toBeLessThan(0.5);
    }
  });

  it("rarely believes in one where there is none (oracle: prior odds 1, so that mean odds for it are 1 at most)", () => {
    // E[p/(1 − p)] = 1 without a step: by Markov fewer than 1 in 9 above p = 0.9; 6 of 20 has probability 0.02 even then.
    const sure = Array.from({ length: 20 }, (_, i) => stepsOf(addNoise(exact, 0.005, 5001 + i)).total).filter(
      (p) => p > 0.9,
    );
    expect(sure.length).toBeLessThan(6);
  });
});
