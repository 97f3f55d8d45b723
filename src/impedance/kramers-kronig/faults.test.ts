import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dataFile, hasData } from "../../../test/support/data.ts";
import {
  addNoise,
  CASES,
  type CaseName,
  caseSpectrum,
  draw,
  driftingSpectrum,
  exactSpectrum,
  FAMILIES,
  frequencies,
} from "../../../test/support/drt-workload.ts";
import { addNoiseOf, upperPart, VALID_CELLS } from "../../../test/support/noise-families.ts";
import { readMeasurement } from "../../files/registry.ts";
import { sweepsOfTables } from "../series/split.ts";
import type { ImpedanceSpectrum } from "../spectrum.ts";
import { impedanceSpectrum } from "../spectrum.ts";
import { kramersKronig } from "./kramers-kronig.ts";
import { localCubic } from "./local-cubic.ts";
import { POINT_FAULTS } from "./result.ts";
import { zHit } from "./z-hit.ts";

/** Z times a complex factor of frequency. */
function changed(z: ImpedanceSpectrum, gain: (f: number, k: number) => number, offset = (_: number): number => 0) {
  return impedanceSpectrum(
    z.frequency,
    z.real.map((re, k) => re * gain(z.frequency[k], k) + offset(z.frequency[k])),
    z.imaginary.map((im, k) => im * gain(z.frequency[k], k)),
  );
}

const kinds = (z: ImpedanceSpectrum): readonly string[] => (kramersKronig(z).faults ?? []).map(({ kind }) => kind);

describe("the Kramers-Kronig verdict", () => {
  it("keeps its level without being told the noise (oracle: the share of p < 0.05 among 130 valid spectra)", () => {
    let below = 0;
    for (const family of FAMILIES) {
      for (let seed = 5001; seed <= 5010; seed++) {
        const { elements, frequency } = draw(family, seed);
        const result = kramersKronig(addNoise(exactSpectrum(elements, frequency), 0.003, seed));
        if ((result.probability ?? 1) < 0.05) below++;
      }
    }
    expect(below).toBeLessThanOrEqual(13); // binomial(130, 0.05) exceeds 13 with 0.6 %
  }, 20_000);

  it("keeps its level with 34 points and noise that rises twentyfold", () => {
    let below = 0;
    for (let seed = 5001; seed <= 5060; seed++) {
      const z = upperPart(VALID_CELLS["two arcs"], 34);
      if ((kramersKronig(addNoiseOf(z, "rising at high f", seed)).probability ?? 1) < 0.05) below++;
    }
    expect(below).toBeLessThanOrEqual(8); // binomial(60, 0.05) exceeds 8 with 0.2 %
  }, 20_000);

  it("sees half a percent drift per second at 0.2 % noise in nine sweeps of ten, and names it", () => {
    const found = Array.from({ length: 20 }, (_, k) =>
      kramersKronig(driftingSpectrum(0.005, 0.002, 5000 + k), { significance: 0.05, tolerance: 0 }),
    );
    expect(found.filter(({ verdict }) => verdict === "fails").length).toBeGreaterThanOrEqual(18);
    expect(found.filter(({ faults }) => faults?.some(({ kind }) => kind === "drift")).length).toBeGreaterThanOrEqual(
      16,
    );
  });

  it("says how long the failing points took, and which frequencies the phase does not account for", () => {
    const z = driftingSpectrum(0.05, 0.002, 5001);
    const result = kramersKronig(z, { time: z.frequency.map((_, k) => 0.5 * k) });
    expect(result.reason).toMatch(/the failing points taking \d+ of 40 s/);
    expect(result.reason).toMatch(/Z-HIT: \|Z\| departs from its phase by up to \d+ % at 5 Hz/);
    expect(result.zHit?.deviation[79]).toBeGreaterThan(0.03);
    expect(result.pointFaults?.[79]).toBe(POINT_FAULTS.failing);
  });

  it("tells the noise of Z' and of Z'' apart", () => {
    const z = caseSpectrum("zarc2_far");
    const noisy = addNoise(z, 0.002, 5001);
    const uneven = impedanceSpectrum(
      z.frequency,
      z.real.map((re, k) => re + 4 * (noisy.real[k] - re)),
      noisy.imaginary,
    );
    const { noiseReal, noiseImaginary, verdict } = kramersKronig(uneven);
    expect(verdict).toBe("passes");
    expect(noiseReal).toBeGreaterThan(0.006);
    expect(noiseReal).toBeLessThan(0.0105);
    expect(noiseImaginary).toBeGreaterThan(0.0014);
    expect(noiseImaginary).toBeLessThan(0.0027);
  });
});

