// Oracle: the circuits from which the spectra are generated.
import { describe, expect, it } from "vitest";
import type { Element } from "../../../test/support/drt-workload.ts";
import { addNoise, exactSpectrum, F80, frequencies } from "../../../test/support/drt-workload.ts";
import { findPeaks } from "./peaks.ts";
import { relaxationTimes } from "./relaxation-times.ts";
import type { RelaxationTimes } from "./result.ts";
import { separateProcesses } from "./separate-processes.ts";

const SEEDS = [1, 2, 3, 4, 5];
const distribution = (elements: readonly Element[], noise: number, seed: number, f = F80): RelaxationTimes =>
  relaxationTimes(addNoise(exactSpectrum([["R", 10], ...elements], f), noise, seed));

describe("a small process far from a large one", () => {
  const large: Element = ["RC", 100, 1e-4];
  const cases: readonly (readonly [name: string, small: Element, large: Element, noise: number, within: number])[] = [
    ["RC 9 Ω at 0.1 s", ["RC", 9, 0.1], large, 0.002, 0.1],
    ["RC 9 Ω at 0.1 s, 0.5 % noise", ["RC", 9, 0.1], large, 0.005, 0.1],
    ["RC 9 Ω at 10 ms", ["RC", 9, 0.01], large, 0.002, 0.1],
    ["RC 9 Ω at 3 ms", ["RC", 9, 3e-3], large, 0.002, 0.2],
    ["ZARC 9 Ω at 0.1 s", ["ZARC", 9, 0.1, 0.85], large, 0.002, 0.1],
    ["broad ZARC 9 Ω at 0.1 s", ["ZARC", 9, 0.1, 0.7], large, 0.002, 0.15],
    ["RC 4 Ω at 0.1 s, little noise", ["RC", 4, 0.1], large, 0.0005, 0.1],
    ["RC 9 Ω at 0.1 s beside a depressed arc", ["RC", 9, 0.1], ["ZARC", 100, 1e-4, 0.75], 0.002, 0.15],
  ];
  // The broader an arc, the freer noise is to choose where its top lies: 0.35 decades at α = 0.7.
  const decades = ([kind, , , alpha]: Element): number => (kind === "ZARC" ? 0.1 + 0.9 * (1 - (alpha as number)) : 0.1);
  it.each(cases)("%s is a peak of its own, and out of the large one", (_name, small, other, noise, within) => {
    const blur = decades(small);
    for (const seed of SEEDS) {
      const { peaks, polarizationResistance } = distribution([other, small], noise, seed);
      expect(peaks, `seed ${seed}`).toHaveLength(2);
      const truth = [other, small].map(([, resistance, tau]) => [resistance, tau] as const);
      peaks.forEach(({ resistance, tau }, k) => {
        expect(Math.abs(resistance - truth[k][0]), `seed ${seed}`).toBeLessThan(within * (small[1] as number));
        expect(Math.abs(Math.log10(tau / (truth[k][1] as number)))).toBeLessThan(k === 0 ? 0.1 : blur);
      });
      expect(peaks[0].resistance + peaks[1].resistance).toBeCloseTo(polarizationResistance, 6);
    }
  });

  it("is not seen under the noise: 4 Ω of 114 Ω at 2 %", () => {
    for (const seed of SEEDS) expect(distribution([large, ["RC", 4, 0.1]], 0.02, seed).peaks).toHaveLength(1);
  });
});

