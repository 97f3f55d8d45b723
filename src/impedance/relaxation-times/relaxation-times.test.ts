import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addNoise,
  CASES,
  caseSpectrum,
  drtMetrics,
  exactSpectrum,
  F80,
  frequencies,
} from "../../../test/support/drt-workload.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { effectiveParameters } from "./criteria.ts";
import { relaxationMap } from "./map.ts";
import { describeRelaxationTimes } from "./options.ts";
import { findPeaks } from "./peaks.ts";
import { relaxationPlan } from "./plan.ts";
import { relaxationProblem } from "./problem.ts";
import { regularize } from "./regularize.ts";
import { relaxationTimes } from "./relaxation-times.ts";
import { relaxationTimesSeries } from "./session.ts";

const z40 = addNoise(
  exactSpectrum(
    [
      ["R", 5],
      ["ZARC", 30, 1e-3, 0.85],
      ["ZARC", 20, 0.1, 0.9],
    ],
    frequencies(1e5, 0.05, 40),
  ),
  0.003,
  2,
);

function scaled(z: ImpedanceSpectrum, c: number, d: number): ImpedanceSpectrum {
  const times = (values: Float64Array, factor: number): Float64Array => values.map((v) => v * factor);
  return impedanceSpectrum(times(z.frequency, d), times(z.real, c), times(z.imaginary, c));
}

describe("relaxationTimes of known distributions", () => {
  it.each([
    ["zarc", 0.15, 0.01],
    ["zarc2_far", 0.15, 0.01],
    ["zarc2_close", 0.4, 0.01],
    ["hf_ind", 0.15, 0.01],
    ["nak", 0.32, 0.02],
    ["gauss2", 0.12, 0.01],
  ] as const)("recovers %s: γ within %d, R within %d, every peak and no other (oracle: exact γ)", (name, l2, rp) => {
    for (const seed of [1, 2]) {
      const z = caseSpectrum(name, seed);
      const result = relaxationTimes(z);
      const { elements } = CASES[name];
      const metrics = drtMetrics(elements, z.frequency, result.tau, result.gamma);
      expect(metrics.eL2).toBeLessThan(l2);
      expect(metrics.rp).toBeLessThan(rp);
      expect(metrics.hit).toBe(metrics.truth);
      expect(result.peaks.length).toBe(metrics.truth);
      expect(result.rmsResidual).toBeLessThan(0.0085);
    }
  });

  it("finds R∞, L and the capacitance of an RC element", () => {
    const result = relaxationTimes(
      exactSpectrum(
        [
          ["R", 10],
          ["L", 1e-6],
          ["RC", 50, 1e-2],
        ],
        F80,
      ),
    );
    expect(result.ohmicResistance / 10).toBeCloseTo(1, 2);
    expect(result.inductance / 1e-6).toBeCloseTo(1, 3);
    expect(result.peaks.length).toBe(1);
    expect(result.peaks[0].resistance / 50).toBeCloseTo(1, 2);
    expect(Math.abs(Math.log10(result.peaks[0].tau / 1e-2))).toBeLessThan(0.01);
    expect(result.peaks[0].capacitance / 2e-4).toBeCloseTo(1, 1);
  });

  it.each(["gaussian", "matern-2", "matern-4", "matern-6", "piecewise-linear"] as const)(
    "%s serves as a basis",
    (basis) => {
      for (const derivative of [1, 2] as const) {
        const result = relaxationTimes(caseSpectrum("zarc2_far", 3), { basis, derivative });
        const metrics = drtMetrics(CASES.zarc2_far.elements, F80, result.tau, result.gamma);
        expect(metrics.eL2, `${derivative}`).toBeLessThan(0.2);
        expect(metrics.rp).toBeLessThan(0.015);
      }
    },
  );

  it.each(["gcv", "mgcv", "evidence"] as const)("%s chooses a λ that serves, and says so", (lambda) => {
    const result = relaxationTimes(caseSpectrum("zarc", 4), { lambda });
    expect(result.lambdaFrom).toBe(lambda);
    expect(drtMetrics(CASES.zarc.elements, F80, result.tau, result.gamma).eL2).toBeLessThan(0.25);
  });

  it.each(["re", "im"] as const)("the %s part alone gives the whole (oracle: exact R)", (part) => {
    const result = relaxationTimes(caseSpectrum("zarc"), { part, lambda: 1e-5 });
    expect(result.ohmicResistance).toBeCloseTo(10, 0);
    expect(result.polarizationResistance).toBeCloseTo(50, 0);
    expect(result.rmsResidual).toBeLessThan(0.01);
    expect(result.inductance).toBeLessThan(1e-9);
  });

  it("does not call the flank of a blocking electrode a peak", () => {
    const f = frequencies(1e5, 0.1, 50);
    const z = exactSpectrum(
      [
        ["R", 5],
        ["ZARC", 20, 1e-4, 0.9],
      ],
      f,
    );
    const blocking = impedanceSpectrum(
      f,
      z.real,
      z.imaginary.map((im, k) => im - 1 / (2 * Math.PI * f[k] * 1e-2)),
    );
    const { peaks, measuredTauMax } = relaxationTimes(addNoise(blocking, 0.002, 1));
    for (const peak of peaks) expect(peak.tau).toBeLessThan(measuredTauMax);
    expect(peaks.some((peak) => Math.abs(Math.log10(peak.tau / 1e-4)) < 0.2)).toBe(true);
    const capacitor = impedanceSpectrum(
      f,
      f.map(() => 10),
      f.map((x) => -1 / (2 * Math.PI * x * 1e-3)),
    );
    expect(relaxationTimes(capacitor).peaks).toEqual([]);
    expect(
      relaxationTimes(
        impedanceSpectrum(
          f,
          f.map(() => 10),
          f.map(() => 0),
        ),
      ).peaks,
    ).toEqual([]);
    const { tau: rising } = { tau: Float64Array.from([1, 2, 4, 8]) };
    expect(findPeaks(rising, Float64Array.from([0, 1, 2, 5]))).toEqual([]);
    expect(measuredTauMax).toBeCloseTo(1 / (0.2 * Math.PI), 9);
  });
});

