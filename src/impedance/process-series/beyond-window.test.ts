// Processes that the frequencies do not reach. Oracle: the exact impedance of known elements with noise of known size.
import { describe, expect, test } from "vitest";
import { addNoise } from "../../../test/support/workload/noise.ts";
import { exactSpectrum, frequencies } from "../../../test/support/workload/spectra.ts";
import { analyzeProcessSeries } from "./analyze.ts";
import type { BandedSeries } from "./result.ts";

const AT = frequencies(67_300, 0.1, 60);
const SHORTEST = 1 / (2 * Math.PI * 67_300);
const LONGEST = 1 / (2 * Math.PI * 0.1);

/** R∞ = 5 Ω, an arc of 8 Ω (or `arc`) at `fast`, one of 150 Ω at 0.45 ms that grows, one of 40 Ω at `slow`. */
function series(fast: (i: number) => number, slow: number, seed: number, arc = 8) {
  return Array.from({ length: 16 }, (_, i) =>
    addNoise(
      exactSpectrum(
        [
          ["R", 5],
          ["ZARC", arc, fast(i), 1],
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

/** In how many sweeps an interval holds the truth. */
function held({ lower, upper }: Omit<BandedSeries, "value">, truth: (i: number) => number): number {
  return lower.filter((low, i) => low <= truth(i) && truth(i) <= upper[i]).length;
}

// Cramér-Rao for one sweep with ten free parameters: 2 % of R at 0.8 of the shortest time, 7 % at 0.4. At 95 % fewer than 13 of 16 come by
// chance once in 140 times.
test.each([
  [0.8, 0.02],
  [0.4, 0.07],
])("a process at %s of the shortest measured time is followed: its arc is measured in part", (part, error) => {
  const found = analyzeProcessSeries(series(() => part * SHORTEST, 0.1, 300));
  const [fast] = found.tracks;
  expect(found.fasterThanMeasured).toBeNull();
  expect(found.tracks.length).toBe(3);
  expect(fast.determined).toEqual(Array.from({ length: 16 }, () => true));
  expect(held({ lower: fast.resistanceLower, upper: fast.resistanceUpper }, () => 8)).toBeGreaterThanOrEqual(13);
  expect(held(found.ohmicResistance, () => 5)).toBeGreaterThanOrEqual(13);
  expect(held(found.polarizationResistance, (i) => 198 + 4 * i)).toBeGreaterThanOrEqual(13);
  fast.resistance.forEach((r, i) => {
    const deviation = (fast.resistanceUpper[i] - fast.resistanceLower[i]) / 2 / 1.96 / r;
    expect(deviation).toBeGreaterThan(0.7 * error);
    expect(deviation).toBeLessThan(1.4 * error);
  });
});

test("at 0.1 of the shortest measured time an arc of 8 or 40 Ω cannot be told from R∞ and counts to it", () => {
  for (const arc of [8, 40]) {
    const found = analyzeProcessSeries(series(() => 0.1 * SHORTEST, 0.1, 300, arc));
    expect(found.fasterThanMeasured?.processes).toBe(1);
    expect(found.tracks.length).toBe(2);
    expect(held(found.ohmicResistance, () => 5 + arc)).toBeGreaterThanOrEqual(13);
  }
});

describe("a process that leaves the measured times on its way", () => {
  const found = analyzeProcessSeries(
    series((i) => 3e-6 * 10 ** (-i / 12), 0.1, 500),
    { mostTracks: 3 },
  );
  const [fast] = found.tracks;
  const { ohmicResistance, polarizationResistance } = found;

  test("is determined while its sweep tells it from R∞, and has no intervals after", () => {
    expect(fast.tau[0]).toBeGreaterThan(SHORTEST);
    const lost = fast.determined.indexOf(false);
    // 30 % of 8 Ω at a fifth of the shortest time, which is passed at sweep 11.
    expect(lost).toBeGreaterThanOrEqual(9);
    expect(lost).toBeLessThanOrEqual(13);
    fast.determined.forEach((determined, i) => {
      expect(determined).toBe(i < lost);
      const ends = [fast.resistanceLower[i], fast.tauUpper[i], fast.capacitanceUpper[i]];
      expect(ends.every(Number.isNaN)).toBe(i >= lost);
      if (determined) expect(fast.resistanceLower[i] <= 8 && 8 <= fast.resistanceUpper[i]).toBe(true);
    });
  });

  test("leaves R∞ and Rp intervals that hold the truth, and together no more than the whole", () => {
    expect(held(ohmicResistance, () => 5)).toBeGreaterThanOrEqual(15);
    expect(held(polarizationResistance, (i) => 198 + 4 * i)).toBeGreaterThanOrEqual(13);
    expect(ohmicResistance.upper[0] - ohmicResistance.lower[0]).toBeLessThan(0.4);
    // In the last sweep R∞ may be anything up to the sum of both.
    expect(ohmicResistance.lower[15]).toBeLessThan(5);
    expect(ohmicResistance.upper[15]).toBeGreaterThan(13);
    expect(ohmicResistance.upper[15]).toBeLessThan(13.5);
    const whole = ohmicResistance.value[15] + polarizationResistance.value[15];
    for (const sum of [
      ohmicResistance.lower[15] + polarizationResistance.upper[15],
      ohmicResistance.upper[15] + polarizationResistance.lower[15],
    ])
      expect(Math.abs(sum / whole - 1)).toBeLessThan(0.005);
  });
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