describe("the wings of one arc", () => {
  const arcs: readonly (readonly [Element, number])[] = [
    [["RC", 100, 1e-4], 0.002],
    [["RC", 100, 1e-4], 0.02],
    [["ZARC", 100, 1e-2, 0.93], 0.0003],
    [["ZARC", 100, 1e-4, 0.75], 0.002],
    [["ZARC", 100, 1e-4, 0.75], 0.0005],
  ];
  it.each(arcs)("their ripples neither count as peaks nor cut its area: %o, noise %d", (arc, noise) => {
    for (const seed of SEEDS) {
      const { peaks } = distribution([arc], noise, seed);
      expect(peaks, `seed ${seed}`).toHaveLength(1);
      expect(Math.abs(peaks[0].resistance / 100 - 1)).toBeLessThan(0.02);
    }
  });

  it("nor with two arcs whose peaks of γ are as 3 to 1, at the edge and in the middle", () => {
    for (const slow of [
      [90, 2.7e-4],
      [1940, 5.8e-3],
    ] as const) {
      for (const seed of SEEDS) {
        const elements: Element[] = [
          ["ZARC", 260, 5.72e-8, 0.93],
          ["ZARC", ...slow, 0.82],
        ];
        const { peaks } = distribution(elements, 0.0003, seed, frequencies(7e6, 5, 50));
        expect(peaks).toHaveLength(2);
        expect(Math.abs(peaks[0].resistance / 260 - 1)).toBeLessThan(0.03);
        expect(Math.abs(peaks[1].resistance / slow[0] - 1)).toBeLessThan(0.03);
      }
    }
  });
});

describe("what lies outside the measured window", () => {
  it("is next to nothing for an arc in the middle, and half an arc cut at its vertex", () => {
    for (const seed of SEEDS) {
      const [inside] = distribution([["ZARC", 100, 1e-3, 0.9]], 0.002, seed).peaks;
      expect(inside.extrapolatedResistance).toBeLessThan(0.01 * inside.resistance);
      const cut = distribution([["ZARC", 100, 0.1, 0.9]], 0.002, seed, frequencies(1e5, 1, 50));
      const last = cut.peaks[cut.peaks.length - 1];
      expect(last.tau).toBeLessThan(cut.measuredTauMax);
      const share = (last.extrapolatedResistance as number) / last.resistance;
      expect(share).toBeGreaterThan(0.1);
      expect(share).toBeLessThan(0.5);
      expect(cut.peaks.reduce((sum, p) => sum + p.resistance, 0)).toBeCloseTo(cut.polarizationResistance, 6);
    }
  });

  it("is the area of γ there (oracle: half of a Gaussian)", () => {
    const tau = Float64Array.from({ length: 401 }, (_, i) => Math.exp(-10 + 0.05 * i));
    const gamma = tau.map((t) => Math.exp(-0.5 * Math.log(t) ** 2));
    const [peak] = findPeaks(tau, gamma, {}, { from: 1e-4, to: 1 + 1e-9 });
    expect(peak.resistance).toBeCloseTo(Math.sqrt(2 * Math.PI), 6);
    expect(peak.extrapolatedResistance).toBeCloseTo(Math.sqrt(Math.PI / 2), 6);
    expect(findPeaks(tau, gamma)[0]).not.toHaveProperty("extrapolatedResistance");
  });
});

describe("separateProcesses", () => {
  const step = 0.1;
  const grid = Float64Array.from({ length: 200 }, (_, i) => i * step);
  const bump = (x: number, at: number, width: number): number => Math.exp(-0.5 * ((x - at) / width) ** 2);
  const index = (x: number): number => Math.round(x / step);

  it("finds a bump of 3 %, not one of 1 %, and asks whether it can be seen", () => {
    const gamma = grid.map((x) => 100 * bump(x, 5, 0.3) + 3 * bump(x, 11, 0.3));
    expect(separateProcesses(grid, gamma, () => 0)).toEqual([index(5), index(11)]);
    const area = 3 * 0.3 * Math.sqrt(2 * Math.PI);
    expect(separateProcesses(grid, gamma, (i) => (i === index(11) ? 1.01 * area : 0))).toEqual([index(5)]);
    expect(separateProcesses(grid, gamma, (i) => (i === index(11) ? 0.99 * area : 0))).toHaveLength(2);
    const low = grid.map((x) => 100 * bump(x, 5, 0.3) + bump(x, 11, 0.3));
    expect(separateProcesses(grid, low, () => 0)).toEqual([index(5)]);
  });

  it("takes the ripples of a falling wing for what they are", () => {
    const ripple = (x: number): number =>
      Math.exp(-0.8 * Math.abs(x - 5)) * (1 + Math.cos((2 * Math.PI * (x - 5)) / 1.8));
    expect(separateProcesses(grid, grid.map(ripple), () => 0)).toEqual([index(5)]);
  });
});