describe("laws", () => {
  it("Z → cZ gives γ → cγ, R∞ → cR∞, and f → df gives τ → τ/d; both choose the same regularisation", () => {
    const base = relaxationTimes(z40);
    fc.assert(
      fc.property(fc.double({ min: -4, max: 4, noNaN: true }), fc.double({ min: -3, max: 3, noNaN: true }), (a, b) => {
        const [c, d] = [10 ** a, 10 ** b];
        const other = relaxationTimes(scaled(z40, c, d));
        expect(other.tau.length).toBe(base.tau.length);
        expect(other.ohmicResistance / (c * base.ohmicResistance)).toBeCloseTo(1, 6);
        expect(other.polarizationResistance / (c * base.polarizationResistance)).toBeCloseTo(1, 6);
        for (let i = 0; i < base.tau.length; i += 9) {
          expect((other.tau[i] * d) / base.tau[i]).toBeCloseTo(1, 9);
          expect(other.gamma[i] / c).toBeCloseTo(base.gamma[i], 4);
        }
      }),
      { seed: 5, numRuns: 8 },
    );
  });

  it("the order of the points does not matter", () => {
    const reversed = impedanceSpectrum(z40.frequency.toReversed(), z40.real.toReversed(), z40.imaginary.toReversed());
    const [a, b] = [relaxationTimes(z40), relaxationTimes(reversed)];
    expect(b.ohmicResistance).toBeCloseTo(a.ohmicResistance, 8);
    expect(b.peaks.length).toBe(a.peaks.length);
    expect(b.fitted.frequency[0]).toBe(z40.frequency[39]);
  });

  it("∫γ d ln τ is the polarisation resistance, the low-frequency limit of the fit minus R∞, and the sum over peaks", () => {
    const { tau, gamma, polarizationResistance, peaks } = relaxationTimes(z40);
    const step = Math.log(tau[1] / tau[0]);
    const sum = gamma.reduce((total, g) => total + g * step, 0);
    expect(sum).toBeCloseTo(polarizationResistance, 3);
    expect(peaks.reduce((total, p) => total + p.resistance, 0)).toBeCloseTo(polarizationResistance, 8);
    expect(Math.min(...gamma)).toBeGreaterThanOrEqual(0);
  });

  it("a stiffer λ gives a smoother γ, a larger residual and fewer effective parameters, each at a Karush-Kuhn-Tucker point", () => {
    const problem = relaxationProblem(relaxationPlan(z40.frequency, describeRelaxationTimes()), z40);
    const steps = [1e-8, 1e-6, 1e-4, 1e-2].map((lambda) => {
      const solution = regularize(problem, lambda);
      return { ...solution, used: effectiveParameters(problem, solution) };
    });
    for (const s of steps) expect(s.minimum.optimality).toBeLessThan(1e-8);
    for (let i = 1; i < steps.length; i++) {
      expect(steps[i].roughness).toBeLessThan(steps[i - 1].roughness);
      expect(steps[i].residualSquares).toBeGreaterThan(steps[i - 1].residualSquares);
      expect(steps[i].used).toBeLessThan(steps[i - 1].used);
    }
  });

  it("converges as the basis is refined at a fixed λ", () => {
    const at = (centresPerDecade: number): number =>
      relaxationTimes(z40, { centresPerDecade, lambda: 1e-4 }).polarizationResistance;
    const [coarse, medium, fine] = [at(5), at(10), at(20)];
    expect(Math.abs(medium - fine)).toBeLessThan(0.5 * Math.abs(coarse - fine) + 0.02);
  });
});

