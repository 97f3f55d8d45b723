// A series whose λ moves. Oracle: `relaxationTimes` of each spectrum at the same λ, which begins its search anew.
import { describe, expect, it } from "vitest";
import { addNoise, exactSpectrum, frequencies } from "../../../test/support/drt-workload.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { lambdaSeries } from "./lambda-series.ts";
import { relaxationMap } from "./map.ts";
import { relaxationTimes } from "./relaxation-times.ts";

const spectrumOf = (k: number, points: number) =>
  addNoise(
    exactSpectrum(
      [
        ["R", 5],
        ["ZARC", 30 + 4 * k, 1e-3, 0.85],
        ["ZARC", 20, 0.1, 0.9],
      ],
      frequencies(1e5, 0.05, points),
    ),
    0.003,
    k + 1,
  );
const spectra = Array.from({ length: 6 }, (_, k) => spectrumOf(k, 45));
const lambdas = [1e-3, 3e-2, 1e-5, 1e-3, 1e-7, 10];

describe("lambdaSeries", () => {
  it("gives at every λ, in any order, what a search from the start gives", () => {
    const series = lambdaSeries(spectra, { lambda: 1e-3 });
    for (const lambda of lambdas) {
      const { gamma, tau, sweeps } = series.map(lambda);
      expect(sweeps).toBe(spectra.length);
      spectra.forEach((spectrum, k) => {
        const whole = relaxationTimes(spectrum, { lambda });
        const own = gamma.subarray(k * tau.length, (k + 1) * tau.length);
        const largest = whole.gamma.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
        const off = own.reduce((most, g, i) => Math.max(most, Math.abs(g - whole.gamma[i])), 0);
        expect(off / largest, `sweep ${k}, λ ${lambda}`).toBeLessThan(1e-8);
      });
    }
  });

  it("gives the whole distribution of one sweep", () => {
    const series = lambdaSeries(spectra, { lambda: 1e-3 });
    const [found, whole] = [series.distribution(2, 2e-2), relaxationTimes(spectra[2], { lambda: 2e-2 })];
    expect([found.lambda, found.lambdaFrom, found.peaks.length]).toEqual([2e-2, "fixed", whole.peaks.length]);
    expect(found.polarizationResistance / whole.polarizationResistance).toBeCloseTo(1, 8);
    expect(() => series.distribution(6, 1e-3)).toThrow("sweep 6 of 6");
  });

  it("puts sweeps of other frequencies on one grid", () => {
    const mixed = [...spectra.slice(0, 2), spectrumOf(3, 30)];
    const { gamma, tau } = lambdaSeries(mixed, { lambda: 1e-2 }).map(1e-3);
    const whole = relaxationMap(mixed.map((spectrum) => relaxationTimes(spectrum, { lambda: 1e-3 })));
    expect(tau).toEqual(whole.tau);
    const largest = whole.gamma.reduce((a, b) => Math.max(a, b || 0), 0);
    gamma.forEach((g, i) => {
      if (Number.isNaN(whole.gamma[i])) expect(g).toBeNaN();
      else expect(Math.abs(g - whole.gamma[i]) / largest).toBeLessThan(1e-8);
    });
  });

  it("keeps the sign of an inductive lobe while λ moves", () => {
    const inductive = exactSpectrum(
      [
        ["R", 10],
        ["ZARC", 40, 1e-4, 0.9],
      ],
      frequencies(1e5, 1e-2, 60),
    );
    const loop = impedanceSpectrum(
      inductive.frequency,
      inductive.real.map((re, k) => re - 15 / (1 + (2 * Math.PI * inductive.frequency[k] * 2) ** 2)),
      inductive.imaginary.map((im, k) => {
        const x = 2 * Math.PI * inductive.frequency[k] * 2;
        return im + (15 * x) / (1 + x * x);
      }),
    );
    const series = lambdaSeries([loop], { lambda: 1e-4, sign: "both" });
    for (const lambda of [1e-4, 1e-2, 1e-5]) expect(Math.min(...series.map(lambda).gamma)).toBeLessThan(-1);
  });

  it("refuses an empty series and a λ that is no number", () => {
    expect(() => lambdaSeries([], { lambda: 1 })).toThrow("no spectrum");
    expect(() => lambdaSeries(spectra, { lambda: -1 })).toThrow();
  });
});
