import { describe, expect, it } from "vitest";
import {
  addNoise,
  DRIFT_LAWS,
  type DriftLaw,
  driftSeries,
  type Element,
  elementImpedance,
  sweepTimes,
} from "../../../test/support/drt-workload.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { driftAnalysis } from "./drift-analysis.ts";
import type { DriftAnalysis, TimedSpectrum } from "./result.ts";

const DURATION = 35;
const FREQUENCY = driftSeries(1).frequency;
const TIMES = sweepTimes(FREQUENCY);

/** Sweeps without a pause of a cell whose elements are given at each instant. */
function sweepsOf(cell: (t: number) => readonly Element[], n: number, noise: number, seed: number): TimedSpectrum[] {
  return Array.from({ length: n }, (_, s) => {
    const time = TIMES.map((t) => t + DURATION * s);
    const re = new Float64Array(time.length);
    const im = new Float64Array(time.length);
    time.forEach((t, k) => {
      for (const element of cell(t)) {
        const [a, b] = elementImpedance(element, FREQUENCY[k]);
        re[k] += a;
        im[k] += b;
      }
    });
    const spectrum = addNoise(impedanceSpectrum(FREQUENCY, re, im), noise, seed + s);
    return { spectrum, time, start: DURATION * s, end: DURATION * (s + 1) };
  });
}

const cellOf =
  (ohmic: (t: number) => number, grain: (t: number) => number, interfaceR: (t: number) => number) =>
  (t: number): readonly Element[] => [
    ["R", ohmic(t)],
    ["ZARC", grain(t), 1e-6, 0.92],
    ["ZARC", interfaceR(t), 1e-4, 0.85],
  ];
const constant = (r: number) => (): number => r;

/** The process whose time constant is nearest 1e-4 s. */
function slowest(result: DriftAnalysis): number {
  return result.courses.reduce(
    (best, { shape }, k) =>
      shape &&
      Math.abs(Math.log(shape.tau / 1e-4)) < Math.abs(Math.log((result.courses[best].shape?.tau ?? 1e9) / 1e-4))
        ? k
        : best,
    1,
  );
}