describe("relaxationTimesSeries and relaxationMap", () => {
  // Oracle: each spectrum on its own, where no neighbour gives a start.
  it.each([{ lambda: 1e-3 }, {}])("gives each spectrum of a series what it gives it alone: %o", (options) => {
    const series = Array.from({ length: 12 }, (_, i) =>
      addNoise(
        exactSpectrum(
          [
            ["R", 60],
            ["ZARC", 120, 1e-6, 0.92],
            ["ZARC", 80 * 1.3 ** i, 1e-4 * 0.7 ** i, 0.85],
          ],
          frequencies(1e6, 5, 50),
        ),
        0.005,
        5200 + i,
      ),
    );
    relaxationTimesSeries(series, options).forEach((one, i) => {
      const alone = relaxationTimes(series[i], options);
      const largest = Math.max(...alone.gamma);
      expect(one.lambda).toBe(alone.lambda);
      expect(one.kktResidual).toBeLessThan(1e-11);
      expect(one.peaks.length).toBe(alone.peaks.length);
      one.gamma.forEach((g, k) => {
        expect(Math.abs(g - alone.gamma[k]) / largest).toBeLessThan(1e-8);
      });
    });
  });

  it("gives what each spectrum gives alone, also with an odd grid among them", () => {
    const odd = addNoise(
      exactSpectrum(
        [
          ["R", 5],
          ["ZARC", 30, 1e-3, 0.85],
        ],
        frequencies(1e5, 0.5, 30),
      ),
      0.003,
      9,
    );
    const spectra = [z40, odd, scaled(z40, 2, 1)];
    const together = relaxationTimesSeries(spectra);
    spectra.forEach((z, i) => {
      const alone = relaxationTimes(z);
      expect(together[i].lambda).toBe(alone.lambda);
      expect(together[i].gamma).toEqual(alone.gamma);
    });
    expect(together[0].tau).toBe(together[2].tau);
    const map = relaxationMap(together);
    expect(map.sweeps).toBe(3);
    expect(map.gamma.length).toBe(3 * map.tau.length);
    expect(map.gamma[0]).toBeCloseTo(together[0].gamma[0], 10);
    const lastOfOdd = map.gamma[2 * map.tau.length - 1];
    expect(lastOfOdd).toBeNaN();
    expect(() => relaxationMap([])).toThrow(/no distribution/);
  });

  it("refuses too few frequencies and options outside their range", () => {
    const few = exactSpectrum(
      [
        ["R", 1],
        ["RC", 1, 1],
      ],
      frequencies(10, 0.1, 4),
    );
    expect(() => relaxationTimes(few)).toThrow(/4 distinct frequencies/);
    const nothing = z40.real.map(() => 0);
    expect(() => relaxationTimes(impedanceSpectrum(z40.frequency, nothing, nothing))).toThrow(
      /Z is 0 at all 40 points/,
    );
    expect(() => relaxationTimes(z40, { lambda: -1 })).toThrow(/lambda -1/);
    expect(describeRelaxationTimes({ derivative: 1 })).toMatchObject({
      basis: "gaussian",
      derivative: 1,
      lambda: "evidence",
    });
  });
});

