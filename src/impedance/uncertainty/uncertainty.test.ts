import { describe, expect, it } from "vitest";
import { CALIBRATION_FAMILIES, calibrationSpectrum, judgeCalibration } from "../../../test/support/band-calibration.ts";
import { judgeBands } from "../../../test/support/band-judge.ts";
import {
  addInstrumentNoise,
  addNoise,
  CASES,
  caseSpectrum,
  draw,
  exactSpectrum,
  frequencies,
} from "../../../test/support/drt-workload.ts";
import { NormalStream } from "../../numerics/random/normal-stream.ts";
import { resolveProcesses } from "../processes/index.ts";
import { processTop } from "../processes/process-top.ts";
import { processShape } from "../processes/shape.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { relaxationTimesBands } from "./bands.ts";
import { basinsOf } from "./basins.ts";
import { linearize, noisySpectrum } from "./linearized.ts";
import { processModelOf } from "./model.ts";
import { drawsFor, interval } from "./quantiles.ts";
import { drawModel } from "./sample.ts";
import { ShapeTable } from "./shape-table.ts";

describe("interval", () => {
  it("holds a further draw with its level, however few there are (oracle: binomial, 4 standard errors)", () => {
    const stream = new NormalStream(3);
    const trials = 4000;
    let held = 0;
    for (let t = 0; t < trials; t++) {
      const { lower, upper } = interval(
        Float64Array.from({ length: 60 }, () => Math.exp(stream.normal())),
        0.9,
        1,
      );
      const next = Math.exp(stream.normal());
      if (next >= lower && next <= upper) held++;
    }
    expect(Math.abs(held / trials - 0.9)).toBeLessThan(4 * Math.sqrt(0.09 / trials));
  });

  it("takes ranks within the draws from as many as are asked for (oracle: the rank (n + 1)(1 − p)/2)", () => {
    for (const level of [0.5, 0.9, 0.95, 0.99, 0.995]) {
      expect(((drawsFor(level) + 1) * (1 - level)) / 2).toBeGreaterThanOrEqual(1 - 1e-9);
      expect((drawsFor(level) * (1 - level)) / 2).toBeLessThan(1);
    }
  });

  it("widens about the median", () => {
    const { median, lower, upper } = interval(Float64Array.of(5, 1, 2, 3, 4), 0.5, 2);
    expect([median, lower, upper]).toEqual([3, 0, 6]);
  });
});

describe("the functionals of a process", () => {
  it("the table has the exact cumulative, also for other exponents (oracle: the shape itself)", () => {
    const shape = processShape("havriliak-negami");
    const table = new ShapeTable(shape, [0.88, 0.6], [0, 1], [0.02, 0.05]);
    for (const [da, db] of [
      [0, 0],
      [0.015, 0],
      [0, -0.05],
    ]) {
      for (let y = -12; y < 12; y += 0.37) {
        const exact = shape.cumulative(Math.exp(y), 1, [0.88 + da, 0.6 + db]);
        expect(Math.abs(table.cumulative(y, [da, db]) - exact)).toBeLessThan(da === 0 && db === 0 ? 2e-4 : 2e-3);
      }
    }
  });

  it("the top of a Havriliak-Negami process is the maximum of its density (oracle: search)", () => {
    const shape = processShape("havriliak-negami");
    for (const exponents of [
      [0.9, 0.5],
      [0.75, 0.9],
      [0.95, 0.45],
    ]) {
      let best = 0;
      for (let y = -4; y < 2; y += 1e-4) {
        if (shape.density(Math.exp(y), 1, exponents) > shape.density(Math.exp(best), 1, exponents)) best = y;
      }
      expect(Math.log(processTop({ shape: "havriliak-negami", tau: 1, exponents }))).toBeCloseTo(best, 3);
    }
  });

  it("a maximum reaches to the valleys beside it, and shallow ones do not part", () => {
    const x = Float64Array.from({ length: 201 }, (_, i) => -10 + i / 10);
    const bell = (v: number, at: number): number => Math.exp(-0.5 * (v - at) ** 2);
    const two = basinsOf(
      x.map((v) => bell(v, -3) - 0.5 * bell(v, 2)),
      x,
      0.1,
    );
    expect(two.map((b) => b.sign)).toEqual([1, -1]);
    expect(two[0].top).toBeCloseTo(-3, 2);
    expect(two[0].to).toBe(two[1].from);
    const near = basinsOf(
      x.map((v) => bell(v, -1.05) + bell(v, 1.05)),
      x,
      0.1,
    );
    expect(near.length).toBe(1);
  });
});