describe("what is at fault", () => {
  const valid = addNoise(VALID_CELLS["two arcs"], 0.001, 5003);

  it("is nothing in a valid spectrum", () => {
    expect(kinds(valid)).toEqual([]);
  });

  it("is a range switch where Z steps by 1 %: not the cell's drift", () => {
    const result = kramersKronig(changed(valid, (f) => (f < 70 ? 1.01 : 1)));
    expect(result.verdict).toBe("passes");
    const fault = result.faults?.find(({ kind }) => kind === "range-switch");
    expect(fault?.step).toBeGreaterThan(0.007);
    expect(fault?.step).toBeLessThan(0.013);
    expect(fault?.ranges[0].min).toBeGreaterThan(50);
    expect(fault?.ranges[0].min).toBeLessThan(100);
    expect(result.reason).toMatch(/larger by one step, as where the instrument switches its range/);
  });

  it("is the mains where a point at 50 Hz scatters", () => {
    const z = exactSpectrum(CASES.zarc.elements, frequencies(1e5, 0.5, 54));
    const line = z.frequency.findIndex((f) => Math.abs(f / 50 - 1) < 0.025);
    const noisy = addNoise(z, 0.002, 5001);
    expect(line).toBeGreaterThan(0);
    const result = kramersKronig(changed(noisy, (_, k) => (k === line ? 1.02 : 1)));
    expect(result.verdict).toBe("passes");
    expect(result.faults?.map(({ kind }) => kind)).toContain("mains");
    expect(result.reason).toMatch(/50 Hz is a line of the mains/);
  });

  it("is not the cell where a point at either end of the spectrum is 8 % off (oracle: the rest is valid)", () => {
    let failed = 0;
    for (let seed = 5001; seed <= 5010; seed++) {
      const z = addNoise(VALID_CELLS["two arcs"], 0.002, seed);
      for (const at of [0, 60]) {
        if (kramersKronig(changed(z, (_, k) => (k === at ? 1.08 : 1))).verdict === "fails") failed++;
      }
    }
    expect(failed).toBeLessThanOrEqual(1);
  });

  it("is an artefact of the highest frequencies where Z' is negative; below it the cell passes", () => {
    const z = addNoise(exactSpectrum(CASES.zarc.elements, frequencies(1e6, 0.1, 70)), 0.003, 5001);
    const result = kramersKronig(
      changed(
        z,
        () => 1,
        (f) => (f > 3e5 ? -40 * (f / 1e6) ** 2 : 0),
      ),
    );
    expect(result.verdict).toBe("fails");
    expect(result.faults?.map(({ kind }) => kind)).toEqual(["high-frequency-artefact"]);
    expect(result.failing[0].min).toBeGreaterThan(5e4);
    expect(result.reason).toMatch(/Z' is negative there.*Below it passes/);
    expect(result.residualReal.length).toBe(70);
    expect(result.noise).toBeLessThan(0.006);
  });

  it.skipIf(!hasData)(
    "in a measured galvanostatic series is the reference at high, and at last the cell at low frequency",
    async () => {
      const bytes = new Uint8Array(readFileSync(dataFile("formats/biologic/geis.mpr")));
      const { tables } = await readMeasurement({ name: "geis.mpr", bytes });
      const sweeps = sweepsOfTables(tables);
      const [first, last] = [sweeps[0], sweeps[60]].map(({ spectrum, time }) => kramersKronig(spectrum, { time }));
      expect(first.faults?.map(({ kind }) => kind)).toEqual(["high-frequency-artefact"]);
      expect(last.faults?.map(({ kind }) => kind)).toContain("drift");
      expect(last.probability).toBeLessThan(1e-10);
    },
  );
});

describe("zHit", () => {
  it("reconstructs the modulus of valid spectra (oracle: the exact |Z|; the local form leaves a bounded error)", () => {
    for (const name of Object.keys(CASES) as CaseName[]) {
      const z = caseSpectrum(name);
      const { deviation } = zHit(z);
      const rms = Math.sqrt(deviation.reduce((sum, d) => sum + d * d, 0) / deviation.length);
      expect(
        deviation.reduce((m, d) => Math.max(m, Math.abs(d)), 0),
        name,
      ).toBeLessThan(0.035);
      expect(rms, name).toBeLessThan(0.011);
    }
  });

  it("is exact for a constant phase (|Z| ∝ ω^(2φ/π)), whatever the order of the points", () => {
    const f = frequencies(1e5, 0.1, 40);
    for (const z of [exactSpectrum([["W", 3]], f), exactSpectrum([["W", 3]], f.toReversed())]) {
      for (const d of zHit(z).deviation) expect(Math.abs(d)).toBeLessThan(1e-9);
    }
  });

  it("with the spectrum itself as reference misses nothing", () => {
    const z = caseSpectrum("rc");
    for (const d of zHit(z, { reference: z }).deviation) expect(Math.abs(d)).toBeLessThan(1e-12);
  });

  it("shows the low frequencies of a drifting cell, and nothing of a steady one", () => {
    const steady = driftingSpectrum(0, 0, 1);
    const found = zHit(driftingSpectrum(0.01, 0.002, 5001), { reference: steady });
    expect(found.deviating.length).toBeGreaterThan(0);
    expect(found.deviating[0].min).toBeCloseTo(5, 6);
    expect(found.deviation[79]).toBeGreaterThan(0.02);
    expect(zHit(driftingSpectrum(0, 0.002, 5001), { reference: steady }).deviating).toEqual([]);
  });

  it("refuses few points, Z = 0 and a reference of another length", () => {
    const z = caseSpectrum("zarc");
    expect(() => zHit(upperPart(z, 5))).toThrow(/5 distinct frequencies/);
    expect(() => zHit(changed(z, (_, k) => (k === 3 ? 0 : 1)))).toThrow(/Z is 0 at/);
    expect(() => zHit(z, { reference: upperPart(z, 20) })).toThrow(/reference of 20 points/);
  });
});

describe("localCubic", () => {
  it("passes through a cubic with its slope (oracle: the polynomial)", () => {
    const x = Float64Array.from({ length: 20 }, (_, k) => k * (1 + 0.02 * k));
    const y = x.map((v) => 1 + v - 0.3 * v * v + 0.01 * v ** 3);
    const { value, slope } = localCubic(x, y);
    x.forEach((v, k) => {
      expect(value[k]).toBeCloseTo(y[k], 7);
      expect(slope[k]).toBeCloseTo(1 - 0.6 * v + 0.03 * v * v, 6);
    });
  });
});
