import { describe, expect, it } from "vitest";
import { cumulativeDistribution, isUniform, logarithms, trapezoidWeights } from "./grid.ts";
import { impedanceOfDistribution } from "./impedance.ts";
import { relaxationMap } from "./map.ts";
import { findPeaks } from "./peaks.ts";
import type { RelaxationTimes } from "./result.ts";
import { displayTimeConstants } from "./time-constant.ts";

/** Processes of area R with a Gaussian density in ln τ, on a grid that is finer round each of them. */
const PROCESSES = [
  { area: 30, at: -9, width: 0.01 },
  { area: 20, at: -4.3, width: 0.6 },
] as const;
const density = (x: number): number =>
  PROCESSES.reduce(
    (sum, { area, at, width }) =>
      sum + (area / (width * Math.sqrt(2 * Math.PI))) * Math.exp(-0.5 * ((x - at) / width) ** 2),
    0,
  );

const refined = ((): Float64Array => {
  const x = new Set<number>();
  for (let i = 0; i <= 150; i++) x.add(-12 + 0.1 * i);
  for (let i = -40; i <= 40; i++) x.add(-9 + 0.0025 * i);
  return Float64Array.from([...x].sort((a, b) => a - b)).filter((v, i, all) => i === 0 || v - all[i - 1] > 1e-6);
})();

function distribution(logTau: Float64Array, gamma: Float64Array): RelaxationTimes {
  const tau = logTau.map(Math.exp);
  const none = new Float64Array(0);
  return {
    tau,
    gamma,
    lambda: 1,
    lambdaFrom: "fixed",
    ohmicResistance: 5,
    inductance: 0,
    polarizationResistance: 50,
    peaks: [],
    fitted: { frequency: none, real: none, imaginary: none },
    rmsResidual: 0,
    measuredTauMin: tau[0],
    measuredTauMax: tau[tau.length - 1],
  };
}
const sharp = distribution(refined, refined.map(density));

describe("grids that are not uniform", () => {
  it("are told from uniform ones, and weighted by the trapezoid rule (oracle: ∫ x² dx)", () => {
    expect(isUniform(refined)).toBe(false);
    const uniform = Float64Array.from({ length: 11 }, (_, i) => 1 + i / 10);
    expect(isUniform(logarithms(uniform.map(Math.exp)))).toBe(true);
    const weights = trapezoidWeights(uniform);
    expect(uniform.reduce((sum, x, i) => sum + weights[i] * x * x, 0)).toBeCloseTo(7 / 3 + 0.01 / 6, 12);
  });

  it("give peaks where they are, with their areas (oracle: the processes)", () => {
    const peaks = findPeaks(sharp.tau, sharp.gamma, { height: 0.001, prominence: 0.001 });
    expect(peaks).toHaveLength(2);
    peaks.forEach(({ tau, resistance }, k) => {
      expect(Math.log(tau)).toBeCloseTo(PROCESSES[k].at, 3);
      expect(resistance / PROCESSES[k].area).toBeCloseTo(1, 3);
    });
    const apart = findPeaks(sharp.tau, sharp.gamma, {}, { from: 0, to: 1e9, leastResistance: () => 1 });
    expect(apart).toHaveLength(2);
  });

  it("give the same peaks as a fine uniform grid", () => {
    const fine = Float64Array.from({ length: 20001 }, (_, i) => -12 + 15 * (i / 20000));
    const expected = findPeaks(fine.map(Math.exp), fine.map(density), { height: 0.001, prominence: 0.001 });
    const found = findPeaks(sharp.tau, sharp.gamma, { height: 0.001, prominence: 0.001 });
    found.forEach((peak, k) => {
      expect(peak.tau / expected[k].tau).toBeCloseTo(1, 4);
      expect(peak.resistance / expected[k].resistance).toBeCloseTo(1, 4);
    });
  });

  it("give the impedance of two processes (oracle: quadrature of each)", () => {
    const f = 40;
    const z = impedanceOfDistribution(sharp, Float64Array.of(f));
    let [re, im] = [5, 0];
    for (let i = 0; i < 200000; i++) {
      const x = -12 + 15 * ((i + 0.5) / 200000);
      const w = 2 * Math.PI * f * Math.exp(x);
      const part = (density(x) * 15) / 200000 / (1 + w * w);
      re += part;
      im -= w * part;
    }
    expect(z.real[0]).toBeCloseTo(re, 2);
    expect(z.imaginary[0]).toBeCloseTo(im, 2);
  });
});

