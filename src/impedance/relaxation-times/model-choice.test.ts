// Oracle: the circuits from which the spectra are generated.
import { describe, expect, it } from "vitest";
import { addNoise, draw, exactSpectrum, FAMILIES, frequencies } from "../../../test/support/drt-workload.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { impedanceOfDistribution } from "./impedance.ts";
import type { RelaxationTimesOptions } from "./options.ts";
import { relaxationPosterior } from "./posterior.ts";
import type { RelaxationTimes } from "./result.ts";
import { relaxationTimesSession } from "./session.ts";

function analysed(
  family: (typeof FAMILIES)[number],
  seed: number,
  options: RelaxationTimesOptions = {},
): RelaxationTimes {
  const { elements, frequency } = draw(family, seed);
  return relaxationTimesSession(options)(addNoise(exactSpectrum(elements, frequency), 0.005, seed));
}

describe("the sign of γ", () => {
  it("stays positive on noise, sharp and broad positive processes: all of 8 seeds of 12 families", () => {
    for (const family of FAMILIES) {
      if (family === "negative") continue;
      for (let seed = 5301; seed <= 5308; seed++) {
        const { sign, gamma, capacitance } = analysed(family, seed);
        expect(sign, `${family} ${seed}`).toBe("positive");
        expect(capacitance, `${family} ${seed}`).toBeUndefined();
        expect(Math.min(...gamma)).toBeGreaterThanOrEqual(0);
      }
    }
  });

  it("turns negative where an inductive loop asks for it: R of the loop within 25 %, τ within 0.25 decade (median of 8)", () => {
    const resistance: number[] = [];
    const decades: number[] = [];
    for (let seed = 5301; seed <= 5308; seed++) {
      const { elements } = draw("negative", seed);
      const [, r, tau] = elements[2] as readonly [string, number, number];
      const result = analysed("negative", seed);
      expect(result.sign, `seed ${seed}`).toBe("both");
      const loop = result.peaks.find(({ height }) => height < 0);
      resistance.push(Math.abs((loop?.resistance ?? 0) / r - 1));
      decades.push(Math.abs(Math.log10((loop?.tau ?? 1e9) / tau)));
      expect(result.peaks.reduce((sum, p) => sum + p.resistance, 0)).toBeCloseTo(result.polarizationResistance, 1);
    }
    const median = (values: number[]): number => values.sort((a, b) => a - b)[4];
    expect(median(resistance)).toBeLessThan(0.25);
    expect(median(decades)).toBeLessThan(0.25);
  });

  it("is what was asked for, and the posterior has its signs", () => {
    expect(analysed("negative", 5301, { sign: "positive" }).sign).toBe("positive");
    const { elements, frequency } = draw("negative", 5301);
    const { mode, signs, plan, free } = relaxationPosterior(addNoise(exactSpectrum(elements, frequency), 0.005, 1));
    expect(mode.every((v, i) => v * signs[i] >= 0)).toBe(true);
    expect(mode.some((v) => v < 0)).toBe(true);
    expect(mode).toHaveLength(free + plan.functions);
  });
});

describe("a blocking electrode", () => {
  const f = frequencies(1e5, 0.1, 50);
  const blocked = (capacitance: number, seed: number): ImpedanceSpectrum => {
    const z = exactSpectrum(
      [
        ["R", 5],
        ["ZARC", 20, 1e-4, 0.9],
      ],
      f,
    );
    const imaginary = z.imaginary.map((im, k) => im - 1 / (2 * Math.PI * f[k] * capacitance));
    return addNoise(impedanceSpectrum(f, z.real, imaginary), 0.003, seed);
  };

  it.each([1e-3, 1e-2, 0.1])("of %d F is found, with the arc before it", (capacitance) => {
    for (const seed of [1, 2, 3]) {
      const z = blocked(capacitance, seed);
      const result = relaxationTimesSession()(z);
      expect(Math.abs((result.capacitance ?? 0) / capacitance - 1), `seed ${seed}`).toBeLessThan(0.05);
      const arc = result.peaks.find(({ tau }) => Math.abs(Math.log10(tau / 1e-4)) < 0.2);
      expect(Math.abs((arc?.resistance ?? 0) / 20 - 1)).toBeLessThan(0.1);
      const again = impedanceOfDistribution(result, f);
      expect(again.imaginary[49] / result.fitted.imaginary[49]).toBeCloseTo(1, 4);
    }
  });

  it("is left out on request, and put in on request", () => {
    expect(relaxationTimesSession({ capacitance: false })(blocked(1e-2, 1)).capacitance).toBeUndefined();
    const z = addNoise(
      exactSpectrum(
        [
          ["R", 5],
          ["ZARC", 20, 1e-4, 0.9],
        ],
        f,
      ),
      0.003,
      1,
    );
    expect(relaxationTimesSession()(z).capacitance).toBeUndefined();
    const forced = relaxationTimesSession({ capacitance: true, lambda: 1e-4 })(blocked(1e-2, 1));
    expect(Math.abs((forced.capacitance ?? 0) / 1e-2 - 1)).toBeLessThan(0.05);
  });
});
