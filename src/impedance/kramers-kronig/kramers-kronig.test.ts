import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasData } from "../../../test/support/data.ts";
import {
  addNoise,
  draw,
  driftingSpectrum,
  exactSpectrum,
  F80,
  FAMILIES,
  frequencies,
} from "../../../test/support/drt-workload.ts";
import { plainPeerSpectra } from "../../../test/support/eis-files.ts";
import {
  addNoiseOf,
  driftingUnevenly,
  NOISE_FAMILIES,
  type NoiseFamily,
  VALID_CELLS,
} from "../../../test/support/noise-families.ts";
import { linearLeastSquares } from "../../numerics/linear/householder.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { kramersKronig } from "./kramers-kronig.ts";
import { nestedNetwork } from "./nested-network.ts";
import { fitNetwork, moduli, negativeMass, networkColumns } from "./network.ts";
import { leaveOut, pointResiduals } from "./point-residuals.ts";

/** Multiplies Z by `gain` between two frequencies. */
function shifted(z: ImpedanceSpectrum, from: number, to: number, gain: number): ImpedanceSpectrum {
  const factor = z.frequency.map((f) => (f >= from && f < to ? gain : 1));
  return impedanceSpectrum(
    z.frequency,
    z.real.map((re, k) => re * factor[k]),
    z.imaginary.map((im, k) => im * factor[k]),
  );
}

