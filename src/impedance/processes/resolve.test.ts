import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addNoise,
  CASES,
  type CaseName,
  caseSpectrum,
  type Element,
  exactGamma,
  exactSpectrum,
  F80,
  frequencies,
  Random,
} from "../../../test/support/drt-workload.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { processesCumulative, processesImpedance } from "./process.ts";
import { processesAt } from "./relaxation-model.ts";
import { processResolver, resolveProcesses } from "./resolve.ts";
import type { ResolvedRelaxationTimes } from "./result.ts";

/** ‖γ − γ*‖ / ‖γ*‖ over ln τ in the measured window, γ linear between the points of its grid. */
function errorOf(result: ResolvedRelaxationTimes, elements: readonly Element[]): number {
  const [lo, hi] = [Math.log(result.measuredTauMin), Math.log(result.measuredTauMax)];
  const logTau = result.tau.map(Math.log);
  let [difference, total, j] = [0, 0, 0];
  for (let i = 0; i <= 4000; i++) {
    const x = lo + ((hi - lo) * i) / 4000;
    while (j < logTau.length - 2 && logTau[j + 1] < x) j++;
    const part = (x - logTau[j]) / (logTau[j + 1] - logTau[j]);
    const exact = exactGamma(elements, Math.exp(x));
    difference += (result.gamma[j] + part * (result.gamma[j + 1] - result.gamma[j]) - exact) ** 2;
    total += exact * exact;
  }
  return Math.sqrt(difference / total);
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1];

function area({ tau, gamma }: ResolvedRelaxationTimes): number {
  let sum = 0;
  for (let i = 1; i < tau.length; i++) sum += 0.5 * (gamma[i] + gamma[i - 1]) * Math.log(tau[i] / tau[i - 1]);
  return sum;
}

const resolve = processResolver();

