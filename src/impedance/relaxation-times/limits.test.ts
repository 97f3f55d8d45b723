import { describe, expect, it } from "vitest";
import { addNoise, exactSpectrum, frequencies } from "../../../test/support/drt-workload.ts";
import { ConvergenceError, DomainError } from "../../base/errors.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { relaxationMap } from "./map.ts";
import { relaxationTimes } from "./relaxation-times.ts";
import { relaxationTimesSession } from "./session.ts";

const spectrum = (frequency: Float64Array): ImpedanceSpectrum =>
  exactSpectrum(
    [
      ["R", 5],
      ["ZARC", 30, 1e-3, 0.85],
    ],
    frequency,
  );
/** 30 points from 1e5 to 0.1 Hz and one more. */
const withRow = (f: number): ImpedanceSpectrum => spectrum(Float64Array.of(...frequencies(1e5, 0.1, 30), f));

describe("frequencies that no instrument measures", () => {
  it.each([1e-300, 1e-100, 9e-10, 1.1e12, 1e300])("refuses a row at %d Hz before any work", (f) => {
    expect(() => relaxationTimes(withRow(f))).toThrow(DomainError);
    expect(() => relaxationTimes(withRow(f))).toThrow(/must lie between 1e-9 Hz and 1e12 Hz. Leave out/);
  });

  it("refuses more than 20 decades, and takes 20", () => {
    expect(() => relaxationTimes(spectrum(frequencies(5e11, 2e-9, 31)))).toThrow(
      /from 2e-9 Hz to 5e11 Hz, 20.4 decades; at most 20/,
    );
    const widest = relaxationTimes(spectrum(frequencies(1e11, 1e-9, 31)), { lambda: 1e-3 });
    expect(widest.polarizationResistance).toBeGreaterThan(25);
  });

  it("refuses more than 400 basis functions", () => {
    expect(() => relaxationTimes(spectrum(frequencies(1e6, 1e-6, 31)), { centresPerDecade: 40 })).toThrow(
      /501 basis functions; at most 400 .*fewer centres a decade than 40/,
    );
    expect(() => relaxationTimes(spectrum(frequencies(1e6, 1e-2, 401)), { centres: "frequencies" })).toThrow(
      /401 basis functions; at most 400 .*uniform centres/,
    );
  });

  it("refuses a map of sweeps that share no frequency", () => {
    const flat = (from: number, to: number, n: number): Parameters<typeof relaxationMap>[0][number] => ({
      ...relaxationTimes(spectrum(frequencies(1e3, 1, 20)), { lambda: 1e-3 }),
      tau: Float64Array.from({ length: n }, (_, i) => from * (to / from) ** (i / (n - 1))),
      gamma: new Float64Array(n),
    });
    expect(() => relaxationMap([flat(1e-12, 1e-11, 200), flat(1e12, 1e13, 20)])).toThrow(/4975 points/);
  });
});

describe("the choice of λ", () => {
  it("throws if the criterion is a number at no λ: squares of 1e170 Ω overflow", () => {
    const z = spectrum(frequencies(1e5, 0.1, 30));
    const huge = impedanceSpectrum(
      z.frequency,
      z.real.map((v) => v * 1e170),
      z.imaginary.map((v) => v * 1e170),
    );
    expect(() => relaxationTimes(huge)).toThrow(ConvergenceError);
    expect(() => relaxationTimes(huge)).toThrow(/evidence has no value at any λ/);
  });
});

describe("relaxationTimesSession", () => {
  it("remembers the four grids used last (oracle: results of one grid share their τ)", () => {
    const session = relaxationTimesSession({ lambda: 1e-3 });
    const grid = (k: number): Float64Array =>
      session(addNoise(spectrum(frequencies(1e5 * (1 + k / 100), 0.1, 20)), 0.001, k)).tau;
    const [first, second] = [grid(1), grid(2)];
    grid(3);
    grid(4);
    expect(grid(1)).toBe(first);
    grid(5); // grid 2 was used longest ago
    expect(grid(1)).toBe(first);
    expect(grid(2)).not.toBe(second);
    expect(grid(2)).toEqual(second);
  });
});