describe("drawModel", () => {
  it("draws a nearly linear posterior almost without waste, with the covariance of the fit (oracle: Cramér-Rao)", () => {
    const { elements } = CASES.zarc;
    const exact = exactSpectrum(elements, CASES.zarc.frequency);
    const deviation = exact.real.map((re, k) => 0.005 * Math.hypot(re, exact.imaginary[k]));
    const z = addNoise(exact, 0.005, 5001);
    const noisy = noisySpectrum(z, { real: deviation, imaginary: deviation });
    const best = resolveProcesses(z).models.find(
      (m) => m.processes.length === 1 && m.processes[0].shape === "cole-cole",
    );
    expect(best).toBeDefined();
    if (best === undefined) return;
    const source = linearize(noisy, processModelOf(best));
    expect(source).not.toBeNull();
    if (source === null) return;
    const draws = drawModel(noisy, source, 2000, new NormalStream(1));
    const weight = draws.logWeight.map(Math.exp);
    const straight = weight.map((w, s) =>
      draws.bumps.subarray(s * draws.discrepancy.hats, (s + 1) * draws.discrepancy.hats).every((a) => a === 0) ? w : 0,
    );
    const sum = straight.reduce((a, b) => a + b, 0);
    const squares = straight.reduce((a, b) => a + b * b, 0);
    const kept = straight.filter((w) => w > 0).length;
    expect((sum * sum) / squares / kept).toBeGreaterThan(0.6);
    const at = source.layout.processes[0] + 1;
    let [mean, square] = [0, 0];
    straight.forEach((w, s) => {
      const value = draws.x[s * source.layout.count + at];
      mean += (w / sum) * value;
      square += (w / sum) * value * value;
    });
    // 0.0018 decade, and a little more for a gain step that cannot be excluded
    const decades = Math.sqrt(square - mean * mean) / Math.LN10;
    expect(decades).toBeGreaterThan(0.0015);
    expect(decades).toBeLessThan(0.0025);
  });
});

