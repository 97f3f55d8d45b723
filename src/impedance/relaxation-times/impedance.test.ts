import { describe, expect, it } from "vitest";
import { impedanceOfDistribution } from "./impedance.ts";
import { relaxationTimes } from "./relaxation-times.ts";

describe("impedanceOfDistribution", () => {
  // Oracle: the fitted impedance that the solver computes from its exact kernel.
  it("agrees with the solver's own kernel at the measured frequencies", () => {
    const frequency = Float64Array.from({ length: 61 }, (_, k) => 10 ** (5 - k / 10));
    const parts = Array.from(frequency, (f) => {
      // R0 + ZARC(R = 2 Ω, τ = 1 ms, φ = 0.8)
      const x = (2 * Math.PI * f * 1e-3) ** 0.8;
      const [re, im] = [1 + x * Math.cos(0.4 * Math.PI), x * Math.sin(0.4 * Math.PI)];
      const size = re * re + im * im;
      return [1 + (2 * re) / size, (-2 * im) / size] as const;
    });
    const spectrum = {
      frequency,
      real: Float64Array.from(parts, ([re]) => re),
      imaginary: Float64Array.from(parts, ([, im]) => im),
    };
    for (const lambda of [1e-1, 1e-3, 1e-5]) {
      const found = relaxationTimes(spectrum, { lambda });
      const again = impedanceOfDistribution(found, frequency);
      for (let k = 0; k < frequency.length; k++) {
        expect(Math.abs(Number(again.real[k]) - Number(found.fitted.real[k]))).toBeLessThan(2e-4 * 3);
        expect(Math.abs(Number(again.imaginary[k]) - Number(found.fitted.imaginary[k]))).toBeLessThan(2e-4 * 3);
      }
    }
  });
});
