// Oracles: a cell put behind a fixture that the test makes, and taken out again; spectra with one artefact each.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { exactSpectrum, F80 } from "../../../test/support/drt-workload.ts";
import { type ImpedanceSpectrum, impedanceSpectrum } from "../spectrum.ts";
import { leadArtefacts } from "./lead-artefacts.ts";
import { type Fixture, openShortFixture, statedFixture, withoutFixture } from "./lead-correction.ts";

const cell = exactSpectrum(
  [
    ["R", 10],
    ["ZARC", 50, 1e-3, 0.85],
  ],
  F80,
);

/** Zs + 1/(Yo + 1/Z). */
function behind(z: ImpedanceSpectrum | "open" | "short", fixture: Fixture, frequency = F80): ImpedanceSpectrum {
  const real = new Float64Array(frequency.length);
  const imaginary = new Float64Array(frequency.length);
  frequency.forEach((f, i) => {
    const { seriesReal, seriesImaginary, shuntReal, shuntImaginary } = fixture(f);
    let [re, im] = [0, 0];
    if (z !== "short") {
      let [g, b] = [shuntReal, shuntImaginary];
      if (z !== "open") {
        const square = (z.real[i] as number) ** 2 + (z.imaginary[i] as number) ** 2;
        g += (z.real[i] as number) / square;
        b -= (z.imaginary[i] as number) / square;
      }
      [re, im] = [g / (g * g + b * b), -b / (g * g + b * b)];
    }
    real[i] = re + seriesReal;
    imaginary[i] = im + seriesImaginary;
  });
  return impedanceSpectrum(frequency, real, imaginary);
}

function expectEqual(found: ImpedanceSpectrum, wanted: ImpedanceSpectrum, tolerance: number): void {
  wanted.real.forEach((re, i) => {
    const im = wanted.imaginary[i] as number;
    const distance = Math.hypot((found.real[i] as number) - re, (found.imaginary[i] as number) - im);
    expect(distance / Math.hypot(re, im)).toBeLessThan(tolerance);
  });
}

describe("open and short", () => {
  test("any fixture of series and shunt is taken out exactly", () => {
    fc.assert(
      fc.property(
        fc.record({
          inductance: fc.double({ min: 0, max: 1e-5, noNaN: true }),
          resistance: fc.double({ min: 0, max: 10, noNaN: true }),
          capacitance: fc.double({ min: 1e-13, max: 1e-9, noNaN: true }),
        }),
        (leads) => {
          const fixture = statedFixture(leads);
          const measured = behind(cell, fixture);
          expectEqual(withoutFixture(measured, fixture), cell, 1e-9);
          const found = openShortFixture(behind("open", fixture), behind("short", fixture));
          expectEqual(withoutFixture(measured, found), cell, 1e-6);
        },
      ),
      { seed: 8, numRuns: 60 },
    );
  });

  test("measured at other frequencies they are interpolated: 0.1 % from five points a decade", () => {
    const fixture = statedFixture({ inductance: 3e-7, resistance: 0.2, capacitance: 8e-11 });
    const coarse = Float64Array.from({ length: 41 }, (_, k) => 10 ** (6 - k / 5));
    const found = openShortFixture(behind("open", fixture, coarse), behind("short", fixture, coarse));
    expectEqual(withoutFixture(behind(cell, fixture), found), cell, 1e-3);
    expectEqual(
      withoutFixture(
        behind(cell, statedFixture({ resistance: 3 })),
        openShortFixture(null, behind("short", statedFixture({ resistance: 3 }))),
      ),
      cell,
      1e-9,
    );
  });

  test("refuses frequencies that were not measured, and files that cannot be what they are said to be", () => {
    const fixture = statedFixture({ resistance: 1 });
    const narrow = openShortFixture(null, behind("short", fixture, Float64Array.of(1e5, 1e4, 1e3)));
    expect(() => withoutFixture(cell, narrow)).toThrow(/short measurement covers .* has a point at 1000000 Hz/);
    expect(() => openShortFixture(null, null)).toThrow(/neither/);
    expect(() => openShortFixture(cell, cell)(1)).toThrow(/same impedance/);
    expect(() => withoutFixture(cell, openShortFixture(cell, null))).toThrow(/which file is the open one/);
    expect(() => statedFixture({ inductance: -1 })).toThrow(/inductance -1 H/);
  });
});

describe("leadArtefacts", () => {
  test("finds nothing in a clean spectrum, nor in its low-frequency half", () => {
    expect(leadArtefacts(cell)).toEqual([]);
  });

  test("an inductance, with its value", () => {
    const [found, ...others] = leadArtefacts(behind(cell, statedFixture({ inductance: 1e-6 })));
    expect([found?.kind, others]).toEqual(["inductance", []]);
    expect((found?.value ?? 0) / 1e-6).toBeCloseTo(1, 1);
    expect(found?.words).toMatch(/^Z″ is positive above \d+ kHz: about (9[5-9]\d nH|1 µH) in series/);
  });

  test("a negative real part, a real part that rises, and a cable's capacitance", () => {
    const bent = (real: (f: number, re: number) => number, imaginary = 0): ImpedanceSpectrum =>
      impedanceSpectrum(
        F80,
        F80.map((f, i) => real(f, cell.real[i] as number)),
        F80.map((f, i) => (cell.imaginary[i] as number) + imaginary * f),
      );
    expect(leadArtefacts(bent((f, re) => re - 14 * Math.min(1, f / 5e5))).map(({ kind }) => kind)).toEqual([
      "negative-resistance",
    ]);
    expect(leadArtefacts(bent((f, re) => re + 5 * (f / 1e6) ** 2, 6e-6)).map(({ kind }) => kind)).toEqual([
      "inductance",
      "rising-resistance",
    ]);
    const large = exactSpectrum([["R", 1e9]], F80);
    const [cable] = leadArtefacts(behind(large, statedFixture({ capacitance: 1e-10 })));
    expect(cable?.kind).toBe("parallel-capacitance");
    expect((cable?.value ?? 0) / 1e-10).toBeCloseTo(1, 3);
  });
});
