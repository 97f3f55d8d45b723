// Processes that the frequencies do not reach. Oracle: the exact impedance of known elements with noise of known size.
import { describe, expect, test } from "vitest";
import { addNoise } from "../../../test/support/workload/noise.ts";
import { exactSpectrum, frequencies } from "../../../test/support/workload/spectra.ts";
import { factorCholesky, invertCholesky } from "../../numerics/linear/cholesky.ts";
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

/** Fewest of n intervals of 95 % that hold the truth: 3 standard errors of the binomial below 0.95 n (oracle of every count here). */
const fewest = (n: number): number => Math.ceil(0.95 * n - 3 * Math.sqrt(0.95 * 0.05 * n));

describe("a process faster than measured", () => {
  const found = analyzeProcessSeries(series(() => 2.4e-7, 0.1, 300));

  test("is not followed, and counts to R∞, whose intervals of 95 % hold the sum within 3 standard errors of the binomial", () => {
    for (const { tau } of found.tracks) expect(tau.every((t) => t > SHORTEST)).toBe(true);
    expect(found.tracks.map(({ name }) => name)).toEqual(["P1", "P2"]);
    const { value, lower, upper } = found.ohmicResistance;
    const held = value.filter((_, i) => lower[i] <= 13 && 13 <= upper[i]).length;
    expect(held).toBeGreaterThanOrEqual(fewest(16));
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

/** Score interval of 95 % of a share that was counted (Wilson, J. Am. Stat. Assoc. 22 (1927) 209). */
function wilson(count: number, of: number): readonly [lower: number, upper: number] {
  const z = 1.959964;
  const middle = (count + z ** 2 / 2) / (of + z ** 2);
  const half = (z / (of + z ** 2)) * Math.sqrt((count * (of - count)) / of + z ** 2 / 4);
  return [middle - half, middle + half];
}

/**
 * Cramér-Rao for R of the fast arc from one sweep: noise of 0.2 % in each part, ten free parameters (scale parameters by their logarithm), from
 * differences of the exact impedance.
 */
function cramerRao(fast: number, slow: number, i: number, which: 1 | 7): number {
  const exact = [5, 8, fast, 1, 150 + 4 * i, 4.5e-4, 0.9, 40, slow, 0.9];
  const at = (p: readonly number[]) => {
    const [r, r1, t1, a1, r2, t2, a2, r3, t3, a3] = p as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    return exactSpectrum(
      [
        ["R", r],
        ["ZARC", r1, t1, a1],
        ["ZARC", r2, t2, a2],
        ["ZARC", r3, t3, a3],
      ],
      AT,
    );
  };
  const whole = at(exact);
  const sigma = whole.real.map((re, k) => 0.002 * Math.hypot(re, whole.imaginary[k]));
  const step = 1e-5;
  const slopes = exact.map((value, k) => {
    const [up, down] = [1 + step, 1 - step].map((factor) => at(exact.map((x, m) => (m === k ? value * factor : x))));
    const part = (a: Float64Array, b: Float64Array) => a.map((x, f) => (x - b[f]) / (2 * step * sigma[f]));
    return [...part(up.real, down.real), ...part(up.imaginary, down.imaginary)];
  });
  const n = exact.length;
  const information = Float64Array.from({ length: n * n }, (_, k) => {
    const [a, b] = [slopes[Math.floor(k / n)], slopes[k % n]];
    return a.reduce((sum, x, m) => sum + x * b[m], 0);
  });
  expect(factorCholesky(information, n)).toBeLessThan(0);
  return Math.sqrt(invertCholesky(information, n)[which * n + which]);
}

/** Six series with other noise. */
const SEEDS = [300, 1300, 2300, 3300, 4300, 5300];

// At 0.8 and 0.6 of the shortest time, and at 1.5 times the longest one; R∞ = 5 Ω, Rp = 198 + 4 i Ω.
test.each([
  ["fast", 0.8 * SHORTEST, 0.1],
  ["fast", 0.6 * SHORTEST, 0.1],
  ["slow", 2.4e-5, 1.5 * LONGEST],
] as const)(
  "a %s process beyond what is measured is followed and determined while part of its arc is measured (τ %s and %s s)",
  (which, fast, slow) => {
    let [r, ohmic, rp] = [0, 0, 0];
    const [truth, place] = which === "fast" ? ([8, 1] as const) : ([40, 7] as const);
    for (const seed of SEEDS) {
      const found = analyzeProcessSeries(series(() => fast, slow, seed));
      expect(found.fasterThanMeasured).toBeNull();
      expect(found.tracks.length).toBe(3);
      const track = found.tracks[which === "fast" ? 0 : 2];
      expect(track.determined).toEqual(Array.from({ length: 16 }, () => true));
      r += held({ lower: track.resistanceLower, upper: track.resistanceUpper }, () => truth);
      ohmic += held(found.ohmicResistance, () => 5);
      rp += held(found.polarizationResistance, (i) => 198 + 4 * i);
      // Taken where the fit is, which is not where the truth is: on the mean over the sweeps within a third.
      const told = track.resistance.reduce(
        (sum, value, i) => sum + (track.resistanceUpper[i] - track.resistanceLower[i]) / (2 * 1.959964 * value) / 16,
        0,
      );
      expect(told / cramerRao(fast, slow, 8, place)).toBeGreaterThan(0.67);
      expect(told / cramerRao(fast, slow, 8, place)).toBeLessThan(1.33);
    }
    // Oracle: the binomial of all 96 intervals. The score interval of the share that is held has 95 % in it, and its lower end lies no further
    // than 3 standard errors of 95 % below.
    const of = 16 * SEEDS.length;
    for (const [name, count] of Object.entries({ r, ohmic, rp })) {
      const [least, most] = wilson(count, of);
      expect(
        most,
        `${name}: ${count} of ${of} intervals hold the truth, ${least.toFixed(2)} to ${most.toFixed(2)}`,
      ).toBeGreaterThan(0.95);
      expect(least, `${name}: ${count} of ${of}`).toBeGreaterThan(0.95 - 3 * Math.sqrt((0.95 * 0.05) / of));
    }
  },
);

test("at 0.1 of the shortest measured time an arc of 8 or 40 Ω cannot be told from R∞ and counts to it", () => {
  for (const arc of [8, 40]) {
    const found = analyzeProcessSeries(series(() => 0.1 * SHORTEST, 0.1, 300, arc));
    expect(found.fasterThanMeasured?.processes).toBe(1);
    expect(found.tracks.length).toBe(2);
    expect(held(found.ohmicResistance, () => 5 + arc)).toBeGreaterThanOrEqual(fewest(16));
  }
});

describe("a process that leaves the measured times on its way", () => {
  const found = analyzeProcessSeries(
    series((i) => 3e-6 * 10 ** (-i / 12), 0.1, 500),
    { mostTracks: 3 },
  );
  const [fast] = found.tracks;
  const { ohmicResistance, polarizationResistance } = found;

  test("is determined up to half of the shortest time, and has no intervals after", () => {
    expect(fast.tau[0]).toBeGreaterThan(SHORTEST);
    const lost = fast.determined.indexOf(false);
    // Half of the shortest time is passed between sweeps 4 and 5.
    expect(lost).toBeGreaterThanOrEqual(4);
    expect(lost).toBeLessThanOrEqual(6);
    fast.determined.forEach((determined, i) => {
      expect(determined).toBe(i < lost);
      const ends = [fast.resistanceLower[i], fast.tauUpper[i], fast.capacitanceUpper[i]];
      expect(ends.every(Number.isNaN)).toBe(i >= lost);
      if (determined) expect(fast.resistanceLower[i] <= 8 && 8 <= fast.resistanceUpper[i]).toBe(true);
    });
  });

  test("leaves R∞ and Rp intervals that hold the truth, and together no more than the whole", () => {
    expect(held(ohmicResistance, () => 5)).toBeGreaterThanOrEqual(15);
    expect(held(polarizationResistance, (i) => 198 + 4 * i)).toBeGreaterThanOrEqual(fewest(16));
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

test("a process thirty times slower than measured has no intervals, is not determined, and leaves Rp no upper end", () => {
  for (const seed of [700, 1700, 2700]) {
    const found = analyzeProcessSeries(series(() => 2.4e-5, 30 * LONGEST, seed));
    const slow = found.tracks.at(-1);
    expect(slow?.tau[8]).toBeGreaterThan(LONGEST);
    expect(slow?.determined.some((one) => one)).toBe(false);
    const [present] = slow?.present ?? [];
    for (let i = present.from; i <= present.to; i++) {
      expect(slow?.resistanceUpper[i]).toBeNaN();
      expect(found.polarizationResistance.upper[i]).toBe(Number.POSITIVE_INFINITY);
      expect(found.polarizationResistance.lower[i]).toBeLessThan(198 + 4 * i);
    }
    expect(found.tracks[1].determined.every((one) => one)).toBe(true);
  }
});

// R∞ = 5 Ω. The fast arc is at a tenth of the shortest time in 15 of 16 sweeps, and in the last at ten times the shortest: measured there.
test("a process that is too fast for most sweeps counts to R∞ in those only: in the last, where it is measured, R∞ stays", () => {
  for (const seed of [300, 1300]) {
    const spectra = series(() => 0.1 * SHORTEST, 0.1, seed);
    const last = series(() => 10 * SHORTEST, 0.1, seed)[15];
    const { fasterThanMeasured, ohmicResistance, polarizationResistance } = analyzeProcessSeries([
      ...spectra.slice(0, 15),
      last,
    ]);
    expect(fasterThanMeasured?.processes ?? 0).toBeLessThanOrEqual(1);
    expect(ohmicResistance.value[7]).toBeGreaterThan(12);
    expect(Math.abs(ohmicResistance.value[15] - 5)).toBeLessThan(1);
    expect(Math.abs(polarizationResistance.value[15] / 258 - 1)).toBeLessThan(0.01);
  }
});

// R∞ = 5 Ω, an arc at a tenth of the shortest time in 15 of 16 sweeps. How far out the sweep itself tells the arc decides, not on which side of the
// shortest time it stands: there R∞ is 5 Ω; at a fiftieth nothing tells it, and R∞ is the sum.
test.each([
  [0.3, 8],
  [0.5, 8],
  [0.95, 8],
  [1.3, 8],
  [0.3, 40],
  [0.5, 40],
  [0.95, 40],
] as const)("in a last sweep with the arc at %s of the shortest time R∞ holds no arc of %s Ω", (times, arc) => {
  for (const seed of [300, 1300]) {
    const { ohmicResistance: ohmic, polarizationResistance: rp } = withLast(times, arc, seed);
    expect(Math.abs(ohmic.value[15] - 5)).toBeLessThan(arc / 4);
    expect(held(last(ohmic), () => 5)).toBe(1);
    expect(held(last(rp), () => 250 + arc)).toBe(1);
  }
});

test.each([8, 40])(
  "in a last sweep with the arc at 0.02 of the shortest time R∞ holds the arc of %s Ω as before",
  (arc) => {
    for (const seed of [300, 1300]) {
      const { ohmicResistance: ohmic } = withLast(0.02, arc, seed);
      expect(Math.abs(ohmic.value[14] / (5 + arc) - 1)).toBeLessThan(0.01);
      expect(Math.abs(ohmic.value[15] / (5 + arc) - 1)).toBeLessThan(0.01);
    }
  },
);

/** Fifteen sweeps with the arc at a tenth of the shortest time, and one with it at so many times the shortest. */
function withLast(times: number, arc: number, seed: number) {
  const spectra = series(() => 0.1 * SHORTEST, 0.1, seed, arc).slice(0, 15);
  return analyzeProcessSeries([...spectra, ...series(() => times * SHORTEST, 0.1, seed, arc).slice(15)]);
}

function last({ lower, upper }: BandedSeries): Omit<BandedSeries, "value"> {
  return { lower: lower.slice(15), upper: upper.slice(15) };
}

/** A finite space of diffusion before a reservoir: R tanh √(jωτ) / √(jωτ), whose shape is no Havriliak-Negami arc. */
function reservoir(resistance: number, tau: number, omega: number): readonly [real: number, imaginary: number] {
  const s = Math.sqrt((omega * tau) / 2);
  const e = Math.exp(-2 * s);
  const below = 1 + 2 * e * Math.cos(2 * s) + e * e;
  const [re, im] = [(1 - e * e) / below, (2 * e * Math.sin(2 * s)) / below];
  const scale = resistance / (2 * s);
  return [scale * (re + im), scale * (im - re)];
}

function debye(resistance: number, tau: number, omega: number): readonly [real: number, imaginary: number] {
  const x = omega * tau;
  return [resistance / (1 + x * x), (-resistance * x) / (1 + x * x)];
}

/** R / (1 + jωτ)^β. */
function skewed(resistance: number, tau: number, beta: number, omega: number): readonly [number, number] {
  const size = resistance * (1 + (omega * tau) ** 2) ** (-beta / 2);
  const angle = -beta * Math.atan(omega * tau);
  return [size * Math.cos(angle), size * Math.sin(angle)];
}

// 40 Ω far beyond the longest time with shapes that one arc misses, or matches by chance: the tail does not tell which. Oracle: the R put in.
test.each<readonly [string, (omega: number) => readonly (readonly [number, number])[]]>([
  ["a skewed arc at 4 times", (omega) => [skewed(40, 4 * LONGEST, 0.6, omega)]],
  ["two arcs at 2 and 8 times", (omega) => [debye(20, 2 * LONGEST, omega), debye(20, 8 * LONGEST, omega)]],
  ["diffusion at 8 times", (omega) => [reservoir(40, 8 * LONGEST, omega)]],
])("of %s the longest time no interval is told that misses the truth, and Rp has no upper end", (_, slow) => {
  const fast = [
    ["R", 5],
    ["ZARC", 8, 2.4e-5, 1],
  ] as const;
  const spectra = Array.from({ length: 16 }, (_, i) => {
    const rest = exactSpectrum([...fast, ["ZARC", 150 + 4 * i, 4.5e-4, 0.9]], AT);
    const parts = Array.from(rest.frequency, (f) => slow(2 * Math.PI * f));
    const sum = (x: Float64Array, part: 0 | 1) => x.map((v, k) => parts[k].reduce((s, one) => s + one[part], v));
    return addNoise({ ...rest, real: sum(rest.real, 0), imaginary: sum(rest.imaginary, 1) }, 0.002, 900 + i);
  });
  const { tracks, polarizationResistance: rp } = analyzeProcessSeries(spectra);
  const beyond = tracks.filter(({ tau }) => tau[8] > LONGEST);
  expect(beyond.length).toBeGreaterThan(0);
  for (const track of beyond) {
    expect(track.determined).not.toContain(true);
    expect(track.resistanceUpper.every(Number.isNaN)).toBe(true);
  }
  expect(held(rp, (i) => 198 + 4 * i)).toBe(16);
  expect(rp.upper.every((end) => end === Number.POSITIVE_INFINITY)).toBe(true);
});
