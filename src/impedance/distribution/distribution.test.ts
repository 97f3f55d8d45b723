import { describe, expect, it } from "vitest";
import {
  addNoise,
  CASES,
  type CaseName,
  caseSpectrum,
  exactSpectrum,
  F80,
} from "../../../test/support/drt-workload.ts";
import { relaxationTimes } from "../relaxation-times/relaxation-times.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { distributionOfRelaxationTimes, distributionSession } from "./distribution.ts";

const SEED = 5003;
const NAMES: readonly CaseName[] = ["zarc2_far", "rc", "gerischer", "lf_neg", "nak", "gauss2", "box"];

function area(tau: Float64Array, gamma: Float64Array): number {
  let sum = 0;
  for (let i = 1; i < tau.length; i++) sum += ((gamma[i] + gamma[i - 1]) / 2) * Math.log(tau[i] / tau[i - 1]);
  return sum;
}

function scaled({ frequency, real, imaginary }: ImpedanceSpectrum, factor: number): ImpedanceSpectrum {
  return { frequency, real: real.map((x) => factor * x), imaginary: imaginary.map((x) => factor * x) };
}

describe("distributionOfRelaxationTimes", () => {
  const session = distributionSession();

  it.each(NAMES)("of %s keeps what is promised of its grid, area and bands", (name) => {
    // Oracle: the definition of the polarisation resistance, ∫ γ d ln τ, by the trapezoid rule on the grid that is given.
    const spectrum = caseSpectrum(name, SEED);
    const found = session(spectrum);
    const { tau, gamma, gammaLower, gammaUpper, cumulative, cumulativeLower, cumulativeUpper } = found;
    const f = spectrum.frequency;
    expect(tau[0]).toBeLessThanOrEqual(1 / (2 * Math.PI * f[0]));
    expect(tau[tau.length - 1]).toBeGreaterThanOrEqual(1 / (2 * Math.PI * f[f.length - 1]));
    for (let i = 1; i < tau.length; i++) {
      expect(tau[i]).toBeGreaterThan(tau[i - 1]);
      expect(Math.log10(tau[i] / tau[i - 1])).toBeLessThan(1 / 20 + 1e-9);
    }
    expect(Math.abs(area(tau, gamma) / found.polarizationResistance - 1)).toBeLessThan(1e-3);
    expect(gammaLower).toHaveLength(tau.length);
    for (let i = 0; i < tau.length; i++) {
      expect((gammaLower as Float64Array)[i]).toBeLessThanOrEqual(gamma[i]);
      expect((gammaUpper as Float64Array)[i]).toBeGreaterThanOrEqual(gamma[i]);
      expect((cumulativeLower as Float64Array)[i]).toBeLessThanOrEqual((cumulative as Float64Array)[i]);
      expect((cumulativeUpper as Float64Array)[i]).toBeGreaterThanOrEqual((cumulative as Float64Array)[i]);
    }
    expect(cumulative).toHaveLength(tau.length);
    expect(found.peaks.length).toBeGreaterThan(0);
    for (const peak of found.peaks) {
      expect(peak.tauLower as number).toBeLessThanOrEqual(peak.tau);
      expect(peak.tauUpper as number).toBeGreaterThanOrEqual(peak.tau);
      expect(peak.resistanceLower as number).toBeLessThanOrEqual(peak.resistance);
      expect(peak.resistanceUpper as number).toBeGreaterThanOrEqual(peak.resistance);
      expect(peak.capacitance).toBe(peak.tau / peak.resistance);
      expect(typeof peak.identifiable).toBe("boolean");
    }
    for (const { tauLower, tauUpper } of found.processes) expect(tauLower as number).toBeLessThan(tauUpper as number);
  });

  it("finds both arcs of zarc2_far with intervals that hold the truth", () => {
    // Oracle: the elements of the case, R = 50 Ω each at τ = 1 ms and 100 ms. Of 40 intervals of 95 % fewer than 34 hold in one
    // of 300 runs (binomial).
    let held = 0;
    for (let seed = SEED; seed < SEED + 10; seed++) {
      const { peaks, method } = session(caseSpectrum("zarc2_far", seed));
      expect(method).toBe("processes");
      expect(peaks).toHaveLength(2);
      peaks.forEach((peak, k) => {
        const tau = [1e-3, 1e-1][k];
        if ((peak.tauLower as number) < tau && (peak.tauUpper as number) > tau) held++;
        if ((peak.resistanceLower as number) < 50 && (peak.resistanceUpper as number) > 50) held++;
      });
    }
    expect(held).toBeGreaterThanOrEqual(34);
  });

  it("does not depend on the order of the points, nor on the unit of Z", () => {
    // Oracle: the model is linear in Z and knows no order.
    const spectrum = addNoise(exactSpectrum(CASES.zarc2_far.elements, F80), 0.005, SEED);
    const reversed = {
      frequency: spectrum.frequency.slice().reverse(),
      real: spectrum.real.slice().reverse(),
      imaginary: spectrum.imaginary.slice().reverse(),
    };
    const plain = distributionOfRelaxationTimes(spectrum, { bands: false });
    for (const [other, factor] of [
      [reversed, 1],
      [scaled(spectrum, 1e-3), 1e-3],
    ] as const) {
      const found = distributionOfRelaxationTimes(other, { bands: false });
      expect(found.peaks).toHaveLength(plain.peaks.length);
      found.peaks.forEach((peak, k) => {
        expect(Math.abs(peak.tau / plain.peaks[k].tau - 1)).toBeLessThan(1e-3);
        expect(Math.abs(peak.resistance / (factor * plain.peaks[k].resistance) - 1)).toBeLessThan(1e-3);
      });
    }
  });

  it("gives the regularised solution where one of its options is set, and refuses to mix", () => {
    const spectrum = caseSpectrum("zarc", SEED);
    const found = distributionOfRelaxationTimes(spectrum, { lambda: 1e-3 });
    expect(found.method).toBe("tikhonov");
    expect(found.gamma).toEqual(relaxationTimes(spectrum, { lambda: 1e-3 }).gamma);
    expect(found.peaks[0]?.tauLower).toBeNull();
    expect(found.peaks[0]?.identifiable).toBeNull();
    expect(distributionOfRelaxationTimes(spectrum, { bands: false }).peaks[0]?.identifiable).toBeNull();
    expect(() => distributionOfRelaxationTimes(spectrum, { method: "auto", lambda: 1e-3 })).toThrow(
      /lambda belongs to the regularised solution/,
    );
  });

  it("gives the same numbers twice", () => {
    const spectrum = caseSpectrum("zarc2_close", SEED);
    expect(distributionOfRelaxationTimes(spectrum)).toEqual(distributionOfRelaxationTimes(spectrum));
  });
});
