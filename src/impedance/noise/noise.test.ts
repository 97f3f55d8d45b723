import { describe, expect, it } from "vitest";
import {
  addInstrumentNoise,
  addNoise,
  addNoiseConst,
  CASES,
  draw,
  exactSpectrum,
  FAMILIES,
  instrumentDeviation,
  rangeSwitchFrequency,
} from "../../../test/support/drt-workload.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { estimateNoise } from "./noise.ts";

/** Geometric mean of estimated over true standard deviations. */
function ratio(noisy: ImpedanceSpectrum, deviation: Float64Array): number {
  const noise = estimateNoise(noisy);
  let sum = 0;
  deviation.forEach((d, k) => {
    sum += Math.log((noise.real[k] * noise.imaginary[k]) / (d * d));
  });
  return Math.exp(sum / (2 * deviation.length));
}

const modulusOf = (z: ImpedanceSpectrum): Float64Array => z.real.map((re, k) => Math.hypot(re, z.imaginary[k]));
const seeds = [5001, 5002, 5003];

describe("estimateNoise", () => {
  // Oracle: the noise that was put in; 130 degrees of freedom leave 6 % of scatter.
  it.each(FAMILIES)("finds the level of %s, proportional, constant and at 0.02 %", (family) => {
    for (const seed of seeds) {
      const { elements, frequency } = draw(family, seed);
      const exact = exactSpectrum(elements, frequency);
      const modulus = modulusOf(exact);
      const top = modulus.reduce((a, b) => Math.max(a, b));
      const cases: readonly (readonly [ImpedanceSpectrum, Float64Array])[] = [
        [addNoise(exact, 0.005, seed), modulus.map((m) => 0.005 * m)],
        [addNoise(exact, 0.0002, seed), modulus.map((m) => 0.0002 * m)],
        [addNoiseConst(exact, 0.003 * top, seed), modulus.map(() => 0.003 * top)],
        [addInstrumentNoise(exact, seed, { floor: 0.002 * top }), instrumentDeviation(exact, { floor: 0.002 * top })],
      ];
      for (const [noisy, deviation] of cases) {
        expect(ratio(noisy, deviation)).toBeGreaterThan(0.8);
        expect(ratio(noisy, deviation)).toBeLessThan(1.3);
      }
    }
  });

  it("tells a floor from proportional noise where |Z| ranges over a decade", () => {
    const { elements } = CASES.zarc2_far;
    const exact = exactSpectrum(elements, CASES.zarc2_far.frequency);
    const found = seeds.map((seed) => estimateNoise(addInstrumentNoise(exact, seed, { floor: 0.2, rel: 0.001 })));
    for (const { kind, floor } of found) {
      expect(kind).toBe("floor");
      expect(floor).toBeGreaterThan(0.15);
      expect(floor).toBeLessThan(0.27);
    }
  });

  it("tells the noise of Z'' from that of Z'", () => {
    const exact = exactSpectrum(CASES.zarc.elements, CASES.zarc.frequency);
    for (const seed of seeds) {
      const noisy = addNoise(exact, 0.005, seed);
      const quiet = addNoise(exact, 0.001, seed);
      const { ratio: found } = estimateNoise(impedanceSpectrum(exact.frequency, noisy.real, quiet.imaginary));
      expect(found).toBeGreaterThan(0.15);
      expect(found).toBeLessThan(0.27);
    }
  });

  it("marks the point on the third harmonic of the mains, and no more than one other", () => {
    const { elements, frequency } = CASES.nak;
    const exact = exactSpectrum(elements, frequency);
    let marked = 0;
    for (let seed = 5001; seed <= 5020; seed++) {
      const { disturbed } = estimateNoise(addInstrumentNoise(exact, seed));
      if (disturbed.some(({ mains }) => mains?.frequency === 50 && mains.harmonic === 3)) marked++;
      expect(disturbed.length).toBeLessThan(3);
    }
    expect(marked).toBeGreaterThan(14); // χ² of 7 is exceeded by four-fold scatter in 80 %
  });

  it("finds a range switch that stands out of the noise: place, size and the spectrum without it", () => {
    const { elements, frequency } = CASES.zarc2_far;
    const exact = exactSpectrum(elements, frequency);
    for (const seed of seeds) {
      const noisy = addInstrumentNoise(exact, seed, { rel: 0.0003 });
      const found = estimateNoise(noisy).rangeSwitch;
      expect(found?.probability).toBeGreaterThan(0.9);
      if (found === null) continue;
      const place = rangeSwitchFrequency(seed);
      expect(found.frequencyLower).toBeLessThan(place);
      expect(found.frequencyUpper).toBeGreaterThan(place);
      expect(found.gainLower).toBeLessThan(1.003);
      expect(found.gainUpper).toBeGreaterThan(1.003);
      const last = frequency.length - 1;
      expect(found.corrected.real[last] / exact.real[last]).toBeCloseTo(1, 3);
    }
  });

  it("sees a range switch in few spectra without one (oracle: a probability of 0.9 errs in less than 1 of 10)", () => {
    const { elements, frequency } = CASES.zarc2_far;
    const exact = exactSpectrum(elements, frequency);
    const seen = Array.from({ length: 40 }, (_, i) => estimateNoise(addNoise(exact, 0.003, 5001 + i))).filter(
      ({ rangeSwitch }) => rangeSwitch !== null,
    );
    expect(seen.length).toBeLessThan(5);
  });

  it("scales with Z and does not care for the order of the points (law)", () => {
    const noisy = addNoise(exactSpectrum(CASES.zarc.elements, CASES.zarc.frequency), 0.005, 5001);
    const reversed = impedanceSpectrum(
      noisy.frequency.toReversed(),
      noisy.real.toReversed(),
      noisy.imaginary.toReversed(),
    );
    const scaled = impedanceSpectrum(
      noisy.frequency,
      noisy.real.map((v) => 1000 * v),
      noisy.imaginary.map((v) => 1000 * v),
    );
    const [a, b, c] = [noisy, reversed, scaled].map((z) => estimateNoise(z));
    a.real.forEach((value, k) => {
      expect(b.real[79 - k] / value).toBeCloseTo(1, 6);
      expect(c.real[k] / value / 1000).toBeCloseTo(1, 6);
    });
  });

  it("refuses too few points and a spectrum of zeros", () => {
    const f = Float64Array.from({ length: 9 }, (_, k) => 10 ** k);
    expect(() => estimateNoise(impedanceSpectrum(f, f, f))).toThrow("9 points; at least 10");
    const z = new Float64Array(12);
    expect(() =>
      estimateNoise(
        impedanceSpectrum(
          Float64Array.from(z, (_, k) => k + 1),
          z,
          z,
        ),
      ),
    ).toThrow("Z is 0");
  });
});