describe("resolveProcesses", () => {
  // Oracle: the exact distribution; limits are the best median of all peers on that case (test/support/drt-workload.ts).
  const limits: readonly (readonly [CaseName, number, number])[] = [
    ["zarc", 0.01, 1],
    ["zarc2_far", 0.018, 2],
    ["zarc2_minor", 0.08, 2],
    ["fgerischer", 0.02, 1],
    ["hf_ind", 0.01, 1],
    ["lf_neg", 0.04, 2],
    ["box", 0.191, 1],
  ];
  for (const [name, limit, number] of limits) {
    it(`finds the processes of ${name}`, () => {
      const results = [101, 102, 103].map((seed) => resolve(caseSpectrum(name, seed)));
      for (const r of results) expect(r.processes.length).toBe(number);
      expect(median(results.map((r) => errorOf(r, CASES[name].elements)))).toBeLessThan(limit);
    });
  }

  it("finds the sign of an inductive loop by itself", () => {
    const { processes, peaks } = resolve(caseSpectrum("lf_neg", 7));
    expect(processes.map((p) => Math.sign(p.resistance))).toEqual([1, -1]);
    expect(peaks.map((p) => Math.sign(p.resistance))).toEqual([1, -1]);
    expect(processes[1].resistance / -15).toBeCloseTo(1, 1);
  });

  it("draws two log-normals and one skewed hump, which Havriliak-Negami processes cannot", () => {
    // Oracle: exact distributions. A sum of Havriliak-Negami processes chosen by BIC errs by 0.54 and 11.7, Tikhonov by 0.07 and 0.11
    // (the bench holds the medians of many seeds against those).
    const error = (name: CaseName): number =>
      median(
        [101, 102, 103, 104, 105, 106, 107].map((seed) =>
          errorOf(resolve(caseSpectrum(name, seed)), CASES[name].elements),
        ),
      );
    expect(error("gauss2")).toBeLessThan(0.11);
    expect(error("skewmix")).toBeLessThan(0.15);
    expect(resolve(caseSpectrum("skewmix", 101)).models.some((m) => m.kind === "smooth")).toBe(true);
  });

  it("gives an RC and a Gerischer element as such, and their R as area", () => {
    for (const name of ["rc", "gerischer"] as const) {
      const results = [101, 102, 103, 104, 105].map((seed) => resolve(caseSpectrum(name, seed)));
      const right = results.filter(
        (r) => r.processes.length === 1 && r.processes[0].shape === (name === "rc" ? "debye" : name),
      );
      expect(right.length).toBeGreaterThanOrEqual(4);
      for (const result of results) {
        expect(area(result) / result.polarizationResistance).toBeCloseTo(1, 3);
        expect(result.polarizationResistance / 50).toBeCloseTo(1, 1);
        expect(result.peaks.length).toBe(1);
      }
    }
  });

  it("finds a blocking capacitor, an inductance, and nothing in a resistor", () => {
    const z = exactSpectrum(
      [
        ["R", 10],
        ["L", 1e-6],
        ["ZARC", 50, 1e-3, 0.8],
      ],
      F80,
    );
    const blocked = impedanceSpectrum(
      z.frequency,
      z.real,
      z.imaginary.map((x, k) => x - 1 / (2 * Math.PI * z.frequency[k] * 1e-3)),
    );
    const result = resolve(addNoise(blocked, 0.005, 3));
    expect((result.capacitance ?? 0) / 1e-3).toBeCloseTo(1, 1);
    expect(result.inductance / 1e-6).toBeCloseTo(1, 1);
    expect(result.processes.length).toBe(1);
    const plain = resolve(addNoise(exactSpectrum([["R", 10]], F80), 0.005, 4));
    expect(plain.processes).toEqual([]);
    expect(plain.capacitance).toBeNull();
    expect(plain.inductance).toBe(0);
    expect(plain.polarizationResistance).toBe(0);
  });

  it("is exact on exact data", () => {
    // Oracle: the elements themselves.
    const elements: readonly Element[] = [
      ["R", 10],
      ["ZARC", 50, 1e-4, 0.8],
      ["ZARC", 20, 1e-2, 0.9],
    ];
    const { processes, ohmicResistance } = resolveProcesses(exactSpectrum(elements, F80));
    expect(ohmicResistance).toBeCloseTo(10, 6);
    expect(processes.map((p) => p.resistance / 10)).toEqual([expect.closeTo(5, 5), expect.closeTo(2, 5)]);
    expect(processes.map((p) => p.exponents[0])).toEqual([expect.closeTo(0.8, 6), expect.closeTo(0.9, 6)]);
  });

  it("keeps its promises: grid, area, cumulative, fit, weights", () => {
    for (const name of ["zarc2_close", "skewmix", "lf_neg", "nak", "rc"] as const) {
      const r = resolve(caseSpectrum(name, 105));
      for (let i = 1; i < r.tau.length; i++) expect(Math.log10(r.tau[i] / r.tau[i - 1])).toBeLessThan(1 / 20 + 1e-9);
      for (let i = 1; i < r.tau.length; i++) expect(r.tau[i]).toBeGreaterThan(r.tau[i - 1]);
      expect(Math.abs(area(r) / r.polarizationResistance - 1)).toBeLessThan(2e-3);
      expect(Math.abs(r.cumulative[r.tau.length - 1] / r.polarizationResistance - 1)).toBeLessThan(2e-3);
      expect(r.models.reduce((sum, m) => sum + m.weight, 0)).toBeCloseTo(1, 12);
      expect(r.rmsResidual).toBeLessThan(0.0085);
      for (const m of r.models) {
        expect(m.values.length).toBe(m.parameters.length);
        expect(m.covariance.length).toBe(m.values.length ** 2);
        expect(m.covariance.every(Number.isFinite)).toBe(true);
        expect(processesAt(m, m.values)).toEqual(m.processes);
      }
      const median80 = r.noise.toSorted()[40] / Math.hypot(r.fitted.real[40], r.fitted.imaginary[40]);
      expect(median80).toBeGreaterThan(0);
    }
  });

  it("has the fitted impedance of its processes where one model carries it", () => {
    const r = resolve(caseSpectrum("zarc2_far", 106));
    if (r.models.length > 1) return;
    const { ohmicResistance, inductance, capacitance } = r;
    const z = processesImpedance(r.processes, { ohmicResistance, inductance, capacitance }, r.fitted.frequency);
    for (let k = 0; k < 80; k++) expect(Math.abs(z.real[k] - r.fitted.real[k])).toBeLessThan(1e-9);
    const sum = processesCumulative(r.processes, r.tau);
    for (let i = 0; i < sum.length; i++) expect(Math.abs(sum[i] - r.cumulative[i])).toBeLessThan(1e-9);
  });

  it("tells how well it knows: standard deviations agree with the scatter of the estimates", () => {
    // Oracle: the truth; (estimate − truth)/sd over 30 spectra has mean square 1 ± 0.37 (2 sd of χ²/60).
    let sum = 0;
    let count = 0;
    for (let seed = 201; seed <= 230; seed++) {
      const model = resolve(caseSpectrum("zarc", seed)).models[0];
      if (model.processes.length !== 1 || model.processes[0].shape !== "cole-cole") continue;
      const n = model.values.length;
      model.parameters.forEach(({ kind }, i) => {
        const truth = kind === "resistance" ? 50 : kind === "logTau" ? Math.log(1e-2) : undefined;
        if (truth === undefined) return;
        sum += (model.values[i] - truth) ** 2 / model.covariance[i * n + i];
        count++;
      });
    }
    expect(count).toBeGreaterThan(50);
    expect(sum / count).toBeGreaterThan(0.5);
    expect(sum / count).toBeLessThan(1.7);
  });

  it("follows the units of Z and of time, and does not mind the order of the points", () => {
    const base = caseSpectrum("zarc2_far", 107);
    const expected = resolveProcesses(base).processes;
    fc.assert(
      fc.property(fc.double({ min: -9, max: 9, noNaN: true }), fc.integer({ min: -3, max: 3 }), (a, b) => {
        const [scale, time] = [10 ** a, 2 ** b];
        const order = Array.from(base.frequency.keys()).reverse();
        const moved: ImpedanceSpectrum = impedanceSpectrum(
          order.map((k) => base.frequency[k] / time),
          order.map((k) => base.real[k] * scale),
          order.map((k) => base.imaginary[k] * scale),
        );
        const found = resolveProcesses(moved).processes;
        expect(found.length).toBe(expected.length);
        found.forEach((p, k) => {
          expect(p.resistance / expected[k].resistance / scale).toBeCloseTo(1, 3);
          expect(p.tau / expected[k].tau / time).toBeCloseTo(1, 3);
        });
      }),
      { seed: 11, numRuns: 6 },
    );
  });

  it("is not led astray by mains lines and by an additive floor", () => {
    // Oracle: two Cole-Cole elements; 0.3 % noise, floor 20 mΩ, two points off by 20 standard deviations.
    const clean = exactSpectrum(
      [
        ["R", 2],
        ["ZARC", 20, 1e-4, 0.85],
        ["ZARC", 40, 1e-2, 0.9],
      ],
      F80,
    );
    for (const seed of [1, 2, 3]) {
      const random = new Random(seed);
      const real = Float64Array.from(clean.real);
      const imaginary = Float64Array.from(clean.imaginary);
      for (let k = 0; k < 80; k++) {
        const [a, b] = random.pair();
        const s = Math.hypot(0.003 * Math.hypot(clean.real[k], clean.imaginary[k]), 0.02);
        real[k] += s * (a + (k === 42 ? 20 : 0));
        imaginary[k] += s * (b - (k === 45 ? 20 : 0));
      }
      const result = resolve(impedanceSpectrum(F80, real, imaginary));
      expect(result.processes.map((p) => p.shape)).toEqual(["cole-cole", "cole-cole"]);
      expect(Math.abs(result.processes[0].resistance / 20 - 1)).toBeLessThan(0.05);
      expect(Math.abs(result.processes[1].resistance / 40 - 1)).toBeLessThan(0.05);
      expect(result.noise[42] / result.noise[41]).toBeGreaterThan(5);
    }
  });

  it("says in words what was chosen", () => {
    const { words } = resolve(caseSpectrum("zarc2_far", 108));
    expect(words).toMatch(/^Two processes \(cole-cole \+ cole-cole\) with probability/);
    expect(words).toMatch(/Residuals of 0\.\d+ % of \|Z\| in each part\.$/);
  });

  it("refuses what it cannot use", () => {
    const z = caseSpectrum("zarc", 1);
    expect(() => resolveProcesses(exactSpectrum([["R", 1]], frequencies(10, 1, 4)))).toThrow("4 distinct frequencies");
    expect(() => resolveProcesses(impedanceSpectrum(F80, new Float64Array(80), new Float64Array(80)))).toThrow(
      "Z is 0 at all 80 points",
    );
    expect(() => resolveProcesses(z, { noise: Float64Array.of(1) })).toThrow("1 values for 80 points");
    expect(() => resolveProcesses(z, { noise: new Float64Array(80) })).toThrow("one positive standard deviation");
  });
});