describe("kramersKronig", () => {
  it("passes valid spectra of every family and tells their noise", () => {
    for (const family of FAMILIES) {
      const { elements, frequency } = draw(family, 5);
      const result = kramersKronig(addNoise(exactSpectrum(elements, frequency), 0.003, 5));
      expect(result.verdict, `${family}: ${result.reason}`).toBe("passes");
      expect(result.noise).toBeGreaterThan(0.0022);
      expect(result.noise).toBeLessThan(0.004);
      expect(result.failing).toEqual([]);
    }
  });

  it("passes spectra whose processes lie partly outside the window: Warburg, blocking, arcs cut off", () => {
    const f = F80;
    const blocking = exactSpectrum(
      [
        ["R", 10],
        ["ZARC", 20, 1e-4, 0.8],
      ],
      f,
    );
    const tail = f.map((x) => 1 / (1e-3 * (2 * Math.PI * x) ** 0.9));
    const spectra = [
      exactSpectrum(
        [
          ["R", 10],
          ["ZARC", 20, 1e-4, 0.8],
          ["W", 5],
        ],
        f,
      ),
      exactSpectrum(
        [
          ["R", 10],
          ["ZARC", 20, 1e-4, 0.8],
          ["ZARC", 1000, 1e3, 0.9],
        ],
        f,
      ),
      exactSpectrum(
        [
          ["R", 10],
          ["ZARC", 20, 1e-4, 0.8],
          ["ZARC", 1000, 1e-8, 0.9],
        ],
        f,
      ),
      impedanceSpectrum(
        f,
        blocking.real.map((re, k) => re + Math.cos(0.45 * Math.PI) * tail[k]),
        blocking.imaginary.map((im, k) => im - Math.sin(0.45 * Math.PI) * tail[k]),
      ),
    ];
    for (const z of spectra) expect(kramersKronig(addNoise(z, 0.002, 4)).verdict).toBe("passes");
  });

  it("passes few points and a noiseless spectrum", () => {
    const short = exactSpectrum(
      [
        ["R", 10],
        ["ZARC", 20, 1e-3, 0.9],
      ],
      frequencies(1e5, 1, 21),
    );
    expect(kramersKronig(addNoise(short, 0.003, 3)).verdict).toBe("passes");
    expect(
      kramersKronig(
        exactSpectrum(
          [
            ["R", 10],
            ["RC", 20, 1e-3],
          ],
          F80,
        ),
      ).verdict,
    ).toBe("passes");
  });

  it("fails a cell whose resistance grows during the sweep, and says where", () => {
    for (const seed of [1, 2, 3]) {
      const result = kramersKronig(driftingSpectrum(0.05, 0.002, 9000 + seed));
      expect(result.verdict).toBe("fails");
      expect(result.reason).toMatch(
        /^Fails Kramers-Kronig .*: residual 1\.\d %, noise 0\.\d+ %; \d+ of \d+ residuals lie outside its 95 %, \d by chance\. The cell changed/,
      );
      expect(result.failing[0].min).toBeCloseTo(5, 6);
    }
    expect(kramersKronig(driftingSpectrum(0, 0.002, 9001)).verdict).toBe("passes");
  });

  it("fails a spectrum with one decade shifted by 10 %, near that decade", () => {
    const valid = addNoise(
      exactSpectrum(
        [
          ["R", 10],
          ["ZARC", 50, 1e-3, 0.8],
        ],
        F80,
      ),
      0.003,
      8,
    );
    const result = kramersKronig(shifted(valid, 10, 100, 1.1));
    expect(result.verdict).toBe("fails");
    expect(result.failing.some(({ min, max }) => min < 100 && max > 10)).toBe(true);
  });

  it("has the same verdict, residuals and µ for a multiple of Z, other units of frequency and the reverse order", () => {
    const z = addNoise(
      exactSpectrum(
        [
          ["R", 3],
          ["ZARC", 20, 1e-3, 0.85],
        ],
        frequencies(1e5, 0.1, 40),
      ),
      0.002,
      6,
    );
    const base = kramersKronig(z);
    fc.assert(
      fc.property(fc.double({ min: 1e-4, max: 1e4, noNaN: true }), fc.boolean(), (c, reverse) => {
        const arrange = (v: Float64Array): Float64Array => (reverse ? v.toReversed() : v);
        const other = kramersKronig(
          impedanceSpectrum(
            arrange(z.frequency.map((f) => f * c)),
            arrange(z.real.map((v) => v * c)),
            arrange(z.imaginary.map((v) => v * c)),
          ),
        );
        expect(other.verdict).toBe(base.verdict);
        expect(other.order).toBe(base.order);
        expect((other.rmsResidual ?? 0) / (base.rmsResidual ?? 0)).toBeCloseTo(1, 5);
      }),
      { seed: 4, numRuns: 10 },
    );
  });

  it("passes valid spectra whose noise depends on frequency, and tells that noise (oracle: the noise that was added)", () => {
    for (const family of Object.keys(NOISE_FAMILIES) as NoiseFamily[]) {
      for (const [name, z] of Object.entries(VALID_CELLS)) {
        let failed = 0;
        for (let seed = 1; seed <= 10; seed++) {
          if (kramersKronig(addNoiseOf(z, family, 500 + seed)).verdict === "fails") failed++;
        }
        expect(failed, `${family}, ${name}`).toBeLessThanOrEqual(1);
      }
    }
    const { noises } = kramersKronig(addNoiseOf(VALID_CELLS["two arcs"], "rising at low f", 501));
    for (const k of [15, 30, 45]) {
      const added = 0.001 * 20 ** ((k / 60) ** 2);
      expect(noises[k] / added).toBeGreaterThan(0.5);
      expect(noises[k] / added).toBeLessThan(2);
    }
  });

  it("leaves out one spike, says so, and still sees a drift beside it", () => {
    const z = addNoiseOf(VALID_CELLS["two arcs"], "white", 3);
    const spiked = shifted(z, z.frequency[30], z.frequency[29], 1.1);
    const result = kramersKronig(spiked);
    expect(result.verdict).toBe("passes");
    expect(result.disturbed).toEqual([z.frequency[30]]);
    expect(result.reason).toMatch(/The point at 100 Hz is disturbed and was left out of the test\./);
    expect(result.noises[30]).toBe(Number.POSITIVE_INFINITY);
    expect(result.noise).toBeLessThan(0.004);
    expect(kramersKronig(z).disturbed).toEqual([]);
    for (const seed of [1, 2, 3]) expect(kramersKronig(driftingUnevenly(0.05, "white", seed, 1)).verdict).toBe("fails");
  });

  it("does not test fewer than eight points", () => {
    const result = kramersKronig(
      exactSpectrum(
        [
          ["R", 1],
          ["RC", 1, 1],
        ],
        frequencies(10, 0.1, 7),
      ),
    );
    expect(result.verdict).toBe("not tested");
    expect(result.reason).toMatch(/7 points/);
    const { noise, mu, rmsResidual, rmsReal, rmsImaginary } = result;
    expect([noise, mu, rmsResidual, rmsReal, rmsImaginary]).toEqual([null, null, null, null, null]);
    expect([result.residualReal, result.residualImaginary, result.noises].map((a) => a.length)).toEqual([0, 0, 0]);
  });

  it("gives no verdict on scatter, on one repeated frequency and on Z = 0", () => {
    const f = frequencies(1e4, 1, 40);
    const wild = f.map((_, k) => Math.sin(12.9898 * k * k));
    expect(kramersKronig(impedanceSpectrum(f, wild, wild.toReversed())).reason).toMatch(/scatter by \d+ %/);
    expect(
      kramersKronig(
        impedanceSpectrum(
          f.map(() => 10),
          f,
          f,
        ),
      ).reason,
    ).toMatch(/1 distinct/);
    expect(
      kramersKronig(
        impedanceSpectrum(
          f,
          f.map(() => 0),
          f.map(() => 0),
        ),
      ).verdict,
    ).toBe("not tested");
  });

  it("refuses a threshold outside 0 … 1", () => {
    const z = exactSpectrum(
      [
        ["R", 1],
        ["RC", 1, 1],
      ],
      F80,
    );
    expect(() => kramersKronig(z, { threshold: 1.5 })).toThrow(/threshold 1.5/);
  });
});

