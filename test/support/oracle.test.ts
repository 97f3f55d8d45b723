import { describe, expect, it } from "vitest";
import {
  addInstrumentNoise,
  addNoise,
  CASES,
  type CaseName,
  caseSpectrum,
  draw,
  exactSpectrum,
  FAMILIES,
  instrumentDeviation,
  rangeSwitchFrequency,
} from "./drt-workload.ts";
import { cramerRao, oracleFit, peakTau } from "./oracle.ts";
import { proportional } from "./oracle-cases.ts";

describe("the Cramér-Rao bound", () => {
  it.each([
    ["zarc2_far", [0.0037, 0.0053]],
    ["zarc2_close", [0.011, 0.016]],
    ["zarc2_tight", [0.022, 0.032]],
    ["zarc2_minor", [0.0032, 0.023]],
    ["lf_neg", [0.0018, 0.0077]],
    ["nak", [0.0176, 0.07, 0.053]],
  ] as const)("of log₁₀ τ on %s is the published one (oracle: table of the workload, two digits)", (name, known) => {
    const bound = cramerRao(CASES[name].elements, caseSpectrum(name), proportional(name));
    known.forEach((value, i) => {
      expect(bound.decadeDeviation(i) / value).toBeGreaterThan(0.95);
      expect(bound.decadeDeviation(i) / value).toBeLessThan(1.05);
    });
    if (name === "nak") expect(bound.resistanceDeviation(1)).toBeCloseTo(0.53, 2);
  });

  it("of one arc is the scatter of the fits (oracle: 60 fits, 3 standard errors of a standard deviation)", () => {
    const name = "zarc";
    const { elements } = CASES[name];
    const bound = cramerRao(elements, caseSpectrum(name), proportional(name));
    const at = 3e-2;
    const fits = Array.from({ length: 60 }, (_, i) =>
      oracleFit(elements, caseSpectrum(name, 5001 + i), proportional(name)),
    );
    const shift = fits.map((fit) => Math.log10(peakTau(fit.elements[1]) / 1e-2));
    const rms = Math.sqrt(shift.reduce((s, v) => s + v * v, 0) / shift.length);
    expect(rms / bound.decadeDeviation(0)).toBeGreaterThan(0.72);
    expect(rms / bound.decadeDeviation(0)).toBeLessThan(1.28);
    expect(bound.cumulativeDeviation(at)).toBeGreaterThan(0);
    const chi = fits.reduce((s, fit) => s + fit.chiSquare, 0) / fits.length;
    expect(Math.abs(chi - 156)).toBeLessThan(3 * Math.sqrt((2 * 156) / 60));
  });
});

describe("the maximum-likelihood oracle", () => {
  it.each(FAMILIES)("fits %s from the truth to the noise (oracle: χ² of 160 − p)", (family) => {
    for (const seed of [5001, 5002]) {
      const { elements, frequency } = draw(family, seed);
      const exact = exactSpectrum(elements, frequency);
      const deviation = exact.real.map((re, k) => 0.005 * Math.hypot(re, exact.imaginary[k]));
      const fit = oracleFit(elements, addNoise(exact, 0.005, seed), { deviation });
      expect(fit.chiSquare).toBeLessThan(160 + 4 * Math.sqrt(320));
      expect(fit.chiSquare).toBeGreaterThan(160 - 10 - 4 * Math.sqrt(320));
      expect(fit.rp).toBeLessThan(0.2);
      if (family !== "skew") expect(fit.wrongProcesses).toBe(0);
    }
  });

  it("takes the range switch of an instrument into account when it is told where", () => {
    const { elements, frequency } = draw("one", 5003);
    const exact = exactSpectrum(elements, frequency);
    const z = addInstrumentNoise(exact, 5003, { floor: 0.01 });
    const deviation = instrumentDeviation(exact, { floor: 0.01 });
    const gainBelow = rangeSwitchFrequency(5003);
    expect(oracleFit(elements, z, { deviation, gainBelow, gain: 1.003 }).chiSquare).toBeLessThan(160 + 4 * 17.9);
  });

  it("loses the middle process of the nak case as often as the data do (oracle: 93 % of 60 published seeds)", () => {
    const { median, exact } = summary("nak", 5001, 15);
    expect(median).toBeGreaterThan(0.06);
    expect(median).toBeLessThan(0.25);
    expect(exact).toBeGreaterThan(0.6);
  });
});

function summary(name: CaseName, first: number, count: number): { readonly median: number; readonly exact: number } {
  const fits = Array.from({ length: count }, (_, i) =>
    oracleFit(CASES[name].elements, caseSpectrum(name, first + i), proportional(name)),
  );
  const eL2 = fits.map((f) => f.eL2).sort((a, b) => a - b);
  return { median: eL2[count >> 1], exact: fits.filter((f) => f.wrongProcesses === 0).length / count };
}
