import { describe, expect, it } from "vitest";
import { addNoise, draw, exactSpectrum, frequencies } from "../../../test/support/drt-workload.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { kramersKronig } from "./kramers-kronig.ts";
import { nestedNetwork } from "./nested-network.ts";
import { moduli } from "./network.ts";
import { sharpElements } from "./sharp-elements.ts";

const PARTS = { capacitance: true, inductance: true };

describe("sharpElements", () => {
  const frequency = frequencies(1e5, 1e-1, 31);
  const around = (tau: number, width: number, noise: number, order = 10): readonly (readonly number[])[] => {
    const exact = exactSpectrum(
      [
        ["R", 10],
        ["ZARC", 100, tau, width],
      ],
      frequency,
    );
    const z = noise > 0 ? addNoise(exact, noise, 3) : exact;
    const size = moduli(z);
    const net = nestedNetwork(z, size, size, PARTS, 10, 19, (m) => m < order);
    return sharpElements(z, net, order, size, 62 - net.separateParameters[order]);
  };

  it("finds the time constant of a single element between the candidates", () => {
    for (const tau of [2e-5, 1e-3, 1.3e-3, 0.2]) {
      const [pair, triple] = around(tau, 1, 0.0005);
      expect(Math.abs(Math.log(Math.sqrt(pair[0] * pair[1]) / tau))).toBeLessThan(0.03);
      expect(triple).toHaveLength(3);
      expect(pair[0]).toBeLessThan(tau);
      expect(pair[1]).toBeGreaterThan(tau);
    }
  });

  it("adds nothing to a wide arc, nor where candidates are dense", () => {
    expect(around(1e-3, 0.7, 0.003, 15)).toEqual([]);
    const z = exactSpectrum([["RC", 100, 1e-3]], frequency);
    const size = moduli(z);
    const net = nestedNetwork(z, size, size, PARTS, 1, 25, (order) => order < 10);
    expect(sharpElements(z, net, 10, size, 20)).toEqual([]);
  });
});

describe("few points and a sharp arc", () => {
  it("tells the noise of RC arcs from 31 to 80 points within a factor 1.5", () => {
    let failing = 0;
    for (const [points, highest, lowest] of [
      [31, 1e5, 1e-1],
      [41, 1e5, 1e-1],
      [61, 1e5, 1e-1],
      [80, 1e6, 1e-2],
    ]) {
      for (const noise of [0.001, 0.003]) {
        const ratios = Array.from({ length: 20 }, (_, k) => {
          const { elements } = draw("rc", 6001 + k);
          const z = addNoise(exactSpectrum(elements, frequencies(highest, lowest, points)), noise, 17 * k + 5);
          const found = kramersKronig(z);
          if (found.verdict === "fails") failing++;
          return (found.noise ?? 0) / noise;
        }).sort((a, b) => a - b);
        expect(ratios[1], `${points} points, ${noise}`).toBeGreaterThan(1 / 1.5);
        expect(ratios[18], `${points} points, ${noise}`).toBeLessThan(1.5);
      }
    }
    // 160 spectra at a significance of 0.005: more than four in 0.1 % of such samples.
    expect(failing).toBeLessThanOrEqual(4);
  });

  it("sees an RC arc that grows by 2 % while 31 points are swept, with a ripple of 0.1 %", () => {
    const frequency = frequencies(1e5, 1e-1, 31);
    const swept = (growth: number): ReturnType<typeof kramersKronig> => {
      const real = new Float64Array(31);
      const imaginary = new Float64Array(31);
      frequency.forEach((f, k) => {
        const x = 2 * Math.PI * f * 1e-3;
        const resistance = 100 * (1 + (growth * k) / 30);
        const [a, b] = [10 + resistance / (1 + x * x), (-x * resistance) / (1 + x * x)];
        const ripple = 0.001 * Math.SQRT2 * Math.hypot(a, b);
        real[k] = a + ripple * Math.sin(7.3 * k * k + 1);
        imaginary[k] = b + ripple * Math.cos(3.1 * k * k + 2);
      });
      return kramersKronig(impedanceSpectrum(frequency, real, imaginary));
    };
    const valid = swept(0);
    expect(valid.verdict).toBe("passes");
    expect(valid.noise).toBeGreaterThan(0.001 / 1.5);
    expect(valid.noise).toBeLessThan(0.001 * 1.5);
    for (const growth of [0.02, 0.1, 0.5, -0.5]) {
      const found = swept(growth);
      expect(found.verdict, `${growth}: ${found.reason}`).toBe("fails");
      expect(found.faults?.map(({ kind }) => kind)).toContain("drift");
    }
  });
});