describe("relaxationTimesBands", () => {
  const spectrum = caseSpectrum("zarc2_far", 5001);
  const resolved = resolveProcesses(spectrum);

  it("is the same for the same seed, and ordered: lower, median, upper", () => {
    const [a, b] = [relaxationTimesBands(spectrum, resolved), relaxationTimesBands(spectrum, resolved)];
    expect(a.cumulativeLower).toEqual(b.cumulativeLower);
    expect(a.peaks).toEqual(b.peaks);
    a.tau.forEach((_, i) => {
      expect(a.gammaLower[i]).toBeLessThanOrEqual(a.gamma[i]);
      expect(a.gammaUpper[i]).toBeGreaterThanOrEqual(a.gamma[i]);
      expect(a.cumulativeLower[i]).toBeLessThanOrEqual(a.cumulative[i]);
      expect(a.cumulativeUpper[i]).toBeGreaterThanOrEqual(a.cumulative[i]);
    });
    expect(a.peaks.map(({ identifiable }) => identifiable)).toEqual([true, true]);
    expect(a.polarizationResistance.lower).toBeLessThan(100);
    expect(a.polarizationResistance.upper).toBeGreaterThan(100);
    expect(a.ohmicResistance.upper).toBeGreaterThan(a.ohmicResistance.lower);
  });

  it("scales with Z (law)", () => {
    const factor = 1024;
    const scaled = impedanceSpectrum(
      spectrum.frequency,
      spectrum.real.map((v) => factor * v),
      spectrum.imaginary.map((v) => factor * v),
    );
    const a = relaxationTimesBands(spectrum, resolved);
    const b = relaxationTimesBands(scaled, resolveProcesses(scaled));
    b.peaks.forEach((peak, p) => {
      expect((peak.resistanceUpper as number) / factor / (a.peaks[p].resistanceUpper as number)).toBeCloseTo(1, 2);
      expect((peak.tauLower as number) / (a.peaks[p].tauLower as number)).toBeCloseTo(1, 2);
    });
  });

  it("says what the data do not tell: the middle of three close processes under 2 % noise", () => {
    // Oracle: Cramér-Rao, 53 % at 0.5 % noise, 200 % at 2 %.
    const exact = caseSpectrum("nak");
    let unknown = 0;
    for (let seed = 5001; seed <= 5002; seed++) {
      const noisy = addNoise(exact, 0.02, seed);
      const { peaks, processes } = relaxationTimesBands(noisy, resolveProcesses(noisy));
      if (processes.length < 3 || [...peaks, ...processes].some((p) => !p.identifiable)) unknown++;
      for (const { reason, identifiable } of [...peaks, ...processes]) expect(reason === null).toBe(identifiable);
    }
    expect(unknown).toBe(2);
  });

  it("has bands of γ that reach below 0 beside an inductive loop, and only there (oracle: the sign of the models)", () => {
    const loop = caseSpectrum("lf_neg", 5001);
    const { gamma, gammaLower } = relaxationTimesBands(loop, resolveProcesses(loop));
    expect(gammaLower.some((low, i) => low < 0 && gamma[i] >= 0)).toBe(true);
    expect(relaxationTimesBands(spectrum, resolved).gammaLower.every((low) => low >= 0)).toBe(true);
  });

  it("gives no bounds to a peak that no description has", () => {
    const peak = { tau: 1e-2, resistance: -5, height: -1, tauMin: 1e-3, tauMax: 1e-1, processes: [] };
    const { peaks } = relaxationTimesBands(spectrum, { ...resolved, peaks: [peak] });
    const { tau, tauLower, tauUpper, resistance, resistanceLower, resistanceUpper, identifiable } = peaks[0];
    expect([tau, resistance, identifiable]).toEqual([1e-2, -5, false]);
    expect([tauLower, tauUpper, resistanceLower, resistanceUpper]).toEqual([null, null, null, null]);
    expect(peaks[0].reason).toMatch(/too few draws/);
  });

  it("has bands also where exponents lie on their bounds", () => {
    const { elements, frequency } = draw("skew", 1007);
    const noisy = addInstrumentNoise(exactSpectrum(elements, frequency), 1007);
    const bands = relaxationTimesBands(noisy, resolveProcesses(noisy));
    expect(bands.cumulativeUpper.every(Number.isFinite)).toBe(true);
  });

  it("refuses a result for another spectrum and options out of range", () => {
    const short = impedanceSpectrum(spectrum.frequency.slice(1), spectrum.real.slice(1), spectrum.imaginary.slice(1));
    expect(() => relaxationTimesBands(short, resolved)).toThrow("a result for 80 points and a spectrum of 79");
    expect(() => relaxationTimesBands(spectrum, resolved, { draws: 3 })).toThrow("3 draws");
    expect(() => relaxationTimesBands(spectrum, resolved, { level: 0.995 })).toThrow(
      "320 draws have no quantiles at level 0.995; at least 399 are needed",
    );
  });
});

/** Least share of n independent intervals of 95 % that hold, but for one run in 700: 3 standard errors of the binomial. */
function leastShare(n: number): number {
  return 0.95 - 3 * Math.sqrt((0.95 * 0.05) / n);
}