describe("relaxationMap of sharp processes", () => {
  const area = (tau: Float64Array, gamma: Float64Array): number =>
    cumulativeDistribution({ tau, gamma })[tau.length - 1];

  it("keeps the area of each sweep on a grid ten times coarser than a process", () => {
    const smooth = Float64Array.from({ length: 151 }, (_, i) => -12 + 0.1 * i);
    const map = relaxationMap([sharp, distribution(smooth, smooth.map(density))]);
    expect(map.tau).toHaveLength(151);
    const row = map.gamma.subarray(0, 151);
    expect(area(map.tau, row)).toBeCloseTo(area(sharp.tau, sharp.gamma), 8);
    expect(area(map.tau, row) / 50).toBeCloseTo(1, 3);
    expect(map.gamma.subarray(151)).toEqual(smooth.map(density));
  });

  it("takes a given cumulative distribution for the area, also of a delta between two points", () => {
    const logTau = Float64Array.from({ length: 31 }, (_, i) => i / 10);
    const tau = logTau.map(Math.exp);
    const cumulative = logTau.map((x) => (x > 1.45 ? 7 : 0));
    const delta = { ...distribution(logTau, new Float64Array(31)), cumulative };
    const fine = Float64Array.from({ length: 61 }, (_, i) => i / 20);
    const map = relaxationMap([delta, distribution(fine, new Float64Array(61))]);
    expect(area(map.tau, map.gamma.subarray(0, 61))).toBeCloseTo(7, 9);
    const z = impedanceOfDistribution(delta, Float64Array.of(1e-9 / tau[0], 1 / (2 * Math.PI * Math.exp(1.45))));
    expect(z.real[0] - z.real[1]).toBeCloseTo(3.5, 1);
  });
});

describe("findPeaks where γ is negative", () => {
  it("finds the minima, with negative resistance; all areas add up to ∫γ", () => {
    const x = Float64Array.from({ length: 301 }, (_, i) => -12 + 0.06 * i);
    const bump = (v: number, at: number): number => Math.exp(-0.5 * ((v - at) / 0.8) ** 2);
    const gamma = x.map((v) => 10 * bump(v, -7) - 4 * bump(v, 0));
    const peaks = findPeaks(x.map(Math.exp), gamma);
    expect(peaks.map(({ height }) => height)).toEqual([expect.closeTo(10, 3), expect.closeTo(-4, 3)]);
    expect(Math.log(peaks[1].tau)).toBeCloseTo(0, 3);
    expect(peaks[1].resistance).toBeCloseTo(-3.2 * Math.sqrt(2 * Math.PI), 3);
    expect(peaks[1].capacitance).toBeLessThan(0);
    const whole = cumulativeDistribution({ tau: x.map(Math.exp), gamma });
    expect(peaks[0].resistance + peaks[1].resistance).toBeCloseTo(whole[300], 9);
  });
});

describe("displayTimeConstants", () => {
  it("is τ, or 1/f at the top of the arc: 1/f = 2πτ", () => {
    const tau = Float64Array.of(1e-3, 1 / (2 * Math.PI * 50));
    expect(displayTimeConstants(tau)).toBe(tau);
    expect(displayTimeConstants(tau, "1/f")[1]).toBeCloseTo(1 / 50, 15);
  });
});