describe("a network", () => {
  it("counts only independent unknowns: one frequency gives R₀ and one reactance", () => {
    const f = new Float64Array(8).fill(10);
    const z = impedanceSpectrum(f, new Float64Array(8).fill(3), new Float64Array(8).fill(-1));
    const parts = { capacitance: true, inductance: true };
    expect(fitNetwork(z, 2, "complex", parts).parameters).toBe(2);
    expect(fitNetwork(z, 2, "real", parts).parameters).toBe(2);
    expect(fitNetwork(z, 2, "imaginary", parts).parameters).toBe(2);
  });

  it("of all orders comes from one orthogonalisation (oracle: a fit of each order with the same elements)", () => {
    const z = VALID_CELLS["two arcs"];
    const size = moduli(z);
    const parts = { capacitance: true, inductance: true };
    const net = nestedNetwork(z, size, size, parts, 3, 20, (order) => order < 12);
    expect(net.largest).toBe(12);
    for (const order of [1, 5, 12]) {
      const tau = Float64Array.from(net.sequence.subarray(0, order), (m) => net.tau[m]);
      const { real, imaginary } = networkColumns(z, size, tau, parts);
      const rows = 2 * size.length;
      const matrix = new Float64Array(rows * real.length);
      real.forEach((column, j) => {
        matrix.set(column, j * rows);
        matrix.set(imaginary[j], j * rows + size.length);
      });
      const right = new Float64Array(rows);
      right.set(z.real.map((v, k) => v / size[k]));
      right.set(
        z.imaginary.map((v, k) => v / size[k]),
        size.length,
      );
      const { residualSquares } = linearLeastSquares(matrix, rows, real.length, right);
      expect(net.jointSquares[order] / residualSquares).toBeCloseTo(1, 6);
      expect(net.jointParameters[order]).toBe(order + 3);
      expect(net.separateParameters[order]).toBe(2 * order + 3);
      expect(net.separateSquares[order]).toBeLessThan(net.jointSquares[order]);
    }
  });

  it("leaves at each point the leverages' complement, which add up to the degrees of freedom; a point left out is a fit without it", () => {
    const z = addNoise(VALID_CELLS["two arcs"], 0.003, 5);
    const size = moduli(z);
    const parts = { capacitance: true, inductance: true };
    const net = nestedNetwork(z, size, size, parts, 3, 20, (order) => order < 8);
    const data = [z.real, z.imaginary].map((part) => part.map((v, k) => v / size[k]));
    const left = pointResiduals(net, 8, data[0], data[1]);
    const freedom = [...left.freedomReal, ...left.freedomImaginary].reduce((a, b) => a + b, 0);
    expect(freedom).toBeCloseTo(2 * 61 - 19, 8);
    leaveOut(net, 8, left, [new Float64Array(61), new Float64Array(61)], 30);
    const without = size.map((s, k) => (k === 30 ? 1e6 * s : s));
    const other = nestedNetwork(z, without, without, parts, 3, 20, (order) => order < 8, net);
    const expected = pointResiduals(
      other,
      8,
      z.real.map((v, k) => v / without[k]),
      z.imaginary.map((v, k) => v / without[k]),
    );
    for (const k of [0, 29, 31, 60]) {
      expect(left.real[k] / expected.real[k]).toBeCloseTo(1, 6);
      expect(left.freedomImaginary[k]).toBeCloseTo(expected.freedomImaginary[k], 8);
    }
  });
});

describe("the µ rule", () => {
  it("computes µ by its definition", () => {
    expect(negativeMass(Float64Array.of(3, -1, 1))).toBeCloseTo(0.75, 15);
    expect(negativeMass(Float64Array.of(1, 2))).toBe(1);
    expect(negativeMass(Float64Array.of(-1))).toBe(Number.NEGATIVE_INFINITY);
  });

  it("recovers a network that it contains, from any part (oracle: the exact network)", () => {
    const tau = (k: number): number => 10 ** (-5 + k) / (2 * Math.PI);
    const z = exactSpectrum(
      [
        ["R", 2],
        ["RC", 1, tau(0)],
        ["RC", 4, tau(3)],
        ["RC", 2, tau(5)],
      ],
      frequencies(1e5, 1, 31),
    );
    for (const fit of ["complex", "real", "imaginary"] as const) {
      const result = kramersKronig(z, { rule: "mu", fit, maximumOrder: 6, threshold: 0, capacitance: false });
      expect(result.order).toBe(6);
      expect(result.rmsResidual).toBeLessThan(1e-9);
      expect(result.verdict).toBe("passes");
    }
  });

  it.skipIf(!hasData)("alarms on a simulated valid spectrum where the default does not", () => {
    const found = plainPeerSpectra().find(({ expected }) => expected.file === "bayes-drt/Z_2ZARC_uniform_1.0.csv");
    if (found === undefined) throw new Error("file missing");
    expect(kramersKronig(found.spectrum, { rule: "mu" }).verdict).toBe("fails");
    expect(kramersKronig(found.spectrum).verdict).toBe("passes");
  });
});