describe("the edge of the window", () => {
  it("gives the flank that a fast arc has beyond the highest frequency to that arc (oracle: the arcs themselves)", () => {
    for (const slow of [
      [90, 2.7e-4],
      [1940, 5.8e-3],
    ] as const) {
      const exact = exactSpectrum(
        [
          ["R", 20],
          ["ZARC", 260, 5.72e-8, 0.93],
          ["ZARC", ...slow, 0.82],
        ],
        frequencies(7e6, 5, 50),
      );
      for (const seed of [1, 2, 3]) {
        const { peaks } = relaxationTimes(addNoise(exact, 0.0003, seed));
        expect(peaks).toHaveLength(2);
        const truth = [[260, 5.72e-8], slow];
        peaks.forEach(({ tau, resistance }, k) => {
          expect(Math.abs(resistance / truth[k][0] - 1)).toBeLessThan(0.03);
          expect(Math.abs(Math.log10(tau / truth[k][1]))).toBeLessThan(0.15);
        });
      }
    }
  });

  const tau = Float64Array.from({ length: 241 }, (_, i) => 10 ** (-7 + i / 40));
  const bumps = (...parts: readonly (readonly [height: number, decade: number])[]): Float64Array =>
    tau.map((t) => parts.reduce((sum, [h, d]) => sum + h * Math.exp(-(((Math.log10(t) - d) / 0.1) ** 2)), 0));
  const window = { from: 1e-6, to: 1e-2, edge: 10 ** 0.2 };
  const area = 0.1 * Math.LN10 * Math.sqrt(Math.PI);

  it("adds a lower crest there to the peak beside it, and to no other", () => {
    const [near] = findPeaks(tau, bumps([1, -5.4], [0.2, -6]), {}, window);
    expect(near.resistance).toBeCloseTo(1.2 * area, 6);
    const [far] = findPeaks(tau, bumps([1, -4], [0.2, -6]), {}, window);
    expect(far.resistance).toBeCloseTo(area, 3);
    const [above] = findPeaks(tau, bumps([1, -5.4], [2, -6]), {}, window);
    expect(above.resistance).toBeCloseTo(area, 2);
    const [slow] = findPeaks(tau, bumps([1, -2.6], [0.2, -2]), {}, window);
    expect(slow.resistance).toBeCloseTo(1.2 * area, 6);
    const [outside] = findPeaks(tau, bumps([1, -2.6], [0.2, -1.7]), {}, window);
    expect(outside.resistance).toBeCloseTo(area, 3);
  });

  it("keeps a peak that lies inside by more than the width of a function", () => {
    expect(findPeaks(tau, bumps([1, -5], [0.3, -5.75]), {}, window)).toHaveLength(2);
    expect(findPeaks(tau, bumps([1, -5], [0.3, -5.85]), {}, window)).toHaveLength(1);
  });
});

describe("findPeaks", () => {
  it("finds the vertex of a parabola between grid points, and splits the area at the valley", () => {
    const n = 401;
    const tau = Float64Array.from({ length: n }, (_, i) => Math.exp(-10 + i * 0.05));
    const bump = (x: number, at: number, s: number): number => Math.exp(-0.5 * ((x - at) / s) ** 2);
    const gamma = tau.map((t) => 3 * bump(Math.log(t), -3.02, 0.7) + 2 * bump(Math.log(t), 3.01, 0.7));
    const peaks = findPeaks(tau, gamma);
    expect(peaks.map((p) => Math.log(p.tau))).toEqual([expect.closeTo(-3.02, 3), expect.closeTo(3.01, 3)]);
    expect(peaks[0].resistance).toBeCloseTo(3 * 0.7 * Math.sqrt(2 * Math.PI), 3);
    expect(peaks[1].resistance).toBeCloseTo(2 * 0.7 * Math.sqrt(2 * Math.PI), 3);
    expect(peaks[0].tauMax).toBe(peaks[1].tauMin);
  });

  it("leaves out ripples by height and by prominence", () => {
    const tau = Float64Array.from({ length: 9 }, (_, i) => Math.exp(i));
    const gamma = Float64Array.of(0, 10, 9.8, 10.1, 4, 0, 0.5, 0, 0);
    expect(findPeaks(tau, gamma).map((p) => p.height)).toEqual([expect.closeTo(10.757, 3)]);
    expect(findPeaks(tau, gamma, { height: 0.01, prominence: 0.01 }).length).toBe(3);
  });
});
