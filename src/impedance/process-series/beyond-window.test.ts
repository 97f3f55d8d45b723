// Processes that the frequencies do not reach. Oracle: the exact impedance of known elements with noise of known size.
import { describe, expect, test } from "vitest";
import { addNoise } from "../../../test/support/workload/noise.ts";
import { exactSpectrum, frequencies } from "../../../test/support/workload/spectra.ts";
import { analyzeProcessSeries } from "./analyze.ts";

const AT = frequencies(67_300, 0.1, 60);
const SHORTEST = 1 / (2 * Math.PI * 67_300);
const LONGEST = 1 / (2 * Math.PI * 0.1);

/** R∞ = 5 Ω, an arc of 8 Ω at `fast`, one of 150 Ω at 0.45 ms that grows, one of 40 Ω at `slow`. */
function series(fast: (i: number) => number, slow: number, seed: number) {
  return Array.from({ length: 16 }, (_, i) =>
    addNoise(
      exactSpectrum(
        [
          ["R", 5],
          ["ZARC", 8, fast(i), 1],
          ["ZARC", 150 + 4 * i, 4.5e-4, 0.9],
          ["ZARC", 40, slow, 0.9],
        ],
        AT,
      ),
      0.002,
      seed + i,
    ),
  );
}

describe("a process faster than measured", () => {
  const found = analyzeProcessSeries(series(() => 2.4e-7, 0.1, 300));

  test("is not followed, and counts to R∞, whose interval holds the sum in 13 of 16 sweeps at least", () => {
    for (const { tau } of found.tracks) expect(tau.every((t) => t > SHORTEST)).toBe(true);
    expect(found.tracks.map(({ name }) => name)).toEqual(["P1", "P2"]);
    const { value, lower, upper } = found.ohmicResistance;
    const held = value.filter((_, i) => lower[i] <= 13 && 13 <= upper[i]).length;
    expect(held).toBeGreaterThanOrEqual(13);
    for (const one of value) expect(Math.abs(one - 13)).toBeLessThan(0.7);
  });

  test("leaves neither Rp nor the map, and is told in words", () => {
    found.polarizationResistance.value.forEach((one, i) => {
      expect(one).toBeCloseTo(
        found.tracks.reduce((sum, track) => sum + track.resistance[i], 0),
        9,
      );
      expect(Math.abs(one / (190 + 4 * i) - 1)).toBeLessThan(0.02);
    });
    const { tau, gamma } = found.map;
    const k = tau.findIndex((t) => t >= 2.4e-7);
    expect(gamma[k]).toBeLessThan(0.05 * Math.max(...gamma.subarray(0, tau.length)));
    expect(found.fasterThanMeasured?.processes).toBe(1);
    expect(found.fasterThanMeasured?.tau).toBeCloseTo(SHORTEST, 12);
    expect(found.words).toContain("cannot be told from R∞");
  });
});

test("a process that leaves the measured times on its way is followed; outside it has no intervals, and R∞ may hold it", () => {
  const found = analyzeProcessSeries(
    series((i) => 1.2e-5 * 10 ** (-i / 12), 0.1, 500),
    { mostTracks: 3 },
  );
  const [fast] = found.tracks;
  expect(fast.tau[0]).toBeGreaterThan(SHORTEST);
  const outside = Array.from(fast.tau.keys()).filter((i) => fast.tau[i] < SHORTEST);
  expect(outside.length).toBeGreaterThan(2);
  for (const i of outside) {
    expect(fast.determined[i]).toBe(false);
    expect([fast.resistanceLower[i], fast.tauUpper[i], fast.capacitanceUpper[i]].every(Number.isNaN)).toBe(true);
    expect(found.ohmicResistance.upper[i]).toBeGreaterThan(13);
    expect(found.ohmicResistance.lower[i]).toBeLessThan(13);
  }
  expect(fast.determined[0]).toBe(true);
  expect(fast.resistanceLower[0]).toBeGreaterThan(0);
});

test("a process slower than measured has no intervals and is not determined", () => {
  const found = analyzeProcessSeries(series(() => 2.4e-5, 4 * LONGEST, 700));
  const slow = found.tracks.at(-1);
  expect(slow?.tau[8]).toBeGreaterThan(LONGEST);
  expect(slow?.determined.some((one) => one)).toBe(false);
  const [present] = slow?.present ?? [];
  for (let i = present.from; i <= present.to; i++) expect(slow?.resistanceUpper[i]).toBeNaN();
  expect(found.tracks[1].determined.every((one) => one)).toBe(true);
});
