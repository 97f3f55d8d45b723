import { describe, expect, it } from "vitest";
import type { Element } from "../../../test/support/workload/elements.ts";
import { addNoise } from "../../../test/support/workload/noise.ts";
import { exactSpectrum, frequencies } from "../../../test/support/workload/spectra.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { analyzeProcessSeries } from "./analyze.ts";
import { badPoints } from "./bad-points.ts";
import { passiveLimit } from "./usable-frequencies.ts";

/** Twelve sweeps with 0.5 % noise, or none, of elements that may depend on the sweep. */
function sweeps(elements: (i: number) => readonly Element[], noise = 0.005): ImpedanceSpectrum[] {
  return Array.from({ length: 12 }, (_, i) => {
    const exact = exactSpectrum(elements(i), frequencies(1e6, 1, 49));
    return noise > 0 ? addNoise(exact, noise, 61_000 + i) : exact;
  });
}
const cell = (i: number): readonly Element[] => [
  ["R", 10],
  ["ZARC", 20, 2e-6, 0.9],
  ["ZARC", 30 + i, 1e-3, 0.85],
];

describe("a single bad point", () => {
  const spectra = sweeps(cell);
  const near = spectra[5].frequency.findIndex((f) => f < 2000);
  spectra[5].real[near] = -0.01;

  it("is named, and no other", () => {
    badPoints(spectra).forEach((away, i) => {
      for (let k = 0; k < away.length; k++) expect(away[k] > 0).toBe(i === 5 && k === near);
    });
  });

  it("takes no frequency from the series: 20 Ω at 2 µs stay (oracle: the elements)", () => {
    const { highestFrequency, tracks, misfit } = analyzeProcessSeries(spectra);
    expect(highestFrequency).toBeNull();
    expect(tracks).toHaveLength(2);
    expect(Math.abs(tracks[0].resistance[5] / 20 - 1)).toBeLessThan(0.05);
    expect(Math.abs(tracks[0].tau[5] / 2e-6 - 1)).toBeLessThan(0.1);
    expect(misfit).toBeLessThan(1.5);
  });
});

describe("passiveLimit", () => {
  it("is below a run of Z' < 0 from the highest frequency down that most sweeps have, and null if few have it", () => {
    const spectra = sweeps(cell);
    const led = (s: ImpedanceSpectrum): ImpedanceSpectrum => ({ ...s, real: s.real.map((x, k) => (k < 4 ? -x : x)) });
    expect(passiveLimit(spectra.map((s, i) => (i < 8 ? led(s) : s)))).toBe(spectra[0].frequency[4]);
    expect(passiveLimit(spectra.map((s, i) => (i < 5 ? led(s) : s)))).toBeNull();
  });
});

describe("sweeps without noise that change", () => {
  it("are described by exact tracks (oracle: the elements)", () => {
    const { misfit, tracks, words } = analyzeProcessSeries(sweeps(cell, 0));
    expect(misfit).toBeLessThan(2);
    expect(words).not.toContain("do not describe");
    expect(tracks).toHaveLength(2);
    expect(Math.abs(tracks[1].resistance[11] / 41 - 1)).toBeLessThan(0.001);
  });
});

describe("a blocking capacitance in series", () => {
  it("is found, and leaves the processes as they are (oracle: the elements)", () => {
    const free = sweeps(
      () => [
        ["R", 10],
        ["ZARC", 30, 1e-3, 0.9],
      ],
      0,
    );
    const blocked = free.map((spectrum, i) => {
      const imaginary = spectrum.imaginary.map(
        (x, k) => x - 1 / (2 * Math.PI * spectrum.frequency[k] * (0.05 + 0.001 * i)),
      );
      return addNoise({ ...spectrum, imaginary }, 0.005, 62_000 + i);
    });
    const { elastance, tracks, misfit, describes } = analyzeProcessSeries(blocked);
    expect(describes).toBe(true);
    expect(misfit).toBeLessThan(1.5);
    expect(tracks).toHaveLength(1);
    for (let i = 0; i < 12; i++) {
      expect(Math.abs(tracks[0].resistance[i] / 30 - 1)).toBeLessThan(0.03);
      // 0.5 % of |Z| = 40 Ω is 6 % of the 3.2 Ω of the capacitance at the lowest frequency, 1 Hz
      expect(Math.abs((elastance?.value[i] ?? 0) * (0.05 + 0.001 * i) - 1)).toBeLessThan(0.06);
    }
  });
});

describe("an inductive loop, R < 0, which no track can be", () => {
  it("leads to words that say plainly that the tracks do not describe the series", () => {
    const looped = (i: number): readonly Element[] => [
      ["R", 10],
      ["ZARC", 30 + 0.1 * i, 1e-3, 0.9],
      ["ZARC", -10, 0.1, 1],
    ];
    const { describes, words } = analyzeProcessSeries(sweeps(looped));
    expect(describes).toBe(false);
    expect(words.startsWith("The tracks do not describe this series")).toBe(true);
  });
});