describe("driftAnalysis", () => {
  for (const law of ["linear", "sqrt", "saturating"] as const satisfies DriftLaw[]) {
    it(`${law}: finds what drifts and follows it within 5 of its deviations`, () => {
      const cell = cellOf(constant(60), constant(120), (t) => 80 * DRIFT_LAWS[law](t));
      const result = driftAnalysis(sweepsOf(cell, 3, 0.002, 5101));
      expect(result.significance.probability).toBeLessThan(1e-6);
      expect(result.courses.map(({ drifts }) => drifts)).toEqual([false, false, true]);
      expect(result.courses[2].link).toBe("time-constant");
      result.sweeps.forEach(({ resistanceAtEnd }, s) => {
        const truth = 80 * DRIFT_LAWS[law](DURATION * (s + 1));
        const { value, lower, upper } = resistanceAtEnd[2];
        expect(Math.abs((value ?? 0) - truth)).toBeLessThan((5 * (upper - lower)) / 3.92);
        expect((upper - lower) / truth).toBeLessThan(0.02);
      });
      expect(result.words.join(" ")).toMatch(/R of process 2 .* goes from/);
    });
  }

  it("without noise gives back a straight course to 1e-4, and the spectra of each instant", () => {
    const cell = cellOf(constant(60), constant(120), (t) => 80 * (1 + 0.01 * t));
    const sweeps = sweepsOf(cell, 2, 1e-6, 3);
    const result = driftAnalysis(sweeps);
    const { resistance, time } = result.courses[slowest(result)];
    time.forEach((t, i) => {
      expect((resistance?.[i] ?? 0) / (80 * (1 + 0.01 * t))).toBeCloseTo(1, 4);
    });
    result.total?.time.forEach((t, i) => {
      expect((result.total?.resistance[i] ?? 0) / (180 + 80 * (1 + 0.01 * t))).toBeCloseTo(1, 4);
    });
    for (const at of ["atStart", "atMiddle", "atEnd"] as const) {
      const { spectrum, time: instant } = result.sweeps[1][at];
      const exact = sweepsOf(() => cell(instant), 1, 0, 1)[0].spectrum;
      spectrum.real.forEach((re, k) => {
        const modulus = Math.hypot(exact.real[k], exact.imaginary[k]);
        expect(Math.hypot(re - exact.real[k], spectrum.imaginary[k] - exact.imaginary[k]) / modulus).toBeLessThan(1e-4);
      });
    }
  });

  it("sees a constant capacitance: τ that follows R", () => {
    const cell = (t: number): readonly Element[] => {
      const r = 80 * (1 + 0.01 * t);
      return [
        ["R", 60],
        ["ZARC", 120, 1e-6, 0.92],
        ["ZARC", r, 1e-4 * (r / 80) ** (1 / 0.85), 0.85],
      ];
    };
    const result = driftAnalysis(sweepsOf(cell, 2, 0.002, 5201));
    expect(result.courses.map(({ link }) => link)).toEqual([null, null, "capacitance"]);
    const truth = 80 * (1 + 0.01 * 2 * DURATION);
    expect(Math.abs((result.sweeps[1].resistanceAtEnd[2].value ?? 0) / truth - 1)).toBeLessThan(0.01);
  });

  it("tells a drift of R∞ and a drift of two arcs from that of one", () => {
    const ohmic = cellOf(
      (t) => 60 * (1 + 0.003 * t),
      constant(120),
      (t) => 80 * (1 + 0.006 * t),
    );
    expect(driftAnalysis(sweepsOf(ohmic, 3, 0.002, 5301)).courses.map(({ drifts }) => drifts)).toEqual([
      true,
      false,
      true,
    ]);
    const both = cellOf(
      constant(60),
      (t) => 120 * (1 + 0.004 * t),
      (t) => 80 * (1.4 - 0.4 * Math.exp(-t / 15)),
    );
    expect(driftAnalysis(sweepsOf(both, 3, 0.002, 5311)).courses.map(({ drifts }) => drifts)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it("seldom sees a drift where there is none, and then changes spectra by less than their noise", () => {
    let alarms = 0;
    for (let seed = 0; seed < 8; seed++) {
      const sweeps = sweepsOf(cellOf(constant(60), constant(120), constant(80)), 3, 0.002, 5405 + 3 * seed);
      const result = driftAnalysis(sweeps);
      if (result.significance.significant) alarms++;
      else expect(result.words[0]).toMatch(/No drift is seen in 3 sweeps/);
      expect(result.courses.some(({ drifts }) => drifts)).toBe(result.significance.significant);
      result.sweeps.forEach(({ atStart }, s) => {
        atStart.spectrum.real.forEach((re, k) => {
          expect(Math.abs(re - sweeps[s].spectrum.real[k])).toBeLessThan(2 * atStart.sdReal[k]);
        });
      });
    }
    // 5 % each: three or more of eight come with a probability of 0.6 %.
    expect(alarms).toBeLessThanOrEqual(2);
  });

  it("one sweep alone gives wide intervals that hold the truth, no number, and says why", () => {
    const cell = cellOf(constant(60), constant(120), (t) => 80 * (1 + 0.01 * t));
    const result = driftAnalysis(sweepsOf(cell, 1, 0.002, 5501));
    expect(result.distinguishable).toBe(false);
    expect(result.total).toBeNull();
    expect(result.courses.every(({ resistance, drifts }) => resistance === null && !drifts)).toBe(true);
    const { resistanceAtStart, resistanceAtEnd } = result.sweeps[0];
    const at = slowest(result);
    const [first, last] = [resistanceAtStart[at], resistanceAtEnd[at]];
    expect(first.value).toBeNull();
    expect(first.lower).toBeLessThan(80);
    expect(first.upper).toBeGreaterThan(80);
    expect(last.lower).toBeLessThan(108);
    expect(last.upper).toBeGreaterThan(108);
    expect(first.upper - first.lower).toBeGreaterThan(8);
    expect(result.words[0]).toMatch(/One sweep alone cannot tell a drift/);
  });

  it("does not depend on the unit of impedance or the zero of time", () => {
    const sweeps = sweepsOf(
      cellOf(constant(60), constant(120), (t) => 80 + t / 3),
      2,
      0.002,
      5601,
    );
    const moved = sweeps.map(({ spectrum, time, start = 0, end = 0 }) => ({
      spectrum: impedanceSpectrum(
        spectrum.frequency,
        spectrum.real.map((x) => x / 1024),
        spectrum.imaginary.map((x) => x / 1024),
      ),
      time: time.map((t) => t + 4096),
      start: start + 4096,
      end: end + 4096,
    }));
    const [a, b] = [driftAnalysis(sweeps), driftAnalysis(moved)];
    const [r, q] = [a.courses[2].resistance, b.courses[2].resistance];
    r?.forEach((x, i) => {
      expect((1024 * (q?.[i] ?? 0)) / x).toBeCloseTo(1, 6);
    });
  });

  it("refuses sweeps without points, times or duration, with numbers", () => {
    const [sweep] = sweepsOf(cellOf(constant(60), constant(120), constant(80)), 1, 0.002, 1);
    expect(() => driftAnalysis([])).toThrow(/no sweep/);
    expect(() => driftAnalysis([{ ...sweep, time: sweep.time.slice(1) }])).toThrow(/80 points, 79 times/);
    expect(() => driftAnalysis([{ ...sweep, end: 1 }])).toThrow(/from 0 to 1 s/);
    expect(() => driftAnalysis([{ ...sweep, time: sweep.time.map(() => Number.NaN) }])).toThrow(/t = NaN s/);
    const few = (x: Float64Array): Float64Array => x.filter((_, k) => k % 10 === 0);
    const { frequency, real, imaginary } = sweep.spectrum;
    const thin = {
      ...sweep,
      spectrum: impedanceSpectrum(few(frequency), few(real), few(imaginary)),
      time: few(sweep.time),
    };
    expect(() => driftAnalysis([thin])).toThrow(/8 points in all do not determine one process .* 15 are needed/);
    expect(() => driftAnalysis([sweep], { confidence: 2 })).toThrow(/confidence 2/);
  });
});