describe("the bands hold the truth", () => {
  it("of drawn spectra as often as they say (oracle: the exact F at all places; binomial, 3 s.e.)", () => {
    const judged = Array.from({ length: 10 }, (_, i) => 5001 + i).flatMap((seed) =>
      (["one", "two"] as const).flatMap((family) => {
        const { elements, frequency } = draw(family, seed);
        const exact = exactSpectrum(elements, frequency);
        const z = addNoise(exact, 0.005, seed);
        const deviation = exact.real.map((re, k) => 0.005 * Math.hypot(re, exact.imaginary[k]));
        return judgeBands(elements, frequency, { deviation }, relaxationTimesBands(z, resolveProcesses(z)));
      }),
    );
    const cumulative = judged.filter(({ quantity }) => quantity.startsWith("F"));
    // places of one spectrum go together: counted as a third of their number
    const share = cumulative.filter(({ covered }) => covered).length / cumulative.length;
    expect(share).toBeGreaterThan(leastShare(cumulative.length / 3));
    const peaks = judged.filter(({ quantity }) => quantity.startsWith("peak") || quantity.startsWith("process"));
    // peak and process of one element go together
    expect(peaks.filter(({ covered }) => covered).length / peaks.length).toBeGreaterThan(leastShare(peaks.length / 2));
    const wide = cumulative.map(({ width }) => width).sort((a, b) => a - b)[cumulative.length >> 1];
    expect(wide).toBeGreaterThan(1);
    expect(wide).toBeLessThan(1.5);
  });

  it("of C = τ/R of two arcs, and is narrower than the ends of τ and R say (oracle: the arcs; binomial, 3 s.e.)", () => {
    const arcs = [
      ["ZARC", 50, 1e-3, 0.85],
      ["ZARC", 20, 1e-1, 0.9],
    ] as const;
    const exact = exactSpectrum([["R", 10], ...arcs], frequencies(1e5, 1e-2, 60));
    let [held, narrower] = [0, 0];
    const draws = 40;
    for (let seed = 1; seed <= draws; seed++) {
      const z = addNoise(exact, 0.005, seed);
      const { peaks } = relaxationTimesBands(z, resolveProcesses(z));
      for (const [k, [, resistance, tau]] of arcs.entries()) {
        const { capacitanceLower: lower, capacitanceUpper: upper, ...one } = peaks[k];
        if ((lower ?? 0) <= tau / resistance && tau / resistance <= (upper ?? 0)) held++;
        const ends = [
          (one.tauLower ?? 0) / (one.resistanceUpper ?? 0),
          (one.tauUpper ?? 0) / (one.resistanceLower ?? 0),
        ];
        if ((upper ?? 0) / (lower ?? 0) < ends[1] / ends[0]) narrower++;
      }
    }
    expect(held / (2 * draws)).toBeGreaterThan(leastShare(2 * draws));
    expect(narrower / (2 * draws)).toBeGreaterThan(0.9);
  });

  it("of chains of arcs among the calibration spectra (binomial, 3 s.e.)", () => {
    expect(CALIBRATION_FAMILIES).toContain("cole-cole chain");
    const judged = Array.from({ length: 7 }, (_, i) => 1 + i).flatMap((seed) => {
      const truth = calibrationSpectrum("cole-cole chain", seed);
      const z = addNoise(truth.spectrum, 0.005, seed);
      return judgeCalibration(truth, relaxationTimesBands(z, resolveProcesses(z)));
    });
    const share = judged.filter(({ covered }) => covered).length / judged.length;
    expect(share).toBeGreaterThan(leastShare(judged.length / 3));
  });
});

describe("the table of a shape", () => {
  it("is finite for every exponent, next to ideal ones too (oracle: a cumulative lies in 0 … 1)", () => {
    for (const [alpha, beta] of [
      [0.92, 0.7],
      [0.99, 0.7],
      [1, 0.6],
      [0.9, 1],
    ]) {
      const table = new ShapeTable(processShape("havriliak-negami"), [alpha, beta], [0, 1], [0.2, 0.2]);
      for (let y = -30; y <= 30; y += 0.37) {
        for (const change of [
          [0, 0],
          [-0.05, 0.02],
          [0.01, -0.05],
        ])
          expect(Number.isFinite(table.cumulative(y, change)), `${alpha} ${beta} ${y}`).toBe(true);
      }
    }
  });
});
